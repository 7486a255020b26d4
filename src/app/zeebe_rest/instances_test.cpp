// Instances, searches, messages, incidents and variables of /v2, as their clients ask for them.
#include <chrono>

#include "app/deployed/deployer_for_test.h"

namespace drivetrain::app::zeebe_rest {
namespace {

class InstancesOfZeebeRest : public test::DeployerTest {
 protected:
  void SetUp() override {
    DeployerTest::SetUp();
    ASSERT_EQ(deploy_8({{"parcel.bpmn", test::parcel()}}).status, 200);
    sign_in("max");
  }
  Reply rest(std::string const& method, std::string const& path, std::string const& body = {}) { return call(method, "/v2" + path, body); }
  std::string start(std::string const& key) {
    auto made = rest("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","variables":{"weight":3},"businessId":")" + key + R"("})");
    EXPECT_EQ(made.status, 200) << made.text;
    return made.word("processInstanceKey");
  }
  std::string waiting(std::string const& instance) {
    auto found = rest("POST", "/element-instances/search", R"({"filter":{"processInstanceKey":")" + instance + R"(","state":"ACTIVE"}})").items();
    return found.empty() ? "" : std::string(found.front().at("elementInstanceKey").string());
  }
  /// Past the worker and the fitters.
  std::string at_message(std::string const& key) {
    auto instance = start(key);
    EXPECT_EQ(rest("POST", "/jobs/activation", R"({"type":"weigh","worker":"w","timeout":60000,"maxJobsToActivate":1,"requestTimeout":-1})").status, 200);
    EXPECT_EQ(rest("POST", "/jobs/" + waiting(instance) + "/completion", R"({"variables":{"grams":3000}})").status, 204);
    EXPECT_EQ(rest("POST", "/process-instances/" + instance + "/modification", R"({"terminateInstructions":[{"elementId":"look"}],"activateInstructions":[{"elementId":"wait","variableInstructions":[{"variables":{"moved":true}}]}]})").status, 204) << last.body;
    return instance;
  }
};

TEST_F(InstancesOfZeebeRest, AreStartedAndFound) {
  auto one = start("P-1"), two = start("P-2");
  auto shown = rest("GET", "/process-instances/" + one);
  EXPECT_EQ(shown.word("state"), "ACTIVE");
  EXPECT_EQ(shown.word("processDefinitionVersion"), "1");
  EXPECT_EQ(shown.word("businessId"), "P-1");
  auto page = rest("POST", "/process-instances/search", R"({"filter":{"processDefinitionId":"Parcel_1"},"sort":[{"field":"businessId","order":"DESC"}],"page":{"limit":1}})");
  ASSERT_EQ(page.items().size(), 1u) << page.text;
  EXPECT_EQ(page.items().front().at("processInstanceKey"), feel::Value(two));
  EXPECT_EQ(page.word("page.totalItems"), "2");
  auto next = rest("POST", "/process-instances/search", R"({"filter":{"processDefinitionId":"Parcel_1"},"sort":[{"field":"businessId","order":"DESC"}],"page":{"limit":1,"after":")" + page.word("page.endCursor") + R"("}})");
  ASSERT_EQ(next.items().size(), 1u);
  EXPECT_EQ(next.items().front().at("processInstanceKey"), feel::Value(one));
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"variables":[{"name":"weight","value":"3"}],"businessId":{"$in":["P-1","P-9"]}}})").items().size(), 1u);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"$or":[{"businessId":"P-1"},{"businessId":"P-2"}],"startDate":{"$gte":"2026-03-27T07:00:00Z"}}})").items().size(), 2u);
  auto refused = rest("POST", "/process-instances/search", R"({"filter":{"batchOperationId":"x"}})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("detail").find("batchOperationId"), std::string::npos);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"state":{"$matches":"x"}}})").status, 400);
  EXPECT_EQ(rest("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","tags":["a"]})").status, 400) << "refused, not ignored";
  EXPECT_EQ(rest("POST", "/process-instances", R"({"processDefinitionId":"nothing"})").status, 404);
  EXPECT_EQ(rest("POST", "/process-instances", R"({})").status, 400);
  auto variables = rest("POST", "/variables/search", R"({"filter":{"processInstanceKey":")" + one + R"("}})").items();
  ASSERT_EQ(variables.size(), 1u);
  EXPECT_EQ(variables.front().at("value"), feel::Value("3"));
  EXPECT_EQ(rest("PUT", "/element-instances/" + one + "/variables", R"({"variables":{"weight":4,"name":"box"}})").status, 204);
  EXPECT_EQ(rest("POST", "/variables/search", R"({"filter":{"processInstanceKey":")" + one + R"(","name":"name"}})").items().front().at("value"), feel::Value("\"box\""));
  EXPECT_EQ(rest("POST", "/process-instances/" + two + "/cancellation").status, 204);
  EXPECT_EQ(rest("POST", "/process-instances/" + two + "/cancellation").status, 404);
  EXPECT_EQ(rest("GET", "/process-instances/" + two).word("state"), "TERMINATED");
  EXPECT_EQ(rest("GET", "/process-instances/17").status, 404);
  EXPECT_EQ(rest("GET", "/topology").word("gatewayVersion"), "8.9.0");
  EXPECT_EQ(rest("GET", "/status").status, 204);
  EXPECT_EQ(rest("PUT", "/clock", R"({"timestamp":1800000000000})").status, 409) << "the time of this company is the real one";
  cookie.clear();
  EXPECT_EQ(rest("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1"})").status, 401);
}

