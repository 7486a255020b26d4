// Findings, gaps and inputs by rule and cell (see table_answers.h).
#include "app/api/table_answers.h"

#include <algorithm>

#include "decisions/dmn/regions.h"

namespace drivetrain::app::api {

namespace {

notation::DmnTable const* table_within(notation::DmnExpression const* expression, Span& place) {
  if (!expression) return nullptr;
  if (expression->table) return place = expression->span, expression->table.get();
  for (auto const& part : expression->parts)
    if (auto const* found = table_within(part.get(), place)) return found;
  return nullptr;
}

std::size_t begin_of(Span const& span) { return span.begin.offset; }

/// Where the last thing of a table begins that a finding could be about.
std::size_t reach_of(notation::DmnTable const& table, Span const& place) {
  auto reach = begin_of(place);
  auto add = [&](Span const& span) {
    if (span.known()) reach = std::max<std::size_t>(reach, std::max(span.begin.offset, span.end.offset));
  };
  for (auto const& column : table.inputs) add(column.span), add(column.expression.span), add(column.values.span);
  for (auto const& column : table.outputs) {
    add(column.span), add(column.values.span);
    if (column.default_entry) add(column.default_entry->span), add(column.default_entry->text.span);
  }
  if (!table.rules.empty()) {
    auto const& last = table.rules.back();
    add(last.span);
    for (auto const& cell : last.inputs) add(cell.formula.span);
    for (auto const& cell : last.outputs) add(cell.formula.span);
  }
  return reach;
}

/// Index of the last of `all` that begins at or before `offset`; SIZE_MAX when none does.
template <class All, class Begin>
std::size_t last_before(All const& all, std::size_t offset, Begin begin) {
  auto found = std::upper_bound(all.begin(), all.end(), offset, [&](std::size_t wanted, auto const& one) { return wanted < begin(one); });
  return found == all.begin() ? SIZE_MAX : static_cast<std::size_t>(found - all.begin()) - 1;
}

std::size_t column_within(notation::DmnRule const& rule, std::size_t offset) {
  auto column = SIZE_MAX;
  auto look = [&](notation::DmnCell const& cell, std::size_t index) {
    if (cell.xml && begin_of(cell.xml->span) <= offset) column = index;
  };
  for (std::size_t i = 0; i < rule.inputs.size(); ++i) look(rule.inputs[i], i);
  for (std::size_t i = 0; i < rule.outputs.size(); ++i) look(rule.outputs[i], rule.inputs.size() + i);
  return column;
}

std::string after(std::string_view text, std::string_view mark) {
  auto at = text.find(mark);
  return at == std::string_view::npos ? std::string() : std::string(text.substr(at + mark.size()));
}

std::vector<std::string> labels_of(notation::DmnTable const& table) {
  std::vector<std::string> labels;
  for (auto const& column : table.inputs) labels.push_back(column.label.empty() ? column.expression.text : column.label);
  return labels;
}

/// Where `mark` stands outside of texts in quotes, from `at` on.
std::size_t find_outside_quotes(std::string_view text, std::string_view mark, std::size_t at) {
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (!quoted && text.substr(at).starts_with(mark)) return at;
    if (quoted && text[at] == '\\') ++at;
    else if (text[at] == '"') quoted = !quoted;
  }
  return std::string_view::npos;
}

/// The column whose label `text` begins with, followed by a blank; the longest label counts.
std::size_t labelled(std::string_view text, std::vector<std::string> const& labels) {
  auto found = SIZE_MAX;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (!labels[i].empty() && text.starts_with(labels[i] + " ") && (found == SIZE_MAX || labels[found].size() < labels[i].size())) found = i;
  return found;
}

/// "a = 1, b missing" by column, each part without its label. Nothing when a part begins with no label.
std::optional<std::vector<std::string>> by_column(std::string_view words, std::vector<std::string> const& labels) {
  std::vector<std::string> parts(labels.size());
  while (!words.empty()) {
    auto column = labelled(words, labels);
    if (column == SIZE_MAX || !parts[column].empty()) return std::nullopt;
    auto end = std::string_view::npos;
    for (auto at = find_outside_quotes(words, ", ", 0); at != std::string_view::npos && end == std::string_view::npos; at = find_outside_quotes(words, ", ", at + 1))
      if (labelled(words.substr(at + 2), labels) != SIZE_MAX) end = at;
    auto part = words.substr(0, end);
    parts[column] = part.substr(labels[column].size() + 1);
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 2);
  }
  return parts;
}

/// "> 6 and age <= 12" as "(6..12]"; nothing when it is no test of one value.
std::optional<std::string> test_of(std::string_view part, std::string const& label) {
  if (part == "missing") return "null";
  if (part == "not missing") return "not(null)";
  if (part.starts_with("= ")) return std::string(part.substr(2));
  if (part.starts_with("other than ")) return "not(" + std::string(part.substr(11)) + ")";
  if (part.starts_with("\"")) return std::string(part);
  bool low = part.starts_with(">"), high = part.starts_with("<");
  if (!low && !high) return std::nullopt;
  auto both = find_outside_quotes(part, " and " + label + " <", 0);
  if (both == std::string_view::npos) return std::string(part);
  auto from = part.substr(0, both), to = part.substr(both + 6 + label.size());
  bool from_in = from.starts_with(">="), to_in = to.starts_with("<=");
  return (from_in ? "[" : "(") + std::string(from.substr(from_in ? 3 : 2)) + ".." + std::string(to.substr(to_in ? 3 : 2)) + (to_in ? "]" : ")");
}

}  // namespace

