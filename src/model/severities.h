// Rule severities: a company may take a rule more seriously than Drivetrain does (a warning is an error here), or a warning as a note. An
// error stays one: what keeps a model from being coherent is waived by somebody, for a reason, until a day (waivers.h), not played down.
#pragma once

#include "base/diagnostic.h"
#include "organisation/model.h"

namespace drivetrain::model {

/// What the Company document says, without what it may not say.
SeverityChanges severity_changes(organisation::Company const& company);

/// DT-G706: severities that may not be changed so. Unknown codes are DT-R001 (checks/named_codes.cpp).
void check_severities(organisation::Company const& company, Diagnostics& diagnostics);

}  // namespace drivetrain::model
