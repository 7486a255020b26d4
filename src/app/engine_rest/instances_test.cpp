// Instances, messages, incidents, jobs and history of /engine-rest, as their clients ask for them.
#include <chrono>

#include "app/deployed/deployer_for_test.h"
#include "processes/commands.h"

namespace drivetrain::app::engine_rest {
namespace {

class InstancesOfEngineRest : public test::DeployerTest {
 protected:
  void SetUp() override {
    DeployerTest::SetUp();
    ASSERT_EQ(deploy_7({{"parcel.bpmn", test::parcel()}}).status, 200);
    sign_in("max");
  }
  Reply rest(std::string const& method, std::string const& path, std::string const& body = {}) { return call(method, "/engine-rest" + path, body); }
  std::string start(std::string const& key, std::string const& process = "Parcel_1") {
    auto made = rest("POST", "/process-definition/key/" + process + "/start", R"({"businessKey":")" + key + R"(","variables":{"weight":{"value":3,"type":"Integer"}}})");
    EXPECT_EQ(made.status, 200) << made.text;
    return made.word("id");
  }
  /// Past the worker and the fitters: it waits for the message.
  std::string at_message(std::string const& key) {
    auto id = start(key);
    EXPECT_EQ(rest("POST", "/external-task/" + id + ".a1/lock", R"({"workerId":"w","lockDuration":60000})").status, 204);
    EXPECT_EQ(rest("POST", "/external-task/" + id + ".a1/complete", R"({"workerId":"w"})").status, 204);
    EXPECT_EQ(rest("POST", "/process-instance/" + id + "/modification", R"({"instructions":[{"type":"cancel","activityId":"look"},{"type":"startAfterActivity","activityId":"look"}]})").status, 204);
    return id;
  }
};

TEST_F(InstancesOfEngineRest, AreFoundByWhatIsKnownOfThem) {
  auto one = start("P-1"), two = start("P-2"), other = start("D-9", "dispatch");
  EXPECT_EQ(rest("GET", "/process-instance?businessKey=P-2").row(0).at("id"), feel::Value(two));
  EXPECT_EQ(rest("GET", "/process-instance/count?processDefinitionKeyIn=Parcel_1,repair").word("count"), "2");
  EXPECT_EQ(rest("POST", "/process-instance", R"({"businessKeyLike":"P-%","sorting":[{"sortBy":"businessKey","sortOrder":"desc"}]})").row(0).at("id"), feel::Value(two));
  EXPECT_EQ(rest("GET", "/process-instance?variables=weight_eq_3&maxResults=1&firstResult=1&processDefinitionKey=Parcel_1").size(), 1u);
  EXPECT_EQ(rest("GET", "/process-instance?variables=weight_gt_3").size(), 0u);
  EXPECT_EQ(rest("GET", "/process-instance?activityIdIn=weigh").size(), 2u);
  auto refused = rest("GET", "/process-instance?caseInstanceId=x");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("message").find("caseInstanceId"), std::string::npos) << "refused by name, not ignored";
  EXPECT_EQ(rest("GET", "/process-instance?sortBy=tenantId").status, 400);
  EXPECT_EQ(rest("PUT", "/process-instance/" + one + "/suspended", R"({"suspended":true})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance?suspended=true").row(0).at("id"), feel::Value(one));
  EXPECT_EQ(rest("GET", "/process-instance?active=true").size(), 2u);
  EXPECT_EQ(rest("PUT", "/process-instance/" + one + "/suspended", R"({"suspended":false})").status, 204);
  EXPECT_EQ(rest("PUT", "/process-instance/" + one + "/variables/colour", R"({"value":"red","type":"String"})").status, 204);
  EXPECT_EQ(rest("POST", "/process-instance/" + one + "/variables", R"({"modifications":{"weight":{"value":4}}})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance/" + one + "/variables/weight").word("value"), "4");
  EXPECT_EQ(rest("GET", "/process-instance/" + one + "/variables/size").status, 404);
  EXPECT_EQ(rest("DELETE", "/process-instance/" + one + "/variables/colour").status, 400);
  auto tree = rest("GET", "/process-instance/" + two + "/activity-instances");
  EXPECT_EQ(tree.word("activityType"), "processDefinition");
  EXPECT_EQ(tree.at("childActivityInstances").list().front().at("activityType"), feel::Value("serviceTask"));
  EXPECT_EQ(rest("GET", "/process-definition/key/Parcel_1/statistics").row(0).at("instances"), feel::Value(2));
  EXPECT_EQ(rest("DELETE", "/process-instance/" + other).status, 204);
  EXPECT_EQ(rest("GET", "/history/process-instance/" + other).word("state"), "EXTERNALLY_TERMINATED");
  EXPECT_EQ(rest("GET", "/process-instance?processInstanceIds=" + one + "," + two + ",case-999,nonsense").size(), 2u);
  EXPECT_EQ(rest("GET", "/history/process-instance?processInstanceBusinessKey=D-9").row(0).at("id"), feel::Value(other)) << "also when it has ended";
  EXPECT_EQ(rest("GET", "/history/process-instance?sortBy=startTime&sortOrder=desc&firstResult=1&maxResults=1").size(), 1u);
  EXPECT_EQ(rest("GET", "/history/process-instance/count").word("count"), "3");
  EXPECT_EQ(rest("GET", "/history/process-instance?sortBy=startTime&firstResult=100000").status, 400);
  EXPECT_EQ(rest("GET", "/external-task?externalTaskId=" + one + ".a1&topicName=weigh&notLocked=true").row(0).at("processInstanceId"), feel::Value(one));
  EXPECT_EQ(rest("GET", "/external-task/count?locked=true").word("count"), "0");
  EXPECT_EQ(rest("DELETE", "/process-instance/case-999").status, 404);
  EXPECT_EQ(rest("GET", "/version").status, 200);
}

TEST_F(InstancesOfEngineRest, AMessageFindsWhoFits) {
  auto one = at_message("P-1"), two = at_message("P-2");
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came"})").status, 400) << "two wait for it";
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came","businessKey":"P-9"})").status, 400);
  auto found = rest("POST", "/message", R"({"messageName":"carrier-came","processInstanceId":")" + two + R"(","correlationKeys":{"weight":{"value":3}},"resultEnabled":true})");
  ASSERT_EQ(found.status, 200) << found.text;
  EXPECT_EQ(found.row(0).at("execution").at("processInstanceId"), feel::Value(two));
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came","correlationKeys":{"weight":{"value":99}}})").status, 400);
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came","correlationKeys":{"weight":{"value":3}},"processVariables":{"carrier":{"value":"Nord"}}})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance/" + one + "/variables/carrier").word("value"), "Nord");
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came","localCorrelationKeys":{"a":{"value":1}}})").status, 400);
  auto three = at_message("P-3"), four = at_message("P-4");
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came","all":true})").status, 204);
  auto timers = rest("GET", "/job?timers=true&sortBy=jobId");
  ASSERT_EQ(timers.size(), 4u) << timers.text;
  EXPECT_EQ(timers.row(0).at("dueDate"), feel::Value("2026-03-27T09:00:00.000+0000"));
  auto job = [&](std::string const& instance) { return std::string(rest("GET", "/job?processInstanceId=" + instance).row(0).at("id").string()); };
  EXPECT_EQ(rest("POST", "/job/" + job(one) + "/execute").status, 204) << "rings before its time";
  EXPECT_EQ(rest("GET", "/history/process-instance/" + one).word("state"), "COMPLETED");
  EXPECT_EQ(rest("PUT", "/job/" + job(two) + "/duedate", R"({"duedate":"2026-03-27T08:30:00.000+0000"})").status, 204);
  pass(minutes(31));
  EXPECT_EQ(rest("GET", "/process-instance/" + two).word("ended"), "true") << "rang at its new time";
  EXPECT_EQ(rest("GET", "/process-instance/" + three).word("ended"), "false");
  pass(minutes(30));
  EXPECT_EQ(rest("GET", "/process-instance/" + four).word("ended"), "true");
  auto visits = rest("GET", "/history/activity-instance?processInstanceId=" + two + "&sortBy=occurrence&activityType=serviceTask");
  ASSERT_EQ(visits.size(), 1u) << visits.text;
  EXPECT_EQ(visits.row(0).at("activityId"), feel::Value("weigh"));
  EXPECT_EQ(rest("GET", "/history/variable-instance?processInstanceId=" + one + "&variableName=carrier").row(0).at("value"), feel::Value("Nord"));
  sign_in("ann");
  EXPECT_EQ(rest("DELETE", "/process-instance/" + start("P-5")).status, 403) << "rights are the model's";
}

