// Enforcement: constraints become design rules. Beside each constraint stands the rule that keeps it, in words that can be tried out: which
// step nobody can get past, who is refused, what is measured, and how often somebody was stopped.
#pragma once

#include <string>
#include <vector>

#include "app/views/capabilities.h"

namespace drivetrain::app::views {

struct EnforcingRule {
  Carrier carrier;
  std::string step, step_title;        ///< of a process: the element of its diagram; empty: the process as a whole
  std::string how;                     ///< a sentence
  Practice practice;                   ///< in the window
  std::int64_t stopped = 0;            ///< of a right: times that somebody else reached for it, in the window
};
/// In the order of the file.
std::vector<EnforcingRule> enforcing_rules(Company const& company, JournalIndex const& index, std::vector<strategy::Realiser> const& enforced_by, Instant from, Instant now);

/// Titles of the tasks that no way from a start reaches without passing the element, in the order of the diagram. Ways through a
/// sub-process are taken as open, so that nothing is claimed too much.
std::vector<std::string> tasks_behind(processes::Program const& program, std::string const& element);

}  // namespace drivetrain::app::views
