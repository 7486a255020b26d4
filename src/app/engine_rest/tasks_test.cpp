// Tasks of /engine-rest, as task lists made for Camunda 7 work with them.
#include "app/deployed/deployer_for_test.h"

namespace drivetrain::app::engine_rest {
namespace {

/// The fitters say what is wrong with it, by a form; Lea may, too; whoever starts it says what it is.
std::string complaint() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x">
  <bpmn:process id="complaint" name="Complaint" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="in"><bpmn:extensionElements><camunda:formData><camunda:formField id="machine" label="Machine" type="string"><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField>
      <camunda:formField id="copies" type="long" defaultValue="1"/></camunda:formData></bpmn:extensionElements></bpmn:startEvent><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="look"/>
    <bpmn:userTask id="look" name="Look at it" camunda:candidateGroups="fitter" camunda:candidateUsers="lea" camunda:dueDate="2026-04-01T12:00:00Z" camunda:priority="70"><bpmn:extensionElements><camunda:formData>
      <camunda:formField id="found" type="enum"><camunda:value id="wear" name="Wear"/><camunda:value id="misuse" name="Misuse"/><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="tell"/>
    <bpmn:userTask id="tell" name="Tell the customer" camunda:candidateGroups="fitter" camunda:assignee="ann" camunda:formKey="embedded:app:forms/tell.html"/><bpmn:sequenceFlow id="f3" sourceRef="tell" targetRef="out"/><bpmn:endEvent id="out"/>
  </bpmn:process>
</bpmn:definitions>
)";
}

class TasksOfEngineRest : public test::DeployerTest {
 protected:
  void SetUp() override {
    DeployerTest::SetUp();
    auto deployed = deploy_7({{"complaint.bpmn", complaint()}});
    ASSERT_EQ(deployed.status, 200) << deployed.text;
    sign_in("max");
    auto started = rest("POST", "/process-definition/key/complaint/start", R"({"businessKey":"C-1","variables":{"machine":{"value":"MK-7","type":"String"}}})");
    ASSERT_EQ(started.status, 200) << started.text;
    instance = started.word("id");
    id = std::string(rest("GET", "/task?processInstanceId=" + instance).row(0).at("id").string());
  }
  Reply rest(std::string const& method, std::string const& path, std::string const& body = {}) { return call(method, "/engine-rest" + path, body); }
  Reply task(std::string const& what, std::string const& body = "{}") { return rest("POST", "/task/" + id + "/" + what, body); }
  std::size_t found(std::string const& criteria) {
    auto reply = rest("GET", "/task/count?" + criteria);
    EXPECT_EQ(reply.status, 200) << reply.text;
    return reply.status == 200 ? static_cast<std::size_t>(reply.at("count").number().to_int64().value_or(-1)) : 99;
  }
  std::string id, instance;
};

TEST_F(TasksOfEngineRest, AreFoundByWhatIsKnownOfThem) {
  auto shown = rest("GET", "/task/" + id);
  EXPECT_EQ(shown.word("name"), "Look at it");
  EXPECT_EQ(shown.word("taskDefinitionKey"), "look");
  EXPECT_EQ(shown.word("due"), "2026-04-01T12:00:00.000+0000");
  EXPECT_EQ(shown.word("priority"), "70");
  EXPECT_TRUE(shown.at("assignee").is_null());
  EXPECT_EQ(found("candidateGroup=fitter&processDefinitionKey=complaint"), 1u);
  EXPECT_EQ(found("candidateGroups=planner,fitter&processInstanceBusinessKey=C-1"), 1u);
  EXPECT_EQ(found("candidateUser=lea&processDefinitionKey=complaint"), 1u);
  EXPECT_EQ(found("candidateUser=bob&processDefinitionKey=complaint"), 1u) << "by his role";
  EXPECT_EQ(found("candidateUser=max&processDefinitionKey=complaint"), 0u);
  EXPECT_EQ(found("unassigned=true&minPriority=70&dueBefore=2026-04-01T14:30:00.000%2B0200&processVariables=machine_eq_MK-7"), 1u);
  EXPECT_EQ(found("unassigned=true&processDefinitionKey=complaint&dueBefore=2026-04-01T13:30:00.000%2B0200"), 0u);
  EXPECT_EQ(found("withCandidateUsers=true"), 1u);
  EXPECT_EQ(rest("POST", "/task", R"({"taskDefinitionKeyIn":["look"],"sorting":[{"sortBy":"priority","sortOrder":"desc"}]})").size(), 1u);
  auto refused = rest("GET", "/task?caseInstanceId=x");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("message").find("caseInstanceId"), std::string::npos);
  EXPECT_EQ(rest("GET", "/task/work-0").status, 404);
  EXPECT_EQ(rest("GET", "/task/" + id + "/comment").status, 404);
  auto links = rest("GET", "/task/" + id + "/identity-links");
  ASSERT_EQ(links.size(), 2u) << links.text;
  EXPECT_EQ(links.row(0).at("groupId"), feel::Value("fitter"));
  EXPECT_EQ(links.row(1).at("userId"), feel::Value("lea"));
}

