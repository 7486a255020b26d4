// Decisions that processes call (see called.h).
#include "decisions/called.h"

#include <algorithm>

#include "decisions/dmn/receipt.h"
#include "decisions/dmn/table.h"
#include "decisions/suggest.h"

namespace drivetrain::decisions {

namespace {

constexpr std::string_view camunda_7 = "http://camunda.org/schema/1.0/dmn", camunda_8 = "http://camunda.org/schema/zeebe/1.0";

/// camunda:versionTag on the decision itself, or zeebe:versionTag among its extension elements.
std::string version_tag_of(notation::DmnElement const& decision) {
  if (!decision.xml) return {};
  for (auto const& attribute : decision.xml->attributes)
    if (attribute.name == "versionTag" && attribute.space == camunda_7) return attribute.value;
  for (auto const& child : decision.xml->children) {
    if (child.name != "extensionElements") continue;
    for (auto const& extension : child.children)
      if (extension.name == "versionTag" && extension.space == camunda_8) return std::string(extension.value("value"));
  }
  return {};
}

dmn::DecisionTable const* table_of(CalledDecision const& called) {
  auto const& node = called.model->nodes()[called.node];
  for (auto const& table : called.model->tables())
    if (table->node == called.node && table->expression == node.element->logic.get()) return table.get();
  return nullptr;
}

bool yields_rows(dmn::DecisionTable const& table) {
  using notation::DmnHitPolicy;
  return (table.policy == DmnHitPolicy::collect && table.aggregation == notation::DmnAggregation::none) || table.policy == DmnHitPolicy::rule_order || table.policy == DmnHitPolicy::output_order;
}

std::vector<feel::Context> rows_of(CalledDecision const& called, dmn::Outcome const& outcome) {
  std::vector<feel::Context> rows;
  auto const* table = table_of(called);
  auto add = [&](feel::Value const& value) {
    if (table && table->outputs.size() > 1 && value.kind() == feel::Kind::context) return rows.push_back(value.context());
    feel::Context row;
    row.set(table && !table->outputs.empty() && !table->outputs[0].name.empty() ? table->outputs[0].name : called.model->nodes()[called.node].name, value);
    rows.push_back(std::move(row));
  };
  if (!table) {
    add(outcome.value);
  } else if (yields_rows(*table)) {
    if (outcome.value.kind() == feel::Kind::list)
      for (auto const& value : outcome.value.list()) add(value);
  } else {
    bool hit = !outcome.value.is_null();
    for (auto const& one : outcome.trace.tables) hit = hit || (one.table == table->index && !one.rules.empty());
    if (hit) add(outcome.value);
  }
  return rows;
}

/// That no rule matched, or that an input was not there, is an answer; what else made null of it is a failure.
std::string failure_of(CalledDecision const& called, feel::Context const& inputs, dmn::Outcome const& outcome) {
  if (!outcome.value.is_null()) return {};
  auto const& model = *called.model;
  for (auto const& warning : outcome.warnings) {
    bool told = std::any_of(outcome.trace.tables.begin(), outcome.trace.tables.end(), [&](dmn::TableHit const& hit) { return hit.rules.empty() && model.tables()[hit.table]->source == warning.source; });
    for (auto const& node : model.nodes()) told = told || (node.kind == notation::DmnKind::input_data && node.source == warning.source && !inputs.find(node.name));
    if (told) continue;
    auto place = model.place_of(warning);
    return warning.message + (place.known() ? " (" + place.file + ":" + std::to_string(place.begin.line) + ":" + std::to_string(place.begin.column) + ")" : "");
  }
  return {};
}

}  // namespace

void CallableDecisions::gather() {
  if (std::exchange(gathered_, true)) return;
  for (auto const& [path, source] : sources_) {
    if (!path.ends_with(".dmn")) continue;
    Diagnostics aside;  // told when the file is compiled
    std::shared_ptr<notation::DmnDefinitions const> definitions = notation::read_dmn(source, aside);
    if (!definitions) continue;
    files_.emplace(path, definitions);
    for (auto const& element : definitions->elements) {
      if (element.kind != notation::DmnKind::decision || element.id.empty()) continue;
      auto [at, fresh] = places_.try_emplace(element.id, Place{path, definitions});
      if (!fresh && at->second.file != path) {
        Diagnostic d;
        d.code = "DT-D224", d.span = element.span, d.subject = element.id;
        d.message = "the decision " + element.id + " is in " + at->second.file + ", too";
        d.why = "processes call decisions by their ids, and nobody could tell which of the two answers";
        d.help = "give one of them another id";
        diagnostics_.add(std::move(d));
      }
    }
  }
}

void CallableDecisions::compile_file(Place const& place) {
  if (!compiled_.insert(place.file).second) return;
  auto errors = diagnostics_.errors();
  std::shared_ptr<notation::DmnDefinitions const> own = notation::read_dmn(sources_.at(place.file), diagnostics_);
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{own};
  if (!own->imports.empty())
    for (auto const& [path, definitions] : files_)
      if (path != place.file) models.push_back(definitions);
  auto model = dmn::compile(models, {.mode = dmn::Mode::strict, .foreign = true}, diagnostics_);
  if (!model || diagnostics_.errors() > errors) return;
  std::vector<std::string_view> texts;
  for (auto const& each : model->definitions()) texts.push_back(sources_.at(each->file).text());
  auto hash = dmn::hash_of(texts);
  for (std::uint32_t i = 0; i < model->nodes().size(); ++i) {
    auto const& node = model->nodes()[i];
    if (node.kind != notation::DmnKind::decision || node.space != own->space || node.id.empty()) continue;
    auto there = places_.find(node.id);
    if (there == places_.end() || there->second.file != place.file) continue;
    auto called = std::make_shared<CalledDecision>();
    called->id = node.id, called->file = place.file, called->hash = hash, called->version_tag = version_tag_of(*node.element), called->model = model, called->node = i;
    called_.emplace(node.id, std::move(called));
  }
}

bool CallableDecisions::call(std::string_view id) {
  gather();
  auto place = places_.find(id);
  if (place == places_.end()) return false;
  compile_file(place->second);
  return true;
}

void CallableDecisions::call_all() {
  gather();
  for (auto const& [id, place] : places_) compile_file(place);
}

std::vector<std::string> CallableDecisions::ids() {
  gather();
  std::vector<std::string> all;
  for (auto const& [id, place] : places_) all.push_back(id);
  return all;
}

CalledOutcome evaluate_called(CalledDecision const& called, feel::Context const& given, Instant now, std::shared_ptr<Zone const> zone) {
  feel::Environment environment;
  environment.now = now;
  environment.zone = std::move(zone);
  std::vector<dmn::Input> inputs;
  for (auto const& [name, value] : given.entries()) inputs.push_back({std::string(name), {}, value});
  auto outcome = called.model->evaluate(called.node, inputs, environment);
  CalledOutcome answer;
  answer.rules = matched_rules(*called.model, outcome.trace);
  answer.rows = rows_of(called, outcome);
  for (auto const& warning : outcome.warnings) answer.warnings.push_back(warning.message);
  answer.failure = failure_of(called, given, outcome);
  answer.value = std::move(outcome.value);
  return answer;
}

}  // namespace drivetrain::decisions