TEST_F(InstancesOfZeebeRest, WhatIsNotKnownOrOfAnotherTypeIsRefusedByName) {
  auto instance = start("P-1");
  auto refused = [&](std::string const& method, std::string const& path, std::string const& body, std::string const& name) {
    auto reply = rest(method, path, body);
    EXPECT_EQ(reply.status, 400) << path << " " << body;
    EXPECT_NE(reply.word("detail").find(name), std::string::npos) << reply.text;
  };
  refused("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","processDefinitionVersion":"77"})", "processDefinitionVersion");
  refused("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","businessId":7})", "businessId");
  refused("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","awaitCompletion":"true"})", "awaitCompletion");
  refused("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","variables":[1]})", "variables");
  refused("POST", "/jobs/activation", R"({"type":"weigh","timeout":"60000","maxJobsToActivate":1})", "timeout");
  refused("POST", "/jobs/activation", R"({"type":"weigh","timeout":60000,"maxJobsToActivate":1,"tenantIds":["other"]})", "other");
  refused("POST", "/jobs/17/failure", R"({"retries":"3"})", "retries");
  refused("PATCH", "/jobs/17", R"({"changeset":{"retries":"3"}})", "changeset.retries");
  refused("POST", "/messages/publication", R"({"name":"m","correlationKey":"k","timeToLive":"1000"})", "timeToLive");
  refused("POST", "/process-instances/" + instance + "/modification", R"({"terminateInstructions":[{"elementId":"weigh","all":true}]})", "terminateInstructions[0].all");
  refused("POST", "/process-instances/" + instance + "/cancellation", R"({"operationReference":12})", "operationReference");
  for (auto query : {"foo=bar", "truncateValues=false&zzz=1"}) refused("POST", std::string("/variables/search?") + query, "{}", std::string(query).starts_with("foo") ? "foo" : "zzz");
  refused("GET", "/process-instances/" + instance + "?truncateValues=false&zzz=1", "", "zzz");
  for (auto [body, name] : std::initializer_list<std::pair<char const*, char const*>>{
           {R"({"page":{"limit":"1"}})", "page.limit"}, {R"({"page":{"from":"abc"}})", "page.from"}, {R"({"page":{"limit":10001}})", "10000"}, {R"({"page":[1]})", "page"}, {R"({"filter":[]})", "filter"},
           {R"({"filter":"P-1"})", "filter"}, {R"({"sort":{"field":"businessId"}})", "sort"}, {R"({"sort":[{"field":"businessId","order":"sideways"}]})", "sideways"}, {R"({"filter":{"businessId":7}})", "filter.businessId"},
           {R"({"filter":{"processInstanceKey":12}})", "filter.processInstanceKey"}, {R"({"filter":{"hasIncident":"true"}})", "filter.hasIncident"}, {R"({"filter":{"startDate":"soon"}})", "filter.startDate"},
           {R"({"filter":{"businessId":{"$in":"P-1"}}})", "filter.businessId.$in"}, {R"({"filter":{"businessId":{"$exists":"yes"}}})", "filter.businessId.$exists"}, {R"({"filter":{"$or":{"businessId":"P-1"}}})", "filter.$or"},
           {R"({"filter":{"variables":{"weight":3}}})", "filter.variables"}, {R"({"filter":{"variables":[{"name":"weight","value":3}]}})", "weight"}, {R"({"filter":{"$or":[{"batchOperationId":"x"}]}})", "batchOperationId"}})
    refused("POST", "/process-instances/search", body, name);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"processDefinitionVersion":{"$gte":1},"hasIncident":false}})").items().size(), 1u);
  EXPECT_EQ(rest("DELETE", "/process-instances/" + instance).status, 404) << "no such address";
}

