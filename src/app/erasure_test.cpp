// Erasure: what was said of people is gone from disk and memory, the chain still verifies, the bones still tell the story, and the
// journal says who ordered it.
#include "app/erasure.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/company_on_disk_for_test.h"
#include "app/company_summary.h"
#include "app/personal_data.h"
#include "app/replayed_company.h"
#include "app/story_for_test.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

model::Files right_of(std::string const& role, std::string const& objective) {
  return {{"decisions/erase-personal-data.yaml", "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: erase-personal-data, title: \"Shall this be erased?\", owner: " + role +
                                                     "}\nspec: {question: Shall it be erased?, kind: design, governs: [personal-data], facts: [], rapid: {decide: [" + role +
                                                     "]}, outcomes: [approve, refuse], criteria: [Who asked?], cadence: on-demand, sla: PT40H, supports: [" + objective + "]}\n"}};
}

TEST(PersonalData, EveryFieldOfEveryRecordIsInTheInventory) {
  ModelLibrary library;
  Company company(library);
  for (auto const* type : company.catalogue().all())
    for (auto const& field : type->fields)
      EXPECT_TRUE(class_of(*type, field.name)) << type->name << "." << field.name
                                               << " is in no list of app/personal_data.cpp: is it structure, the id of a person, or content that erasing must take?";
}

TEST(PersonalData, WhatRemainsIsTheRecordWithoutItsContent) {
  ModelLibrary library;
  Company company(library);
  journal::Record record;
  record.type = organisation::PersonAbsent::type.number;
  organisation::PersonAbsent absent{};
  absent.absence = "absence-7", absent.person = "ann", absent.from = {5}, absent.to = {9}, absent.reason = "burnout";
  record.payload = encode(absent);
  record.payload = without_content(company.catalogue(), record);
  organisation::PersonAbsent remains;
  ASSERT_TRUE(decode_fields(record.payload, remains));
  absent.reason = "";
  EXPECT_EQ(encode(remains), encode(absent));
  EXPECT_EQ(without_content(company.catalogue(), record), record.payload) << "erasing twice takes nothing more";
  record.payload.pop_back();
  EXPECT_TRUE(without_content(company.catalogue(), record).empty()) << "of what cannot be read nothing remains";
}

class Erasure : public testing::Test {
 protected:
  void SetUp() override {
    stage = test::play_story(right_of("managing-director", "margin-and-cash"));
    ASSERT_TRUE(stage);
    for (auto const& one : company().processes.finished_cases()) {
      finished.push_back(one.id());
      if (one.business_key == "Q-7") quote = one.id();
    }
    ASSERT_FALSE(quote.empty());
    holder = decisions::who_decides(company().model().decisions.decisions.at("erase-personal-data"), feel::Value(feel::Context()), company().people(), stage->now()).route.person;
    ASSERT_FALSE(holder.empty());
  }
  Company const& company() { return stage->company(); }
  Result<ErasurePlan> plan(ErasureOf of, std::string id) { return plan_erasure(company(), stage->store(), {of, std::move(id), {}}); }
  Result<journal::Outcome> erase(ErasurePlan const& what) { return stage->runtime().erase(journal::Actor::person(holder), what, "request 12"); }
  /// The state in memory, and the one that a new process would come to, are the same, and the chain answers for every tombstone.
  void is_whole() {
    ReplayedCompany again(stage->store());
    auto told = again.replay();
    ASSERT_TRUE(told.ok()) << told.error().message;
    EXPECT_EQ(again.state_hash(), *stage->runtime().journal().state_hash());
    auto report = journal::verify_chain(stage->store());
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->intact()) << report->problem;
    for (auto const& one : report->erasures) EXPECT_EQ(one.pending, 0u);
  }
  std::size_t mentions(std::string const& text) {
    std::size_t found = 0;
    for (auto const& stored : stage->store().records()) found += std::search(stored.record.payload.begin(), stored.record.payload.end(), text.begin(), text.end()) != stored.record.payload.end();
    return found;
  }
  std::unique_ptr<cases::Stage> stage;
  std::vector<std::string> finished;
  std::string holder, quote;
};

