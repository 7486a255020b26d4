// Edits by meaning: "the weight of this objective becomes 30" as new texts of the model's files, with every comment kept. What a
// person changes by form and what somebody changes by hand end as the same kind of proposal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "app/company.h"
#include "app/model_editor.h"
#include "app/table_edits.h"

namespace drivetrain::app {

struct WeightEdit {
  std::string objective;
  Decimal weight;
};
struct BandEdit {
  std::string decision;
  std::int64_t band = 0;             ///< from 0
  std::optional<std::string> when, role;
};
struct DeciderEdit {
  std::string decision, role;
};

/// Any one value of an entity: `path` within spec ("bands", "1", "when"; places in a list from 0), `yaml` the new value on one line.
struct ValueEdit {
  std::string kind, id;
  std::vector<std::string> path;
  std::string yaml;
};

/// Applied in this order.
struct ModelEdits {
  std::vector<adaptation::FileEdit> files;
  std::vector<WeightEdit> weights;
  std::vector<BandEdit> bands;
  std::vector<DeciderEdit> deciders;
  std::vector<CellEdit> cells;
  std::vector<TableEdit> tables;
  std::vector<ValueEdit> values;
  std::vector<NewEntity> added;
  std::vector<FieldEdit> fields;
};

/// DT-X902 when a path is no place in a model (its ending, "..", an absolute one), or all together are larger than
/// limits::max_change_bytes.
Status check_paths(std::vector<adaptation::FileEdit> const& edits);

/// Whole new texts of the files that differ from the version in force. DT-X901 when an entity or place does not exist.
Result<std::vector<adaptation::FileEdit>> to_file_edits(Company const& company, ModelEdits const& edits);

/// The suggestion behind a gauge: weights as they are lived, rounded to whole points that sum to 100. Empty without evidence.
std::vector<WeightEdit> weights_as_lived(Company const& company, Instant now);

}  // namespace drivetrain::app
