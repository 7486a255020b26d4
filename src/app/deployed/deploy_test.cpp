// What a program sends becomes part of the model, whole or not at all; over both faces alike.
#include "app/deployed/deployer_for_test.h"

namespace drivetrain::app::deployed {
namespace {

using test::parcel;

class DeployTest : public test::DeployerTest {};

TEST_F(DeployTest, WhatIsSentIsInTheModelWithWhoAnswersForIt) {
  auto before = in_force();
  auto made = deploy_7({{"C:\\models\\parcel.bpmn", parcel()}});
  ASSERT_EQ(made.status, 200) << made.text;
  EXPECT_EQ(made.word("id"), "deployment-2");
  EXPECT_EQ(made.word("name"), "Parcels");
  auto const& model = runtime->company().model();
  EXPECT_NE(model.revision, before);
  EXPECT_EQ(model.files.at("processes/parcel.bpmn"), parcel());
  EXPECT_EQ(model.processes.processes.at("Parcel_1").header.owner, "manager") << "who answers for the works answers for what nobody else does";
  auto const& version = runtime->company().adaptation.versions.back();
  EXPECT_EQ(version.reason, "Parcels");
  auto record = journal::Actor{};
  (void)world->store.read(version.position, [&](journal::StoredRecord const& stored) { return record = stored.record.actor, false; }).ok();
  EXPECT_EQ(record, journal::Actor::account("deploy-bot")) << "who deployed is on record";
  sign_in("max");
  auto again = deploy_7({{"parcel.bpmn", parcel()}});
  EXPECT_EQ(again.word("id"), "deployment-2") << "the same content is the same deployment";
  EXPECT_EQ(runtime->company().adaptation.versions.size(), 2u);
  auto changed = deploy_7({{"other-name.bpmn", parcel("weigh-twice")}});
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(runtime->company().model().files.at("processes/parcel.bpmn"), parcel("weigh-twice")) << "the process keeps its file";
  auto definitions = call("GET", "/engine-rest/process-definition?key=Parcel_1&sortBy=version&sortOrder=desc");
  ASSERT_EQ(definitions.size(), 2u);
  EXPECT_EQ(definitions.row(0).at("id"), feel::Value("Parcel_1:2:deployment-3"));
  EXPECT_EQ(call("GET", "/engine-rest/process-definition/Parcel_1:1:deployment-2/xml").word("bpmn20Xml"), parcel());
  EXPECT_EQ(call("GET", "/engine-rest/process-definition/key/dispatch").word("version"), "1") << "what was left alone has no new version";
}

TEST_F(DeployTest, WhatIsIncoherentIsRefusedWithAllPlaces) {
  auto before = in_force();
  auto refused = deploy_7({{"parcel.bpmn", parcel("weigh", "nobody-here")}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.word("type"), "ParseException");
  auto errors = refused.body.at("details").context().entries().front();
  EXPECT_EQ(errors.first, "processes/parcel.bpmn");
  auto first = errors.second.at("errors").list().front();
  EXPECT_EQ(first.at("line"), feel::Value(7));
  EXPECT_NE(std::string(first.at("message").string()).find("DT-P402"), std::string::npos);
  EXPECT_EQ(in_force(), before);
  auto problem = deploy_8({{"parcel.bpmn", parcel("weigh", "nobody-here")}});
  EXPECT_EQ(problem.status, 400);
  EXPECT_NE(problem.word("detail").find("processes/parcel.bpmn:7:"), std::string::npos) << problem.text;
  auto broken = deploy_8({{"broken.bpmn", "<bpmn"}});
  EXPECT_EQ(broken.status, 400);
  EXPECT_NE(broken.word("detail").find("broken.bpmn:1:"), std::string::npos) << broken.text;
  EXPECT_NE(deploy_7({{"a.form", "{"}}).word("message").find("a.form"), std::string::npos);
  EXPECT_EQ(deploy_7({{"new.dmn", "<definitions/>"}}).status, 400) << "a table without a decision right belongs to nobody";
  EXPECT_EQ(deploy_7({}).status, 400);
  EXPECT_EQ(deploy_7({{"parcel.bpmn", parcel()}}, {{"tenant-id", "acme"}}).status, 400) << "refused, not ignored";
  auto id = parcel();
  id.replace(id.find("Parcel_1"), 8, "../a}\nspec");
  EXPECT_EQ(deploy_7({{"parcel.bpmn", id}}).status, 400);
  EXPECT_EQ(in_force(), before);
}

TEST_F(DeployTest, OnlyATokenForItDeploysAndItDoesNothingElse) {
  auto form = test::form_of({{"parcel.bpmn", parcel()}}, "data");
  EXPECT_EQ(call("POST", "/engine-rest/deployment/create", form, {}, test::form_type).status, 401);
  sign_in("max");
  EXPECT_EQ(call("POST", "/engine-rest/deployment/create", form, {}, test::form_type).status, 403);
  EXPECT_EQ(call("POST", "/v2/deployments", form, token_for("work"), test::form_type).status, 403);
  EXPECT_EQ(call("POST", "/engine-rest/process-definition/key/dispatch/start", "{}", token_for("deploy")).status, 403);
  EXPECT_EQ(call("POST", "/v2/jobs/activation", "{}", token_for("deploy")).status, 403);
  auto mine = post("/tokens", R"({"title":"mine","scope":"deploy","expires":"2026-12-01T00:00:00Z"})");
  EXPECT_GE(mine.status, 400) << "nobody makes themselves one who deploys";
}

TEST_F(DeployTest, ATokenOfAnAccountThatBecameAPersonsDeploysNoMore) {
  ASSERT_EQ(deploy_7({{"parcel.bpmn", parcel()}}).status, 200);
  ASSERT_TRUE(runtime->ask(journal::Actor::installation(), organisation::MapAccount{"deploy-bot", "ann", false}).accepted());
  auto before = in_force();
  EXPECT_EQ(deploy_7({{"parcel.bpmn", parcel("weigh-twice")}}).status, 401);
  EXPECT_EQ(in_force(), before);
  auto persons = access::Principal{access::Principal::Kind::token, "deploy-bot", "ann", false, access::Scope::deploy, ""};
  EXPECT_EQ(access::judge(persons, {access::Needs::deployer, access::Scope::deploy}, access::OpenReads::no), access::Verdict::needs_scope) << "nor one that an older journal left to it";
}

TEST_F(DeployTest, ATokenLivesInTheMachinesTimeHoweverFarTheCompanysIs) {
  ASSERT_EQ(deploy_7({{"parcel.bpmn", parcel()}}).status, 200);
  world->clock.advance(days(1'000));
  auto changed = deploy_7({{"parcel.bpmn", parcel("weigh-twice")}});
  EXPECT_EQ(changed.status, 200) << changed.text;
}

TEST_F(DeployTest, BothFacesShowTheSameDeployment) {
  auto made = deploy_8({{"parcel.bpmn", parcel()}});
  ASSERT_EQ(made.status, 200) << made.text;
  auto process = made.at("deployments").list().front().at("processDefinition");
  EXPECT_EQ(process.at("processDefinitionId"), feel::Value("Parcel_1"));
  EXPECT_EQ(process.at("processDefinitionVersion"), feel::Value(1));
  EXPECT_EQ(deploy_8({{"parcel.bpmn", parcel()}}).word("deploymentKey"), made.word("deploymentKey"));
  sign_in("max");
  auto key = std::string(process.at("processDefinitionKey").string());
  EXPECT_EQ(call("GET", "/v2/process-definitions/" + key).word("name"), "Parcel");
  EXPECT_EQ(call("GET", "/v2/process-definitions/" + key + "/xml").text, parcel());
  auto found = call("POST", "/v2/process-definitions/search", R"({"filter":{"processDefinitionId":{"$like":"Parc*"},"isLatestVersion":true}})");
  ASSERT_EQ(found.items().size(), 1u) << found.text;
  EXPECT_EQ(found.items().front().at("processDefinitionKey"), feel::Value(key));
  auto deployments = call("GET", "/engine-rest/deployment?sortBy=id&sortOrder=desc");
  EXPECT_EQ(deployments.row(0).at("id"), feel::Value("deployment-2"));
  auto resources = call("GET", "/engine-rest/deployment/deployment-2/resources");
  ASSERT_GE(resources.size(), 1u);
  std::string id;
  for (std::size_t i = 0; i < resources.size(); ++i)
    if (resources.row(i).at("name") == feel::Value("processes/parcel.bpmn")) id = std::string(resources.row(i).at("id").string());
  EXPECT_EQ(call("GET", "/engine-rest/deployment/deployment-2/resources/" + id + "/data").text, parcel());
  auto refused = call("DELETE", "/engine-rest/deployment/deployment-2", {}, token_for("deploy"));
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.word("message").find("is in force"), std::string::npos);
}

TEST_F(DeployTest, NumbersAndKeysAreTheSameAfterARestart) {
  ASSERT_EQ(deploy_7({{"parcel.bpmn", parcel()}}).status, 200);
  ASSERT_EQ(deploy_7({{"parcel.bpmn", parcel("weigh-twice")}}).status, 200);
  sign_in("max");
  auto before = call("POST", "/v2/process-definitions/search", "{}").text;
  start_up();
  ASSERT_TRUE(api->open().ok());
  sign_in("max");
  EXPECT_EQ(call("POST", "/v2/process-definitions/search", "{}").text, before);
}

}  // namespace
}  // namespace drivetrain::app::deployed
