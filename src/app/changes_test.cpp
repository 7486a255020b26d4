// Changes of the model on a whole company: what is outdated, what several rights must say, and what a refused proposal leaves behind.
#include <gtest/gtest.h>

#include "app/edits.h"
#include "app/runtime.h"
#include "app/small_company_for_test.h"
#include "base/hash.h"
#include "base/limits.h"
#include "decisions/commands.h"
#include "journal/sim_world.h"

namespace drivetrain::app {
namespace {

class Changes : public testing::Test {
 protected:
  void SetUp() override { begin(test::small_company()); }
  void begin(model::Files const& files) {
    runtime.reset();
    world = std::make_unique<journal::SimWorld>();
    start_up();
    auto deployed = runtime->deploy_first(model::compile(files, {runtime->company().today(runtime->now())}));
    ASSERT_TRUE(deployed.ok() && deployed->accepted());
  }
  void start_up() {
    runtime = std::make_unique<Runtime>(world->world());
    ASSERT_TRUE(runtime->open().ok());
  }
  Company const& company() { return runtime->company(); }

  journal::Outcome propose(ModelEdits const& edits, std::string const& by = "lea", std::string const& title = "A change") {
    auto files = to_file_edits(company(), edits);
    if (!files) return {0, files.error(), ""};
    return runtime->propose(journal::Actor::person(by), {title, "the numbers say so", "", false}, files.take());
  }
  journal::Outcome propose_file(std::string const& path, std::string const& content, std::string const& by = "lea") {
    return runtime->propose(journal::Actor::person(by), {"A file", "the numbers say so", "", false}, {{path, content, false}});
  }
  static ModelEdits weights(int keep_running, int margin) {
    ModelEdits edits;
    edits.weights = {{"keep-running", keep_running}, {"margin", margin}};
    return edits;
  }
  static ModelEdits value(std::string kind, std::string id, std::vector<std::string> path, std::string yaml) {
    ModelEdits edits;
    edits.values = {{std::move(kind), std::move(id), std::move(path), std::move(yaml)}};
    return edits;
  }
  adaptation::Change const& change(std::string const& id) { return company().adaptation.changes.at(id); }
  /// The live decisions about a change, by right.
  std::map<std::string, std::string> asked(std::string const& id) {
    std::map<std::string, std::string> live;
    for (auto const& [decision, one] : company().decisions.live)
      if (one.kind == "change" && one.subject == id) live[one.decision] = decision;
    return live;
  }
  std::string take(std::string const& person, std::string const& live, std::string const& outcome = "approve") {
    auto taken = runtime->ask(journal::Actor::person(person), decisions::TakeDecision{live, outcome, "because"});
    return taken.refusal ? taken.refusal->code : "";
  }
  static std::string code(journal::Outcome const& outcome) { return outcome.refusal ? outcome.refusal->code : ""; }
  std::string with(std::string const& path, std::string const& before, std::string const& after) {
    auto text = company().model().files.at(path);
    auto at = text.find(before);
    EXPECT_NE(at, std::string::npos) << before;
    return text.replace(at, before.size(), after);
  }