TEST_F(InstancesOfEngineRest, AnInstanceIsModifiedByItsOwnActivities) {
  auto one = start("P-1"), two = start("P-2");
  auto modify = [&](std::string const& instructions) { return rest("POST", "/process-instance/" + two + "/modification", R"({"instructions":[)" + instructions + "]}"); };
  auto start_wait = R"({"type":"startBeforeActivity","activityId":"wait"})";
  EXPECT_EQ(modify(R"({"type":"cancel","activityInstanceId":"weigh:)" + one + R"(.a1"},)" + start_wait).status, 400) << "that is another instance's";
  EXPECT_EQ(modify(R"({"type":"cancel","activityInstanceId":"weigh:)" + two + R"(.a9"},)" + start_wait).status, 400);
  EXPECT_EQ(modify(R"({"type":"startBeforeActivity","activityId":"wait","ancestorActivityInstanceId":")" + one + R"("})").status, 400);
  EXPECT_EQ(modify(R"({"type":"cancel","activityId":"weigh"},{"type":"cancel","activityId":"nowhere"},)" + std::string(start_wait)).status, 400) << "each instruction finds something";
  EXPECT_EQ(rest("GET", "/external-task?processInstanceId=" + two).size(), 1u) << "nothing was done";
  EXPECT_EQ(modify(R"({"type":"cancel","activityInstanceId":"weigh:)" + two + R"(.a1"},)" + start_wait).status, 204);
  EXPECT_EQ(rest("GET", "/external-task?processInstanceId=" + one).size(), 1u);
  EXPECT_EQ(rest("GET", "/external-task?processInstanceId=" + two).size(), 0u);
}

