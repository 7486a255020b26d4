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
  int rank = 0;            ///< 1 = first; 0 for stopped and sleeping work, which stands at the end
  std::string stopped_by;  ///< an issue that stops the work of its case until it is contained
  std::optional<Instant> sleeps_until;  ///< its follow-up date is to come: it stands behind what is to be done now, without a rank
  bool available() const { return stopped_by.empty() && !sleeps_until; }
};

/// The person may do it today: in one of its roles as holder or deputy, or named by the step itself.
bool may_do(WorkItem const& item, std::string const& person, People const& people, Instant now);
/// That, and it is nobody else's.
bool may_take(WorkItem const& item, std::string const& person, People const& people, Instant now);

/// Highest score first, then the higher priority, then the earlier of promise and due date, then the earlier arrival. Only what is ready.
/// Priority breaks ties and no more: what work is worth is strategy's to say, not the diagram's.
std::vector<QueueEntry> queue_of(std::string const& role, State const& state, Model const& model, strategy::ValueTable const& values,
                                 Instant now);
/// All that the person may start today: of the roles that the person acts in what is nobody else's, and what names the person.
std::vector<QueueEntry> queue_for(std::string const& person, State const& state, Model const& model, strategy::ValueTable const& values,
                                  People const& people, Instant now);
/// "2.96 = process value 0.47 (…) × tier critical 3 × urgency 2.1 (2 h slack)", and what stops it.
std::string why(QueueEntry const& entry, strategy::ValueTable const& values);

/// What presses is the earlier of the promise and the due date.
strategy::WorkFacts work_facts(WorkItem const& item);
/// The open issue that stops the work of this case; null when none does.
Issue const* stopping_issue(std::string const& case_id, State const& state, Model const& model);

}  // namespace drivetrain::coordination