TEST_F(Erasure, OfACaseTakesWhatWasSaidAndLeavesWhatHappened) {
  auto const id = quote;
  auto before = *company().processes.find(id);
  ASSERT_FALSE(before.customer.empty());
  ASSERT_GT(mentions("Q-7"), 0u);
  auto what = plan(ErasureOf::case_, id);
  ASSERT_TRUE(what.ok()) << what.error().message;
  EXPECT_GT(what->records.size(), 5u);
  auto done = erase(*what);
  ASSERT_TRUE(done.ok() && done->accepted()) << (done.ok() ? done->refusal->message : done.error().message);
  EXPECT_EQ(mentions("Q-7"), 0u);
  auto const* after = company().processes.find(id);
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->customer.empty());
  EXPECT_TRUE(after->business_key.empty());
  EXPECT_TRUE(after->variables.empty());
  EXPECT_EQ(after->status, before.status);
  EXPECT_EQ(after->process.text(), before.process.text());
  EXPECT_EQ(std::optional<Instant>(after->ended), std::optional<Instant>(before.ended));
  EXPECT_EQ(after->timeline.size(), before.timeline.size());
  is_whole();
  auto report = journal::verify_chain(stage->store());
  ASSERT_EQ(report->erasures.size(), 1u);
  EXPECT_EQ(report->erasures[0].about, id);
  EXPECT_EQ(report->erasures[0].by, holder);
  EXPECT_EQ(report->erasures[0].reason, "request 12");
  EXPECT_EQ(report->erased, what->records.size());
  EXPECT_FALSE(plan(ErasureOf::case_, id).ok()) << "nothing is left to erase";
}

TEST_F(Erasure, OfEverybodyAndEverythingThatIsFinishedStillTellsTheStory) {
  auto lines = [&] {
    std::vector<std::string> kept;
    ReplayedCompany told(stage->store());
    EXPECT_TRUE(told.replay().ok());
    for (auto const& line : summary_of(told.company(), told.fold()))
      if (!line.starts_with("case-") && !line.starts_with("kpi ")) kept.push_back(line);  // keys and figures read what is content
    return kept;
  };
  auto before = lines();
  for (auto const& id : finished) {
    auto what = plan(ErasureOf::case_, id);
    ASSERT_TRUE(what.ok());
    ASSERT_TRUE(erase(*what).ok());
  }
  std::size_t people = 0;
  std::vector<std::string> ids;
  for (auto const& [id, person] : company().model().organisation.people) ids.push_back(id);
  for (auto const& id : ids) {
    auto what = plan(ErasureOf::person, id);
    if (!what) continue;  // did nothing in the story
    ++people;
    if (what->records.empty()) continue;
    auto done = erase(*what);
    ASSERT_TRUE(done.ok() && done->accepted());
  }
  EXPECT_GT(people, 5u);
  for (auto const* said : {"Leo asked", "three-year contract", "the farmer rings back", "they might order"}) EXPECT_EQ(mentions(said), 0u) << said;
  EXPECT_EQ(lines(), before);
  is_whole();
  ASSERT_TRUE(stage->restart().ok());
  is_whole();
}

TEST_F(Erasure, IsRefusedToEverybodyElseAndWithoutAReasonAndOnRecord) {
  auto what = plan(ErasureOf::case_, finished.front());
  ASSERT_TRUE(what.ok());
  auto wrong = stage->runtime().erase(journal::Actor::person("jack"), *what, "curious");
  ASSERT_TRUE(wrong.ok());
  ASSERT_TRUE(wrong->refusal);
  EXPECT_EQ(wrong->refusal->code, "DT-X904");
  EXPECT_NE(wrong->refusal->message.find("managing-director"), std::string::npos) << wrong->refusal->message;
  auto silent = stage->runtime().erase(journal::Actor::person(holder), *what, "");
  EXPECT_EQ(silent->refusal->code, "DT-X905");
  auto automatic = stage->runtime().erase(journal::Actor::policy("retention"), *what, "too old");
  EXPECT_EQ(automatic->refusal->code, "DT-X904") << "the model says of no single case how long it is kept";
  auto backwards = *what;
  std::reverse(backwards.records.begin(), backwards.records.end());
  EXPECT_EQ(stage->runtime().erase(journal::Actor::person(holder), backwards, "x")->refusal->code, "DT-X902");
  EXPECT_EQ(journal::verify_chain(stage->store())->erased, 0u);
}

TEST_F(Erasure, OfWhatIsOpenIsRefusedBecauseItIsNeeded) {
  ASSERT_FALSE(company().processes.open_cases().empty());
  auto const& open = company().processes.open_cases().begin()->second;
  auto refused = plan(ErasureOf::case_, open.id());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X903");
  auto customer = plan(ErasureOf::customer, open.customer);
  ASSERT_FALSE(customer.ok());
  EXPECT_NE(customer.error().message.find(open.id()), std::string::npos);
  EXPECT_EQ(plan(ErasureOf::customer, "Nobody We Know").error().code, "DT-X901");
}

