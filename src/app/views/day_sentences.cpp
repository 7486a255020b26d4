// The three sentences that matter today: computed, true, each with its evidence (see drive_train.h).
#include <algorithm>
#include <cmath>

#include "app/local_words.h"
#include "app/views/drive_train.h"
#include "app/views/names.h"
#include "app/views/promises.h"
#include "base/text.h"
#include "coordination/views.h"
#include "decisions/views.h"
#include "performance/views.h"

namespace drivetrain::app::views {

namespace {

using performance::KpiStatus;

/// A candidate with how much it presses: the three highest are said.
struct Candidate {
  int press;
  DaySentence sentence;
};

std::string named(processes::Case const& c) { return c.business_key.empty() ? c.id() : c.business_key + (c.customer.empty() ? "" : " (" + c.customer.text() + ")"); }

/// `words`: what happens to them, for one and for several.
void say_cases(DriveTrainInput const& input, std::vector<processes::Case const*> const& cases, std::string const& words, char const* state, int press, std::vector<Candidate>& said) {
  if (cases.empty()) return;
  auto const* first = cases.front();
  auto text = counted(cases.size(), "promise") + " " + words + "; the most pressing is " + named(*first) + ", promised for " + day_and_time(input.company, *first->promised) + ".";
  said.push_back({press, {text, cases.size() == 1 ? "/cases/" + first->id() : "/cases?promise=" + std::string(state), KpiStatus::alarm, static_cast<std::int64_t>(cases.size())}});
}

void say_promises(DriveTrainInput const& input, std::vector<Candidate>& said) {
  std::vector<processes::Case const*> coming, broken;
  for (auto const* c : promises_that_will_break(input.company, input.now))
    (promise_of(input.company, *c, input.now) == Promise::broken ? broken : coming).push_back(c);
  say_cases(input, coming, "will break unless something is done", "at_risk", 100, said);
  say_cases(input, broken, broken.size() == 1 ? "is broken already" : "are broken already", "broken", 90, said);
}

void say_stopped_work(DriveTrainInput const& input, std::vector<Candidate>& said) {
  for (auto const* issue : coordination::open_issues(input.company.coordination, input.company.model().coordination)) {
    auto type = input.company.model().coordination.issue_types.find(issue->raised.issue_type);
    if (type == input.company.model().coordination.issue_types.end() || !type->second.stops_work || issue->harmless()) continue;
    said.push_back({110, {issue->raised.title + " stops work since " + describe_duration(input.now - issue->at) + (issue->acknowledged ? "." : "; nobody has answered."), "/issues/" + issue->raised.issue, KpiStatus::alarm, 1}});
    return;
  }
}

void say_decisions(DriveTrainInput const& input, std::vector<Candidate>& said) {
  auto const& company = input.company;
  if (!input.person.empty()) {
    auto mine = decisions::awaiting(input.person, company.decisions, company.declarations(), company.people(), input.now);
    if (!mine.empty()) {
      std::size_t late = 0;
      for (auto const& one : mine) late += one.live->due && *one.live->due < input.now;
      auto text = counted(mine.size(), "decision") + (mine.size() == 1 ? " waits for you: " : " wait for you, first: ") + mine.front().live->title + (late > 0 ? "; " + std::to_string(late) + " late." : ".");
      said.push_back({late > 0 ? 95 : 70, {text, mine.size() == 1 ? "/decisions/" + mine.front().live->live : "/decisions", late > 0 ? KpiStatus::alarm : KpiStatus::warn, static_cast<std::int64_t>(mine.size())}});
    }
  }
  auto late = decisions::overdue(company.decisions, company.declarations(), company.people(), input.now);
  std::erase_if(late, [&](auto const& one) { return !input.person.empty() && one.today.person == input.person; });
  if (late.empty()) return;
  auto const& first = late.front();
  auto whom = first.today.person.empty() ? std::string("nobody of today") : person_name(company, first.today.person);
  said.push_back({80, {counted(late.size(), "decision") + (late.size() == 1 ? " is" : " are") + " late; the oldest, " + first.live->title + ", waits for " + whom + ".",
                       late.size() == 1 ? "/decisions/" + first.live->live : "/decisions", KpiStatus::warn, static_cast<std::int64_t>(late.size())}});
}

void say_effort(DriveTrainInput const& input, std::vector<Candidate>& said) {
  auto const& gauge = *adaptation::find_gauge("effort");
  auto reading = gauge.read(input.company.gauge_input(input.now));
  if (reading.evidence == 0 || !reading.over) return;
  said.push_back({85, {reading.text, "/drift/effort", KpiStatus::alarm, reading.evidence}});
}

void say_gauges(DriveTrainInput const& input, std::vector<Candidate>& said) {
  for (auto const& view : view_gauges(input.company, input.now))
    if (view.reading.over && std::string_view(view.gauge->id) != "effort")
      said.push_back({60, {view.reading.text, std::string("/drift/") + view.gauge->id, KpiStatus::warn, view.reading.evidence}});
}

void say_kpis(DriveTrainInput const& input, std::vector<Candidate>& said) {
  for (auto const& [id, kpi] : input.company.model().performance.kpis) {
    auto figure = performance::read_kpi(kpi, *input.company.model().kpis, input.company.performance, input.now);
    if (figure.status == KpiStatus::alarm)
      said.push_back({75, {kpi.header.title + " is at its alarm limit: " + performance::describe(kpi, figure) + ".", "/performance/" + id, KpiStatus::alarm, figure.evidence}});
  }
}

void say_signals(DriveTrainInput const& input, std::vector<Candidate>& said) {
  adaptation::Signal const* oldest = nullptr;
  std::size_t open = 0;
  for (auto const& [id, signal] : input.company.adaptation.signals)
    if (signal.state == adaptation::SignalState::open) {
      ++open;
      if (!oldest || signal.raised < oldest->raised) oldest = &signal;
    }
  if (!oldest) return;
  said.push_back({50, {counted(open, "signal") + (open == 1 ? " waits" : " wait") + " for an answer, the oldest for " + describe_duration(input.now - oldest->raised) + ": " + oldest->title,
                       oldest->gauge.empty() ? "/drift" : "/drift/" + oldest->gauge, KpiStatus::warn, static_cast<std::int64_t>(open)}});
}

}  // namespace

std::vector<DaySentence> day_sentences(DriveTrainInput const& input) {
  std::vector<Candidate> said;
  for (auto say : {say_stopped_work, say_promises, say_decisions, say_effort, say_kpis, say_gauges, say_signals}) say(input, said);
  std::stable_sort(said.begin(), said.end(), [](Candidate const& a, Candidate const& b) { return a.press > b.press; });
  std::vector<DaySentence> sentences;
  for (auto& one : said)
    if (sentences.size() < 3) sentences.push_back(std::move(one.sentence));
  if (!sentences.empty()) return sentences;
  auto running = input.company.processes.open_cases().size();
  if (running == 0 && input.company.processes.finished_cases().empty())
    return {{"Nothing runs yet: no case was started, so there is nothing to say.", "/processes", KpiStatus::no_data, 0}};
  return {{"Nothing presses today: " + counted(running, "case") + " under way, no promise short of time, no decision late, no gauge over its limit.", "/cases", KpiStatus::ok,
           static_cast<std::int64_t>(running)}};
}

}  // namespace drivetrain::app::views
