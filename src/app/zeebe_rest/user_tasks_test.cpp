// User tasks, their forms, and decisions of /v2, as programs made for Camunda 8 ask for them.
#include "app/deployed/deployer_for_test.h"

namespace drivetrain::app::zeebe_rest {
namespace {

constexpr char const* look_form = R"({"id": "look-at-it", "components": [{"type": "number", "key": "weight", "validate": {"required": true, "min": 1}}, {"type": "textfield", "key": "remark"}]})";

/// A rule says the rate, the fitters (or Lea) look at it by a form, another program shows the last form.
std::string deal() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="x">
  <bpmn:process id="deal" name="Deal" isExecutable="true">
    <bpmn:startEvent id="in"/><bpmn:sequenceFlow id="f0" sourceRef="in" targetRef="rate"/>
    <bpmn:businessRuleTask id="rate"><bpmn:extensionElements><zeebe:calledDecision decisionId="rate" resultVariable="rate"/></bpmn:extensionElements></bpmn:businessRuleTask><bpmn:sequenceFlow id="f1" sourceRef="rate" targetRef="look"/>
    <bpmn:userTask id="look" name="Look at it"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="fitter" candidateUsers="lea"/><zeebe:taskSchedule dueDate="2026-04-01T12:00:00Z"/>
      <zeebe:priorityDefinition priority="=60 + rate"/><zeebe:formDefinition formId="look-at-it"/></bpmn:extensionElements></bpmn:userTask><bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="tell"/>
    <bpmn:userTask id="tell" name="Tell the customer"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee="ann" candidateGroups="fitter"/><zeebe:formDefinition externalReference="https://forms.example/tell"/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="tell" targetRef="out"/><bpmn:endEvent id="out"/>
  </bpmn:process>
</bpmn:definitions>
)";
}

std::string rates(std::string const& dear) {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rates" name="Rates" namespace="rates">
<decision id="rate" name="Rate"><informationRequirement><requiredDecision href="#size"/></informationRequirement><decisionTable id="t" hitPolicy="UNIQUE"><input id="i1" label="Size"><inputExpression typeRef="string"><text>Size</text></inputExpression></input><output id="o1" name="rate" typeRef="number"/>
<rule id="r1"><inputEntry><text>"small"</text></inputEntry><outputEntry><text>5</text></outputEntry></rule><rule id="r2"><inputEntry><text>"large"</text></inputEntry><outputEntry><text>)" + dear + R"(</text></outputEntry></rule></decisionTable></decision>
<decision id="size" name="Size"><variable name="Size"/><informationRequirement><requiredInput href="#pieces"/></informationRequirement><literalExpression id="l"><text>if pieces &gt; 10 then "large" else "small"</text></literalExpression></decision>
<inputData id="pieces" name="pieces"><variable name="pieces" typeRef="number"/></inputData></definitions>)";
}

class TasksOfZeebeRest : public test::DeployerTest {
 protected:
  model::Files files() const override {
    auto all = test::company_with_jobs();
    all.at("processes.yaml") += R"(---
apiVersion: drivetrain/v1
kind: Process
metadata: {id: deal, title: Deal, owner: manager}
spec:
  bpmn: deal.bpmn
  purpose: Customers know the price before we begin.
  unit: works
  contributes: [{objective: keep-running, strength: 1}]
)";
    all["deal.bpmn"] = deal(), all["look.form"] = look_form, all["rates.dmn"] = rates("20");
    return all;
  }
  void SetUp() override {
    DeployerTest::SetUp();
    sign_in("max");
    auto made = rest("POST", "/process-instances", R"({"processDefinitionId":"deal","variables":{"pieces":12},"businessId":"D-1"})");
    ASSERT_EQ(made.status, 200) << made.text;
    instance = made.word("processInstanceKey");
    key = waiting();
  }
  Reply rest(std::string const& method, std::string const& path, std::string const& body = {}) { return call(method, "/v2" + path, body); }
  feel::List found(std::string const& filter) {
    auto reply = rest("POST", "/user-tasks/search", R"({"filter":{"processInstanceKey":")" + instance + R"(",)" + filter + "}}");
    EXPECT_EQ(reply.status, 200) << reply.text;
    return reply.items();
  }
  std::string waiting() {
    auto items = found(R"("state":"CREATED")");
    return items.empty() ? "" : std::string(items.front().at("userTaskKey").string());
  }
  Reply task() { return rest("GET", "/user-tasks/" + key); }
  Reply assign(std::string const& body) { return rest("POST", "/user-tasks/" + key + "/assignment", body); }
  std::string instance, key;
};

