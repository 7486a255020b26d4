// Who may decide what, before and after: the decision rights of each person that differ between two versions of the model. By band
// and by explicit decider, through every role that the person holds or stands in for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "model/operating_model.h"

namespace drivetrain::app {

/// By person of the version after; those whose rights are the same are not in it. Terms that ended before `day` give no right any more;
/// those that begin later do, with the day on which they begin.
std::map<std::string, std::vector<adaptation::RightsChange>> rights_changed(model::OperatingModel const& before, model::OperatingModel const& after, Date day);

}  // namespace drivetrain::app
