// Compiling the operating model: load, resolve, check, compute. Deterministic in (files, date); never stops at the first finding.
#pragma once

#include <memory>

#include "model/operating_model.h"

namespace drivetrain::model {

struct CompileOptions {
  Date at;                                     ///< the day for rules that depend on it (DT-D202, DT-R003); required
};

struct Compilation {
  std::shared_ptr<OperatingModel const> model; ///< also when there are errors, as far as it could be read; never null
  Diagnostics diagnostics;                     ///< sorted; waived findings are gone, expired waivers are in
  bool coherent() const { return diagnostics.errors() == 0; }
};

Compilation compile(Files const& files, CompileOptions const& options);

}  // namespace drivetrain::model