TEST_F(InstancesOfEngineRest, AnotherTypeIsNeverTakenAsNotSaid) {
  auto one = at_message("A");
  auto refused = [&](std::string const& method, std::string const& path, std::string const& body, std::string const& name) {
    auto reply = rest(method, path, body);
    EXPECT_EQ(reply.status, 400) << path << " " << body;
    EXPECT_NE(reply.word("message").find(name), std::string::npos) << reply.text;
  };
  refused("POST", "/message", R"({"messageName":"carrier-came","businessKey":12})", "businessKey");
  refused("POST", "/message", R"({"messageName":"carrier-came","processInstanceId":99})", "processInstanceId");
  refused("POST", "/message", R"({"messageName":"carrier-came","all":"true"})", "all");
  refused("POST", "/message", R"({"messageName":"carrier-came","processVariables":{"a":1}})", "processVariables.a");
  EXPECT_EQ(rest("GET", "/process-instance?activityIdIn=wait").size(), 1u) << one << " still waits";
  refused("POST", "/process-definition/key/Parcel_1/start", R"({"businessKey":7})", "businessKey");
  refused("PUT", "/process-instance/" + one + "/suspended", R"({"suspended":"true"})", "suspended");
  refused("POST", "/process-instance/" + one + "/modification", R"({"instructions":{"type":"cancel"}})", "instructions");
  refused("POST", "/external-task/x/failure", R"({"workerId":"w","retries":"3"})", "retries");
  refused("POST", "/external-task/x/lock", R"({"workerId":"w","lockDuration":60000,"retries":3})", "retries");
  refused("POST", "/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":"1","topics":[{"topicName":"weigh","lockDuration":1000}]})", "maxTasks");
  refused("POST", "/external-task/fetchAndLock", R"({"workerId":"w","topics":[{"topicName":"weigh","lockDuration":"1000"}]})", "topics[0].lockDuration");
  refused("POST", "/process-instance", R"({"businessKey":["A"]})", "businessKey");
  refused("POST", "/process-instance", R"({"processInstanceIds":"case-1"})", "processInstanceIds");
  refused("POST", "/process-instance", R"({"maxResults":"1"})", "maxResults");
  refused("POST", "/process-instance", R"({"sorting":{"sortBy":"businessKey"}})", "sorting");
  refused("POST", "/process-instance", R"({"variables":[{"name":"weight","operator":"zz","value":3}]})", "zz");
}