  std::unique_ptr<journal::SimWorld> world;
  std::unique_ptr<Runtime> runtime;
};

TEST_F(Changes, OfAnOlderVersionAreOutdatedAndNobodyIsAskedAnyMore) {
  auto first = propose(weights(55, 45)), second = propose(value("Kpi", "promises-kept", {"target"}, "96"), "ann");
  EXPECT_EQ(code(second), "DT-X909") << "nobody governs standards here";
  second = propose(value("Decision", "expedite", {"sla"}, "PT3H"), "ann");
  ASSERT_TRUE(first.accepted() && second.accepted());
  auto question = asked(second.reply).at("change-rights");
  EXPECT_EQ(take("max", asked(first.reply).at("change-weights")), "");
  EXPECT_EQ(change(first.reply).state, adaptation::ChangeState::deployed);
  EXPECT_EQ(change(second.reply).state, adaptation::ChangeState::outdated);
  EXPECT_TRUE(asked(second.reply).empty());
  EXPECT_EQ(take("dora", question), "DT-X901");
  EXPECT_EQ(company().adaptation.versions.size(), 2u);
}

TEST_F(Changes, AreProposedAgainOnTodaysVersionWhenTheirEditsStillFit) {
  auto first = propose(weights(55, 45)), second = propose(value("Objective", "margin", {"statement"}, "Every job earns."), "ann");
  EXPECT_EQ(code(second), "DT-X909");
  second = propose(value("Decision", "expedite", {"sla"}, "PT3H"), "ann");
  auto third = propose(weights(58, 42), "lea", "Other weights");
  EXPECT_EQ(code(runtime->propose_again(journal::Actor::person("bob"), second.reply)), "DT-X903") << "it is not outdated yet";
  ASSERT_EQ(take("max", asked(first.reply).at("change-weights")), "");

  auto again = runtime->propose_again(journal::Actor::person("bob"), second.reply);
  ASSERT_TRUE(again.accepted()) << again.refusal->message;
  EXPECT_EQ(change(second.reply).again, again.reply);
  EXPECT_EQ(change(again.reply).proposal.base, company().model().revision);
  EXPECT_EQ(code(runtime->propose_again(journal::Actor::person("bob"), second.reply)), "DT-X903") << "once";
  ASSERT_EQ(take("dora", asked(again.reply).at("change-rights")), "");
  EXPECT_EQ(company().model().strategy.objectives.at("margin").weight.value, Decimal(45)) << "the first change stays";
  EXPECT_EQ(company().model().decisions.decisions.at("expedite").sla, hours(3));

  auto conflict = runtime->propose_again(journal::Actor::person("lea"), third.reply);
  EXPECT_EQ(code(conflict), "DT-X907");
  EXPECT_NE(conflict.refusal->message.find("same lines of strategy.yaml"), std::string::npos) << conflict.refusal->message;
}

/// Journals of before know no ChangeOutdated: their questions still wait, and an answer to them must not be spent.
TEST_F(Changes, OfAnOlderVersionInAnOlderJournalAreNotAnswered) {
  auto first = propose(weights(55, 45)), second = propose(value("Decision", "expedite", {"sla"}, "PT3H"), "ann");
  auto question = asked(second.reply).at("change-rights");
  ASSERT_EQ(take("max", asked(first.reply).at("change-weights")), "");
  journal::Batch batch;
  auto deployed = company().adaptation.versions.back().position;
  for (auto const& record : world->store.records())
    if (record.record.position <= deployed) batch.records.push_back(record);
  for (auto const& files : {test::small_company(), company().model().files})
    for (auto const& [path, content] : files) batch.blobs.push_back({to_hex(sha256(content)), content});
  auto older = std::make_unique<journal::SimWorld>();
  batch.owner_epoch = older->store.acquire().take();
  ASSERT_TRUE(older->store.commit(batch).ok());
  runtime.reset();
  world = std::move(older);
  start_up();
  ASSERT_EQ(asked(second.reply).count("change-rights"), 1u);
  EXPECT_EQ(take("dora", question), "DT-X907");
  EXPECT_EQ(asked(second.reply).count("change-rights"), 1u) << "the decision is not spent";
}

TEST_F(Changes, ThatTouchTwoRightsNeedBoth) {
  ModelEdits both = weights(55, 45);
  both.values = {{"Decision", "expedite", {"sla"}, "PT3H"}};
  auto proposed = propose(both);
  ASSERT_TRUE(proposed.accepted()) << proposed.refusal->message;
  auto questions = asked(proposed.reply);
  ASSERT_EQ(questions.size(), 2u);
  EXPECT_EQ(take("dora", questions.at("change-rights")), "");
  EXPECT_EQ(change(proposed.reply).state, adaptation::ChangeState::proposed);
  EXPECT_EQ(company().adaptation.versions.size(), 1u);
  start_up();
  EXPECT_EQ(take("max", questions.at("change-weights")), "");
  EXPECT_EQ(change(proposed.reply).state, adaptation::ChangeState::deployed);
  EXPECT_EQ(company().adaptation.versions.size(), 2u);
}

TEST_F(Changes, ThatOneOfTwoRightsRefusesAreRefused) {
  ModelEdits both = weights(55, 45);
  both.values = {{"Decision", "expedite", {"sla"}, "PT3H"}};
  auto proposed = propose(both);
  auto questions = asked(proposed.reply);
  EXPECT_EQ(take("dora", questions.at("change-rights")), "");
  EXPECT_EQ(take("max", questions.at("change-weights"), "refuse"), "");
  EXPECT_EQ(change(proposed.reply).state, adaptation::ChangeState::refused);
  EXPECT_TRUE(asked(proposed.reply).empty());
  auto other = propose(both, "ann");
  EXPECT_EQ(take("dora", asked(other.reply).at("change-rights"), "refuse"), "");
  EXPECT_TRUE(asked(other.reply).empty()) << "the other right is not asked any more";
  EXPECT_EQ(company().adaptation.versions.size(), 1u);
}

TEST_F(Changes, AddAnObjectiveWhenIntentAndWeightsBothAgree) {
  auto files = test::small_company();
  files["decisions.yaml"].replace(files["decisions.yaml"].find("governs: [rights]"), 17, "governs: [rights, intent]");
  begin(files);
  auto text = with("strategy.yaml", "weight: 40", "weight: 30") +
              "---\napiVersion: drivetrain/v1\nkind: Objective\nmetadata: {id: quality, title: Quality, owner: manager}\nspec: {statement: It holds., weight: 10, kpis: [promises-kept]}\n";
  auto proposed = propose_file("strategy.yaml", text);
  ASSERT_TRUE(proposed.accepted()) << proposed.refusal->message;
  auto questions = asked(proposed.reply);
  ASSERT_EQ(questions.size(), 2u);
  EXPECT_EQ(take("max", questions.at("change-weights")), "") << "ten points";
  EXPECT_EQ(take("dora", questions.at("change-rights")), "");
  EXPECT_TRUE(company().model().strategy.objectives.contains("quality"));
}

TEST_F(Changes, OfCommentsAloneChangeNothingInMeaning) {
  auto proposed = propose_file("strategy.yaml", with("strategy.yaml", "# until the next review", "# until summer"));
  EXPECT_EQ(code(proposed), "DT-X903");
  EXPECT_EQ(proposed.refusal->message, "nothing changed in meaning: comments or layout of strategy.yaml changed, nothing in meaning");
}

TEST_F(Changes, NameTheCommentsThatChangeWithThem) {
  auto text = with("strategy.yaml", "weight: 60          # until the next review", "weight: 55          # until summer");
  text.replace(text.find("weight: 40"), 10, "weight: 45");
  auto proposed = propose_file("strategy.yaml", text);
  ASSERT_TRUE(proposed.accepted()) << proposed.refusal->message;
  EXPECT_EQ(change(proposed.reply).proposal.summary,
            (std::vector<std::string>{"weight of keep-running: 60 → 55", "weight of margin: 40 → 45", "comments of strategy.yaml changed"}));
}

TEST_F(Changes, LieWithinTheModelsFolder) {
  for (auto path : {"../outside.yaml", "/etc/outside.yaml", "a//b.yaml", ".hidden.yaml", "notes.txt", "a\\b.yaml", "a\nb.yaml", "", "simulation/profile.yaml"}) {
    auto proposed = propose_file(path, "x: 1\n");
    EXPECT_EQ(code(proposed), "DT-X902") << path;
  }
  EXPECT_EQ(code(propose_file("big.md", std::string(limits::max_change_bytes + 1, 'x'))), "DT-X902");
}

TEST_F(Changes, KeepFewModelsInMemoryUntilOneIsInForce) {
  auto before = company().library().size();
  journal::Outcome last, oldest;
  for (int points = 1; points <= 39; ++points) {
    last = propose(weights(60 - points, 40 + points));
    ASSERT_TRUE(last.accepted());
    if (points == 1) oldest = last;
  }
  EXPECT_LE(company().library().size(), before + limits::max_proposed_models);
  EXPECT_EQ(take("max", asked(oldest.reply).at("change-weights")), "") << "it was dropped, and is compiled again";
  EXPECT_EQ(company().model().strategy.objectives.at("margin").weight.value, Decimal(41));
}

TEST_F(Changes, ThatAreRefusedLeaveNoFilesBehind) {
  auto bytes = [&] {
    std::size_t sum = 0;
    for (auto const& stored : world->store.records()) sum += stored.record.payload.size();
    return sum;
  };
  auto text = with("strategy.yaml", "weight: 60", "weight: 61") + "# " + std::string(1u << 20, 'x') + "\n";
  auto before = bytes();
  EXPECT_EQ(code(propose_file("strategy.yaml", text)), "DT-X908");
  EXPECT_LT(bytes() - before, 4'000u);
  EXPECT_FALSE(world->store.blob(to_hex(sha256(text))).take().has_value());
  auto accepted = with("strategy.yaml", "weight: 60", "weight: 61");
  accepted.replace(accepted.find("weight: 40"), 10, "weight: 39");
  ASSERT_TRUE(propose_file("strategy.yaml", accepted).accepted());
  EXPECT_TRUE(world->store.blob(to_hex(sha256(accepted))).take().has_value());
}

TEST_F(Changes, RollBackInOneStepByTheHolderAlone) {
  auto first = company().model().revision;
  auto shifted = propose(weights(55, 45));
  ASSERT_EQ(take("max", asked(shifted.reply).at("change-weights")), "");
  auto not_hers = runtime->roll_back("lea", first, "it hurts");
  EXPECT_EQ(code(not_hers), "DT-X904");
  EXPECT_NE(not_hers.refusal->message.find("is approved by Max Kern (Manager)"), std::string::npos) << not_hers.refusal->message;
  auto back = runtime->roll_back("max", first, "it hurts");
  ASSERT_TRUE(back.accepted()) << back.refusal->message;
  EXPECT_EQ(company().model().revision, first);
  EXPECT_EQ(change(back.reply).state, adaptation::ChangeState::deployed);
  EXPECT_EQ(code(runtime->roll_back("max", first, "again")), "DT-X903");
  EXPECT_EQ(code(runtime->roll_back("max", "0123456789", "again")), "DT-X901");
}

/// Two plans, of which one must be drilled once a year; it was on 2026-03-01. Whoever governs rights governs plans, too.
class ChangesOfAYear : public Changes {
 protected:
  static std::string plan(std::string const& id, std::string const& every, std::string const& last) {
    return "---\napiVersion: drivetrain/v1\nkind: Contingency\nmetadata: {id: " + id + ", title: A plan, owner: manager}\nspec:\n  trigger: {kpi: promises-kept, when: value < 50}\n"
           "  decision: expedite\n  steps: [Go home.]\n  drill: {every: " + every + ", last: " + last + "}\n";
  }
  void SetUp() override {
    auto files = test::small_company();
    files["decisions.yaml"].replace(files["decisions.yaml"].find("governs: [rights]"), 17, "governs: [rights, standards, intent, form, rhythms]");
    files["risks.yaml"] = plan("no-power", "P365D", "2026-03-01") + plan("no-water", "P3650D", "2026-03-01");
    begin(files);
  }
  void a_year_passes() { world->clock.advance(days(380)); }
  void approve(journal::Outcome const& proposed) {
    for (auto const& [right, live] : asked(proposed.reply)) EXPECT_EQ(take(right == "change-weights" ? "max" : "dora", live), "") << right;
    EXPECT_EQ(change(proposed.reply).state, adaptation::ChangeState::deployed);
  }
};

TEST_F(ChangesOfAYear, GoOnThoughADayHasPassed) {
  a_year_passes();
  auto proposed = propose(weights(55, 45));
  ASSERT_TRUE(proposed.accepted()) << proposed.refusal->message;
  auto const& proposal = change(proposed.reply).proposal;
  EXPECT_EQ(proposal.errors, 0);
  ASSERT_EQ(proposal.carried.size(), 1u);
  EXPECT_NE(proposal.carried.front().find("risks.yaml:4: contingency no-power has no drill in"), std::string::npos) << proposal.carried.front();
  EXPECT_NE(proposal.carried.front().find("DT-G704"), std::string::npos);
  approve(proposed);
  EXPECT_EQ(company().adaptation.versions.size(), 2u);
  auto version = company().model().revision;
  start_up();
  EXPECT_EQ(company().model().revision, version) << "and it is there after a restart";
}

TEST_F(ChangesOfAYear, ThatBringANewErrorAreRefusedAndSayWhich) {
  a_year_passes();
  auto refused = propose(weights(55, 46));
  ASSERT_EQ(code(refused), "DT-X908");
  EXPECT_NE(refused.refusal->message.find("DT-S101"), std::string::npos) << refused.refusal->message;
  EXPECT_EQ(refused.refusal->message.find("DT-G704"), std::string::npos) << refused.refusal->message;
  EXPECT_NE(refused.refusal->message.find("1 error that the version in force has too is not meant"), std::string::npos) << refused.refusal->message;
  auto text = with("risks.yaml", "every: P3650D", "every: P100D");
  refused = propose_file("risks.yaml", text);
  ASSERT_EQ(code(refused), "DT-X908") << "of the same code, but another plan";
  EXPECT_NE(refused.refusal->message.find("no-water"), std::string::npos) << refused.refusal->message;
}

TEST_F(ChangesOfAYear, ThatMendItAreAccepted) {
  a_year_passes();
  auto mended = propose_file("risks.yaml", with("risks.yaml", "P365D, last: 2026-03-01", "P365D, last: 2027-03-01"));
  ASSERT_TRUE(mended.accepted()) << mended.refusal->message;
  EXPECT_TRUE(change(mended.reply).proposal.carried.empty());
  approve(mended);
  auto torn = propose_file("risks.yaml", with("risks.yaml", "P365D, last: 2027-03-01", "P365D, last: 2026-03-01"));
  EXPECT_EQ(code(torn), "DT-X908") << "mended once, it is new";
}

TEST_F(ChangesOfAYear, GoBackThoughADayHasPassed) {
  auto first = company().model().revision;
  approve(propose(weights(55, 45)));
  a_year_passes();
  auto back = runtime->roll_back("max", first, "it hurts");
  ASSERT_TRUE(back.accepted()) << back.refusal->message;
  EXPECT_EQ(company().model().revision, first);
}

TEST_F(ChangesOfAYear, TheFirstVersionHasNoErrorAtAll) {
  auto files = company().model().files;
  runtime.reset();
  world = std::make_unique<journal::SimWorld>();
  a_year_passes();
  start_up();
  auto deployed = runtime->deploy_first(model::compile(files, {runtime->company().today(runtime->now())}));
  ASSERT_FALSE(deployed.ok());
  EXPECT_EQ(deployed.error().code, "DT-X908");
  EXPECT_NE(deployed.error().message.find("no-power"), std::string::npos) << deployed.error().message;
}

}  // namespace
}  // namespace drivetrain::app
