// Guess: what each table is and what its columns mean, with how sure that is. A guess is shown before anything is built on it, and every part of
// it can be overruled: the person knows the company, the program only knows words and shapes.
//
// A header row is looked for among the first rows. For each kind of table, headers are matched with its vocabulary and cells with the shape
// that the meaning asks for; the kind that explains most columns wins.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/own_data/vocabulary.h"
#include "base/result.h"
#include "notation/tables/table.h"

namespace drivetrain::app::own_data {

struct ColumnGuess {
  std::size_t column = 0;
  std::string header;                ///< as written
  std::string field;                 ///< key of the vocabulary; empty: not used
  double confidence = 0;             ///< 0 … 1; 1 when a person said so
  std::vector<std::string> samples;  ///< up to three different cells
};

struct TableGuess {
  notation::Table table;
  TableKind kind = TableKind::unknown;
  double confidence = 0;
  bool said = false;                 ///< the kind was given by a person
  std::size_t header = 0;            ///< index of the header among the rows; rows.size() when there is none
  std::vector<ColumnGuess> columns;
  std::string why;                   ///< for unknown: what was missing

  /// The column that means `field`; nothing when none does.
  std::optional<std::size_t> column_of(std::string_view field) const;
};

/// What a person says about a table: 'People=people', 'Sheet1:Approver=decider', 'Sheet1:Notes=' (not used), 'Sheet1#3' (header in row 3).
struct Override {
  std::string table;                 ///< sheet or file, folded; empty: every table
  std::string column;                ///< header or letters; empty: the table's kind
  std::string value;                 ///< kind, field, or row of the header
  enum class What { kind, field, header } what = What::kind;
};
/// Error DT-X932 with the form expected.
Result<Override> read_override(std::string_view text);
/// One a line; empty lines and lines that begin with # are passed over.
Result<std::vector<Override>> read_overrides(std::string_view text);

/// Error DT-X932: an override names a table, column, kind or field that is not there.
Result<std::vector<TableGuess>> guess(std::vector<notation::Table> tables, std::vector<Override> const& overrides);

/// The guess as overrides: saved beside the model, it repeats the import.
std::string as_overrides(std::vector<TableGuess> const& guesses);

}  // namespace drivetrain::app::own_data