TEST_F(InstancesOfEngineRest, NoParameterIsIgnored) {
  auto one = at_message("A");
  for (auto query : {"variables=a_zz_5", "maxResults=abc", "maxResults=1001", "maxResults=-1", "sortBy=businessKey&sortOrder=sideways", "sortOrder=asc", "active=yes", "foo=bar"}) EXPECT_EQ(rest("GET", std::string("/process-instance?") + query).status, 400) << query;
  EXPECT_EQ(rest("GET", "/history/process-instance?startedAfter=yesterday").status, 400);
  auto id = rest("GET", "/process-definition/key/Parcel_1").word("id"), deployment = rest("GET", "/process-definition/key/Parcel_1").word("deploymentId");
  for (std::string path : {"/deployment/" + deployment, "/process-definition/" + id, std::string("/process-definition/key/Parcel_1/xml"), "/history/process-instance/" + one, "/process-instance/" + one + "/activity-instances", "/process-instance/" + one,
                    std::string("/version"), std::string("/external-task"), std::string("/incident"), std::string("/job/count")}) {
    EXPECT_EQ(rest("GET", path).status, 200) << path;
    auto refused = rest("GET", path + "?foo=bar");
    EXPECT_EQ(refused.status, 400) << path;
    EXPECT_NE(refused.word("message").find("foo"), std::string::npos) << refused.text;
  }
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"carrier-came"})").status, 204);
  auto timer = std::string(rest("GET", "/job?timers=true").row(0).at("id").string());
  EXPECT_EQ(rest("PUT", "/job/" + timer + "/retries", R"({"retries":5})").status, 400) << "a timer that has not failed is not tried again";
  EXPECT_EQ(rest("POST", "/job/" + timer + "/execute", R"({"variables":{"a":{"value":1}}})").status, 400);
  EXPECT_EQ(rest("POST", "/process-instance/" + one + "/suspended", "{}").status, 404) << "no such address";
}

TEST_F(InstancesOfEngineRest, AWriteIsInTheNameThatItSaysAndOnce) {
  headers["drivetrain-person"] = "ann";
  auto refused = rest("POST", "/process-definition/key/Parcel_1/start", "{}");
  EXPECT_EQ(refused.status, 412);
  EXPECT_EQ(refused.word("code"), "DT-X944");
  headers["drivetrain-person"] = "max";
  EXPECT_EQ(rest("POST", "/process-definition/key/Parcel_1/start", "{}").status, 200);
  headers = {{"idempotency-key", "one"}};
  auto first = start("P-1"), again = start("P-1");
  EXPECT_EQ(first, again);
  EXPECT_EQ(rest("POST", "/process-definition/key/Parcel_1/start", R"({"businessKey":"P-2"})").word("type"), "InvalidRequestException") << "a key is for one request";
  EXPECT_EQ(rest("POST", "/process-instance/count", R"({"businessKey":"P-1"})").word("count"), "1") << "lists are asked anew";
  headers.clear();
  EXPECT_EQ(rest("GET", "/process-instance/count").word("count"), "2");
}