TEST_F(Erasure, ThatACrashInterruptedIsCarriedOutAtTheNextStart) {
  auto what = plan(ErasureOf::case_, quote);
  ASSERT_TRUE(what.ok());
  auto ordered = stage->runtime().ask(journal::Actor::person(holder), journal::OrderErasure{what->about, "request 13", what->tombstones()});
  ASSERT_TRUE(ordered.accepted());
  EXPECT_EQ(journal::verify_chain(stage->store())->erasures[0].pending, what->records.size());
  EXPECT_EQ(company().open_erasures.size(), 1u);
  ASSERT_TRUE(stage->restart().ok());
  EXPECT_TRUE(company().open_erasures.empty());
  EXPECT_EQ(mentions("Q-7"), 0u);
  is_whole();
}

TEST_F(Erasure, ThatNobodyOrderedIsFound) {
  ASSERT_TRUE(stage->store().erase({{20, {}}}).ok());
  auto report = journal::verify_chain(stage->store());
  EXPECT_EQ(report->broken_at, 0u) << "the chain holds";
  EXPECT_EQ(report->unordered, (std::vector<std::uint64_t>{20}));
  EXPECT_FALSE(report->intact());
}

TEST_F(Erasure, WithoutARightInTheModelIsNobodys) {
  auto plain = test::play_story();
  ASSERT_TRUE(plain);
  auto what = plan_erasure(plain->company(), plain->store(), {ErasureOf::case_, finished.front(), {}});
  ASSERT_TRUE(what.ok());
  auto refused = plain->runtime().erase(journal::Actor::person(holder), *what, "request");
  ASSERT_TRUE(refused.ok() && refused->refusal);
  EXPECT_EQ(refused->refusal->code, plain->company().model().decisions.decisions.contains("erase-personal-data") ? "DT-X904" : "DT-X909");
}

TEST(ErasureOnDisk, LeavesNoByteInTheFolderWhileTheServerRuns) {
  platform::test::TemporaryFolder folder;
  journal::Options options;
  options.build = "this build";
  test::CompanyOnDisk company(folder.path(), options, right_of("director", "margin"));
  company.away(1, "a burnout, says the doctor");
  company.away(2, "holiday");
  ASSERT_TRUE(company.runtime.journal().save_snapshot().ok());
  auto found = [&] {
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::string bytes(std::istreambuf_iterator<char>(file), {});
      files += bytes.find("burnout") != std::string::npos;
    }
    return files;
  };
  EXPECT_GE(found(), 2u) << "journal and snapshot";
  company.runtime.journal().start();
  auto what = plan_erasure(company.runtime.company(), *company.store, {ErasureOf::person, "ann", {}});
  ASSERT_TRUE(what.ok()) << what.error().message;
  auto done = company.runtime.erase(journal::Actor::person("dora"), *what, "asked by letter");
  ASSERT_TRUE(done.ok() && done->accepted()) << (done.ok() ? done->refusal->message : done.error().message);
  EXPECT_EQ(found(), 0u);
  std::vector<std::string> reasons;
  ASSERT_TRUE(company.runtime.journal().read([&] {
    reasons.clear();
    for (auto const& absence : company.runtime.company().organisation.absences.at("ann")) reasons.push_back(absence.reason);
  }).ok());
  EXPECT_EQ(reasons, (std::vector<std::string>{"", ""})) << "gone from memory, and still away";
  EXPECT_TRUE(company.away(3).accepted());
  EXPECT_TRUE(journal::verify_chain(*company.store)->intact());
}