TEST_F(TasksOfZeebeRest, AreFoundByWhatIsKnownOfThem) {
  auto shown = task();
  EXPECT_EQ(shown.word("name"), "Look at it");
  EXPECT_EQ(shown.word("priority"), "80") << "60 and the rate";
  EXPECT_EQ(shown.word("dueDate"), "2026-04-01T12:00:00Z");
  EXPECT_EQ(shown.word("processName"), "Deal");
  EXPECT_TRUE(shown.at("assignee").is_null());
  EXPECT_EQ(found(R"("candidateGroup":"fitter","elementId":"look","priority":{"$gte":80})").size(), 1u);
  EXPECT_EQ(found(R"("candidateGroup":{"$in":["planner","fitter"]},"candidateUser":{"$eq":"lea"})").size(), 1u);
  EXPECT_EQ(found(R"("candidateUser":"bob")").size(), 0u);
  EXPECT_EQ(found(R"("processInstanceVariables":[{"name":"rate","value":"20"}],"assignee":{"$exists":false})").size(), 1u);
  EXPECT_EQ(found(R"("state":"COMPLETED")").size(), 0u);
  EXPECT_EQ(rest("POST", "/user-tasks/search", R"({"filter":{"tags":["a"]}})").status, 400);
  EXPECT_EQ(rest("POST", "/user-tasks/search", R"({"filter":{"candidateGroup":{"$like":"f*"}}})").status, 400) << "refused, not ignored";
  EXPECT_EQ(rest("GET", "/user-tasks/1").status, 404);
  auto variables = rest("POST", "/user-tasks/" + key + "/variables/search", R"({"filter":{"name":"rate"}})").items();
  ASSERT_EQ(variables.size(), 1u);
  EXPECT_EQ(variables.front().at("value"), feel::Value("20"));
  sign_in("bob");
  EXPECT_EQ(rest("POST", "/user-tasks/search", R"({"filter":{"assignee":"ann"}})").status, 403) << "what somebody does is shown to who may see it";
}

