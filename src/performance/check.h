// Coherence of KPIs: rules that read only this folder's kinds, and their compiled formulas.
#pragma once

#include "base/diagnostic.h"
#include "performance/model.h"
#include "performance/program.h"

namespace drivetrain::performance {

void check_examples(Model const& model, Program const& program, Diagnostics& diagnostics);  ///< DT-K501: a worked example that the formula does not give
void check_reaction(Model const& model, Diagnostics& diagnostics);   ///< DT-K502: an alarm that triggers nothing
void check_limits(Model const& model, Diagnostics& diagnostics);     ///< DT-K504: target, warn and alarm that contradict the direction
void check_units(Model const& model, Diagnostics& diagnostics);      ///< DT-K505: adds one unit to another
void check_standard(Model const& model, Diagnostics& diagnostics);   ///< DT-K506: claims a standard's definition and has another formula
void check_chart(Model const& model, Diagnostics& diagnostics);      ///< DT-K501: a control chart without what its kind needs
void check_guard(Model const& model, Diagnostics& diagnostics);      ///< DT-K507 (warning): efficiency without a guard

inline void check(Model const& model, Program const& program, Diagnostics& diagnostics) {
  check_examples(model, program, diagnostics);
  check_reaction(model, diagnostics);
  check_limits(model, diagnostics);
  check_units(model, diagnostics);
  check_standard(model, diagnostics);
  check_chart(model, diagnostics);
  check_guard(model, diagnostics);
}

}  // namespace drivetrain::performance