TEST_F(InstancesOfEngineRest, WhoWantsCertainJobsWaitsForThose) {
  auto poll = [&](std::string const& key) {
    auto reply = rest("POST", "/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"asyncResponseTimeout":20000,"topics":[{"topicName":"weigh","lockDuration":60000,"businessKey":")" + key + R"("}]})");
    return std::pair(last.parked, reply.text);
  };
  start("A");
  auto [waiting, text] = poll("B");
  ASSERT_TRUE(waiting) << "a job that does not fit is no reason to answer: " << text;
  start("C");
  EXPECT_TRUE(waiting->wakeup->rung());
  auto still = waiting->again(false).parked;
  ASSERT_TRUE(still);
  auto [other, nothing] = poll("Z");
  ASSERT_TRUE(other);
  auto id = start("B");
  EXPECT_TRUE(other->wakeup->rung()) << "whoever may want it looks";
  ASSERT_TRUE(still->wakeup->rung());
  auto got = still->again(false);
  EXPECT_NE(got.body.find(id + ".a1"), std::string::npos) << got.body;
  EXPECT_EQ(other->again(true).body, "[]");
  EXPECT_FALSE(poll("A").first) << "what is there is there at once";
}

TEST_F(InstancesOfEngineRest, ManyWildcardsHoldNobodyUp) {
  start(std::string(60, 'a'));
  auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(rest("POST", "/process-instance", R"({"businessKeyLike":"%a%a%a%a%a%a%a%a%a%a%a%a%a%b"})").size(), 0u);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
  EXPECT_EQ(rest("POST", "/process-instance", R"({"businessKeyLike":")" + std::string(1'001, '%') + R"("})").status, 400);
}

TEST_F(InstancesOfEngineRest, AMessageForAllIsForSoManyThatOthersAreServed) {
  auto waits = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x"><bpmn:message id="m" name="bell"/>
  <bpmn:process id="Waits" isExecutable="true" camunda:historyTimeToLive="30"><bpmn:startEvent id="in"/><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="wait"/>
    <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="out"/><bpmn:endEvent id="out"/></bpmn:process></bpmn:definitions>)";
  ASSERT_EQ(deploy_7({{"waits.bpmn", waits}}).status, 200);
  for (int i = 0; i < 1'001; ++i) {
    processes::StartCase command;
    command.process = "Waits", command.business_key = "W-" + std::to_string(i);
    ASSERT_FALSE(runtime->execute(journal::command(command, journal::Actor::person("max"))).refusal);
  }
  auto refused = rest("POST", "/message", R"({"messageName":"bell","all":true})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("message").find("1001"), std::string::npos) << refused.text;
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"bell","all":true,"businessKey":"W-7"})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance/count?processDefinitionKey=Waits").word("count"), "1000");
  EXPECT_EQ(rest("GET", "/process-instance?processDefinitionKey=Waits&firstResult=990").size(), 10u);
  EXPECT_EQ(rest("POST", "/message", R"({"messageName":"bell","all":true})").status, 204);
  EXPECT_EQ(rest("GET", "/process-instance/count?processDefinitionKey=Waits").word("count"), "0");
}

TEST_F(InstancesOfEngineRest, ATimerThatRepeatsIsMovedOnce) {
  auto ticks = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="x">
  <bpmn:process id="Ticks" isExecutable="true" camunda:historyTimeToLive="30"><bpmn:startEvent id="in"/><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="work"/>
    <bpmn:serviceTask id="work" camunda:type="external" camunda:topic="work"/><bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="out"/><bpmn:endEvent id="out"/>
    <bpmn:boundaryEvent id="clock" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="clock" targetRef="tick"/><bpmn:endEvent id="tick"/></bpmn:process></bpmn:definitions>)";
  ASSERT_EQ(deploy_7({{"ticks.bpmn", ticks}}).status, 200);
  auto id = start("T", "Ticks");
  auto rung = [&] { return rest("GET", "/history/activity-instance?activityId=tick&processInstanceId=" + id).size(); };
  auto timer = std::string(rest("GET", "/job?processInstanceId=" + id).row(0).at("id").string());
  EXPECT_EQ(rest("PUT", "/job/" + timer + "/duedate", R"({"duedate":"2001-01-01T00:00:00.000+0000"})").status, 204);
  pass(seconds(1));
  EXPECT_EQ(rung(), 1u) << "it rings at once";
  pass(hours(1));
  EXPECT_EQ(rung(), 2u) << "and then as often as before";
  pass(hours(1));
  EXPECT_EQ(rung(), 3u);
}

