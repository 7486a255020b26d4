// Gather: from guessed tables to a draft of the company. People come first, so that names in the other tables find them; then roles, decisions,
// figures, meetings. What a row does not say is left open or assumed in words; a row that says nothing usable is kept with the reason.
#pragma once

#include <vector>

#include "app/own_data/directory.h"
#include "app/own_data/draft.h"
#include "app/own_data/guess.h"

namespace drivetrain::app::own_data {

struct GatherOptions {
  std::string title;               ///< of the company; "My company" when empty
  std::string timezone;            ///< IANA; guessed when empty
  Date at;                         ///< today: meetings without a date begin after it
};

Draft gather(std::vector<TableGuess> const& guesses, GatherOptions const& options);

/// A row of a table, by the meaning of its columns.
class RowView {
 public:
  RowView(TableGuess const& guess, notation::TableRow const& row) : guess_(&guess), row_(&row) {}
  /// Empty when there is no such column or nothing in it.
  std::string const& text(std::string_view field) const;
  bool has(std::string_view field) const { return !text(field).empty(); }
  std::string origin() const { return guess_->table.place(row_->number); }
  /// All cells joined, cut to a line.
  std::string whole() const;
  notation::TableRow const& cells() const { return *row_; }
  TableGuess const& table() const { return *guess_; }

 private:
  TableGuess const* guess_;
  notation::TableRow const* row_;
};

/// What a gatherer of one kind works on.
struct Gathering {
  Draft& draft;
  Directory& directory;
  GatherOptions const& options;
  /// Said in one table about somebody who may be listed in another: settled when all tables were read.
  struct Later {
    std::string person, role;      ///< the one of them that is known
    std::string written, origin;
  };
  std::vector<Later> deputies_of_people, deputy_for, bosses_of_people, bosses_of_roles;

  void refuse(RowView const& row, std::string why) { draft.not_understood.push_back({row.origin(), row.whole(), std::move(why)}); }
  void refuse_cell(RowView const& row, std::string_view cell, std::string why) {
    draft.not_understood.push_back({row.origin(), std::string(cell), std::move(why)});
  }
};

/// Rows below the header that are neither totals nor repetitions of the header; those are noted as skipped.
std::vector<RowView> rows_of(TableGuess const& guess, Draft& draft);

void gather_people(TableGuess const& guess, Gathering& gathering);
void gather_roles(TableGuess const& guess, Gathering& gathering);
void gather_decisions(TableGuess const& guess, Gathering& gathering);
void gather_kpis(TableGuess const& guess, Gathering& gathering);
void gather_meetings(TableGuess const& guess, Gathering& gathering);

/// Figures and decisions that a meeting's agenda names, and meetings that decisions name as their forum.
void settle_meetings(Gathering& gathering);
/// Fills what the text of a limit left open from its neighbours: "up to 15,000" begins where the level below ends.
void close_levels(DraftDecision& decision, Draft& draft);
/// Puts a person's signing limit, written beside the role, into the decision about amounts.
void add_signing_level(Gathering& gathering, std::string const& role, std::string_view limit, RowView const& row);
/// Authority climbs with who reports to whom and with the limits.
void rank_roles(Draft& draft);

}  // namespace drivetrain::app::own_data