TEST(Retention, TakesExactlyWhatIsOlderThanTheModelLetsItBe) {
  auto files = test::small_company();
  auto& company_file = files["model.yaml"];
  auto at = company_file.find("rhythms_held_percent: 90");
  ASSERT_NE(at, std::string::npos);
  company_file.replace(at, std::string("rhythms_held_percent: 90").size(), "rhythms_held_percent: 90, retention_days_absences: 30");
  journal::SimWorld world;
  Runtime runtime(world.world());
  ASSERT_TRUE(runtime.open().ok());
  auto deployed = runtime.deploy_first(model::compile(files, {date_from_days(world.clock.now().us / days(1).us)}));
  ASSERT_TRUE(deployed.ok() && deployed->accepted());
  auto away = [&](int from_day, std::string reason) {
    auto from = world.clock.now() + days(from_day);
    ASSERT_TRUE(runtime.ask(journal::Actor::person("max"), organisation::ReportAbsence{"ann", from, from + days(1), std::move(reason)}).accepted());
  };
  away(1, "long ago"), away(20, "lately");
  world.clock.advance(days(45));
  while (runtime.journal().fire_due_timers() > 0) {}
  auto due = due_by_retention(runtime.company().model(), runtime.now());
  ASSERT_EQ(due.size(), 1u);
  auto what = plan_erasure(runtime.company(), world.store, due[0]);
  ASSERT_TRUE(what.ok());
  EXPECT_EQ(what->by_type, (std::map<std::string, std::size_t>{{"PersonAbsent", 1}, {"ReportAbsence", 1}}));
  auto done = runtime.erase(journal::Actor::policy("retention"), *what, "older than the model lets it be kept");
  ASSERT_TRUE(done.ok() && done->accepted()) << (done.ok() ? done->refusal->message : done.error().message);
  std::string all;
  for (auto const& stored : world.store.records()) all.append(stored.record.payload.begin(), stored.record.payload.end());
  EXPECT_EQ(all.find("long ago"), std::string::npos);
  EXPECT_NE(all.find("lately"), std::string::npos);
  EXPECT_TRUE(plan_erasure(runtime.company(), world.store, due[0])->records.empty());
  EXPECT_TRUE(journal::verify_chain(world.store)->intact());
}

TEST(Retention, OfADataContractTakesWhatItsInterfaceReported) {
  auto files = test::small_company();
  files["interfaces.yaml"] = R"file(apiVersion: drivetrain/v1
kind: Interface
metadata: {id: partner, title: Partner}
spec: {system: job system of the partner, direction: in, events: [{type: JobClosed, attributes: [{name: customer, type: string}]}]}
---
apiVersion: drivetrain/v1
kind: DataContract
metadata: {id: jobs, title: Jobs, owner: manager}
spec:
  interface: partner
  schema: [{name: customer, type: string}]
  refresh: PT6H
  freshness: PT10M
  class: internal
  retention: P30D
  purpose: promises are counted
)file";
  journal::SimWorld world;
  Runtime runtime(world.world());
  ASSERT_TRUE(runtime.open().ok());
  auto compiled = model::compile(files, {date_from_days(world.clock.now().us / days(1).us)});
  for (auto const& finding : compiled.diagnostics.all()) EXPECT_NE(finding.severity, Severity::error) << finding.message;
  ASSERT_TRUE(runtime.deploy_first(compiled)->accepted());
  auto report = [&](char const* customer) {
    feel::Context attributes;
    attributes.set("customer", feel::Value(customer));
    auto outcome = runtime.ask(journal::Actor::person("ann"), performance::ReportFacts{"partner", "JobClosed", feel::Value(attributes), world.clock.now()});
    ASSERT_TRUE(outcome.accepted()) << outcome.refusal->message;
  };
  report("Stonehill Quarry");
  world.clock.advance(days(20));
  report("Aqua West");
  auto due = due_by_retention(runtime.company().model(), runtime.now());
  ASSERT_EQ(due.size(), 1u);
  EXPECT_TRUE(plan_erasure(runtime.company(), world.store, due[0])->records.empty()) << "not before its time";
  auto named = plan_erasure(runtime.company(), world.store, {ErasureOf::customer, "Aqua West", {}});
  ASSERT_TRUE(named.ok()) << named.error().message;
  EXPECT_EQ(named->by_type, (std::map<std::string, std::size_t>{{"FactReported", 1}, {"ReportFacts", 1}}));
  EXPECT_EQ(named->about.find("Aqua"), std::string::npos) << named->about;
  world.clock.advance(days(20));
  auto what = plan_erasure(runtime.company(), world.store, due_by_retention(runtime.company().model(), runtime.now())[0]);
  ASSERT_TRUE(what.ok());
  EXPECT_EQ(what->by_type, (std::map<std::string, std::size_t>{{"FactReported", 1}, {"ReportFacts", 1}}));
  auto done = runtime.erase(journal::Actor::policy("retention"), *what, "older than the model lets it be kept");
  ASSERT_TRUE(done.ok() && done->accepted()) << (done.ok() ? done->refusal->message : done.error().message);
  std::string all;
  for (auto const& stored : world.store.records()) all.append(stored.record.payload.begin(), stored.record.payload.end());
  EXPECT_EQ(all.find("Stonehill Quarry"), std::string::npos);
  EXPECT_NE(all.find("Aqua West"), std::string::npos);
  EXPECT_TRUE(journal::verify_chain(world.store)->intact());
}

}  // namespace
}  // namespace drivetrain::app