TEST_F(InstancesOfEngineRest, VersionsAreCountedByProcess) {
  auto two = test::parcel("other");
  two.insert(two.find("</bpmn:definitions>"), R"(<bpmn:process id="Extra" name="Extra" isExecutable="true" camunda:historyTimeToLive="30"><bpmn:startEvent id="e1"/><bpmn:sequenceFlow id="e2" sourceRef="e1" targetRef="e3"/><bpmn:endEvent id="e3"/></bpmn:process>)");
  ASSERT_EQ(deploy_7({{"parcel.bpmn", two}}).status, 200) << last.body;
  EXPECT_EQ(rest("GET", "/process-definition/key/Parcel_1").word("version"), "2");
  EXPECT_EQ(rest("GET", "/process-definition/key/Extra").word("version"), "1") << "it joined a file that was there";
  two.replace(two.find("name=\"Extra\""), 12, "name=\"Other\"");
  ASSERT_EQ(deploy_7({{"parcel.bpmn", two}}).status, 200);
  EXPECT_EQ(rest("GET", "/process-definition/key/Extra").word("version"), "2");
}

TEST_F(InstancesOfEngineRest, WhatADeploymentIsCalledCanBeShown) {
  EXPECT_EQ(deploy_7({{"parcel.bpmn", test::parcel("other")}}, {{"deployment-name", std::string(251, 'x')}}).status, 400);
  EXPECT_EQ(deploy_7({{"parcel.bpmn", test::parcel("other")}}, {{"deployment-name", "\x1b[2J"}}).status, 400);
  EXPECT_EQ(deploy_7({{"parcel.bpmn", test::parcel("other")}}, {{"enable-duplicate-filtering", "false"}}).status, 400);
  EXPECT_EQ(rest("GET", "/process-definition/key/Parcel_1").word("version"), "1") << "nothing was deployed";
}

TEST_F(InstancesOfEngineRest, WhatIsStuckIsShownAndTriedAgain) {
  auto id = start("P-1");
  auto path = "/external-task/" + id + ".a1/";
  EXPECT_EQ(rest("POST", path + "lock", R"({"workerId":"w","lockDuration":60000})").status, 204);
  EXPECT_EQ(rest("POST", path + "failure", R"({"workerId":"w","errorMessage":"scale broken","retries":0,"retryTimeout":0})").status, 204);
  auto incidents = rest("GET", "/incident?processDefinitionKeyIn=Parcel_1");
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents.row(0).at("incidentType"), feel::Value("failedExternalTask"));
  EXPECT_EQ(incidents.row(0).at("incidentMessage"), feel::Value("scale broken"));
  EXPECT_EQ(rest("GET", "/process-instance?withIncident=true").size(), 1u);
  EXPECT_EQ(rest("GET", "/process-definition/statistics?incidents=true").status, 200);
  EXPECT_EQ(rest("DELETE", "/incident/" + id + ".a1").status, 204);
  EXPECT_EQ(rest("GET", "/incident/count").word("count"), "0");
  EXPECT_EQ(rest("POST", "/signal", R"({"name":"nobody-listens","variables":{}})").status, 403) << "nobody answers for what no process hears";
  EXPECT_EQ(rest("POST", "/signal", R"({"name":"s","executionId":"x"})").status, 400);
}

}  // namespace
}  // namespace drivetrain::app::engine_rest
