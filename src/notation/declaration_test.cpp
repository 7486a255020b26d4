// A kind declared once: what the reader accepts, what it refuses and in which words.
#include "notation/declaration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notation/catalogue.h"

namespace drivetrain::workshop {

using notation::Declaration;
using notation::named;

struct Role;
struct Kpi;
enum class Direction { up, down };
inline auto enum_names(Direction) {
  return std::vector{named(Direction::up, "up", "more is better"), named(Direction::down, "down", "less is better")};
}

struct Band {
  notation::Formula when;
  Ref<Role> role;
  Span span;
};
struct Decide {
  Ref<Role> role;
  std::string from;
};
struct Input {
  Ref<Kpi> kpi;
  std::string list;
  std::optional<Duration> max_age;
};
struct Step {
  std::string name;
  std::vector<Step> steps;
};
struct Decision {
  notation::Header header;
  notation::Text question;
  notation::Located<Decimal> weight;
  int tier = 0;
  bool urgent = false;
  Direction direction = Direction::up;
  std::vector<Ref<Role>> agree;
  Decide decide;
  std::vector<Band> bands;
  std::vector<Input> information;
  std::vector<Step> steps;
  std::optional<Date> since;
  notation::TimeOfDay opens;
  std::map<std::string, std::vector<std::string>> hours;
  notation::YamlNode rest;
};

inline void declare(Declaration<Band>& d) {
  d.field("when", &Band::when, "Condition over the facts.").required();
  d.field("role", &Band::role, "Who decides when it holds.").required();
}
inline void declare(Declaration<Decide>& d) {
  d.field("role", &Decide::role, "The decider.").stands_for_group().or_words({"next-band"});
  d.field("from", &Decide::from, "Where the decider comes from.").one_of({"bands"});
  d.exactly_one_of({"role", "from"});
}
inline void declare(Declaration<Input>& d) {
  d.field("kpi", &Input::kpi, "The figure.");
  d.field("list", &Input::list, "A live list.");
  d.field("max_age", &Input::max_age, "How old it may be.");
  d.exactly_one_of({"kpi", "list"});
}
inline void declare(Declaration<Step>& d) {
  d.field("name", &Step::name, "Its name.").required();
  d.field("steps", &Step::steps, "What it consists of.");
}
inline void declare(Declaration<Decision>& d) {
  d.kind("Decision", "Who decides what.");
  d.field("question", &Decision::question, "What is decided.").required();
  d.field("weight", &Decision::weight, "Share of 100.").range(0, 100);
  d.field("tier", &Decision::tier, "Level.").at_least(1);
  d.field("urgent", &Decision::urgent, "Whether it cannot wait.");
  d.field("direction", &Decision::direction, "Which way is better.");
  d.field("agree", &Decision::agree, "Who must agree.").one_or_many();
  d.field("decide", &Decision::decide, "Who decides.");
  d.field("bands", &Decision::bands, "Levels of authority.");
  d.field("information", &Decision::information, "What must be known.");
  d.field("steps", &Decision::steps, "What is done.");
  d.field("since", &Decision::since, "First day.");
  d.field("opens", &Decision::opens, "Time of day.");
  d.field("hours", &Decision::hours, "Hours by day.");
  d.field("rest", &Decision::rest, "Anything.");
}

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Reading {
  SourceText source;
  Diagnostics diagnostics;
  std::vector<notation::ReferenceUse> references;
  Decision decision;
  explicit Reading(std::string text) : source("decisions/expedite.yaml", std::move(text)) {
    for (auto const& document : notation::read_yaml(source, diagnostics))
      decision = notation::read<Decision>(document, diagnostics, &references);
  }
  /// "DT-R020 4:3" for each finding.
  std::vector<std::string> findings() const {
    std::vector<std::string> lines;
    for (auto const& found : diagnostics.all())
      lines.push_back(found.code + " " + std::to_string(found.span.begin.line) + ":" + std::to_string(found.span.begin.column));
    return lines;
  }
  Diagnostic const& finding(std::size_t i = 0) const { return diagnostics.all().at(i); }
};

std::string with_spec(std::string spec) {
  return "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: expedite-job, owner: works-manager}\nspec:\n  question: May it "
         "overtake?\n" +
         spec;
}

TEST(Declaration, ReadsAWholeDocument) {
  Reading read(with_spec(
      "  weight: 12.50\n  tier: 2\n  urgent: true\n  direction: down\n  agree: [planner, buyer]\n  decide: {from: bands}\n"
      "  bands:\n    - {when: \"hours <= 8\", role: cell-lead}\n    - {when: hours > 8, role: works-manager}\n"
      "  information: [{kpi: queue-hours, max_age: PT2H}]\n  steps: [{name: a, steps: [{name: b}]}]\n  since: 2026-03-27\n  opens: 06:50\n"
      "  hours: {mon: [\"06:00-14:00\"], tue: []}\n  rest: {x: [1]}\n"));
  EXPECT_THAT(read.findings(), ElementsAre());
  auto const& decision = read.decision;
  EXPECT_EQ(decision.header.id, "expedite-job");
  EXPECT_EQ(decision.header.title, "Expedite job");
  EXPECT_EQ(decision.header.owner, "works-manager");
  EXPECT_EQ(decision.header.file, "decisions/expedite.yaml");
  EXPECT_EQ(decision.header.span.begin.line, 2u);
  EXPECT_EQ(decision.question.value, "May it overtake?");
  EXPECT_EQ(decision.question.span.begin.line, 5u);
  EXPECT_EQ(decision.weight.value.to_string(), "12.50");
  EXPECT_EQ(decision.weight.span.begin.column, 11u);
  EXPECT_EQ(decision.tier, 2);
  EXPECT_TRUE(decision.urgent);
  EXPECT_EQ(decision.direction, Direction::down);
  EXPECT_EQ(decision.agree.size(), 2u);
  EXPECT_EQ(decision.decide.from, "bands");
  ASSERT_EQ(decision.bands.size(), 2u);
  EXPECT_EQ(decision.bands[0].when.text, "hours <= 8");
  EXPECT_EQ(decision.bands[1].when.text, "hours > 8");
  EXPECT_EQ(decision.bands[1].span.begin.line, 14u);
  EXPECT_EQ(decision.information[0].max_age, hours(2));
  EXPECT_EQ(decision.steps[0].steps[0].name, "b");
  EXPECT_EQ(decision.since, (Date{2026, 3, 27}));
  EXPECT_EQ(format_time_of_day(decision.opens), "06:50");
  EXPECT_THAT(decision.hours.at("mon"), ElementsAre("06:00-14:00"));
  EXPECT_EQ(decision.rest.find("x")->items.size(), 1u);
}

TEST(Declaration, GathersEveryReference) {
  Reading read(with_spec(
      "  agree: planner\n  decide: next-band\n  bands: [{when: \"true\", role: cell-lead}]\n  information: [{kpi: queue-hours}]\n"));
  EXPECT_THAT(read.findings(), ElementsAre());
  std::vector<std::string> uses;
  for (auto const& use : read.references)
    uses.push_back(use.from_kind + " " + use.from_id + " " + use.field + " " + use.target_kind + " " + use.id);
  EXPECT_THAT(
      uses, ElementsAre("Decision expedite-job metadata.owner Role works-manager", "Decision expedite-job agree Role planner",
                        "Decision expedite-job bands[1].role Role cell-lead", "Decision expedite-job information[1].kpi Kpi queue-hours"));
  EXPECT_EQ(read.decision.decide.role.text(), "next-band") << "a word instead of an id is kept, but is no reference";
}

TEST(Declaration, FindsAllFaultsOfADocument) {
  Reading read(
      with_spec("  wieght: 30\n  weight: \"30\"\n  tier: 0\n  urgent: yes\n  direction: upp\n  since: 2026-02-30\n  opens: 6:50\n  agree: "
                "[Planner Two]\n"));
  EXPECT_THAT(read.findings(), ElementsAre("DT-R020 6:3", "DT-R022 7:11", "DT-R023 8:9", "DT-R022 9:11", "DT-R022 10:14", "DT-R024 11:10",
                                           "DT-R024 12:10", "DT-R025 13:11"));
  EXPECT_EQ(read.finding(0).message, "Decision expedite-job has no field wieght");
  EXPECT_EQ(read.finding(0).help, "did you mean weight?");
  EXPECT_EQ(read.finding(0).subject, "expedite-job");
  EXPECT_EQ(read.finding(1).message, "weight is the text \"30\"; expected a number");
  EXPECT_EQ(read.finding(1).help, "remove the quotes");
  EXPECT_EQ(read.finding(2).message, "tier is 0; it must be at least 1");
  EXPECT_EQ(read.finding(3).message, "urgent is the text \"yes\"; expected true or false");
  EXPECT_EQ(read.finding(4).help, "did you mean up?");
  EXPECT_THAT(read.finding(5).message, HasSubstr("since: \"2026-02-30\" is not a date"));
  EXPECT_EQ(read.finding(7).help, "did you mean planner-two?");
  EXPECT_TRUE(read.decision.header.id == "expedite-job") << "what could be read is there";
}

TEST(Declaration, RangesAndShapes) {
  Reading read(
      with_spec("  weight: 100.5\n  tier: 99999999999\n  agree: {a: b}\n  bands: {when: x}\n  decide: [a]\n  steps: [plain]\n  "
                "information: [{max_age: -PT2H, kpi: a}]\n"));
  EXPECT_THAT(read.findings(), ElementsAre("DT-R023 6:11", "DT-R023 7:9", "DT-R022 8:10", "DT-R022 9:10", "DT-R022 10:11", "DT-R022 11:11",
                                           "DT-R023 12:27"));
  EXPECT_EQ(read.finding(0).message, "weight is 100.5; it must be between 0 and 100");
  EXPECT_EQ(read.finding(3).message, "bands is a group of fields; expected a list, each item a group of fields");
  EXPECT_EQ(read.finding(5).message, "steps[1] is the text \"plain\"; expected a group of fields");
}

TEST(Declaration, WhatIsMissingIsNamedOnce) {
  Reading slip("apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: a}\nspec: {qestion: x}\n");
  EXPECT_THAT(slip.findings(), ElementsAre("DT-R020 4:8")) << "a slip of a required key is one finding";
  Reading empty("apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: a}\nspec:\n  question:\n");
  EXPECT_THAT(empty.findings(), ElementsAre("DT-R021 5:3"));
  EXPECT_EQ(empty.finding().message, "the field question of Decision a is empty");
  Reading none("apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: a}\n");
  EXPECT_THAT(none.findings(), ElementsAre("DT-R021 2:1"));
  EXPECT_EQ(none.finding().message, "Decision a lacks the field question");
  EXPECT_EQ(none.finding().help, "add question: What is decided. (text)");
  Reading band(with_spec("  bands:\n    - when: x\n"));
  EXPECT_THAT(band.findings(), ElementsAre("DT-R021 7:7"));
  EXPECT_EQ(band.finding().message, "bands[1] lacks the field role");
  EXPECT_THAT(Reading(with_spec("  information: [{max_age: PT1H}, {kpi: a, list: b}]\n")).findings(),
              ElementsAre("DT-R021 6:17", "DT-R021 6:34"));
}

TEST(Declaration, FieldsAtTheWrongLevelAreSentWhereTheyBelong) {
  Reading read("apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: a}\nquestion: x\ntitle: y\nspec: {question: x, owner: b}\n");
  EXPECT_THAT(read.findings(), ElementsAre("DT-R020 4:1", "DT-R020 5:1", "DT-R020 6:21"));
  EXPECT_EQ(read.finding(0).help, "question belongs under spec");
  EXPECT_EQ(read.finding(1).help, "title belongs under metadata");
  EXPECT_EQ(read.finding(2).help, "owner belongs under metadata");
}

TEST(Declaration, ACommaInsideBracesEndsAText) {
  Reading read(
      "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: a, title: Promises kept, critical, owner: b}\nspec: {question: x}\n");
  EXPECT_THAT(read.findings(), ElementsAre("DT-R020 3:41"));
  EXPECT_THAT(read.finding().help, HasSubstr("put a text that holds one in quotes"));
}

TEST(Declaration, TheHeaderIsChecked) {
  EXPECT_THAT(Reading("kind: Decision\nmetadata: {id: Stop_The Line, valid_from: 2026-02-01, valid_to: 2026-01-01}\nspec: {question: x}\n")
                  .findings(),
              ElementsAre("DT-R026 1:1", "DT-R025 2:16", "DT-R023 2:65"));
  EXPECT_THAT(Reading("apiVersion: drivetrain/v2\nkind: Decision\nspec: {question: x}\n").findings(),
              ElementsAre("DT-R026 1:13", "DT-R021 2:1"));
  EXPECT_THAT(Reading("- a\n").findings(), ElementsAre("DT-R026 1:1"));
  Reading labelled(
      "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: a, title: My decision, labels: {site: works, line: 2}, valid_to: "
      "2026-01-01}\nspec: {question: x}\n");
  EXPECT_THAT(labelled.findings(), ElementsAre());
  EXPECT_EQ(labelled.decision.header.title, "My decision");
  EXPECT_EQ(labelled.decision.header.labels.at("line"), "2");
  EXPECT_EQ(labelled.decision.header.valid_to, (Date{2026, 1, 1}));
}

TEST(Declaration, TimesOfDay) {
  EXPECT_EQ(notation::parse_time_of_day("24:00")->us_of_day, 86'400'000'000);
  EXPECT_EQ(notation::format_time_of_day(*notation::parse_time_of_day("06:50:30")), "06:50:30");
  for (auto wrong : {"", "6:50", "25:00", "24:01", "12:60", "12.30", "12:30:", "12:30:99", "aa:bb"})
    EXPECT_FALSE(notation::parse_time_of_day(wrong).ok()) << wrong;
}

TEST(Documents, GoWhereTheirKindIsBound) {
  std::map<std::string, Decision> decisions;
  Diagnostics diagnostics;
  notation::DocumentReader reader(diagnostics);
  reader.bind(decisions);
  auto head = [](std::string kind, std::string id) {
    return "---\napiVersion: drivetrain/v1\nkind: " + kind + "\nmetadata: {id: " + id + "}\nspec: {question: x}\n";
  };
  SourceText source("a.yaml", head("Decision", "one") + head("Decision", "two") + head("Decision", "one") + head("Desicion", "three") +
                                  "---\nspec: {}\n---\n");
  for (auto const& document : notation::read_yaml(source, diagnostics)) reader.read(document);
  EXPECT_EQ(decisions.size(), 2u);
  ASSERT_EQ(diagnostics.all().size(), 3u);
  EXPECT_EQ(diagnostics.all()[0].code, "DT-R001");
  EXPECT_EQ(diagnostics.all()[0].message, "Decision one is defined twice");
  EXPECT_EQ(diagnostics.all()[0].notes[0].span.begin.line, 4u);
  EXPECT_EQ(diagnostics.all()[1].code, "DT-R026");
  EXPECT_EQ(diagnostics.all()[1].help, "did you mean Decision?");
  EXPECT_EQ(diagnostics.all()[2].message, "the document does not say its kind");
  EXPECT_EQ(reader.definition("Decision", "two")->begin.line, 9u);
  EXPECT_EQ(reader.definition("Decision", "three"), nullptr);
}

}  // namespace
}  // namespace drivetrain::workshop
