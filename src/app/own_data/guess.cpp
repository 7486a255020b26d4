// Guessing kinds and columns (see guess.h).
#include "app/own_data/guess.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/own_data/fold.h"
#include "app/own_data/shapes.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

constexpr std::size_t rows_searched_for_header = 20;
constexpr std::size_t rows_looked_at = 40;
constexpr double believable = 0.62;

/// How well a folded header fits a word of the vocabulary.
double word_fit(std::string const& header, std::string_view word) {
  if (header == word) return 1;
  if (header.empty()) return 0;
  auto padded = " " + header + " ";
  if (padded.find(" " + std::string(word) + " ") != std::string::npos) {
    auto words = 1 + std::count(header.begin(), header.end(), ' '), own = 1 + std::count(word.begin(), word.end(), ' ');
    return 0.62 + 0.25 * static_cast<double>(own) / static_cast<double>(words);
  }
  // German compounds ("Genehmigungsfrist") and plurals; short words inside others mean nothing.
  if (word.size() >= 5 && header.find(word) != std::string::npos) return 0.6;
  if (header.size() >= 5 && word.starts_with(header) && word.size() - header.size() <= 3) return 0.7;
  return 0;
}

double header_fit(std::string const& header, FieldWords const& field) {
  double best = 0;
  for (auto word : field.words) best = std::max(best, word_fit(header, word));
  return best;
}

struct Assigned {
  std::vector<ColumnGuess> columns;
  double score = 0;
  double words = 0;          ///< columns recognised by their words alone
  bool complete = false;     ///< all essential fields are there
  std::string missing;
};

std::vector<std::string> cells_of_column(notation::Table const& table, std::size_t header, std::size_t column) {
  std::vector<std::string> cells;
  for (auto row = header + 1; row < table.rows.size() && cells.size() < rows_looked_at; ++row) {
    auto const& cell = table.rows[row].at(column);
    if (!cell.empty()) cells.push_back(cell.text);
  }
  return cells;
}

bool complete_names(std::vector<ColumnGuess> const& columns, TableKind kind) {
  if (kind != TableKind::people) return false;
  auto has = [&](std::string_view field) { return std::any_of(columns.begin(), columns.end(), [&](auto const& column) { return column.field == field; }); };
  return has("last_name");
}

/// Best one-to-one assignment, greedily by fit; the table is small and the fits are far apart.
Assigned assign(notation::Table const& table, std::size_t header, KindWords const& kind) {
  struct Candidate {
    double fit;
    std::size_t column, field;
  };
  Assigned assigned;
  auto width = table.rows[header].cells.size();
  std::vector<Candidate> candidates;
  std::vector<std::vector<std::string>> cells(width);
  for (std::size_t column = 0; column < width; ++column) {
    auto const& cell = table.rows[header].at(column);
    auto folded = fold(cell.text);
    cells[column] = cells_of_column(table, header, column);
    ColumnGuess guess{column, cell.text, "", 0, {}};
    for (auto const& sample : cells[column])
      if (guess.samples.size() < 3 && std::find(guess.samples.begin(), guess.samples.end(), sample) == guess.samples.end()) guess.samples.push_back(sample);
    assigned.columns.push_back(std::move(guess));
    if (folded.empty() || cell.kind == notation::CellKind::number) continue;
    for (std::size_t field = 0; field < kind.fields.size(); ++field) {
      auto fit = header_fit(folded, kind.fields[field]);
      if (fit == 0) continue;
      auto shape = shape_fit(kind.fields[field].shape, cells[column]);
      candidates.push_back({fit * (0.5 + 0.5 * shape), column, field});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](auto const& a, auto const& b) { return a.fit > b.fit; });
  std::vector<bool> taken(kind.fields.size());
  for (auto const& candidate : candidates) {
    auto& column = assigned.columns[candidate.column];
    if (!column.field.empty() || taken[candidate.field] || candidate.fit < 0.4) continue;
    taken[candidate.field] = true;
    column.field = kind.fields[candidate.field].key;
    column.confidence = candidate.fit;
    assigned.score += candidate.fit * (kind.fields[candidate.field].essential ? 1.5 : 1);
    assigned.words += 1;
  }
  assigned.complete = true;
  for (std::size_t field = 0; field < kind.fields.size(); ++field) {
    if (!kind.fields[field].essential || taken[field]) continue;
    if (kind.fields[field].key == "person" && complete_names(assigned.columns, kind.kind)) continue;
    assigned.complete = false;
    assigned.missing += (assigned.missing.empty() ? "" : " and ") + std::string(kind.fields[field].key);
  }
  if (!assigned.complete) assigned.score *= 0.5;
  return assigned;
}

double name_fit(notation::Table const& table, KindWords const& kind) {
  double best = 0;
  auto stem = table.file.substr(0, table.file.rfind('.'));
  if (auto slash = stem.find_last_of("/\\"); slash != std::string::npos) stem = stem.substr(slash + 1);
  for (auto const& name : {fold(table.sheet), fold(stem)})
    for (auto word : kind.names) best = std::max(best, word_fit(name, word));
  return best;
}

