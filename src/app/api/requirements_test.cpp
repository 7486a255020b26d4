// From a choice to a requirement in the sample company: drafted as a change of the model, put into force by its rights, accepted by
// whoever answers for it; the layers, versions and rules that keep constraints, over the same model.
#include <set>

#include "app/api/client_for_test.h"
#include "platform/files.h"

namespace drivetrain::app::api {
namespace {

class TarnwickTest : public test::ApiTest {
 protected:
  model::Files files() const override {
    auto read = platform::read_tree("models/tarnwick", model::belongs_to_model);
    EXPECT_TRUE(read.ok()) << "tests run in the checkout's root";
    return read.ok() ? read.take() : model::Files();
  }
  /// Empty when it is no list: a step that went wrong before must fail a test, not end it.
  static feel::List items_of(feel::Value const& value) { return value.kind() == feel::Kind::list ? value.list() : feel::List(); }
  static std::string words(feel::Value const& value) { return value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value); }
  static feel::Value first(feel::Value const& value) {
    auto items = items_of(value);
    return items.empty() ? feel::Value() : items.front();
  }
  static feel::Value of(feel::Value const& list, std::string const& id) {
    for (auto const& one : items_of(list))
      if (one.at("id") == feel::Value(id)) return one;
    ADD_FAILURE() << "no " << id;
    return {};
  }
  feel::Value requirement(std::string const& id) { return of(get("/strategy").at("requirements"), id); }
  /// Everybody who is asked says yes.
  bool approve(std::string const& change) {
    for (int round = 0; round < 4 && get("/changes/" + change).word("state") == "proposed"; ++round) {
      std::string asked, person;
      for (auto const& [id, live] : runtime->company().decisions.live)
        if (live.subject == change) asked = id, person = live.person;
      if (asked.empty()) {
        ADD_FAILURE() << "nobody is asked: " << get("/changes/" + change).text.substr(0, 3000);
        return false;
      }
      sign_in(person);
      auto taken = post("/decisions/" + asked + "/take", R"({"outcome":"approve","reason":"it follows from the choice"})");
      EXPECT_EQ(taken.status, 200) << taken.text;
    }
    auto after = get("/changes/" + change);
    EXPECT_EQ(after.word("state"), "deployed") << after.text.substr(0, 3000);
    return after.word("state") == "deployed";
  }
  /// Made on the version in force; the id of the change.
  std::string propose(std::string const& body) {
    auto proposed = send("POST", "/api/v1/changes", body, {{"if-match", get("/model/versions").headers["ETag"]}});
    EXPECT_EQ(proposed.status, 200) << proposed.text;
    return proposed.word("id");
  }
  std::string draft() {
    sign_in("paul");
    return propose(R"({"title":"What critical first asks","reason":"the choice asks for it","edits":{
      "add":[{"kind":"Requirement","id":"crew-on-call","title":"A crew on call","owner":"operations-director",
              "spec":{"kind":"capability","statement":"Somebody can leave within ten minutes, at any hour.","objectives":["restore-sites"],"realised_by":[{"process":"emergency-callout"}]}}],
      "fields":[{"kind":"Choice","id":"critical-first","path":["spec","yields","-"],"op":"insert","value":"crew-on-call"}]}})");
  }
};

TEST_F(TarnwickTest, ARequirementIsDraftedFromAChoiceAndAcceptedByItsOwner) {
  auto change = draft();
  ASSERT_FALSE(change.empty());
  ASSERT_TRUE(approve(change));
  auto fresh = requirement("crew-on-call");
  EXPECT_EQ(first(fresh.at("choices")).at("id"), feel::Value("critical-first"));
  EXPECT_EQ(fresh.at("acceptance").at("state"), feel::Value("waiting"));
  sign_in("paul");
  EXPECT_TRUE(requirement("crew-on-call").at("acceptance").at("may_accept").is_false());
  auto refused = post("/requirements/crew-on-call/accept", R"({"note":"why not"})");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("holder.person.id"), "david");
  sign_in("david");
  EXPECT_TRUE(requirement("crew-on-call").at("acceptance").at("may_accept").is_true());
  ASSERT_EQ(post("/requirements/crew-on-call/accept", R"({"note":"two engineers on duty from Monday"})").status, 200);
  auto accepted = requirement("crew-on-call").at("acceptance");
  EXPECT_EQ(accepted.at("state"), feel::Value("accepted"));
  EXPECT_EQ(accepted.at("by").at("id"), feel::Value("david"));
  EXPECT_EQ(accepted.at("note"), feel::Value("two engineers on duty from Monday"));
  EXPECT_EQ(post("/requirements/crew-on-call/accept", "{}").status, 409);
  EXPECT_EQ(post("/requirements/crew-on-cal/accept", "{}").status, 404);

  start_up();  // what was accepted is in the journal
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(requirement("crew-on-call").at("acceptance").at("state"), feel::Value("accepted"));

  // Other words are another requirement: it waits again.
  sign_in("paul");
  auto second = propose(R"({"title":"Five minutes","reason":"ten are long","edits":{"fields":[{"kind":"Requirement","id":"crew-on-call","path":["spec","statement"],"value":"Somebody can leave within five minutes."}]}})");
  ASSERT_TRUE(approve(second));
  EXPECT_EQ(requirement("crew-on-call").at("acceptance").at("state"), feel::Value("changed"));
}