TEST_F(TasksOfEngineRest, WhatSomebodyDoesIsShownToWhoMaySeeIt) {
  sign_in("bob");
  EXPECT_EQ(rest("GET", "/task?assignee=ann").status, 403);
  EXPECT_EQ(rest("POST", "/task", R"({"assigneeIn":["bob","ann"]})").status, 403);
  EXPECT_EQ(rest("GET", "/task?assignee=bob").status, 200);
}

TEST_F(TasksOfEngineRest, AreClaimedLentGivenBackAndCompleted) {
  sign_in("ann");
  EXPECT_EQ(task("claim", R"({"userId":"ann"})").status, 204);
  EXPECT_EQ(task("claim", R"({"userId":"ann"})").status, 204) << "hers already";
  EXPECT_EQ(rest("GET", "/task/" + id).word("assignee"), "ann");
  EXPECT_EQ(found("candidateGroup=fitter&processDefinitionKey=complaint"), 0u) << "who has it, has it";
  EXPECT_EQ(found("candidateGroup=fitter&processDefinitionKey=complaint&includeAssignedTasks=true"), 1u);
  sign_in("bob");
  EXPECT_EQ(task("claim", R"({"userId":"bob"})").status, 403);
  EXPECT_EQ(task("complete").status, 400) << "the form is asked first";
  EXPECT_EQ(task("complete", R"({"variables":{"found":{"value":"wear"}}})").status, 403);
  sign_in("ann");
  EXPECT_EQ(task("delegate", R"({"userId":"bob"})").status, 204);
  EXPECT_EQ(rest("GET", "/task/" + id).word("delegationState"), "PENDING");
  EXPECT_EQ(rest("GET", "/task/" + id).word("owner"), "ann");
  sign_in("bob");
  EXPECT_EQ(task("complete", R"({"variables":{"found":{"value":"wear"}}})").status, 400) << "it is resolved first";
  EXPECT_EQ(task("resolve", R"({"variables":{"found":{"value":"misuse"}}})").status, 204);
  sign_in("ann");
  EXPECT_EQ(rest("GET", "/task/" + id + "/variables/found").word("value"), "misuse");
  EXPECT_EQ(task("unclaim").status, 204);
  EXPECT_EQ(task("unclaim").status, 204) << "nobody's already";
  EXPECT_EQ(task("assignee", R"({"userId":"bob"})").status, 403) << "nobody's is given by whoever answers for the process";
  EXPECT_EQ(task("assignee", R"({"userId":"ann"})").status, 204);
  auto completed = task("complete", R"({"variables":{"found":{"value":"wear","type":"String"}},"withVariablesInReturn":true})");
  ASSERT_EQ(completed.status, 200) << completed.text;
  EXPECT_EQ(completed.word("found.value"), "wear");
  EXPECT_EQ(rest("GET", "/task/" + id).status, 404);
  auto next = rest("GET", "/task?processInstanceId=" + instance).row(0);
  EXPECT_EQ(next.at("assignee"), feel::Value("ann"));
  EXPECT_EQ(next.at("formKey"), feel::Value("embedded:app:forms/tell.html"));
}