TEST_F(TasksOfZeebeRest, AreAssignedUnassignedAndCompletedByTheirForm) {
  auto form = rest("GET", "/user-tasks/" + key + "/form");
  EXPECT_EQ(form.word("formId"), "look-at-it") << form.text;
  EXPECT_EQ(form.word("schema"), look_form);
  EXPECT_EQ(form.word("formKey"), task().word("formKey"));
  sign_in("bob");
  EXPECT_EQ(assign(R"({"assignee":"ann"})").status, 403) << "nobody's yet, and he does not answer for the process";
  EXPECT_EQ(assign(R"({"assignee":"bob","allowOverride":false})").status, 204);
  EXPECT_EQ(task().word("assignee"), "bob");
  sign_in("ann");
  EXPECT_EQ(assign(R"({"assignee":"ann","allowOverride":false})").status, 403);
  EXPECT_EQ(rest("POST", "/user-tasks/" + key + "/completion", R"({"variables":{"weight":3}})").status, 403);
  sign_in("bob");
  EXPECT_EQ(rest("DELETE", "/user-tasks/" + key + "/assignee").status, 204);
  EXPECT_TRUE(task().at("assignee").is_null());
  sign_in("ann");
  auto refused = rest("POST", "/user-tasks/" + key + "/completion", R"({"variables":{"weight":0}})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("detail").find("/weight"), std::string::npos) << refused.text;
  EXPECT_TRUE(task().at("assignee").is_null()) << "what does not fit changes nothing";
  EXPECT_EQ(rest("POST", "/user-tasks/" + key + "/completion", R"({"variables":{"weight":3},"action":"approve"})").status, 400);
  EXPECT_EQ(rest("POST", "/user-tasks/" + key + "/completion", R"({"variables":{"weight":3,"else":true}})").status, 204) << last.body;
  EXPECT_EQ(task().word("state"), "COMPLETED") << last.body;
  EXPECT_EQ(task().word("assignee"), "ann");
  auto past = found(R"("state":"COMPLETED","candidateGroup":"fitter","assignee":"ann")");
  ASSERT_EQ(past.size(), 1u) << last.body;
  EXPECT_EQ(past.front().at("userTaskKey"), feel::Value(key));
  EXPECT_FALSE(past.front().at("completionDate").is_null());
  EXPECT_EQ(found(R"("candidateGroup":{"$in":["fitter"]})").size(), 2u) << "what is over, and what waits";
  EXPECT_EQ(found(R"("state":{"$in":["COMPLETED","CANCELED"]},"elementId":"tell")").size(), 0u);
  key = waiting();
  EXPECT_EQ(task().word("assignee"), "ann");
  EXPECT_EQ(task().word("externalFormReference"), "https://forms.example/tell");
  EXPECT_EQ(rest("GET", "/user-tasks/" + key + "/form").status, 404);
  EXPECT_EQ(rest("POST", "/user-tasks/" + key + "/completion", "{}").status, 204);
  EXPECT_EQ(rest("GET", "/process-instances/" + instance).word("state"), "COMPLETED");
  EXPECT_EQ(found(R"("state":"COMPLETED")").size(), 2u) << "also of an instance that has ended";
  EXPECT_EQ(found(R"("state":"CREATED")").size(), 0u);
}

TEST_F(TasksOfZeebeRest, ThatAreWithdrawnAreCanceled) {
  EXPECT_EQ(rest("POST", "/process-instances/" + instance + "/cancellation").status, 204);
  auto past = found(R"("state":"CANCELED")");
  ASSERT_EQ(past.size(), 1u) << last.body;
  EXPECT_EQ(past.front().at("elementId"), feel::Value("look"));
  EXPECT_EQ(task().word("state"), "CANCELED");
}

TEST_F(TasksOfZeebeRest, AreRescheduledByWhoAnswersForTheProcess) {
  auto change = [&](std::string const& changes) { return rest("PATCH", "/user-tasks/" + key, R"({"changeset":)" + changes + "}").status; };
  sign_in("bob");
  EXPECT_EQ(change(R"({"priority":90})"), 403);
  sign_in("max");
  EXPECT_EQ(change(R"({"priority":90,"dueDate":"","followUpDate":"2026-03-28T08:00:00Z"})"), 204) << last.body;
  EXPECT_EQ(task().word("priority"), "90");
  EXPECT_TRUE(task().at("dueDate").is_null());
  EXPECT_EQ(task().word("followUpDate"), "2026-03-28T08:00:00Z");
  EXPECT_EQ(change(R"({"candidateGroups":["planner"]})"), 400);
  EXPECT_EQ(change(R"({"dueDate":"soon"})"), 400);
}

TEST_F(TasksOfZeebeRest, FormsAreDeployedWithTheirDiagramsAndNumbered) {
  auto other = deal();
  for (auto at = other.find("\"deal\""); at != std::string::npos; at = other.find("\"deal\"")) other.replace(at, 6, "\"bargain\"");
  for (auto at = other.find("look-at-it"); at != std::string::npos; at = other.find("look-at-it")) other.replace(at, 10, "look-twice");
  std::string form = look_form;
  form.replace(form.find("look-at-it"), 10, "look-twice");
  EXPECT_EQ(deploy_8({{"bargain.bpmn", other}}).status, 400) << "its form is nowhere";
  auto made = deploy_8({{"bargain.bpmn", other}, {"twice.form", form}});
  ASSERT_EQ(made.status, 200) << made.text;
  auto told = made.at("deployments").list().back().at("form");
  EXPECT_EQ(told.at("formId"), feel::Value("look-twice"));
  EXPECT_EQ(told.at("version"), feel::Value(1));
  EXPECT_EQ(deploy_8({{"bargain.bpmn", other}, {"twice.form", form}}).word("deploymentKey"), made.word("deploymentKey")) << "the same content is the same deployment";
  form.replace(form.find("\"min\": 1"), 8, "\"min\": 2");
  auto again = deploy_8({{"twice.form", form}});
  EXPECT_EQ(again.at("deployments").list().front().at("form.version"), feel::Value(2)) << again.text;
  EXPECT_NE(again.word("deploymentKey"), made.word("deploymentKey"));
}

TEST_F(TasksOfZeebeRest, DecisionsAreAskedByWhoeverLikes) {
  auto all = rest("POST", "/decision-definitions/search", R"({"filter":{"isLatestVersion":true,"decisionRequirementsId":"rates"},"sort":[{"field":"decisionDefinitionId","order":"ASC"}]})").items();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all.front().at("name"), feel::Value("Rate"));
  auto first = std::string(all.front().at("decisionDefinitionKey").string());
  EXPECT_EQ(rest("GET", "/decision-definitions/" + first).word("decisionDefinitionId"), "rate");
  EXPECT_EQ(rest("GET", "/decision-definitions/" + first + "/xml").text, rates("20"));
  auto requirements = rest("POST", "/decision-requirements/search", R"({"filter":{"resourceName":"rates.dmn"}})").items();
  ASSERT_EQ(requirements.size(), 1u);
  EXPECT_EQ(rest("GET", "/decision-requirements/" + std::string(requirements.front().at("decisionRequirementsKey").string())).word("decisionRequirementsName"), "Rates");
  auto asked = rest("POST", "/decision-definitions/evaluation", R"({"decisionDefinitionId":"rate","variables":{"pieces":11,"colour":"red"}})");
  ASSERT_EQ(asked.status, 200) << asked.text;
  EXPECT_EQ(asked.word("output"), "20");
  ASSERT_EQ(asked.at("evaluatedDecisions").list().size(), 2u);
  auto rate = asked.at("evaluatedDecisions").list().back();
  EXPECT_EQ(asked.at("evaluatedDecisions").list().front().at("decisionDefinitionId"), feel::Value("size"));
  EXPECT_EQ(rate.at("decisionDefinitionType"), feel::Value("DECISION_TABLE"));
  EXPECT_EQ(rate.at("matchedRules").list().front().at("ruleId"), feel::Value("r2"));
  EXPECT_EQ(rate.at("matchedRules").list().front().at("evaluatedOutputs").list().front().at("outputValue"), feel::Value("20"));
  EXPECT_EQ(rate.at("evaluatedInputs").list().front().at("inputValue"), feel::Value("\"large\""));
  EXPECT_TRUE(asked.at("failureMessage").is_null());
  // Another text of its file is another version; the first one can still be asked, by its key.
  ASSERT_EQ(deploy_8({{"rates.dmn", rates("30")}}).status, 200) << last.body;
  EXPECT_EQ(rest("POST", "/decision-definitions/evaluation", R"({"decisionDefinitionId":"rate","variables":{"pieces":11}})").word("output"), "30");
  EXPECT_EQ(rest("POST", "/decision-definitions/evaluation", R"({"decisionDefinitionKey":")" + first + R"(","variables":{"pieces":11}})").word("output"), "20");
  EXPECT_EQ(rest("POST", "/decision-definitions/search", R"({"filter":{"decisionDefinitionId":"rate"}})").items().size(), 2u);
  EXPECT_EQ(rest("POST", "/decision-definitions/evaluation", R"({"decisionDefinitionId":"nothing"})").status, 404);
  EXPECT_EQ(rest("POST", "/decision-definitions/evaluation", "{}").status, 400);
  // The same over the other face.
  auto seven = [&](std::string const& method, std::string const& path, std::string const& body = {}) { return call(method, "/engine-rest/decision-definition" + path, body); };
  EXPECT_EQ(seven("GET", "?key=rate&latestVersion=true").row(0).at("id"), feel::Value("rate:2"));
  EXPECT_EQ(seven("GET", "/count?resourceName=rates.dmn").word("count"), "4");
  EXPECT_EQ(seven("GET", "/key/rate/xml").word("dmnXml"), rates("30"));
  auto rows = seven("POST", "/key/rate/evaluate", R"({"variables":{"pieces":{"value":11,"type":"Integer"},"colour":{"value":"red"}}})");
  ASSERT_EQ(rows.size(), 1u) << rows.text;
  EXPECT_EQ(rows.row(0).at("rate.value"), feel::Value(30));
  EXPECT_EQ(seven("POST", "/rate:1/evaluate", R"({"variables":{"pieces":{"value":11}}})").row(0).at("rate.value"), feel::Value(20));
  EXPECT_EQ(seven("POST", "/key/nothing/evaluate", "{}").status, 404);
  EXPECT_EQ(seven("GET", "?tenantIdIn=x").status, 400) << "refused, not ignored";
}

}  // namespace
}  // namespace drivetrain::app::zeebe_rest