TEST_F(TarnwickTest, NobodyCanAcceptARequirementWithoutAnOwner) {
  sign_in("paul");
  ASSERT_TRUE(approve(propose(R"({"title":"What critical first asks","reason":"the choice asks for it","edits":{
      "add":[{"kind":"Requirement","id":"crew-on-call","title":"A crew on call",
              "spec":{"kind":"capability","statement":"Somebody can leave within ten minutes, at any hour.","objectives":["restore-sites"],"realised_by":[{"process":"emergency-callout"}]}}]}})")));
  for (auto const* person : {"david", "paul"}) {
    sign_in(person);
    auto acceptance = requirement("crew-on-call").at("acceptance");
    EXPECT_EQ(acceptance.at("state"), feel::Value("no_owner")) << person;
    EXPECT_TRUE(acceptance.at("may_accept").is_false()) << person;
    auto refused = post("/requirements/crew-on-call/accept", R"({"note":"then I do"})");
    EXPECT_EQ(refused.status, 409) << person;
    EXPECT_EQ(refused.word("code"), "DT-X903") << refused.text;
    EXPECT_NE(refused.text.find("requirement crew-on-call has no owner, so nobody can accept it"), std::string::npos) << refused.text;
    EXPECT_NE(refused.text.find("metadata: owner"), std::string::npos) << "the way out: " << refused.text;
  }
  EXPECT_TRUE(runtime->company().strategy.accepted.empty());

  // The way out is a change that names one; then it waits for that one.
  sign_in("paul");
  ASSERT_TRUE(approve(propose(R"({"title":"Somebody answers for it","reason":"nobody did","edits":{
      "fields":[{"kind":"Requirement","id":"crew-on-call","path":["metadata","owner"],"value":"operations-director"}]}})")));
  EXPECT_EQ(requirement("crew-on-call").at("acceptance").at("state"), feel::Value("waiting"));
  sign_in("david");
  ASSERT_EQ(post("/requirements/crew-on-call/accept", "{}").status, 200);
  EXPECT_EQ(post("/requirements/crew-on-call/accept", "{}").word("code"), "DT-X903") << "once is enough";
}

TEST_F(TarnwickTest, TwoVersionsAreComparedByDateInWords) {
  auto before = words(get("/model/versions").item(0).at("revision"));
  pass(days(7));
  ASSERT_TRUE(approve(draft()));
  auto versions = get("/model/versions");
  ASSERT_EQ(versions.size(), 2u);
  auto both = get("/model/compare?from=" + before);
  auto texts = [](test::Answer const& answer) {
    std::set<std::string> all;
    for (auto const& one : items_of(answer.at("differences"))) all.insert(words(one.at("text")));
    return all;
  };
  EXPECT_EQ(texts(both), (std::set<std::string>{"requirement crew-on-call added", "yields of critical-first: crew-on-call added"}));
  EXPECT_EQ(both.at("to"), versions.item(0).at("revision"));
  EXPECT_EQ(both.at("to_deployed_at"), versions.item(0).at("deployed_at"));
  auto back = get("/model/compare?from=" + both.word("to") + "&to=" + both.word("from"));
  EXPECT_EQ(texts(back), (std::set<std::string>{"requirement crew-on-call removed", "yields of critical-first: crew-on-call removed"}));
  EXPECT_EQ(get("/model/compare?from=beef").status, 404);
  EXPECT_EQ(get("/model/compare").status, 400);
}

TEST_F(TarnwickTest, EachConstraintNamesTheRuleThatKeepsIt) {
  auto constraints = get("/strategy").at("constraints");
  ASSERT_EQ(items_of(constraints).size(), 3u);
  for (auto const& constraint : items_of(constraints)) {
    EXPECT_FALSE(items_of(constraint.at("rules")).empty()) << feel::to_text(constraint.at("id"));
    for (auto const& rule : items_of(constraint.at("rules"))) EXPECT_GT(words(rule.at("how")).size(), 10u) << feel::to_text(rule);
  }
  auto isolate = first(of(constraints, "isolation-first").at("rules"));
  EXPECT_EQ(isolate.at("step_title"), feel::Value("Make safe: permit and lockout"));
  EXPECT_EQ(isolate.at("how"), feel::Value("Nobody can begin Restore the plant, Fit a swap unit, Book the overhaul of their machine before it."));
  EXPECT_EQ(isolate.at("href"), feel::Value("/processes/emergency-callout?element=isolate"));
  auto hazardous = items_of(of(constraints, "hazardous-area").at("rules"));
  ASSERT_EQ(hazardous.size(), 3u);
  EXPECT_EQ(hazardous[0].at("how"), feel::Value("Only Quality engineer or Operations director may answer; anybody else is refused. Asked at “May it leave?” of Concession, “Release with concession?” of "
                                                "Non-conformance; without an answer the case goes no further."));
  EXPECT_EQ(hazardous[1].at("how"), feel::Value("Only one way is open, as the data says: release, rework, scrap. Nobody can begin Record the concession, Rework the machine, Find the cause: five whys, "
                                                "Change the standard or the diagram, Test the effect, Scrap and replace before it."));
  EXPECT_EQ(hazardous[2].at("how"), feel::Value("gap of the flame path, at most 0.15 mm; what is out is for the right “May this machine leave although it deviates?”."));
}

