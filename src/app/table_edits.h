// Decision tables changed by meaning: "column 2 of rule 3 becomes …", "a rule comes before rule 4" as a new text of the table's file, every other
// byte kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model_editor.h"
#include "notation/dmn/write_table.h"

namespace drivetrain::app {

struct CellEdit {
  std::string decision;       ///< id of the right
  std::string element;        ///< id of the decision in the file whose table it is; empty: the one that the right names
  std::int64_t rule = 0;      ///< from 1
  std::int64_t column = 0;    ///< from 0: inputs, then outputs, then annotations
  std::string text;
};

/// Of a table as a whole: its rules, its hit policy, its defaults.
struct TableEdit {
  std::string decision, element;  ///< as of a CellEdit
  notation::DmnTableEdit edit;
};

/// On the texts that the editor has. DT-X901 when there is no such table or cell; DT-X902 when it cannot be edited so.
Status apply_cells(ModelEditor& editor, model::OperatingModel const& base, std::vector<CellEdit> const& edits);
/// In this order, each on the table that the one before left: numbers of rules are those of that moment. DT-X902, too, when the edits of a large
/// file are so many that it had better be written anew.
Status apply_tables(ModelEditor& editor, model::OperatingModel const& base, std::vector<TableEdit> const& edits);

}  // namespace drivetrain::app