std::size_t non_empty(notation::TableRow const& row) {
  return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](auto const& cell) { return !cell.empty(); }));
}

/// Whether an override is about this table.
bool names_table(Override const& over, notation::Table const& table) {
  if (over.table.empty()) return true;
  auto file = table.file;
  if (auto slash = file.find_last_of("/\\"); slash != std::string::npos) file = file.substr(slash + 1);
  auto stem = file.substr(0, file.rfind('.'));
  for (auto const& name : {table.sheet, table.file, file, stem, table.name()})
    if (!name.empty() && fold(name) == over.table) return true;
  return false;
}

Override const* last_of(std::vector<Override> const& overrides, notation::Table const& table, Override::What what) {
  Override const* found = nullptr;
  for (auto const& over : overrides)
    if (over.what == what && names_table(over, table)) found = &over;
  return found;
}

void choose_kind(TableGuess& guess, std::optional<TableKind> said, std::optional<std::size_t> header) {
  auto const& table = guess.table;
  double best = 0, second = 0;
  for (auto const& kind : vocabulary()) {
    if (said && kind.kind != *said) continue;
    auto named = name_fit(table, kind);
    double of_kind = 0;
    for (std::size_t row = 0; row < std::min(table.rows.size(), rows_searched_for_header); ++row) {
      if (header && row != *header) continue;
      if (!header && row + 1 == table.rows.size() && row > 0 && non_empty(table.rows[row]) < 2) continue;
      auto assigned = assign(table, row, kind);
      if (assigned.words == 0) continue;
      // The first of two rows that explain equally much is the header.
      auto score = assigned.score + (assigned.complete ? named * 1.5 : named * 0.5) - 0.01 * static_cast<double>(row);
      double mean = 0;
      for (auto const& column : assigned.columns) mean += column.confidence / assigned.words;
      // Parts of words alone make no header: "Investitionsrunde" is the name of a meeting, not the word for one.
      if (!said && mean < believable) continue;
      if (!assigned.complete && !said) {
        if (guess.why.empty() || named > 0.8) guess.why = "looks like " + std::string(kind.key) + ", but no column for " + assigned.missing + " was recognised";
        continue;
      }
      of_kind = std::max(of_kind, score);
      if (score <= best) continue;
      best = score;
      guess.kind = kind.kind;
      guess.header = row;
      guess.columns = assigned.columns;
      guess.confidence = std::min(1.0, mean * (assigned.words >= 3 ? 1 : assigned.words >= 2 ? 0.85 : 0.6) + 0.15 * named);
    }
    if (guess.kind != kind.kind) second = std::max(second, of_kind);
  }
  // Two kinds that explain nearly the same are a coin toss, and the confidence says so.
  if (best > 0 && second > 0.85 * best) guess.confidence *= 0.7;
}

std::optional<std::size_t> row_index(notation::Table const& table, std::string const& number) {
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (std::to_string(table.rows[i].number) == number) return i;
  return std::nullopt;
}

Error override_error(std::string what, std::string help) { return Error{"DT-X932", std::move(what), std::move(help)}; }

Result<TableGuess> guess_one(notation::Table table, std::vector<Override> const& overrides) {
  TableGuess guess;
  guess.table = std::move(table);
  guess.header = guess.table.rows.size();
  auto const* kind = last_of(overrides, guess.table, Override::What::kind);
  auto const* header = last_of(overrides, guess.table, Override::What::header);
  std::optional<TableKind> said;
  if (kind) said = kind_by_key(kind->value);
  if (said == TableKind::ignored) {
    guess.kind = TableKind::ignored;
    guess.confidence = 1;
    guess.said = true;
    return guess;
  }
  if (!said && guess.table.hidden) {
    guess.kind = TableKind::ignored;
    guess.why = "its author hid the sheet";
    return guess;
  }
  std::optional<std::size_t> header_row;
  if (header) {
    header_row = row_index(guess.table, header->value);
    if (!header_row) return override_error(guess.table.name() + " has no filled row " + header->value, "name the row that holds the headers");
  }
  choose_kind(guess, said, header_row);
  if (said) {
    guess.kind = *said;
    guess.confidence = 1;
    guess.said = true;
    if (guess.header == guess.table.rows.size() && !guess.table.rows.empty()) {
      guess.header = header_row.value_or(0);
      guess.columns = assign(guess.table, guess.header, *words_of_kind(*said)).columns;
    }
  }
  if (guess.kind == TableKind::unknown && guess.why.empty()) guess.why = "no row with headers was recognised";
  if (guess.kind != TableKind::unknown) guess.why.clear();
  return guess;
}