std::optional<std::vector<std::string>> gap_cells(std::string_view words, std::vector<std::string> const& labels) {
  std::vector<std::string> cells(labels.size(), "-");
  if (words == "any input") return cells;
  auto parts = by_column(words, labels);
  if (!parts) return std::nullopt;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::string_view part = (*parts)[i];
    if (part.empty()) continue;
    if (find_outside_quotes(part, " more", 0) != std::string_view::npos) return std::nullopt;  // "and 3 more": not all are named
    std::string cell;
    while (!part.empty()) {
      auto end = find_outside_quotes(part, " or " + labels[i] + " ", 0);
      auto test = test_of(part.substr(0, end), labels[i]);
      if (!test || (test->starts_with("not(") && (!cell.empty() || end != std::string_view::npos))) return std::nullopt;
      cell += (cell.empty() ? "" : ", ") + *test;
      part = end == std::string_view::npos ? std::string_view() : part.substr(end + 5 + labels[i].size());
    }
    cells[i] = std::move(cell);
  }
  return cells;
}

std::optional<std::vector<std::string>> example_by_column(std::string_view words, std::vector<std::string> const& labels) {
  auto parts = by_column(words, labels);
  if (!parts) return std::nullopt;
  for (auto& part : *parts) {
    if (part.empty()) continue;
    if (part == "missing") part = "null";
    else if (part.starts_with("= ")) part = part.substr(2);
    else return std::nullopt;
  }
  return parts;
}

notation::DmnDefinitions const* TablePlaces::definitions(std::string const& file) {
  auto [at, fresh] = read_.try_emplace(file);
  if (!fresh) return at->second.get();
  if (auto text = model_.files.find(file); text != model_.files.end()) {
    Diagnostics known_already;
    at->second = notation::read_dmn(SourceText(file, text->second), known_already);
  }
  return at->second.get();
}

TablePlaces::Place TablePlaces::place_of(Span const& span) {
  Place place;
  if (!span.known() || !span.file.ends_with(".dmn")) return place;
  auto const* file = definitions(span.file);
  if (!file) return place;
  auto offset = begin_of(span);
  for (auto const& element : file->elements) {
    Span where;
    auto const* table = table_within(element.logic.get(), where);
    if (!table || offset < begin_of(where) || offset > reach_of(*table, where)) continue;
    place.element = &element, place.table = table;
    place.rule = last_before(table->rules, offset, [](notation::DmnRule const& rule) { return begin_of(rule.span); });
    if (place.rule != SIZE_MAX) {
      place.column = column_within(table->rules[place.rule], offset);
      return place;
    }
    auto output = last_before(table->outputs, offset, [](auto const& column) { return begin_of(column.span); });
    auto input = last_before(table->inputs, offset, [](auto const& column) { return begin_of(column.span); });
    if (output != SIZE_MAX) place.column = table->inputs.size() + output;
    else if (input != SIZE_MAX) place.column = input;
    return place;
  }
  return place;
}

void TablePlaces::write(JsonWriter& json, Diagnostic const& finding) {
  auto first = place_of(finding.span);
  if (!first.table) return;
  std::vector<Place> places{first};
  for (auto const& note : finding.notes)
    if (auto place = place_of(note.span); place.table && place.rule != SIZE_MAX && std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  list_field(json, "cells", places, [&](Place const& place) {
    object(json, [&] {
      json.field("decision", place.element->name).field("element", place.element->id);
      if (place.rule != SIZE_MAX) json.field("rule", place.rule + 1);
      if (place.column != SIZE_MAX) json.field("column", place.column);
    });
  });
  auto where = finding.code == "DT-D210" ? after(finding.message, "\" has no rule for ") : std::string();
  if (where.empty() || first.rule != SIZE_MAX) return;
  auto labels = labels_of(*first.table);
  object_field(json, "gap", [&] {
    json.field("where", where);
    auto example = finding.notes.empty() ? std::string() : after(finding.notes.front().message, "such an input is ");
    text_if(json, "example", example);
    if (auto inputs = example_by_column(example, labels); inputs && !example.empty()) json.field("inputs", *inputs);
    if (auto cells = gap_cells(where, labels)) json.field("rule", *cells);
  });
}

void write_cells_hold(JsonWriter& json, decisions::dmn::DecisionTable const& table, decisions::dmn::TableHit const& hit, std::size_t most_rules) {
  enum class Holds : std::uint8_t { no, yes, unknown };
  auto ask = [&](decisions::dmn::Cell const& cell, feel::Value const& value) {
    if (cell.any) return Holds::yes;
    auto const& reads = cell.test.reads();
    auto const& text = cell.test.text();
    bool alone = std::all_of(reads.begin(), reads.end(), [](std::string const& name) { return name == "?"; }) && text.find("now(") == std::string::npos && text.find("today(") == std::string::npos;
    if (!alone) return Holds::unknown;
    return decisions::dmn::holds(cell.test, table.tested_slot, value) ? Holds::yes : Holds::no;
  };
  // Equal cells of a column are one: each is asked once.
  std::vector<std::vector<Holds>> known(table.inputs.size());
  for (std::size_t i = 0; i < table.inputs.size() && i < hit.inputs.size(); ++i)
    for (auto const& cell : table.inputs[i].cells) known[i].push_back(ask(cell, hit.inputs[i]));
  json.key("cells_hold").begin_array();
  for (std::uint32_t rule = 0; rule < std::min(table.rules.size(), most_rules); ++rule) {
    bool matched = std::find(hit.rules.begin(), hit.rules.end(), rule) != hit.rules.end();
    json.begin_array();
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      auto cell = table.rules[rule].cells[i];
      auto holds = matched ? Holds::yes : cell < known[i].size() ? known[i][cell] : Holds::unknown;
      json.value(holds == Holds::yes ? "yes" : holds == Holds::no ? "no" : "unknown");
    }
    json.end_array();
  }
  json.end_array();
}

}  // namespace drivetrain::app::api