TEST_F(TasksOfEngineRest, WhatIsNobodysIsCompletedAtOnceAndWhatDoesNotFitChangesNothing) {
  sign_in("bob");
  auto refused = task("complete", R"({"variables":{"found":{"value":"rust"}}})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("message").find("/found"), std::string::npos) << refused.text;
  EXPECT_TRUE(rest("GET", "/task/" + id).at("assignee").is_null());
  EXPECT_EQ(task("submit-form", R"({"variables":{"found":{"value":"misuse"}}})").status, 204);
  EXPECT_EQ(rest("GET", "/task/" + id).status, 404);
  EXPECT_EQ(rest("GET", "/process-instance/" + instance + "/variables/found").word("value"), "misuse");
  auto past = [&](std::string const& query) { return rest("GET", "/history/task?processInstanceId=" + instance + "&" + query); };
  ASSERT_EQ(past("finished=true").size(), 1u) << last.body;
  auto over = past("finished=true&taskId=" + id + "&taskAssignee=bob&taskHadCandidateGroup=fitter&taskDefinitionKey=look&taskDeleteReason=completed&sortBy=endTime&sortOrder=desc").row(0);
  EXPECT_EQ(over.at("id"), feel::Value(id)) << last.body;
  EXPECT_EQ(over.at("deleteReason"), feel::Value("completed"));
  EXPECT_EQ(over.at("assignee"), feel::Value("bob"));
  EXPECT_FALSE(over.at("endTime").is_null());
  EXPECT_EQ(past("taskDefinitionKey=nothing").size(), 0u);
  EXPECT_EQ(rest("GET", "/history/task/count?finished=true&processInstanceId=" + instance).word("count"), "1");
  EXPECT_EQ(rest("GET", "/history/task?taskParentTaskId=x").status, 400) << "refused, not ignored";
  EXPECT_EQ(rest("GET", "/history/task?taskAssignee=ann").status, 403) << "what somebody did is shown to who may see it";
  sign_in("max");
  EXPECT_EQ(task("complete").status, 404);
}

TEST_F(TasksOfEngineRest, TheirFormsAndThoseOfStartsAreAskedFor) {
  EXPECT_TRUE(rest("GET", "/task/" + id + "/form").at("key").is_null()) << "made from its fields";
  EXPECT_EQ(rest("GET", "/task/" + id + "/form-variables?variableNames=machine").word("machine.value"), "MK-7");
  EXPECT_EQ(rest("GET", "/task/" + id + "/deployed-form").status, 404);
  EXPECT_EQ(rest("GET", "/task/" + id + "/rendered-form").status, 404);
  auto start = rest("GET", "/process-definition/key/complaint/form-variables");
  EXPECT_EQ(start.word("copies.value"), "1") << start.text;
  EXPECT_TRUE(rest("GET", "/process-definition/key/complaint/startForm").at("key").is_null());
  auto refused = rest("POST", "/process-definition/key/complaint/submit-form", R"({"businessKey":"C-2","variables":{"copies":{"value":2}}})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("message").find("/machine"), std::string::npos) << refused.text;
  EXPECT_EQ(rest("POST", "/process-definition/key/complaint/submit-form", R"({"businessKey":"C-2","variables":{"machine":{"value":"MK-8"}}})").status, 200);
  EXPECT_EQ(found("processDefinitionKey=complaint"), 2u);
}

TEST_F(TasksOfEngineRest, AreRescheduledByWhoAnswersForTheProcess) {
  auto body = [&](std::string const& more) { return R"({"name":"Look at it",)" + more + "}"; };
  sign_in("bob");
  EXPECT_EQ(rest("PUT", "/task/" + id, body(R"("priority":90,"due":"2026-04-01T12:00:00.000+0000")")).status, 403);
  sign_in("max");  // he answers for the works, and so for what is deployed
  auto moved = rest("PUT", "/task/" + id, body(R"("priority":90,"due":"2026-04-02T12:00:00.000+0000","assignee":"bob")"));
  EXPECT_EQ(moved.status, 204) << moved.text;
  auto shown = rest("GET", "/task/" + id);
  EXPECT_EQ(shown.word("due"), "2026-04-02T12:00:00.000+0000");
  EXPECT_EQ(shown.word("priority"), "90");
  EXPECT_EQ(shown.word("assignee"), "bob");
  EXPECT_EQ(rest("PUT", "/task/" + id, R"({"name":"Another name","priority":90,"due":"2026-04-02T12:00:00.000+0000","assignee":"bob"})").status, 400);
  EXPECT_EQ(rest("PUT", "/task/" + id + "/localVariables/x", R"({"value":1})").status, 400);
  EXPECT_EQ(rest("POST", "/task/" + id + "/identity-links", R"({"userId":"bob","type":"candidate"})").status, 400);
}

}  // namespace
}  // namespace drivetrain::app::engine_rest
