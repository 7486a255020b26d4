// What the management system remembers: work that waits or is under way, meetings, actions, issues. What is finished stays as
// far as pages look back; all of it is in the journal.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "coordination/events.h"
#include "coordination/task_events.h"

namespace drivetrain::coordination {

/// pending: another person does it for its owner; resolved: it came back.
enum class Delegation : std::uint8_t { none, pending, resolved };
/// "pending"; empty for none.
std::string_view to_string(Delegation delegation);

struct WorkItem {
  WorkItemOpened opened;
  std::uint64_t position = 0;  ///< of its opening: the order of arrival
  Instant at;
  std::string person;  ///< who is on it; empty: it waits in its queue
  Instant started;
  std::string expedited_by;  ///< the decision that lets it overtake
  std::string expedited_because;
  int returns = 0;
  std::string missing;  ///< what the last return said
  std::string assignee;  ///< whose it is: nobody else starts or completes it; empty: whoever may do it takes it
  std::string owner;     ///< of what is or was delegated: to whom it comes back
  Delegation delegation = Delegation::none;
  std::optional<Instant> due, follow_up;
  std::int64_t priority = 50;
  feel::Value draft;     ///< what was entered so far; null: nothing
  std::optional<Instant> drafted;
  feel::Value given;     ///< by whom it was delegated to: part of the result; null: nothing
  bool ready() const { return person.empty(); }
};

/// A start of work while something worth more waited.
struct Inversion {
  Instant at;
  WorkStarted start;
  std::string title;
};

struct Reordering {
  Instant at;
  QueuesReordered what;
};

struct Minute {
  Instant at;
  MinuteNoted note;
};

enum class OccurrenceStatus { due, running, held, missed };
std::string_view to_string(OccurrenceStatus status);

struct Occurrence {
  std::string occurrence, rhythm;
  Instant due;
  OccurrenceStatus status = OccurrenceStatus::due;
  Instant started;
  std::string chair;
  feel::Value agenda;  ///< frozen at the start
  Duration late;
  std::vector<Minute> minutes;
  std::vector<std::string> actions;  ///< ids, in order
  Instant ended;
  std::string summary;
  bool on_time = false;
};

struct Action {
  ActionAdded added;
  std::string rhythm;
  std::string by;
  Instant at;
};
struct DoneAction {
  Action action;
  ActionCompleted done;
  Instant at;
};

struct Answer {
  std::string person;
  Instant at;
  std::string text;
};
struct Cause {
  std::string person;
  Instant at;
  std::string category;
  std::vector<std::string> whys;
};
struct Fix {
  std::string person;
  Instant at;
  std::string cause, fix;
  Instant until;       ///< when its effect is tested
  std::string detail;  ///< why the last test said nothing
};
struct Issue {
  IssueRaised raised;
  std::uint64_t position = 0;
  Instant at;
  int recurred = 0;  ///< times that it came again, while open or too soon after
  int reopened = 0;  ///< times that a fix did not hold
  std::optional<Instant> reopened_at;
  std::string last_detail;
  std::vector<IssueCalled> calls;  ///< the last one is the tier that answers now
  std::optional<Answer> acknowledged, contained;
  std::optional<Cause> cause;
  std::optional<Fix> fixed;        ///< its effect is being tested
  bool harmless() const { return contained || fixed; }
  Instant since() const { return reopened_at.value_or(at); }  ///< from which its clocks run
  int tier() const { return calls.empty() ? 0 : calls.back().tier; }
};
struct ResolvedIssue {
  Issue issue;
  IssueResolved resolved;
  Instant at;
};

struct State {
  std::map<std::string, WorkItem> items;
  std::map<std::string, std::map<std::uint64_t, std::string>> ready;  ///< role → opening position → item
  std::map<std::string, std::map<std::uint64_t, std::string>> named;  ///< person → the same, of what names that person
  std::map<std::string, std::string> of_activity;                     ///< "case-7/a3" → the item that it waits for
  std::deque<Inversion> inversions;
  std::optional<Reordering> last_reordering;

  std::map<std::string, Instant> planned;              ///< rhythm → when it is due next
  std::map<std::string, Occurrence> occurrences;       ///< due or running
  std::map<std::string, std::deque<Occurrence>> past;  ///< by rhythm, newest last
  std::map<std::string, Action> actions;               ///< open
  std::deque<DoneAction> done_actions;

  std::map<std::string, Issue> issues;  ///< open
  std::deque<ResolvedIssue> resolved;

  static constexpr std::size_t max_remembered = 500;        ///< of each list, newest last
  static constexpr std::size_t max_past_occurrences = 120;  ///< of each rhythm
};

void apply(WorkItemOpened const& event, journal::Record const& record, State& state);
void apply(WorkStarted const& event, journal::Record const& record, State& state);
void apply(WorkCompleted const& event, journal::Record const& record, State& state);
void apply(WorkReturned const& event, journal::Record const& record, State& state);
void apply(WorkItemWithdrawn const& event, journal::Record const& record, State& state);
void apply(WorkExpedited const& event, journal::Record const& record, State& state);
void apply(QueuesReordered const& event, journal::Record const& record, State& state);

void apply(WorkClaimed const& event, journal::Record const& record, State& state);
void apply(WorkUnclaimed const& event, journal::Record const& record, State& state);
void apply(WorkAssigned const& event, journal::Record const& record, State& state);
void apply(WorkDelegated const& event, journal::Record const& record, State& state);
void apply(WorkResolved const& event, journal::Record const& record, State& state);
void apply(DraftSaved const& event, journal::Record const& record, State& state);
void apply(WorkRescheduled const& event, journal::Record const& record, State& state);

void apply(RhythmPlanned const& event, journal::Record const& record, State& state);
void apply(OccurrenceDue const& event, journal::Record const& record, State& state);
void apply(OccurrenceStarted const& event, journal::Record const& record, State& state);
void apply(ActionAdded const& event, journal::Record const& record, State& state);
void apply(MinuteNoted const& event, journal::Record const& record, State& state);
void apply(OccurrenceHeld const& event, journal::Record const& record, State& state);
void apply(OccurrenceMissed const& event, journal::Record const& record, State& state);
void apply(ActionCompleted const& event, journal::Record const& record, State& state);

void apply(IssueRaised const& event, journal::Record const& record, State& state);
void apply(IssueCalled const& event, journal::Record const& record, State& state);
void apply(IssueAcknowledged const& event, journal::Record const& record, State& state);
void apply(IssueContained const& event, journal::Record const& record, State& state);
void apply(IssueResolved const& event, journal::Record const& record, State& state);
void apply(IssueRecurred const& event, journal::Record const& record, State& state);
void apply(CauseStated const& event, journal::Record const& record, State& state);
void apply(IssueFixed const& event, journal::Record const& record, State& state);
void apply(EffectUnknown const& event, journal::Record const& record, State& state);
void apply(IssueReopened const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::coordination
