// Changing a case by hand: what a modification or a migration would do, found out before anything is done. All that stands in the way is
// told at once.
#pragma once

#include <string>
#include <vector>

#include "processes/case_commands.h"
#include "processes/case_events.h"
#include "processes/engine.h"

namespace drivetrain::processes {

struct ModificationPlan {
  std::vector<ActivityNumber> cancelled;
  std::vector<Change> begun;
  std::vector<std::string> preview;  ///< in words
};
/// DT-X903 with everything that is wrong.
Result<ModificationPlan> plan_modification(ModifyCase const& command, Case const& c, Program const& program);

struct MigrationPlan {
  std::vector<MovedElement> moved;
  std::vector<ActivityNumber> obsolete;
  std::vector<Rearmed> fresh;
  std::vector<std::string> preview;  ///< in words
};
/// DT-X903 with everything that is wrong.
Result<MigrationPlan> plan_migration(MigrateCase const& command, Case const& c, Program const& from, Program const& to, Context& context);

}  // namespace drivetrain::processes
