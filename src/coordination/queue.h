// Queue: the work of a role, or of a person, in the order that strategy gives it. Each place has its reason in words.
#pragma once

#include <string>
#include <vector>

#include "coordination/model.h"
#include "coordination/state.h"
#include "decisions/route.h"
#include "strategy/score.h"

namespace drivetrain::coordination {

using decisions::People;

struct QueueEntry {
  WorkItem const* item = nullptr;
  strategy::Score score;
  int rank = 0;            ///< 1 = first; 0 for stopped work, which stands at the end
  std::string stopped_by;  ///< an issue that stops the work of its case until it is contained
};

/// Highest score first, then the earlier promise, then the earlier arrival. Only what is ready.
std::vector<QueueEntry> queue_of(std::string const& role, State const& state, Model const& model, strategy::ValueTable const& values,
                                 Instant now);
/// All that the person may start today, over all the roles that the person acts in.
std::vector<QueueEntry> queue_for(std::string const& person, State const& state, Model const& model, strategy::ValueTable const& values,
                                  People const& people, Instant now);
/// "2.96 = process value 0.47 (…) × tier critical 3 × urgency 2.1 (2 h slack)", and what stops it.
std::string why(QueueEntry const& entry, strategy::ValueTable const& values);

strategy::WorkFacts work_facts(WorkItem const& item);
/// The open issue that stops the work of this case; null when none does.
Issue const* stopping_issue(std::string const& case_id, State const& state, Model const& model);

}  // namespace drivetrain::coordination
