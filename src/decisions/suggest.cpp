// Suggestions (see suggest.h).
#include "decisions/suggest.h"

#include "base/hash.h"
#include "base/text.h"
#include "decisions/dmn/receipt.h"
#include "decisions/dmn/table.h"

namespace drivetrain::decisions {

std::string outcome_of(feel::Value const& value) {
  auto named = value.kind() == feel::Kind::context ? value.at("outcome") : value;
  return named.kind() == feel::Kind::string ? std::string(named.string()) : "";
}

feel::Context inputs_of(TableProgram const& table, feel::Value const& facts) {
  feel::Context inputs;
  for (auto const& [fact, node] : table.facts) inputs.set(table.model->nodes()[node].name, facts.kind() == feel::Kind::context ? facts.at(fact) : feel::Value());
  return inputs;
}

std::string digest_of(dmn::DecisionTable const& table, std::size_t rule) {
  std::string all;
  auto add = [&](std::string_view text) { all += std::to_string(text.size()), all += ':', all += text; };
  auto const& written = *table.rules[rule].written;
  for (auto const& column : table.written->inputs) add(trim(column.expression.text));
  for (auto const& column : table.written->outputs) add(column.name);
  for (auto const& cell : written.inputs) add(cell.formula.text.empty() ? std::string_view("-") : trim(cell.formula.text));
  for (auto const& cell : written.outputs) add(trim(cell.formula.text));
  return to_hex(sha256(std::string_view(all))).substr(0, 16);
}

std::vector<MatchedRule> matched_rules(dmn::DecisionModel const& model, dmn::Trace const& trace) {
  std::vector<MatchedRule> matched;
  for (auto const& hit : trace.tables) {
    auto const& table = *model.tables()[hit.table];
    for (auto rule : hit.rules) {
      auto const& written = *table.rules[rule].written;
      matched.push_back({table.name, written.id, static_cast<int>(rule) + 1, written.annotations, digest_of(table, rule)});
    }
  }
  return matched;
}

DecisionSuggested answer_of(TableProgram const& table, feel::Context const& given, Instant now, std::shared_ptr<Zone const> zone) {
  feel::Environment environment;
  environment.now = now;
  environment.zone = std::move(zone);
  std::vector<dmn::Input> inputs;
  for (auto const& [name, value] : given.entries()) inputs.push_back({std::string(name), {}, value});
  auto outcome = table.model->evaluate(table.node, inputs, environment);
  DecisionSuggested suggested;
  suggested.decision = table.decision;
  suggested.table = table.name();
  suggested.outcome = outcome_of(outcome.value);
  suggested.value = outcome.value;
  suggested.facts = feel::Value(given);
  suggested.rules = matched_rules(*table.model, outcome.trace);
  for (auto const& warning : outcome.warnings) suggested.warnings.push_back(warning.message);
  suggested.hash = table.hash;
  suggested.engine = dmn::engine;
  return suggested;
}

DecisionSuggested suggest(TableProgram const& table, feel::Value const& facts, Instant now, std::shared_ptr<Zone const> zone) {
  return answer_of(table, inputs_of(table, facts), now, std::move(zone));
}

}  // namespace drivetrain::decisions