TEST_F(InstancesOfZeebeRest, TextsAreSearchedAsTheyAre) {
  auto instance = start("007");
  auto found = [&](std::string const& business_id) { return rest("POST", "/process-instances/search", R"({"filter":{"businessId":)" + business_id + "}}").items().size(); };
  EXPECT_EQ(found(R"("007")"), 1u);
  EXPECT_EQ(found(R"("7")"), 0u) << "a text is no number";
  EXPECT_EQ(found(R"({"$in":["7","07"]})"), 0u);
  EXPECT_EQ(found(R"({"$like":"0?7"})"), 1u);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"processDefinitionVersionTag":""}})").items().size(), 0u) << "nothing is not an empty text";
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"startDate":{"$lte":"2026-12-31T00:00:00+01:00"}}})").items().size(), 1u);
  start(std::string(60, 'a'));
  auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(found(R"({"$like":"*a*a*a*a*a*a*a*a*a*a*a*a*a*b"})"), 0u);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"businessId":{"$like":")" + std::string(1'001, '*') + R"("}}})").status, 400);
  EXPECT_EQ(rest("POST", "/process-instances/" + instance + "/modification", R"({"terminateInstructions":[{"elementId":"weigh"},{"elementId":"nowhere"}],"activateInstructions":[{"elementId":"wait"}]})").status, 404) << "each instruction finds something";
  EXPECT_EQ(rest("GET", "/element-instances/" + waiting(instance)).word("elementId"), "weigh") << "nothing was done";
}

TEST_F(InstancesOfZeebeRest, AWriteIsInTheNameThatItSaysAndOnce) {
  headers["drivetrain-person"] = "ann";
  auto refused = rest("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1"})");
  EXPECT_EQ(refused.status, 412);
  EXPECT_EQ(refused.word("code"), "DT-X944");
  headers = {{"idempotency-key", "one"}};
  EXPECT_EQ(start("P-1"), start("P-1"));
  EXPECT_EQ(rest("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","businessId":"P-2"})").status, 400) << "a key is for one request";
  EXPECT_EQ(rest("POST", "/process-instances", R"({"processDefinitionId":"Parcel_1","awaitCompletion":true})").status, 400);
  EXPECT_EQ(rest("POST", "/process-instances/search", "{}").items().size(), 1u);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"businessId":"P-9"}})").items().size(), 0u) << "searches are made anew";
}

TEST_F(InstancesOfZeebeRest, PagesAreCutFromAnyNumber) {
  std::vector<std::string> keys;
  for (int i = 0; i < 7; ++i) keys.push_back(start("P-" + std::to_string(i)));
  EXPECT_EQ(rest("POST", "/process-instances/" + keys[2] + "/cancellation").status, 204);
  auto page = rest("POST", "/process-instances/search", R"({"page":{"from":5,"limit":3}})");
  EXPECT_EQ(page.items().size(), 2u) << page.text;
  EXPECT_EQ(page.word("page.totalItems"), "7");
  EXPECT_EQ(page.word("page.hasMoreTotalItems"), "false");
  auto before = rest("POST", "/process-instances/search", R"({"sort":[{"field":"businessId","order":"ASC"}],"page":{"limit":2,"before":")" + page.word("page.startCursor") + R"("}})").items();
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(before.front().at("businessId"), feel::Value("P-3"));
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"processInstanceKey":{"$in":[")" + keys[2] + R"(",")" + keys[4] + R"(","17"]}}})").items().size(), 2u);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"businessId":"P-2"}})").items().size(), 1u) << "also when it has ended";
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"elementId":{"$in":["weigh"]}}})").status, 400);
  EXPECT_EQ(rest("POST", "/process-instances/search", R"({"filter":{"elementId":{"$eq":"weigh"}}})").items().size(), 6u);
  EXPECT_EQ(rest("POST", "/jobs/search", R"({"filter":{"jobKey":")" + waiting(keys[4]) + R"("}})").items().size(), 1u);
  EXPECT_EQ(rest("POST", "/process-instances/" + keys[4] + "/incidents/search", "{}").items().size(), 0u);
  auto key = rest("POST", "/process-definitions/search", R"({"filter":{"processDefinitionId":"Parcel_1"}})").items().front().at("processDefinitionKey");
  EXPECT_EQ(rest("POST", "/process-definitions/" + std::string(key.string()) + "/statistics/element-instances", "{}").items().front().at("active"), feel::Value(6));
}

