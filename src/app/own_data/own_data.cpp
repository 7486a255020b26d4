// From files to a model and its report (see own_data.h).
#include "app/own_data/own_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

constexpr int waived_days = 30;

/// Who answers for what is left open: the role with most authority that somebody holds.
std::string waiver_owner(Draft const& draft) {
  DraftRole const* best = nullptr;
  for (auto const& role : draft.roles)
    if (!best || (role.authority > best->authority && !role.holders.empty()) || (best->holders.empty() && !role.holders.empty())) best = &role;
  return best ? best->id : "";
}

std::vector<WrittenWaiver> waivers_for(Draft& draft, Diagnostics const& found, Date at) {
  std::vector<WrittenWaiver> waivers;
  std::set<std::pair<std::string, std::string>> known;
  for (auto const& finding : found.all()) {
    // What cannot be read (DT-R…) is never excused: the writer would be wrong, not the company.
    if (finding.severity != Severity::error || finding.subject.empty() || finding.code.starts_with("DT-R")) continue;
    if (!known.insert({finding.code, finding.subject}).second) continue;
    waivers.push_back({finding.code, finding.subject, finding.message, waiver_owner(draft), date_from_days(days_from_epoch(at) + waived_days)});
  }
  return waivers;
}

}  // namespace

Result<std::vector<notation::Table>> read_files(std::vector<OwnFile> const& files) {
  std::vector<notation::Table> tables;
  for (auto const& file : files) {
    DT_TRY(auto more, notation::read_tables(file.name, file.bytes));
    for (auto& table : more) {
      if (tables.size() >= limits::max_tables)
        return Error{"DT-X930", "there are more than " + std::to_string(limits::max_tables) + " tables", "bring those that hold roles, people, decisions, figures and meetings"};
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

Built build(std::vector<TableGuess> const& guesses, BuildOptions const& options) {
  auto draft = gather(guesses, options.gather);
  auto at = options.gather.at;
  Built built;
  // Somebody must answer for what is left open, also when no table names a role.
  if (options.excuse == Excuse::findings && draft.roles.empty() && (!draft.kpis.empty() || !draft.meetings.empty() || !draft.decisions.empty())) {
    DraftRole owner;
    owner.id = "model-owner";
    owner.title = "Model owner";
    owner.authority = 10;
    owner.described = true;
    owner.origin = "no table: it names no role, and somebody must answer for what is left open";
    draft.roles.push_back(owner);
  }
  built.files = write_model(draft, {});
  auto plain = model::compile(built.files, {at});
  built.report = report_on(draft, guesses, plain, at);
  if (options.excuse == Excuse::findings) built.waivers = waivers_for(draft, plain.diagnostics, at);
  if (!built.waivers.empty()) built.files = write_model(draft, built.waivers);
  built.compilation = built.waivers.empty() ? std::move(plain) : model::compile(built.files, {at});
  if (!built.waivers.empty())
    built.report.summary.push_back(fmt::format("The model can be looked at as it is: {} excused in model.yaml until {}, then errors.", counted(built.waivers.size(), "finding is", "findings are"), format_date(built.waivers.front().expires)));
  return built;
}

std::string guess_text(std::vector<TableGuess> const& guesses) {
  std::string text;
  for (auto const& guess : guesses) {
    auto const& table = guess.table;
    text += table.name() + (table.hidden ? " (hidden)" : "") + ": ";
    if (guess.kind == TableKind::unknown) {
      text += "not understood, " + guess.why + "\n";
      continue;
    }
    if (guess.kind == TableKind::ignored) {
      text += std::string("left out") + (guess.why.empty() ? "" : ", " + guess.why) + "\n";
      continue;
    }
    text += fmt::format("{}, {:.0f} % sure", key_of(guess.kind), guess.confidence * 100);
    if (guess.header < table.rows.size()) text += fmt::format(", headers in row {}", table.rows[guess.header].number);
    for (auto const& note : table.notes) text += ", " + note;
    text += "\n";
    for (auto const& column : guess.columns) {
      if (column.header.empty() && column.samples.empty()) continue;
      std::string samples;
      for (auto sample : column.samples) {
        std::replace(sample.begin(), sample.end(), '\n', ' ');
        if (samples.size() + sample.size() < 60) samples += (samples.empty() ? "" : " · ") + sample;
      }
      auto header = column.header.empty() ? "(no header)" : column.header;
      std::replace(header.begin(), header.end(), '\n', ' ');
      text += fmt::format("  {:>2} {:<28} {:<16} {:>4}  {}\n", notation::column_letters(column.column), header, column.field.empty() ? "not used" : "→ " + column.field,
                          column.field.empty() ? "" : fmt::format("{:.0f} %", column.confidence * 100), samples);
    }
  }
  return text;
}

void write_json(JsonWriter& json, std::vector<TableGuess> const& guesses) {
  json.begin_array();
  for (auto const& guess : guesses) {
    auto const& table = guess.table;
    json.begin_object().field("file", table.file);
    if (!table.sheet.empty()) json.field("sheet", table.sheet);
    json.field("hidden", table.hidden).field("rows", table.rows.size()).field("kind", key_of(guess.kind)).field("confidence", guess.confidence).field("said", guess.said);
    if (guess.header < table.rows.size()) json.field("header_row", table.rows[guess.header].number);
    if (!guess.why.empty()) json.field("why", guess.why);
    json.key("notes").begin_array();
    for (auto const& note : table.notes) json.value(note);
    json.end_array().key("columns").begin_array();
    for (auto const& column : guess.columns) {
      json.begin_object().field("column", notation::column_letters(column.column)).field("header", column.header);
      if (!column.field.empty()) json.field("field", column.field).field("confidence", column.confidence);
      json.key("samples").begin_array();
      for (auto const& sample : column.samples) json.value(sample);
      json.end_array().end_object();
    }
    json.end_array().key("fields").begin_array();
    if (auto const* words = words_of_kind(guess.kind))
      for (auto const& field : words->fields) json.value(field.key);
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace drivetrain::app::own_data
