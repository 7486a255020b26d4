// What answers about decision tables share: in which rule and cell a finding stands, what a gap leaves open, which cells hold for an input.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/api/model_answers.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/trace.h"

namespace drivetrain::app::api {

/// Maps places in files of decision tables to their rules and cells. One for each answer: files are read once, when the first finding asks.
class TablePlaces {
 public:
  explicit TablePlaces(OperatingModel const& model) : model_(model) {}
  /// Fields "cells" and "gap" of a finding in a table; nothing for any other.
  void write(JsonWriter& json, Diagnostic const& finding);

 private:
  struct Place {
    notation::DmnElement const* element = nullptr;
    notation::DmnTable const* table = nullptr;
    std::size_t rule = SIZE_MAX, column = SIZE_MAX;  ///< SIZE_MAX: the table, or the rule, as a whole
    bool operator==(Place const&) const = default;
  };
  notation::DmnDefinitions const* definitions(std::string const& file);
  Place place_of(Span const& span);
  OperatingModel const& model_;
  std::map<std::string, std::unique_ptr<notation::DmnDefinitions>> read_;
};

/// A gap in the compiler's words ("age > 65, tier = \"A\"") as unary tests by column: "-" where nothing is said. Nothing when the words say more
/// than tests of one column can.
std::optional<std::vector<std::string>> gap_cells(std::string_view words, std::vector<std::string> const& labels);
/// An input in the compiler's words ("age = 66, tier missing") as FEEL by column; empty where nothing is said, null where it is missing.
std::optional<std::vector<std::string>> example_by_column(std::string_view words, std::vector<std::string> const& labels);

/// As "cells_hold": for each rule, for each of its input cells, yes, no, or unknown when only the whole rule can tell.
void write_cells_hold(JsonWriter& json, decisions::dmn::DecisionTable const& table, decisions::dmn::TableHit const& hit, std::size_t most_rules);

}  // namespace drivetrain::app::api
