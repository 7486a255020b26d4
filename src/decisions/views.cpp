// Questions to the system of decisions (see views.h).
#include "decisions/views.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "decisions/bands.h"
#include "decisions/facts.h"
#include "decisions/parts.h"
#include "organisation/views.h"
#include "organisation/working_time.h"

namespace drivetrain::decisions {

std::vector<Waiting> waiting(State const& state, DeclarationOf const& declaration, People const& people, Instant now) {
  std::vector<Waiting> all;
  for (auto const& [id, live] : state.live) {
    Waiting one{&live, {}};
    if (auto const* decision = declaration(live))
      one.today = route_live(*decision, live, people, now);
    else
      one.today.because = "no version of the model that is kept here has the right " + live.decision;
    all.push_back(std::move(one));
  }
  auto due = [](Waiting const& one) { return one.live->due ? one.live->due->us : std::numeric_limits<std::int64_t>::max(); };
  std::sort(all.begin(), all.end(),
            [&](Waiting const& a, Waiting const& b) { return std::pair(due(a), a.live->position) < std::pair(due(b), b.live->position); });
  return all;
}

std::vector<Waiting> awaiting(std::string const& person, State const& state, DeclarationOf const& declaration, People const& people,
                              Instant now) {
  auto all = waiting(state, declaration, people, now);
  std::erase_if(all, [&](Waiting const& one) {
    if (one.today.person != person) return true;
    auto const* decision = declaration(*one.live);
    return decision && asked_at(*decision, *one.live, people.form) > now;  // parts of it come first
  });
  return all;
}

std::vector<AskedPart> parts_asked_of(std::string const& person, State const& state, DeclarationOf const& declaration, People const& people, Instant now) {
  std::vector<AskedPart> asked;
  for (auto const& [id, live] : state.live) {
    auto const* decision = declaration(live);
    if (!decision) continue;
    for (auto const& part : parts_asked(*decision, live, people, now))
      if (organisation::may_act(people.form, people.state, person, part.role, now) && other_part(*decision, live, person, part.part).empty())
        asked.push_back({&live, part.part, part.role});
  }
  std::stable_sort(asked.begin(), asked.end(), [](AskedPart const& a, AskedPart const& b) { return a.live->position < b.live->position; });
  return asked;
}

std::vector<std::string> moved(State const& state, DeclarationOf const& declaration, People const& people, Instant now) {
  std::vector<std::string> ids;
  for (auto const& one : waiting(state, declaration, people, now))
    if (one.today.person != one.live->person) ids.push_back(one.live->live);
  return ids;
}

Decision const* declared_anew(LiveDecision const& live, Model const& model) {
  auto current = model.decisions.find(live.decision);
  return current != model.decisions.end() && check_facts(current->second, live.facts).ok() ? &current->second : nullptr;
}

std::vector<Waiting> overdue(State const& state, DeclarationOf const& declaration, People const& people, Instant now) {
  auto all = waiting(state, declaration, people, now);
  std::erase_if(all, [&](Waiting const& one) { return !one.live->due || *one.live->due >= now; });
  return all;
}

std::vector<std::string> ladder_in_words(Decision const& decision, std::string const& from_role, std::string const& excluded,
                                         People const& people, Instant now) {
  std::vector<std::string> lines;
  auto role = from_role;
  auto person = seat_of(role, excluded, people, now).person;
  for (int step = 0; step < static_cast<int>(decision.escalation.size());) {
    auto rung = climb(decision, role, person, excluded, step, people, now);
    if (!rung) break;
    auto line =
        "after " + describe_duration(decision.escalation[static_cast<std::size_t>(step)].after) + " without an answer: " + rung->role;
    lines.push_back(line +
                    (rung->seat.person.empty() ? " (nobody today)" : " (" + organisation::name_of(people.form, rung->seat.person) + ")"));
    role = rung->role;
    person = rung->seat.person;
    step = rung->step + 1;
  }
  return lines;
}

namespace {

/// "first planner (Ada Voss) recommends; the decider is asked once that is in, at the latest after 4 h".
std::optional<std::string> parts_in_words(Decision const& decision, People const& people, Instant now) {
  LiveDecision nothing_said;
  nothing_said.opened = now;
  std::vector<std::string> first;
  for (auto const& part : parts_of(decision, nothing_said, people, now))
    if (part.waited_for)
      first.push_back(part.role + " (" + (part.seat.person.empty() ? "nobody today" : organisation::name_of(people.form, part.seat.person)) + ") " +
                      (part.part == "recommend" ? "recommends" : part.part == "agree" ? "agrees or not" : "gives input"));
  if (first.empty()) return std::nullopt;
  return "first " + join(first, ", ") + "; whoever decides is asked once that is in, at the latest after " + describe_duration(decision.rapid.within) + " of working time";
}

/// By which calendar the role's clock runs, and whether it runs at that moment.
std::string calendar_in_words(std::string const& role, People const& people, Instant now) {
  auto found = people.form.roles.find(role);
  auto const& own = found == people.form.roles.end() || found->second.calendar.empty() ? people.form.company.calendar : found->second.calendar;
  auto words = own.empty() ? "the clock of " + role + " runs day and night" : "the clock of " + role + " runs by the calendar " + own.text();
  auto hours = organisation::hours_of_role(people.form, role);
  if (!hours || own.empty() || organisation::is_working(*hours, now)) return words;
  auto next = organisation::next_working(*hours, now);
  return next ? words + " and stands still until " + format_instant(*next) : words;
}

}  // namespace

Explanation who_decides(Decision const& decision, feel::Value const& facts, People const& people, Instant now) {
  Explanation answer;
  if (auto fit = check_facts(decision, facts); !fit.ok()) {
    answer.refusal = fit.error();
    answer.lines.push_back(fit.error().message);
    return answer;
  }
  answer.route = route_facts(decision, facts, "", people, now);
  auto const& route = answer.route;
  if (auto parts = parts_in_words(decision, people, now)) answer.lines.push_back(*parts);
  if (route.role.empty()) {
    answer.lines.push_back("nobody decides: " + route.because);
    return answer;
  }
  answer.lines.push_back(route.band >= 0 ? route.because + " (" + decision.bands[static_cast<std::size_t>(route.band)].when.text +
                                               "): " + route.role + " decides"
                                         : route.role + " decides: " + route.because);
  answer.lines.push_back(route.seat_why);
  answer.lines.push_back(calendar_in_words(route.role, people, now));
  if (decision.sla) {
    auto due = after_working(route.role, now, *decision.sla, people.form);
    answer.lines.push_back("asked now, it is due at " + format_instant(due) + ": " + describe_duration(*decision.sla) +
                           " of the working time of " + route.role);
  }
  for (auto& line : ladder_in_words(decision, route.role, "", people, now)) answer.lines.push_back(std::move(line));
  return answer;
}

std::vector<RegisterLine> decision_register(Model const& model, State const& state, People const& people, Instant now) {
  std::vector<RegisterLine> lines;
  for (auto const& [id, decision] : model.decisions) {
    RegisterLine line;
    line.decision = &decision;
    for (auto const& band : decision.bands)
      line.bands.push_back({band.when.text, band.role.text(), seat_of(band.role.text(), "", people, now)});
    if (decision.bands.empty())
      for (auto const& role : decision.rapid.decide) line.bands.push_back({"", role.text(), seat_of(role.text(), "", people, now)});
    for (auto const& step : decision.escalation) line.ladder.push_back("after " + describe_duration(step.after) + ": " + step.to.text());
    for (auto const& [live_id, live] : state.live) line.waiting += live.decision == id;
    for (auto const& one : state.answered)
      if (one.asked.decision == id) ++line.answered, line.late += one.late;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace drivetrain::decisions
