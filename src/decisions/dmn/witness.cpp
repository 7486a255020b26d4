// Looking for inputs that show a finding (see witness.h).
#include "decisions/dmn/witness.h"

#include <algorithm>
#include <set>

#include "decisions/dmn/context_value.h"
#include "decisions/dmn/region_words.h"
#include "decisions/dmn/run.h"
#include "feel/program/frame.h"

namespace drivetrain::decisions::dmn {

using feel::Kind;

namespace {

constexpr std::size_t max_tried = 400;        ///< inputs for one finding
constexpr std::size_t max_candidates = 40;    ///< values of one variable
constexpr std::size_t max_constants = 12;     ///< of columns that compute, from which candidates are made
constexpr std::int64_t max_length = 40;       ///< of texts and lists that are tried
constexpr std::uint64_t steps_of_a_try = 60, steps_of_a_column = 40, steps_of_a_cell = 15;

void add_value(std::vector<feel::Value>& to, feel::Value value) {
  if (to.size() < max_candidates && std::find(to.begin(), to.end(), value) == to.end()) to.push_back(std::move(value));
}

}  // namespace

std::uint64_t steps_of_a_look(DecisionTable const& table) { return (table.index_of_rules ? 1 : steps_of_a_cell * table.inputs.size()) * table.rules.size() + steps_of_a_try; }

WitnessSearch::WitnessSearch(TableSpace const& space, std::uint64_t& work) : space_(space), work_(work), frame_(space.table.tested_slot + 1) {
  std::set<std::string> paths;
  auto add_reads = [&](feel::Expression const& expression) {
    paths.insert(expression.reads().begin(), expression.reads().end());
    possible_ = possible_ && !asks_the_clock(expression.text());
  };
  for (auto const& column : space.table.inputs) {
    if (auto const* expression = column.expression->literal()) add_reads(*expression);
    else possible_ = false;
    if (column.allowed) add_reads(column.allowed->test);
    for (auto const& cell : column.cells) add_reads(cell.test);
  }
  for (auto const& dimension : space.dimensions) computes_ = computes_ || !dimension.read || dimension.columns.size() + dimension.truths.size() > 1;
  for (std::size_t i = 0; i < space.dimensions.size(); ++i)
    for (auto const& point : space.columns[i].points)
      if (!space.dimensions[i].read && constants_.size() < max_constants) constants_.push_back(point);
  for (auto const& path : paths) {
    if (path == "?") continue;
    auto read = plain_read(space.table, path);
    if (!read) {
      possible_ = false;
      continue;
    }
    if (auto node = required_node(space.model, space.table, *read->name); node && space.model.nodes()[*node].function) {
      frame_[read->name->slot] = Value(space.model.nodes()[*node].function);
      continue;
    }
    Variable variable{*read, path, SIZE_MAX, {}};
    for (std::size_t i = 0; i < space.dimensions.size() && variable.dimension == SIZE_MAX; ++i)
      if (space.dimensions[i].path == path) variable.dimension = i;
    if (variable.dimension == SIZE_MAX) {
      std::shared_ptr<feel::Type const> keeps;
      variable.candidates = guesses(entry_type(read->name->type.get(), read->entry, keeps));
    }
    variables_.push_back(std::move(variable));
  }
  deep_ = possible_ && is_computed_above();
  if (deep_) prepare_deep();
}

/// Values of a type (null pointer: any) that could make computed columns come out as their constants do.
std::vector<feel::Value> WitnessSearch::guesses(feel::Type const* type) const {
  std::vector<Value> values;
  bool simple = type && type->form == feel::Type::Form::kind;
  auto takes = [&](Kind kind) { return !type || type->form == feel::Type::Form::any || (simple && type->kind == kind); };
  std::vector<std::int64_t> lengths{0, 1, 2};
  for (auto const& point : constants_) {
    if (takes(point.kind())) add_value(values, point);
    auto whole = point.is_number() ? point.number().to_int64() : std::nullopt;
    for (std::int64_t length = whole.value_or(0) - 1; whole && length <= *whole + 1; ++length)
      if (length >= 0 && length <= max_length) lengths.push_back(length);
  }
  if (takes(Kind::number)) {
    for (auto const& point : constants_)
      if (point.is_number())
        for (int step : {-1, 1})
          if (auto beside = Decimal::add(point.number(), step)) add_value(values, *beside);
    for (int number : {0, 1, -1, 2, 10, 100, 1000}) add_value(values, number);
  }
  if (takes(Kind::boolean)) add_value(values, true), add_value(values, false);
  if (takes(Kind::string)) {
    for (char const* text : {"a", "b", "A", "1"}) add_value(values, text);
    for (auto length : lengths) add_value(values, std::string(static_cast<std::size_t>(length), 'a'));
  }
  if (takes(Kind::date)) add_value(values, Date{2026, 1, 1});
  if (takes(Kind::time)) add_value(values, feel::TimeOfDay{12 * 3'600 * feel::nanos_per_second, {}});
  if (takes(Kind::date_time)) add_value(values, feel::DateTime{Date{2026, 1, 1}, 0, {}});
  if (takes(Kind::days_duration)) add_value(values, feel::DaysDuration{86'400, 0});
  if (takes(Kind::months_duration)) add_value(values, feel::MonthsDuration{1});
  if (!type || type->form == feel::Type::Form::any || type->form == feel::Type::Form::list) {
    auto const* element = type && !type->parts.empty() ? type->parts[0].get() : nullptr;
    std::vector<Value> elements{1};
    if (element && element->form == feel::Type::Form::context) elements = {empty_value(element)};
    else if (element && element->form == feel::Type::Form::kind) elements = guesses(element);
    if (elements.empty()) elements.emplace_back();
    for (auto length : lengths) add_value(values, feel::List(static_cast<std::size_t>(length), elements.front()));
    for (auto const& each : elements) add_value(values, feel::List{each});
  }
  if (type && type->form == feel::Type::Form::context) add_value(values, empty_value(type));
  return values;
}

std::optional<std::string> WitnessSearch::without_rule(Box const& box) { return search(box, no_rule, no_rule); }
std::optional<std::string> WitnessSearch::of_both(Box const& box, std::uint32_t a, std::uint32_t b) { return search(box, a, b); }

/// Values inside some regions of a dimension, the easiest to follow first.
std::vector<feel::Value> WitnessSearch::in_dimension(std::size_t dimension, Stretches const& stretches) const {
  auto const& column = space_.columns[dimension];
  std::vector<Value> values;
  values.push_back(witness({&column, 1}, {stretches}).front());
  std::size_t most = computes_ ? 8 : 2;
  for (auto const& stretch : stretches)
    for (auto region = stretch.first; region <= stretch.last && values.size() < most; ++region) add_value(values, column.regions[region].witness);
  // Others of the same regions, for types and inputValues that ask more than constants tell.
  auto add_alike = [&](Value value) {
    auto region = column.find(value);
    if (region && contains(stretches, {{*region, *region}})) add_value(values, std::move(value));
  };
  if (column.kind == Kind::string)
    for (char const* text : {"a", "b", "c", "A", "B", "1", "2", "x", "z", ""}) add_alike(text);
  if (column.kind == Kind::number)
    for (int number : {0, 1, -1, 2, 10, 50, 100, 1000}) add_alike(number);
  return values;
}

std::optional<std::string> WitnessSearch::search(Box const& box, std::size_t a, std::size_t b) {
  if (!possible_) return std::nullopt;
  for (auto const& stretches : box)
    if (stretches.empty()) return std::nullopt;
  if (deep_) return search_deep(box, a, b);
  std::vector<std::vector<Value>> options;
  for (auto const& variable : variables_) options.push_back(variable.dimension == SIZE_MAX ? variable.candidates : in_dimension(variable.dimension, box[variable.dimension]));
  for (auto const& each : options)
    if (each.empty()) return std::nullopt;
  if (computes_) add_solutions(box, options);
  std::vector<std::size_t> at(options.size());
  for (std::size_t tried = 0; tried < max_tried; ++tried) {
    auto steps = steps_of_a_try + steps_of_a_column * space_.table.inputs.size() + (a == no_rule ? steps_of_a_look(space_.table) : 0);
    if (work_ < steps) return work_ = 0, std::nullopt;
    work_ -= steps;
    std::vector<Value> chosen;
    for (std::size_t i = 0; i < options.size(); ++i) chosen.push_back(options[i][at[i]]);
    if (shows(box, chosen, a, b)) return in_words(chosen);
    std::size_t i = 0;
    while (i < options.size() && ++at[i] == options[i].size()) at[i++] = 0;
    if (i == options.size()) break;
  }
  return std::nullopt;
}

/// Numbers for which a column that computes comes out in the box, if it grows evenly with one of the numbers that it reads (age * 2, income / 12).
void WitnessSearch::add_solutions(Box const& box, std::vector<std::vector<Value>>& options) const {
  feel::Environment environment;
  environment.natives = space_.model.natives();
  for (std::size_t d = 0; d < space_.dimensions.size(); ++d) {
    if (space_.dimensions[d].read || space_.columns[d].kind != Kind::number) continue;
    auto wanted = witness({&space_.columns[d], 1}, {box[d]}).front();
    if (!wanted.is_number()) continue;
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (!options[i].front().is_number()) continue;
      std::optional<Decimal> found[2];
      for (int x : {0, 1}) {
        std::vector<Value> chosen, slots;
        for (auto const& each : options) chosen.push_back(each.front());
        chosen[i] = x;
        feel::Session session{environment};
        Run run(session, Explain::no);
        if (!assign(chosen, slots)) break;
        auto value = space_.table.inputs[space_.dimensions[d].columns[0]].expression->evaluate(run, slots.data());
        if (value.is_number()) found[x] = value.number();
      }
      if (!found[0] || !found[1]) continue;
      auto slope = Decimal::subtract(*found[1], *found[0]), rise = Decimal::subtract(wanted.number(), *found[0]);
      if (auto root = slope && rise ? Decimal::divide(*rise, *slope) : std::nullopt)
        if (variables_[i].dimension == SIZE_MAX) options[i].insert(options[i].begin(), Value(*root));
    }
  }
}

/// False when a value is none that its name can have.
bool WitnessSearch::assign(std::vector<Value> const& chosen, std::vector<Value>& slots) const {
  slots = frame_;
  for (std::size_t i = 0; i < variables_.size(); ++i) {  // "a" comes before "a.b"
    auto const& [read, path, dimension, candidates] = variables_[i];
    auto& slot = slots[read.name->slot];
    if (!read.entry.empty() && slot.kind() != Kind::context) slot = empty_value(read.name->type.get());
    slot = with_entry(slot, read.entry, chosen[i]);
  }
  for (auto const& variable : variables_) {
    auto& slot = slots[variable.read.name->slot];
    auto const& type = variable.read.name->type;
    if (!type || slot.is_null()) continue;
    auto taken = feel::coerced(slot, *type);
    if (!taken) return false;
    slot = std::move(*taken);
  }
  return true;
}

bool WitnessSearch::inside(Box const& box, std::span<Value const> values) const {
  for (std::size_t i = 0; i < space_.dimensions.size(); ++i) {
    if (space_.dimensions[i].columns.empty()) continue;
    auto const& column = space_.columns[i];
    auto region = column.find(values[space_.dimensions[i].columns.front()]);
    bool holds = region ? contains(box[i], {{*region, *region}}) : column.foreign > 0 && meet(box[i], {{column.end_of_values(), column.missing() - 1}});
    if (!holds) return false;
  }
  return true;
}

bool WitnessSearch::passes(std::size_t rule, std::span<Value const> values, Run& run, Value* slots) const {
  for (std::size_t c = 0; c < values.size(); ++c) {
    auto const& cell = space_.table.inputs[c].cells[space_.table.rules[rule].cells[c]];
    if (cell.any) continue;
    slots[space_.table.tested_slot] = values[c];
    if (!cell.test.evaluate_in(run.session, slots).is_true()) return false;
  }
  return true;
}

bool WitnessSearch::shows(Box const& box, std::vector<Value> const& chosen, std::size_t a, std::size_t b) {
  std::vector<Value> slots;
  if (!assign(chosen, slots)) return false;
  feel::Environment environment;
  environment.natives = space_.model.natives();
  feel::Session session{environment};
  Run run(session, Explain::no);
  std::vector<Value> values;
  for (auto const& column : space_.table.inputs) {
    values.push_back(column.expression->evaluate(run, slots.data()));
    if (!column.allowed || values.back().is_null()) continue;
    slots[space_.table.tested_slot] = values.back();
    if (!column.allowed->test.evaluate_in(session, slots.data()).is_true()) return false;
  }
  if (!inside(box, values)) return false;
  if (a != no_rule) return passes(a, values, run, slots.data()) && passes(b, values, run, slots.data());
  std::vector<std::uint32_t> matching;
  space_.table.matching_rules(values, run, slots.data(), 1, matching);
  return matching.empty() && session.steps_left > 0;
}

std::string WitnessSearch::in_words(std::vector<Value> const& chosen) const {
  std::string text;
  auto add = [&](std::string const& label, Value const& value) { text += (text.empty() ? "" : ", ") + label + (value.is_null() ? std::string(" missing") : " = " + feel::to_text(value)); };
  for (std::size_t d = 0; d < space_.dimensions.size(); ++d)
    for (std::size_t i = 0; i < variables_.size(); ++i)
      if (variables_[i].dimension == d) add(space_.dimensions[d].label, chosen[i]);
  for (std::size_t i = 0; i < variables_.size(); ++i)
    if (variables_[i].dimension == SIZE_MAX) add(variables_[i].path, chosen[i]);
  return text.empty() ? "any input" : text;
}

}  // namespace drivetrain::decisions::dmn