TEST_F(TarnwickTest, TheCompilerFindsNothingWrongWithIt) {
  auto report = get("/model/findings");
  EXPECT_EQ(report.word("errors") + " " + report.word("warnings"), "0 0") << report.text.substr(0, 600);
}

TEST_F(TarnwickTest, EachRuleRhythmAndStepIsInItsLayer) {
  auto layers = get("/model/layers");
  EXPECT_EQ(layers.at("conflations"), feel::Value(feel::List{}));
  std::map<std::string, std::map<std::string, std::size_t>> counted;
  std::map<std::string, std::string> layer_of_kind;
  std::size_t asking = 0;
  for (auto const& layer : items_of(layers.at("layers")))
    for (auto const& group : items_of(layer.at("groups"))) {
      auto name = words(layer.at("layer")), kind = words(group.at("kind"));
      EXPECT_TRUE(layer_of_kind.emplace(kind, name).second) << kind << " is in two layers";
      counted[name][kind] = items_of(group.at("items")).size();
      if (kind == "step")
        for (auto const& step : items_of(group.at("items"))) asking += !step.at("asks").is_null();
    }
  auto const& model = runtime->company().model();
  EXPECT_EQ(counted["decisions"]["decision"], model.decisions.decisions.size());
  EXPECT_EQ(counted["management"]["rhythm"], model.coordination.rhythms.size());
  EXPECT_EQ(counted["management"]["kpi"], model.performance.kpis.size());
  EXPECT_EQ(counted["processes"]["process"], 13u);
  EXPECT_EQ(counted["strategy"]["objective"], 20u);
  // By the text of the diagrams alone.
  std::size_t tasks = 0, rules = 0;
  for (auto const& [path, text] : files())
    for (std::string_view tag : {"<userTask ", "<businessRuleTask "})
      for (auto at = text.find(tag); path.ends_with(".bpmn") && at != std::string::npos; at = text.find(tag, at + 1)) ++(tag == "<userTask " ? tasks : rules);
  EXPECT_EQ(counted["processes"]["step"], tasks + rules);
  EXPECT_EQ(asking, rules);
  EXPECT_GT(tasks, 40u);
}

TEST_F(TarnwickTest, TheCardOfARoleSaysWhatItTakesAndWhoHasIt) {
  auto card = get("/roles/machinist");
  ASSERT_EQ(items_of(card.at("skills")).size(), 1u);
  auto skill = first(card.at("skills"));
  EXPECT_EQ(skill.at("skill").at("title"), feel::Value("Balancing"));
  EXPECT_EQ(skill.at("level_name"), feel::Value("alone"));
  EXPECT_EQ(skill.at("have_it"), feel::Value(2));
  EXPECT_EQ(skill.at("of"), feel::Value(2));
  EXPECT_FALSE(card.word("purpose").empty());
  EXPECT_EQ(items_of(card.at("accountabilities")).size(), 1u);
  EXPECT_EQ(items_of(card.at("terms")).size(), 2u);
  EXPECT_GE(items_of(card.at("tasks")).size(), 1u);
  EXPECT_FALSE(card.at("load").at("week_hours").is_null());
  auto decider = get("/roles/works-manager");
  EXPECT_GE(items_of(decider.at("decisions")).size(), 2u);
  EXPECT_GE(items_of(decider.at("terms")).size(), 2u) << "holder and deputy";
}

TEST_F(TarnwickTest, EveryOutcomeHasExactlyOneOwnerAndEveryUnitItsCharter) {
  auto form = get("/form");
  EXPECT_EQ(form.word("counts.outcomes_without_owner"), "0");
  std::set<std::string> seen;
  for (auto const& outcome : items_of(form.at("outcomes"))) {
    EXPECT_TRUE(seen.insert(words(outcome.at("outcome.kind")) + "/" + words(outcome.at("outcome.id"))).second) << "an outcome has one line, and so one owner";
    EXPECT_FALSE(outcome.at("owner").is_null()) << feel::to_text(outcome.at("outcome"));
  }
  for (auto const& unit : items_of(form.at("units")))
    for (auto const* part : {"inputs", "outputs", "promises"}) EXPECT_FALSE(items_of(unit.at(part)).empty()) << feel::to_text(unit.at("id")) << " " << part;
}

}  // namespace
}  // namespace drivetrain::app::api
