// Coherence of resources: rules that read this folder's kinds, with the calendars and decisions above it.
#pragma once

#include "base/diagnostic.h"
#include "decisions/model.h"
#include "organisation/model.h"
#include "resources/model.h"

namespace drivetrain::resources {

struct CheckContext {
  Model const& model;
  organisation::Model const& organisation;
  decisions::Model const& decisions;
  Date at;                                  ///< weeks before it are past
  Diagnostics& diagnostics;
};

void check_weeks(CheckContext const& context);  ///< DT-R024: a week that cannot be read
void check_load(CheckContext const& context);   ///< DT-C601: more load than fits, with no decision to cover

inline void check(CheckContext const& context) {
  check_weeks(context);
  check_load(context);
}

}  // namespace drivetrain::resources
