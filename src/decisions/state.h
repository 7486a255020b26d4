// What the system of decisions remembers: the decisions that wait for an answer, and the last ones answered.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "base/time.h"
#include "decisions/events.h"

namespace drivetrain::decisions {

struct LiveDecision {
  std::string live;
  std::uint64_t position = 0;  ///< of its opening: the order of arrival
  std::string decision, subject, kind, title;
  feel::Value facts;
  std::string recommended_by, recommendation;
  journal::Actor opened_by;
  Instant opened;
  std::optional<Instant> due;
  std::string revision;  ///< of the model whose bands and ladder apply
  // Where it stands; the person is the one of the last routing, who decides today is views.h' answer.
  std::string role, person, via, why;
  Instant since;  ///< when it came to that role: from then on the role's clocks run
  int band = -1;
  std::string escalated_because;  ///< empty while its own band decides
  int next_step = 0;              ///< of the ladder, still to come
  int escalations = 0;
  bool overdue = false;
};

struct AnsweredDecision {
  LiveDecision asked;
  std::string outcome, reason, person, role;
  Instant at;
  Duration latency;  ///< working time
  bool late = false;
};

struct State {
  std::map<std::string, LiveDecision> live;
  /// The last max_answered, newest last; older ones are in the journal.
  std::deque<AnsweredDecision> answered;
  static constexpr std::size_t max_answered = 500;
};

void apply(DecisionOpened const& event, journal::Record const& record, State& state);
void apply(DecisionRouted const& event, journal::Record const& record, State& state);
void apply(DecisionTaken const& event, journal::Record const& record, State& state);
void apply(DecisionEscalated const& event, journal::Record const& record, State& state);
void apply(DecisionWithdrawn const& event, journal::Record const& record, State& state);
void apply(DecisionOverdue const& event, journal::Record const& record, State& state);
void apply(DecisionDueSet const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::decisions
