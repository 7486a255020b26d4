// Running scenarios (see scenario.h). A scenario asks the same code that decides and measures in daily work, without a journal.
#include "app/cases/scenario.h"

#include <algorithm>
#include <map>

#include "base/zone.h"
#include "decisions/bands.h"
#include "model/compile.h"
#include "organisation/views.h"

namespace drivetrain::app::cases {

namespace {

/// Scenarios that give no day are about what holds on any: this one, so that a run repeats.
constexpr Date any_day{2026, 1, 5};

feel::Value value_of(notation::YamlNode const& node, decisions::Fact const* fact) {
  bool text = node.quoted || (fact && fact->type == decisions::FactType::string);
  if (!text && (node.text == "true" || node.text == "false")) return feel::Value(node.text == "true");
  if (!text)
    if (auto number = Decimal::parse(node.text)) return feel::Value(*number);
  return feel::Value(node.text);
}

class ScenarioRun {
 public:
  ScenarioRun(adaptation::Scenario const& scenario, model::Compilation const& compiled, Date day) : scenario_(scenario), compiled_(compiled), model_(*compiled.model) {
    auto zone = Zone::find(model_.organisation.company.timezone.value);
    noon_ = (zone ? *zone : Zone::utc())->to_instant({day, hours(12).us});
  }

  ScenarioResult run() {
    ScenarioResult result{scenario_.header.id, scenario_.header.file, scenario_.expect.size(), {}};
    for (auto const& expected : scenario_.expect) {
      std::string problem;
      if (!expected.decision.empty()) problem = decision(expected);
      if (!expected.kpi.empty()) problem = kpi(expected);
      if (!expected.finding.empty()) problem = finding(expected);
      if (!problem.empty()) result.problems.push_back("line " + std::to_string(expected.span.begin.line) + ": " + problem);
    }
    return result;
  }

 private:
  std::string decision(adaptation::Expectation const& expected) const {
    auto found = model_.decisions.decisions.find(expected.decision.text());
    if (found == model_.decisions.decisions.end()) return "there is no decision " + expected.decision.text();
    feel::Context facts;
    for (auto const& [name, node] : scenario_.given.facts) {
      auto const& declared = found->second.facts;
      auto fact = std::find_if(declared.begin(), declared.end(), [&](decisions::Fact const& one) { return one.name.value == name; });
      facts.set(name, value_of(node, fact == declared.end() ? nullptr : &*fact));
    }
    auto answer = decisions::answer_bands(found->second, feel::Value(std::move(facts)), noon_);
    if (!expected.role.empty() && answer.role != expected.role.text())
      return found->first + " goes to " + (answer.role.empty() ? "nobody" : answer.role) + ", not to " + expected.role.text() + ": " + answer.because;
    if (expected.person.empty()) return "";
    if (!scenario_.given.at) return "who it is depends on the day: say given: {at: <day>}";
    if (answer.role.empty()) return found->first + " goes to nobody: " + answer.because;
    auto acting = organisation::acting_person(model_.organisation, {}, answer.role, noon_);
    auto const& may = acting.candidates;
    bool is = acting.person == expected.person.text() || std::find(may.begin(), may.end(), expected.person.text()) != may.end();
    return is ? "" : answer.role + " is " + (acting.person.empty() ? "not " + expected.person.text() : acting.person + ", not " + expected.person.text()) +
                         (acting.why.empty() ? "" : ": " + acting.why);
  }

  std::string kpi(adaptation::Expectation const& expected) const {
    auto declared = model_.performance.kpis.find(expected.kpi.text());
    auto program = model_.kpis->kpis.find(expected.kpi.text());
    if (declared == model_.performance.kpis.end() || program == model_.kpis->kpis.end()) return "KPI " + expected.kpi.text() + " cannot be computed";
    feel::Context measures;
    for (auto const& measure : program->second.measures) measures.set(measure.name, feel::Value());
    for (auto const& [name, value] : scenario_.given.measures) measures.set(name, feel::Value(value));
    auto figure = program->second.formula.evaluate(feel::Environment::of(measures, noon_)).value;
    std::optional<Decimal> value;
    if (figure.kind() == feel::Kind::number) value = figure.number().rounded(declared->second.decimals, Decimal::Rounding::half_even).value_or(figure.number());
    if (value == expected.value) return "";
    auto in_words = [](std::optional<Decimal> const& one) { return one ? one->to_string() : std::string("no data"); };
    return "KPI " + declared->first + " is " + in_words(value) + ", not " + in_words(expected.value);
  }

  std::string finding(adaptation::Expectation const& expected) const {
    if (!scenario_.given.at) return "findings depend on the day: say given: {at: <day>}";
    for (auto const& d : compiled_.diagnostics.all())
      if (d.code == expected.finding.value && (expected.subject.empty() || d.subject == expected.subject.value)) return "";
    return "the model is not given " + expected.finding.value + (expected.subject.empty() ? "" : " about " + expected.subject.value);
  }

  adaptation::Scenario const& scenario_;
  model::Compilation const& compiled_;
  model::OperatingModel const& model_;
  Instant noon_;
};

}  // namespace

std::vector<ScenarioResult> run_scenarios(model::Files const& files) {
  std::map<Date, model::Compilation> by_day;
  auto compiled_at = [&](Date day) -> model::Compilation const& {
    auto found = by_day.find(day);
    return found == by_day.end() ? by_day.emplace(day, model::compile(files, {day})).first->second : found->second;
  };
  std::vector<ScenarioResult> results;
  for (auto const& [id, scenario] : compiled_at(any_day).model->adaptation.scenarios) {
    auto day = scenario.given.at.value_or(any_day);
    results.push_back(ScenarioRun(scenario, compiled_at(day), day).run());
  }
  return results;
}

}  // namespace drivetrain::app::cases
