// What people see of the cases: where the tokens are, what each waits for and who can move it, what happened so far, and how
// the map of a process is crowded. Read from the state; titles come from the program the case runs on, when that is at hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/json.h"
#include "processes/program.h"
#include "processes/state.h"

namespace drivetrain::processes {

/// Where a token waits.
struct WaitingView {
  std::string activity, element, kind, title;
  std::string role;      ///< whose work it is
  std::string decision;  ///< which right decides it
  Instant since;
  std::optional<Instant> due;
  std::string message, key;
  std::string host;           ///< it listens for this activity
  std::string problem, help;  ///< of an incident
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "activity", self.activity);
    visit(2, "element", self.element);
    visit(3, "kind", self.kind);
    visit(4, "title", self.title);
    visit(5, "role", self.role);
    visit(6, "decision", self.decision);
    visit(7, "since", self.since);
    visit(8, "due", self.due);
    visit(9, "message", self.message);
    visit(10, "key", self.key);
    visit(11, "host", self.host);
    visit(12, "problem", self.problem);
    visit(13, "help", self.help);
  }
};

struct CaseView {
  std::string case_id, process, revision, status;
  std::string business_key, service, tier, customer;
  Instant started;
  std::optional<Instant> promised, ended;
  std::string end, reason;
  int incidents = 0;
  bool late = false;                 ///< open past its promise, or ended after it
  std::vector<WaitingView> waiting;  ///< activities and what listens for them, and tokens at joins
  feel::Value variables;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "case_id", self.case_id);
    visit(2, "process", self.process);
    visit(3, "revision", self.revision);
    visit(4, "status", self.status);
    visit(5, "business_key", self.business_key);
    visit(6, "service", self.service);
    visit(7, "tier", self.tier);
    visit(8, "customer", self.customer);
    visit(9, "started", self.started);
    visit(10, "promised", self.promised);
    visit(11, "ended", self.ended);
    visit(12, "end", self.end);
    visit(13, "reason", self.reason);
    visit(14, "incidents", self.incidents);
    visit(15, "late", self.late);
    visit(16, "waiting", self.waiting);
    visit(17, "variables", self.variables);
  }
};

/// One element of the live map, over all cases and revisions.
struct ElementView {
  std::string element, kind, title;
  std::string role, decision;
  Duration expected;
  int waiting = 0, incidents = 0;
  std::int64_t passed = 0;        ///< in the last 28 days
  std::optional<Instant> oldest;  ///< since when the oldest token waits here
  std::optional<Duration> median_took;  ///< from when a token came until it was done, of cases that ended in the last 28 days
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "element", self.element);
    visit(2, "kind", self.kind);
    visit(3, "title", self.title);
    visit(4, "role", self.role);
    visit(5, "decision", self.decision);
    visit(6, "expected", self.expected);
    visit(7, "waiting", self.waiting);
    visit(8, "incidents", self.incidents);
    visit(9, "passed", self.passed);
    visit(10, "oldest", self.oldest);
    visit(11, "median_took", self.median_took);
  }
};

/// A model revision that running cases still follow.
struct RevisionView {
  std::string revision;
  int running = 0;
  Instant since;  ///< start of its oldest running case
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "revision", self.revision);
    visit(2, "running", self.running);
    visit(3, "since", self.since);
  }
};

struct ProcessView {
  std::string process;
  int running = 0, incidents = 0;
  std::optional<Instant> oldest;        ///< start of the oldest running case
  std::vector<RevisionView> revisions;  ///< newest first
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "process", self.process);
    visit(2, "running", self.running);
    visit(3, "incidents", self.incidents);
    visit(4, "oldest", self.oldest);
    visit(5, "revisions", self.revisions);
  }
};

/// How one case has coloured the diagram.
struct MarkView {
  std::string element;
  int done = 0, waiting = 0;
  bool incident = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "element", self.element);
    visit(2, "done", self.done);
    visit(3, "waiting", self.waiting);
    visit(4, "incident", self.incident);
  }
};

struct TimelineView {
  Instant at;
  std::string step, element, title, activity;
  std::string says;  ///< one line for people
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "at", self.at);
    visit(2, "step", self.step);
    visit(3, "element", self.element);
    visit(4, "title", self.title);
    visit(5, "activity", self.activity);
    visit(6, "says", self.says);
  }
};

/// A flow into the join at which tokens wait.
struct WhyFlowView {
  std::string flow, from;           ///< id; title of the element from which it comes
  std::string token;                ///< "there", "can_come", "cannot_come"
  std::vector<std::string> places;  ///< titles of the elements at which something waits that can still come by it
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "flow", self.flow);
    visit(2, "from", self.from);
    visit(3, "token", self.token);
    visit(4, "places", self.places);
  }
};

/// Answer to "why does this case not move?": one for each token.
struct WhyView {
  std::string element, title;
  std::string waits_for;  ///< "'Strip and inspect' to be done"
  std::string mover;      ///< who or what can move it: "a holder of the role fitter"
  Instant since;
  std::string activity;   ///< empty: a token at a join
  std::string kind;
  std::string role;       ///< whose work it is, or who gives the message by hand; empty: whoever answers for the case
  std::string decision;
  std::vector<WhyFlowView> flows;  ///< of a join
  std::string problem, help;       ///< of an incident
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "element", self.element);
    visit(2, "title", self.title);
    visit(3, "waits_for", self.waits_for);
    visit(4, "mover", self.mover);
    visit(5, "since", self.since);
    visit(6, "activity", self.activity);
    visit(7, "kind", self.kind);
    visit(8, "role", self.role);
    visit(9, "decision", self.decision);
    visit(10, "flows", self.flows);
    visit(11, "problem", self.problem);
    visit(12, "help", self.help);
  }
};

CaseView view(Case const& c, Instant now);
/// Nothing when there is no such case in memory.
std::optional<CaseView> view_case(State const& state, std::string_view case_id, Instant now);

struct CaseFilter {
  std::string process;     ///< empty: any
  std::string element;     ///< a token waits here; empty: anywhere
  bool incidents = false;  ///< only cases with an incident
  std::size_t offset = 0, limit = 100;
};
/// Open cases, oldest first. `total`, when given, receives how many there are without offset and limit.
std::vector<CaseView> view_cases(State const& state, CaseFilter const& filter, Instant now, std::size_t* total = nullptr);

/// Every element of the program, in the order in which a case meets them. `revision`: what waits, and what took how long, of the cases that
/// follow that one only; `passed` is of all.
std::vector<ElementView> view_elements(State const& state, Program const& program, Instant now, std::string_view revision = {});
ProcessView view_process(State const& state, std::string_view process);
/// Elements that the case has reached, in the order of their first step.
std::vector<MarkView> view_marks(Case const& c);
/// Ids of the sequence flows that the case has taken, in the order of the program. Where several leave a step without a choice that is on record, those whose
/// target was reached.
std::vector<std::string> view_path(Case const& c, Program const& program);
/// Since when the token waits that has waited longest, at this element when one is named; nothing when none does. At a join since its last arrival.
std::optional<Instant> waits_since(Case const& c, std::string_view element = {});
/// Working time that the steps still ahead should take: by the shortest way where there are alternatives, by the longest where
/// branches run in parallel. Zero when none of them says what it takes.
Duration expected_ahead(Case const& c, Program const& program);

/// Oldest first. `program` may be null: then ids stand for titles.
std::vector<TimelineView> view_timeline(Case const& c, Program const* program);

/// Empty for a finished case.
/// At most so many.
std::vector<WhyView> why(Case const& c, Program const* program, std::size_t most = std::size_t(-1));

}  // namespace drivetrain::processes
