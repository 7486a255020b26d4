// Holding: whose a work item is, and the refusals that say so. Shared by what takes work up and what passes it on.
#pragma once

#include <string>

#include "coordination/hands.h"

namespace drivetrain::coordination {

/// DT-X901 when there is none that waits or is under way.
Result<WorkItem const*> find_item(std::string const& id, Context const& context);
/// "Rewind the stator (MK-2207)"
std::string title_of(WorkItem const& item);
/// DT-X904: the actor has none of its roles, and is not named; who may.
Error not_yours(WorkItem const& item, Context const& context);
/// DT-X904: it is somebody else's.
Error anothers(WorkItem const& item, Context const& context);

}  // namespace drivetrain::coordination
