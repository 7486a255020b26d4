// Impact: what a change of the model would do to the company as it is now: which queues reorder, whose decisions move.
#pragma once

#include <string>
#include <vector>

#include "app/company.h"
#include "decisions/views.h"
#include "model/diff.h"

namespace drivetrain::app::views {

struct QueueImpact {
  std::string role;
  std::size_t ready = 0, moved = 0;
  std::string first_before, first_after;   ///< titles; empty when nothing waits
};
struct Impact {
  std::vector<std::string> sentences;      ///< never empty: it says so when nothing happens
  std::size_t running_cases = 0;           ///< which keep the version that they began with
  std::vector<QueueImpact> queues;         ///< only those whose order changes
  std::size_t rerouted = 0;                ///< live decisions that would move to somebody else
};
Impact impact_of(Company const& company, OperatingModel const& changed, Instant now);

/// Who may approve what a difference touches: every right is asked, and all must say yes.
struct Approval {
  std::string decision;
  decisions::Route route;
};
struct Approvals {
  std::vector<Approval> asked;             ///< empty: a part is governed by none, or nothing changed in meaning
  std::string why;                         ///< why none does
  bool asks(std::string const& person) const;
};
Approvals approvals_of(Company const& company, model::Diff const& diff, Instant now);

}  // namespace drivetrain::app::views
