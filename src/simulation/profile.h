// Profile: how the people, customers and machines of a company behave, so that it can live through simulated time. It is
// written beside a model (simulation/*.yaml) and is no part of it: the same model can be played by other people.
// Everything is relative: weeks count from the first deployment, shares are between 0 and 1, "weekly" is a mean.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/time.h"
#include "coordination/model.h"
#include "decisions/model.h"
#include "execution/model.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "processes/model.h"

namespace drivetrain::simulation {

using notation::Formula;
using notation::Header;
using notation::Text;

/// A length of time that varies: log-normal by its median. Half are shorter.
struct Spread {
  Duration median;
  std::optional<Decimal> sigma;              ///< of the logarithm; 0: always the median; 0.4 when absent
  std::optional<Duration> at_most;
};

/// From which week on something holds, and how it grows: nothing before `from`, in full from `full` on, nothing after `until`.
struct Weeks {
  int from = 1;
  std::optional<int> full, until;
};

/// A value that varies: true with a chance, one among several by their shares, or a number about a median.
struct Draw {
  std::optional<Decimal> chance;
  std::map<std::string, Decimal> among;      ///< value → share; read as a number when it is one
  std::optional<Decimal> median;
  std::optional<Decimal> sigma;              ///< of the logarithm; 0.3 when absent
  std::optional<Decimal> at_least, at_most;
  Decimal step = Decimal(1);                 ///< numbers are multiples of it
};

struct Customer {
  Text name;
  Text tier;                                 ///< where a service has it; else the service's last tier
  Decimal weight = Decimal(1);               ///< how often it calls, against the others
};

/// What comes in from outside.
struct Arrival {
  Ref<processes::Process> process;
  Decimal weekly;
  std::map<std::string, Decimal> days;       ///< mon..sun → share; Monday to Friday alike when empty
  Text between;                              ///< hours in which they come: 07:00-17:00
  Ref<processes::Service> service;
  Text key;                                  ///< prefix of the business key: OH
  std::string feed;                          ///< the feed that brings it; empty when somebody of `by` does
  std::vector<Ref<organisation::Role>> by;   ///< somebody on shift who holds one of these
  bool without_customer = false;
  std::map<std::string, Decimal> customers;  ///< other weights than the customers' own
  std::map<std::string, Draw> variables;
};

/// How long a task takes, and what comes out. Tasks not named take what the process expects, give or take.
struct Task {
  Ref<processes::Process> process;
  Text task;                                 ///< BPMN id
  std::optional<Duration> median;            ///< what the process expects when absent
  std::optional<Decimal> sigma;              ///< 0.25 when absent
  std::map<std::string, Draw> yields;
};

/// Hours in which a person works; several weeks take turns.
struct Shift {
  Text id;
  std::vector<std::map<std::string, std::vector<Text>>> weeks;  ///< mon..sun → ["06:00-14:00"]
};
struct Player {
  Ref<organisation::Person> person;
  Text shift;
  int turn = 0;                              ///< by how many weeks this person is ahead in the shift's turns
  Decimal pace = Decimal(1);                 ///< durations are multiplied by it
};

/// How a right is used.
struct Answer {
  Text outcome;
  Decimal share = Decimal(1);                ///< against the other answers whose condition holds
  Formula when;                              ///< FEEL over the decision's facts; always when absent
  std::vector<std::string> reasons;
};
struct DecisionHabit {
  Ref<decisions::Decision> decision;
  Spread takes;                              ///< working time of the decider
  Decimal left_lying;                        ///< share that the first decider leaves until the ladder or the due time moves it
  std::vector<Answer> answers;
};

struct RhythmHabit {
  Ref<coordination::Rhythm> rhythm;
  Decimal held = Decimal(1);                 ///< share that is held at all
  Decimal on_time = Decimal(1);              ///< of those held
  Decimal notes = Decimal(1), actions;       ///< means
};

struct Cause {
  std::string cause, fix;
};
struct IssueHabit {
  Ref<coordination::IssueType> type;
  Decimal weekly;                            ///< andon calls; 0 when only figures raise it
  Text between;
  std::vector<Ref<organisation::Role>> by;
  Decimal on_case;                           ///< share that is about the work in hand
  std::vector<std::string> titles;
  Spread answer, contain, resolve;
  std::vector<std::string> containments;
  std::vector<Cause> causes;
};

/// A message that customers send when a case waits for it.
struct MessageHabit {
  Text message;
  std::string feed;
  Text between;
  Spread after;
  std::map<std::string, Spread> tiers;       ///< other than `after`, by tier
};

struct Sickness {
  Decimal weekly;                            ///< share of persons who fall ill in a week
  int longest_days = 3;
  std::vector<std::string> reasons;
};
struct Leave {
  Ref<organisation::Person> person;
  int week = 1;
  int days = 5;                              ///< calendar days from its Monday
  std::string reason;
};

/// Somebody asks for a decision about waiting work that is late or about to be.
struct AskHabit {
  Ref<decisions::Decision> decision;
  Ref<organisation::Role> by;
  Decimal weekly;
  Text between;
  Text tier;
  Text recommending;
  std::map<std::string, Draw> facts;
};

struct MilestoneHabit {
  Ref<execution::Initiative> initiative;
  Text milestone;
  Ref<organisation::Role> by;
  int week = 1;
  std::string note;
};
struct SignalHabit {
  Text gauge;
  Ref<organisation::Role> by;
  Spread takes;
  Text disposition;                          ///< fix or waive
  std::string reason;
  Weeks weeks;                               ///< of the signal
};

/// What people say; {customer}, {key}, {title} are filled in.
struct Wording {
  std::map<std::string, std::vector<std::string>> notes, actions;  ///< by kind of agenda item: kpi, decision, issue, action, queue
  std::vector<std::string> summaries, results, returns;
};

/// People start work out of order.
struct Jump {
  Text customer;                             ///< only its work; anybody's when absent
  Decimal share;                             ///< of the items that could be jumped to
  Weeks weeks;
  std::vector<std::string> reasons;
};
/// More comes in.
struct Surge {
  Ref<processes::Process> process;
  Text customer;                             ///< of this customer alone; of all when absent
  Decimal times = Decimal(1);
  Weeks weeks;
};
/// Somebody reaches for a right that is somebody else's.
struct Reach {
  Ref<organisation::Person> person;
  Ref<decisions::Decision> decision;
  Decimal share;
  Formula when;
  Text outcome;
  Spread after;
  Weeks weeks;
  std::vector<std::string> reasons;
};
/// A rhythm is held less, or later.
struct Skip {
  Ref<coordination::Rhythm> rhythm;
  Decimal share;                             ///< not held
  Decimal late;                              ///< of those held, begun late
  Weeks weeks;
};
/// What comes out of a task changes.
struct Slip {
  Ref<processes::Process> process;
  Text task;
  Text customer;
  Decimal share = Decimal(1);
  std::map<std::string, Draw> yields;
  Weeks weeks;
};
struct Drifts {
  std::vector<Jump> jumps;
  std::vector<Surge> surges;
  std::vector<Reach> reaches;
  std::vector<Skip> skips;
  std::vector<Slip> slips;
};

/// kind: Simulation
struct Profile {
  Header header;
  std::vector<Customer> customers;
  std::vector<Arrival> arrivals;
  std::vector<Task> tasks;
  std::vector<Shift> shifts;
  std::vector<Player> people;                ///< those not named work their role's hours
  std::vector<DecisionHabit> decisions;      ///< those not named wait for their ladder
  std::vector<RhythmHabit> rhythms;
  Decimal actions_on_time = Decimal(1);
  std::vector<IssueHabit> issues;
  std::vector<MessageHabit> messages;
  Sickness sickness;
  std::vector<Leave> leaves;
  std::vector<AskHabit> asks;
  std::vector<MilestoneHabit> milestones;
  std::vector<SignalHabit> signals;
  Wording wording;
  Drifts drifts;
};

}  // namespace drivetrain::simulation