TEST_F(InstancesOfZeebeRest, JobsOfListenersAreToldApart) {
  auto listened = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="x">
  <bpmn:process id="Listened" isExecutable="true"><bpmn:startEvent id="in"/><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="work"/>
    <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="work"/><zeebe:taskHeaders><zeebe:header key="colour" value="red"/></zeebe:taskHeaders>
      <zeebe:executionListeners><zeebe:executionListener eventType="start" type="before"/><zeebe:executionListener eventType="end" type="behind"/></zeebe:executionListeners></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="out"/><bpmn:endEvent id="out"/></bpmn:process></bpmn:definitions>)";
  ASSERT_EQ(deploy_8({{"listened.bpmn", listened}}).status, 200) << last.body;
  EXPECT_EQ(rest("POST", "/process-instances", R"({"processDefinitionId":"Listened"})").status, 200);
  auto next = [&](std::string const& type, std::string const& kind, std::string const& event, feel::Value const& colour) {
    auto found = rest("POST", "/jobs/search", R"({"filter":{"type":")" + type + R"("}})").items();
    ASSERT_EQ(found.size(), 1u) << type;
    auto taken = rest("POST", "/jobs/activation", R"({"type":")" + type + R"(","worker":"w","timeout":60000,"maxJobsToActivate":1,"requestTimeout":-1})").at("jobs").list().front();
    for (auto const& job : {found.front(), taken}) {
      EXPECT_EQ(job.at("kind"), feel::Value(kind));
      EXPECT_EQ(job.at("listenerEventType"), feel::Value(event));
      EXPECT_EQ(job.at("customHeaders.colour"), colour);
    }
    EXPECT_EQ(rest("POST", "/jobs/" + std::string(taken.at("jobKey").string()) + "/completion", "{}").status, 204);
  };
  next("before", "EXECUTION_LISTENER", "START", feel::Value());
  next("work", "BPMN_ELEMENT", "UNSPECIFIED", feel::Value("red"));
  next("behind", "EXECUTION_LISTENER", "END", feel::Value());
}

TEST_F(InstancesOfZeebeRest, MessagesFindTheirInstance) {
  auto one = at_message("P-1");
  EXPECT_EQ(rest("POST", "/messages/correlation", R"({"name":"carrier-came","correlationKey":"P-9"})").status, 404);
  EXPECT_EQ(rest("POST", "/messages/publication", R"({"name":"carrier-came","correlationKey":"P-9"})").status, 200) << "published to nobody";
  auto found = rest("POST", "/messages/correlation", R"({"name":"carrier-came","correlationKey":"P-1","variables":{"carrier":"Nord"}})");
  ASSERT_EQ(found.status, 200) << found.text;
  EXPECT_EQ(found.word("processInstanceKey"), one);
  EXPECT_EQ(rest("POST", "/messages/publication", R"({"name":"carrier-came","correlationKey":"P-2","timeToLive":600000,"messageId":"m1"})").status, 200);
  auto two = at_message("P-2");
  auto elements = rest("POST", "/element-instances/search", R"({"filter":{"processInstanceKey":")" + two + R"(","elementId":"pause"}})").items();
  ASSERT_EQ(elements.size(), 1u) << "it was kept, and taken as soon as somebody asked";
  EXPECT_EQ(elements.front().at("type"), feel::Value("INTERMEDIATE_CATCH_EVENT"));
  EXPECT_EQ(rest("POST", "/signals/broadcast", R"({"signalName":"nobody-listens"})").status, 403) << "nobody answers for what no process hears";
  pass(hours(1) + seconds(1));
  EXPECT_EQ(rest("GET", "/process-instances/" + one).word("state"), "COMPLETED");
}

TEST_F(InstancesOfZeebeRest, IncidentsAreResolved) {
  auto instance = start("P-1");
  auto taken = rest("POST", "/jobs/activation", R"({"type":"weigh","worker":"w","timeout":60000,"maxJobsToActivate":1,"requestTimeout":-1})");
  auto job = std::string(taken.at("jobs").list().front().at("jobKey").string());
  EXPECT_EQ(taken.at("jobs").list().front().at("processDefinitionVersion"), feel::Value(1));
  EXPECT_EQ(rest("POST", "/jobs/" + job + "/failure", R"({"retries":0,"errorMessage":"scale broken"})").status, 204);
  auto incidents = rest("POST", "/incidents/search", R"({"filter":{"processInstanceKey":")" + instance + R"(","state":"ACTIVE"}})").items();
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents.front().at("errorType"), feel::Value("JOB_NO_RETRIES"));
  auto key = std::string(incidents.front().at("incidentKey").string());
  EXPECT_EQ(rest("POST", "/jobs/search", R"({"filter":{"state":"FAILED","type":"weigh"}})").items().size(), 1u);
  EXPECT_EQ(rest("PATCH", "/jobs/" + job, R"({"changeset":{"retries":2}})").status, 204);
  EXPECT_EQ(rest("GET", "/incidents/" + key).status, 404) << "tries left are no incident";
  EXPECT_EQ(rest("POST", "/incidents/" + key + "/resolution").status, 409);
  auto awaited = rest("POST", "/process-instances", R"({"processDefinitionId":"dispatch","awaitCompletion":true,"requestTimeout":100})");
  EXPECT_TRUE(last.parked != nullptr) << "it waits, and no thread does";
  auto late = last.parked->again(true);
  EXPECT_EQ(late.status, 504);
}

}  // namespace
}  // namespace drivetrain::app::zeebe_rest