/// Puts what a person said about columns in place of the guess.
Status apply_columns(TableGuess& guess, std::vector<Override> const& overrides) {
  for (auto const& over : overrides) {
    if (over.what != Override::What::field || !names_table(over, guess.table) || guess.kind == TableKind::ignored) continue;
    ColumnGuess* column = nullptr;
    for (auto& candidate : guess.columns)
      if (fold(candidate.header) == fold(over.column) || (column == nullptr && lower_ascii(notation::column_letters(candidate.column)) == lower_ascii(over.column))) column = &candidate;
    if (!column) {
      if (over.table.empty()) continue;
      std::vector<std::string> headers;
      for (auto const& known : guess.columns) headers.push_back(known.header);
      return override_error(guess.table.name() + " has no column " + over.column, headers.empty() ? "say what the table is first: 'TABLE=kind'" : "columns: " + join(headers, ", "));
    }
    auto const* words = words_of_kind(guess.kind);
    bool known = over.value.empty() || (words && std::any_of(words->fields.begin(), words->fields.end(), [&](auto const& field) { return field.key == over.value; }));
    if (!known) {
      std::vector<std::string> fields;
      if (words) for (auto const& field : words->fields) fields.emplace_back(field.key);
      return override_error("a table of " + std::string(key_of(guess.kind)) + " has no field " + over.value, fields.empty() ? "say what the table is first: 'TABLE=kind'" : "fields: " + join(fields, ", "));
    }
    for (auto& other : guess.columns)
      if (!over.value.empty() && other.field == over.value) other.field.clear(), other.confidence = 0;
    column->field = over.value;
    column->confidence = 1;
  }
  return {};
}

}  // namespace

std::optional<std::size_t> TableGuess::column_of(std::string_view field) const {
  for (auto const& column : columns)
    if (column.field == field) return column.column;
  return std::nullopt;
}

Result<Override> read_override(std::string_view text) {
  auto help = "write 'People=people' for what a sheet is, 'People:Name=person' for a column, 'People:Notes=' for one to leave out, 'People#3' for the row with the headers";
  Override over;
  if (auto equals = text.rfind('='); equals != std::string_view::npos) {
    auto left = trim(text.substr(0, equals));
    over.value = std::string(trim(text.substr(equals + 1)));
    auto colon = left.find(':');
    if (colon == std::string_view::npos) {
      if (kind_by_key(over.value) == TableKind::unknown)
        return override_error("there is no kind of table " + over.value, "kinds: roles, people, decisions, kpis, meetings, ignored");
      over.table = fold(left);
      return over;
    }
    over.what = Override::What::field;
    over.table = fold(left.substr(0, colon));
    over.column = std::string(trim(left.substr(colon + 1)));
    if (over.column.empty()) return override_error("\"" + std::string(text) + "\" names no column", help);
    return over;
  }
  auto hash = text.rfind('#');
  if (hash == std::string_view::npos || hash + 1 == text.size()) return override_error("\"" + std::string(text) + "\" is no mapping", help);
  over.what = Override::What::header;
  over.table = fold(text.substr(0, hash));
  over.value = std::string(trim(text.substr(hash + 1)));
  return over;
}

Result<std::vector<Override>> read_overrides(std::string_view text) {
  std::vector<Override> overrides;
  for (auto line : split(text, '\n')) {
    line = trim(line);
    if (line.empty() || line.starts_with("#")) continue;
    DT_TRY(auto over, read_override(line));
    overrides.push_back(std::move(over));
  }
  return overrides;
}

Result<std::vector<TableGuess>> guess(std::vector<notation::Table> tables, std::vector<Override> const& overrides) {
  for (auto const& over : overrides) {
    bool known = std::any_of(tables.begin(), tables.end(), [&](auto const& table) { return names_table(over, table); });
    if (known) continue;
    std::vector<std::string> names;
    for (auto const& table : tables) names.push_back(table.sheet.empty() ? table.file : table.sheet);
    return override_error("the mapping names the table \"" + over.table + "\", which is not there", "tables: " + join(names, ", "));
  }
  std::vector<TableGuess> guesses;
  for (auto& table : tables) {
    DT_TRY(auto one, guess_one(std::move(table), overrides));
    DT_CHECK(apply_columns(one, overrides));
    guesses.push_back(std::move(one));
  }
  return guesses;
}

std::string as_overrides(std::vector<TableGuess> const& guesses) {
  std::string text = "# How the tables were read. Change a line and give the file to --map to read them otherwise.\n";
  for (auto const& guess : guesses) {
    auto const& table = guess.table;
    auto name = table.sheet.empty() ? table.file : table.sheet;
    text += "\n# " + table.name() + "\n";
    if (guess.kind == TableKind::unknown) {
      text += "# not understood: " + guess.why + "\n";
      continue;
    }
    text += name + "=" + std::string(key_of(guess.kind)) + "\n";
    if (guess.header < table.rows.size()) text += name + "#" + std::to_string(table.rows[guess.header].number) + "\n";
    for (auto const& column : guess.columns)
      if (!trim(column.header).empty()) text += name + ":" + notation::column_letters(column.column) + "=" + column.field + "\n";
  }
  return text;
}

}  // namespace drivetrain::app::own_data
