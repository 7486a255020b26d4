// Coherence of risk, compliance and contingency: rules that read only this folder's kinds.
#pragma once

#include "adaptation/model.h"
#include "base/diagnostic.h"

namespace drivetrain::adaptation {

struct CheckContext {
  Model const& model;
  int risk_appetite;                        ///< of risks that state none
  Date at;
  Diagnostics& diagnostics;
};

void check_appetite(CheckContext const& context);       ///< DT-G701: above appetite, and nothing is done about it in time
void check_residual(CheckContext const& context);       ///< DT-G702: lower with controls, and none is active
void check_obligations(CheckContext const& context);    ///< DT-G703: no control, or one without evidence
void check_contingencies(CheckContext const& context);  ///< DT-G704: nothing calls it, nobody may, or it was not practised

inline void check(CheckContext const& context) {
  check_appetite(context);
  check_residual(context);
  check_obligations(context);
  check_contingencies(context);
}

}  // namespace drivetrain::adaptation
