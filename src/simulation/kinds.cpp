// The declarations (see kinds.h).
#include "simulation/kinds.h"

#include "base/text.h"
#include "organisation/working_time.h"

namespace drivetrain::simulation {

void declare(notation::Declaration<Spread>& d) {
  d.about("A length of time that varies; the median alone when nothing else is said.");
  d.field("median", &Spread::median, "Half are shorter.").required().stands_for_group().example("PT2H");
  d.field("sigma", &Spread::sigma, "How much it varies (standard deviation of the logarithm).").range(0, 3).fallback("0.4");
  d.field("at_most", &Spread::at_most, "Never longer than this.");
}

void declare(notation::Declaration<Weeks>& d) {
  d.about("In which weeks something holds; the first week alone when nothing else is said.");
  d.field("from", &Weeks::from, "First week, from 1.").at_least(1).stands_for_group();
  d.field("full", &Weeks::full, "From this week on in full; it grows evenly until then.").at_least(1);
  d.field("until", &Weeks::until, "Last week; for ever when absent.").at_least(1);
}

void declare(notation::Declaration<Draw>& d) {
  d.about("A value that varies.");
  d.field("chance", &Draw::chance, "True with this chance, else false.").range(0, 1);
  d.field("among", &Draw::among, "Values with their shares; what looks like a number is one.").example("{\"0\": 40, \"5\": 20}");
  d.field("median", &Draw::median, "A number; half are smaller.");
  d.field("sigma", &Draw::sigma, "How much the number varies (standard deviation of the logarithm).").range(0, 3).fallback("0.3");
  d.field("at_least", &Draw::at_least, "Smallest number.");
  d.field("at_most", &Draw::at_most, "Largest number.");
  d.field("step", &Draw::step, "The number is a multiple of this.").fallback("1");
  d.exactly_one_of({"chance", "among", "median"});
}

void declare(notation::Declaration<Customer>& d) {
  d.about("Who asks for work.");
  d.field("name", &Customer::name, "As people say it.").required();
  d.field("tier", &Customer::tier, "What this customer is promised, where a service has that tier.").required();
  d.field("weight", &Customer::weight, "How often it calls, against the others.").at_least(0).fallback("1");
}

void declare(notation::Declaration<Arrival>& d) {
  d.about("What comes in: cases of one process.");
  d.field("process", &Arrival::process, "The process.").required();
  d.field("weekly", &Arrival::weekly, "Mean of a week.").required().at_least(0);
  d.field("days", &Arrival::days, "Shares of the days, mon to sun; Monday to Friday alike when absent.");
  d.field("between", &Arrival::between, "Local hours in which they come.").required().example("07:00-17:00");
  d.field("service", &Arrival::service, "What is promised.");
  d.field("key", &Arrival::key, "The business key begins with this.").required();
  d.field("feed", &Arrival::feed, "The feed that brings them.");
  d.field("by", &Arrival::by, "Or: roles of which somebody on shift starts them.").one_or_many();
  d.field("without_customer", &Arrival::without_customer, "They are ours, not a customer's.").fallback("false");
  d.field("customers", &Arrival::customers, "Customers by name with other weights than usual; 0: never.");
  d.field("variables", &Arrival::variables, "What is known at the start.");
  d.exactly_one_of({"feed", "by"});
}

void declare(notation::Declaration<Task>& d) {
  d.about("How a task goes.");
  d.field("process", &Task::process, "The process.").required();
  d.field("task", &Task::task, "Its task, by BPMN id.").required();
  d.field("median", &Task::median, "Half take less work than this; what the process expects when absent.");
  d.field("sigma", &Task::sigma, "How much it varies.").range(0, 3).fallback("0.25");
  d.field("yields", &Task::yields, "Values that come out, by name.");
}

void declare(notation::Declaration<Shift>& d) {
  d.about("Hours in which people work.");
  d.field("id", &Shift::id, "Its name.").required();
  d.field("weeks", &Shift::weeks, "Hours of each day, mon to sun; several weeks take turns.").required().one_or_many();
}

void declare(notation::Declaration<Player>& d) {
  d.about("How a person works.");
  d.field("person", &Player::person, "Who.").required();
  d.field("shift", &Player::shift, "In which shift.").required();
  d.field("turn", &Player::turn, "By how many weeks ahead in the shift's turns.").range(0, 52).fallback("0");
  d.field("pace", &Player::pace, "Durations are multiplied by this.").range(0, 10).fallback("1");
}

void declare(notation::Declaration<Answer>& d) {
  d.about("One way to answer.");
  d.field("outcome", &Answer::outcome, "One of the decision's outcomes.").required();
  d.field("share", &Answer::share, "Against the other answers whose condition holds.").at_least(0).fallback("1");
  d.field("when", &Answer::when, "FEEL over the facts; always when absent.");
  d.field("reasons", &Answer::reasons, "What is given as the reason.").required().one_or_many();
}

void declare(notation::Declaration<DecisionHabit>& d) {
  d.about("How a right is used.");
  d.field("decision", &DecisionHabit::decision, "The right.").required();
  d.field("takes", &DecisionHabit::takes, "Working time until the decider answers.").required();
  d.field("left_lying", &DecisionHabit::left_lying, "Share that the first decider leaves to the ladder.").range(0, 1).fallback("0");
  d.field("answers", &DecisionHabit::answers, "The answers.").required();
}

void declare(notation::Declaration<RhythmHabit>& d) {
  d.about("How a rhythm is kept.");
  d.field("rhythm", &RhythmHabit::rhythm, "The rhythm.").required();
  d.field("held", &RhythmHabit::held, "Share that is held.").range(0, 1).fallback("1");
  d.field("on_time", &RhythmHabit::on_time, "Share of those that begins on time.").range(0, 1).fallback("1");
  d.field("notes", &RhythmHabit::notes, "Mean number of notes.").range(0, 20).fallback("1");
  d.field("actions", &RhythmHabit::actions, "Mean number of actions agreed.").range(0, 20).fallback("0");
}

void declare(notation::Declaration<Cause>& d) {
  d.about("Why it happened, and what was done about it.");
  d.field("cause", &Cause::cause, "The cause.").required();
  d.field("fix", &Cause::fix, "The fix.").required();
}

void declare(notation::Declaration<IssueHabit>& d) {
  d.about("What goes wrong, and how people answer.");
  d.field("type", &IssueHabit::type, "The type of issue.").required();
  d.field("weekly", &IssueHabit::weekly, "Mean calls of a week; 0 when only figures raise it.").at_least(0).fallback("0");
  d.field("between", &IssueHabit::between, "Local hours in which people call.").example("06:30-15:00");
  d.field("by", &IssueHabit::by, "Roles of which somebody on shift calls.").one_or_many();
  d.field("on_case", &IssueHabit::on_case, "Share that is about the work in the caller's hands.").range(0, 1).fallback("0");
  d.field("titles", &IssueHabit::titles, "What is wrong.").one_or_many();
  d.field("answer", &IssueHabit::answer, "Working time until somebody answers.").required();
  d.field("contain", &IssueHabit::contain, "From then until it is contained.").required();
  d.field("resolve", &IssueHabit::resolve, "From then until cause and fix are known.").required();
  d.field("containments", &IssueHabit::containments, "How it is contained.").required().one_or_many();
  d.field("causes", &IssueHabit::causes, "Why it happened.").required().one_or_many();
}

void declare(notation::Declaration<MessageHabit>& d) {
  d.about("A message that customers send when a case waits for it.");
  d.field("message", &MessageHabit::message, "Its name.").required();
  d.field("feed", &MessageHabit::feed, "The feed that brings it.").required();
  d.field("between", &MessageHabit::between, "Local hours of working days in which it comes.").required();
  d.field("after", &MessageHabit::after, "How long the customer takes.").required();
  d.field("tiers", &MessageHabit::tiers, "How long customers of a tier take, by tier.");
}

void declare(notation::Declaration<Sickness>& d) {
  d.about("Who falls ill.");
  d.field("weekly", &Sickness::weekly, "Share of the people in a week.").range(0, 1).fallback("0");
  d.field("longest_days", &Sickness::longest_days, "Longest absence.").range(1, 30).fallback("3");
  d.field("reasons", &Sickness::reasons, "What is said.").one_or_many();
}

void declare(notation::Declaration<Leave>& d) {
  d.about("Who is away for a while.");
  d.field("person", &Leave::person, "Who.").required();
  d.field("week", &Leave::week, "From the Monday of this week.").at_least(1).fallback("1");
  d.field("days", &Leave::days, "For so many calendar days.").range(1, 60).fallback("5");
  d.field("reason", &Leave::reason, "What is said.");
}

void declare(notation::Declaration<AskHabit>& d) {
  d.about("Who asks for a decision about work that waits and is late or about to be.");
  d.field("decision", &AskHabit::decision, "The right.").required();
  d.field("by", &AskHabit::by, "The role that asks.").required();
  d.field("weekly", &AskHabit::weekly, "Mean of a week.").required().at_least(0);
  d.field("between", &AskHabit::between, "Local hours.").required();
  d.field("tier", &AskHabit::tier, "Only about work of this tier.");
  d.field("recommending", &AskHabit::recommending, "The outcome that is recommended.");
  d.field("facts", &AskHabit::facts, "The facts given; what the right measures itself is left out.");
}

void declare(notation::Declaration<MilestoneHabit>& d) {
  d.about("A milestone that somebody says is reached; without evidence the system refuses.");
  d.field("initiative", &MilestoneHabit::initiative, "The initiative.").required();
  d.field("milestone", &MilestoneHabit::milestone, "Its milestone.").required();
  d.field("by", &MilestoneHabit::by, "Role of whoever says so.").required();
  d.field("week", &MilestoneHabit::week, "On the Thursday of this week.").required().at_least(1);
  d.field("note", &MilestoneHabit::note, "What is said.");
}

void declare(notation::Declaration<SignalHabit>& d) {
  d.about("How leaders answer a signal. Signals that are not named here wait.");
  d.field("gauge", &SignalHabit::gauge, "The gauge that raised it.").required();
  d.field("by", &SignalHabit::by, "Role of whoever answers.").required();
  d.field("takes", &SignalHabit::takes, "Working time until the answer.").required();
  d.field("disposition", &SignalHabit::disposition, "How it ends.").required().one_of({"fix"});
  d.field("reason", &SignalHabit::reason, "What is said.").required();
  d.field("weeks", &SignalHabit::weeks, "Only signals of these weeks.");
}

void declare(notation::Declaration<Wording>& d) {
  d.about("What people say in meetings and about work; {title}, {key} and {customer} are filled in.");
  d.field("notes", &Wording::notes, "Notes by kind of agenda item: kpi, decision, issue, action, queue.");
  d.field("actions", &Wording::actions, "Actions agreed, by kind of agenda item.");
  d.field("summaries", &Wording::summaries, "How a meeting is summed up.").one_or_many();
  d.field("results", &Wording::results, "What came of an action.").one_or_many();
  d.field("returns", &Wording::returns, "What is said about work that is given back.").one_or_many();
}

void declare(notation::Declaration<Jump>& d) {
  d.about("Work started out of its order.");
  d.field("customer", &Jump::customer, "Only this customer's; anybody's when absent.");
  d.field("share", &Jump::share, "Of the items that wait behind others.").required().range(0, 1);
  d.field("weeks", &Jump::weeks, "When.");
  d.field("reasons", &Jump::reasons, "The reason given.").required().one_or_many();
}

void declare(notation::Declaration<Surge>& d) {
  d.about("More, or less, comes in.");
  d.field("process", &Surge::process, "Of this process.").required();
  d.field("customer", &Surge::customer, "Of this customer; of all when absent.");
  d.field("times", &Surge::times, "So many times as much.").required().at_least(0);
  d.field("weeks", &Surge::weeks, "When.");
}

void declare(notation::Declaration<Reach>& d) {
  d.about("Somebody reaches for a decision that is somebody else's.");
  d.field("person", &Reach::person, "Who.").required();
  d.field("decision", &Reach::decision, "The right.").required();
  d.field("share", &Reach::share, "Of these decisions.").required().range(0, 1);
  d.field("when", &Reach::when, "Only those whose facts fulfil this (FEEL).");
  d.field("outcome", &Reach::outcome, "The answer attempted.").required();
  d.field("after", &Reach::after, "Working time after it was asked.").required();
  d.field("weeks", &Reach::weeks, "When.");
  d.field("reasons", &Reach::reasons, "The reason given.").required().one_or_many();
}

void declare(notation::Declaration<Skip>& d) {
  d.about("A rhythm that is held less.");
  d.field("rhythm", &Skip::rhythm, "The rhythm.").required();
  d.field("share", &Skip::share, "Not held.").range(0, 1).fallback("0");
  d.field("late", &Skip::late, "Of those held, begun late.").range(0, 1).fallback("0");
  d.field("weeks", &Skip::weeks, "When.");
}

void declare(notation::Declaration<Slip>& d) {
  d.about("Other values come out of a task.");
  d.field("process", &Slip::process, "The process.").required();
  d.field("task", &Slip::task, "Its task, by BPMN id.").required();
  d.field("customer", &Slip::customer, "Only for this customer.");
  d.field("share", &Slip::share, "Of the times.").range(0, 1).fallback("1");
  d.field("yields", &Slip::yields, "The values.").required();
  d.field("weeks", &Slip::weeks, "When.");
}

void declare(notation::Declaration<Drifts>& d) {
  d.about("How behaviour leaves intent, week by week.");
  d.field("jumps", &Drifts::jumps, "Queues are jumped.");
  d.field("surges", &Drifts::surges, "More comes in.");
  d.field("reaches", &Drifts::reaches, "Rights are reached for by wrong hands.");
  d.field("skips", &Drifts::skips, "Rhythms are not held.");
  d.field("slips", &Drifts::slips, "Work turns out otherwise.");
}

void declare(notation::Declaration<Profile>& d) {
  d.kind("Simulation", "How people, customers and machines behave, so that a company lives through simulated time. Beside a model, not part of it.");
  d.field("customers", &Profile::customers, "Who asks for work.");
  d.field("arrivals", &Profile::arrivals, "What comes in.");
  d.field("tasks", &Profile::tasks, "How tasks go.");
  d.field("shifts", &Profile::shifts, "When people work.");
  d.field("people", &Profile::people, "Who works in which shift; others work their role's hours.");
  d.field("decisions", &Profile::decisions, "How rights are used; others wait for their ladder.");
  d.field("rhythms", &Profile::rhythms, "How rhythms are kept.");
  d.field("actions_on_time", &Profile::actions_on_time, "Share of actions done by their day.").range(0, 1).fallback("1");
  d.field("issues", &Profile::issues, "What goes wrong.");
  d.field("messages", &Profile::messages, "What customers send.");
  d.field("sickness", &Profile::sickness, "Who falls ill.");
  d.field("leaves", &Profile::leaves, "Who is away.");
  d.field("asks", &Profile::asks, "Who asks for decisions.");
  d.field("milestones", &Profile::milestones, "Who says that a milestone is reached.");
  d.field("signals", &Profile::signals, "How leaders answer signals.");
  d.field("wording", &Profile::wording, "What people say.");
  d.field("drifts", &Profile::drifts, "How behaviour leaves intent.");
}

}  // namespace drivetrain::simulation
