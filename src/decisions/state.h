// What the system of decisions remembers: the decisions that wait for an answer, and the last ones answered.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "decisions/events.h"

namespace drivetrain::decisions {

/// What the right's table said when the decision was opened.
struct Suggestion {
  std::string table, outcome, hash, revision;  ///< no table: nothing was asked
  feel::Value value, facts;
  std::vector<MatchedRule> rules;
  std::vector<std::string> warnings;
};

/// A part of RAPID that somebody did.
struct Contribution {
  std::string part, role, person, stance, outcome, reason;
  Instant at;
};

/// What the answer rested on.
struct Briefing {
  std::vector<BriefedInput> inputs;
  std::string signed_by, signature;
};

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
  Suggestion suggestion;
  std::vector<Contribution> contributions;  ///< in order
  Briefing briefing;                        ///< empty until it is answered
};

/// How a right's table was used, over all its versions.
struct TableUse {
  std::uint64_t asked = 0, undecided = 0;  ///< undecided: it came to no outcome
  std::uint64_t followed = 0, overridden = 0;
  Instant first, last;
  std::map<std::string, std::uint64_t> rules;  ///< hits by rule_key()
};
/// A rule as it is known over versions: by what it says, so that it keeps its hits wherever it stands, and begins anew when a cell changes. Where
/// no digest was kept: by its number in the file of that hash.
std::string rule_key(MatchedRule const& rule, std::string const& hash);

struct AnsweredDecision {
  LiveDecision asked;
  std::string outcome, reason, person, role;
  Instant at;
  Duration latency;  ///< working time
  bool late = false;
  bool automatic = false;
  std::vector<std::string> against;  ///< roles that disagreed
};

/// A right that decided by itself was stopped.
struct StoppedAutonomy {
  std::string person, role, reason;
  Instant at;
};

struct State {
  std::map<std::string, LiveDecision> live;
  /// The last max_answered, newest last; older ones are in the journal.
  std::deque<AnsweredDecision> answered;
  static constexpr std::size_t max_answered = 500;
  std::map<std::string, TableUse> tables;  ///< by the right's id
  std::map<std::string, StoppedAutonomy> stopped;  ///< by the right's id, until it is resumed
};

void apply(DecisionOpened const& event, journal::Record const& record, State& state);
void apply(DecisionRouted const& event, journal::Record const& record, State& state);
void apply(DecisionTaken const& event, journal::Record const& record, State& state);
void apply(DecisionEscalated const& event, journal::Record const& record, State& state);
void apply(DecisionWithdrawn const& event, journal::Record const& record, State& state);
void apply(DecisionOverdue const& event, journal::Record const& record, State& state);
void apply(DecisionSuggested const& event, journal::Record const& record, State& state);
void apply(DecisionDueSet const& event, journal::Record const& record, State& state);
void apply(DecisionBriefed const& event, journal::Record const& record, State& state);
void apply(DecisionContributed const& event, journal::Record const& record, State& state);
void apply(AutonomyStopped const& event, journal::Record const& record, State& state);
void apply(AutonomyResumed const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::decisions
