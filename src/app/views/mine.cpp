// What waits for a person (see mine.h).
#include "app/views/mine.h"

#include <algorithm>
#include <limits>

#include "coordination/views.h"
#include "decisions/views.h"
#include "organisation/views.h"

namespace drivetrain::app::views {

namespace {

std::string you_hold(Company const& company, std::string const& role, std::string const& via) {
  return std::string(via == "deputy" ? "you stand in for " : "you hold ") + title_of(company, "role", role);
}

}  // namespace

bool meets(Company const& company, std::string const& rhythm, std::string const& person, Instant now) {
  auto found = company.model().coordination.rhythms.find(rhythm);
  if (found == company.model().coordination.rhythms.end()) return false;
  auto acts = [&](std::string const& role) { return organisation::may_act(company.model().organisation, company.organisation, person, role, now); };
  auto const& attendees = found->second.attendees;
  return acts(found->second.chair.text()) || std::any_of(attendees.begin(), attendees.end(), [&](auto const& role) { return acts(role.text()); });
}

std::vector<Mine> waiting_for(Company const& company, std::string const& person, Instant now) {
  std::vector<Mine> all;
  auto people = company.people();
  for (auto const& waiting : decisions::awaiting(person, company.decisions, company.declarations(), people, now)) {
    auto const& live = *waiting.live;
    all.push_back({refer(company, "decision_live", live.live), you_hold(company, waiting.today.role, waiting.today.via), live.due, live.due && *live.due < now});
  }
  auto const& model = company.model().coordination;
  for (auto const* issue : coordination::issues_of(person, company.coordination, model, people, now)) {
    auto why = issue->acknowledged ? std::string("you answered it") : you_hold(company, issue->calls.back().role, "holder") + ", which is called now";
    auto until = issue->acknowledged || issue->calls.empty() ? std::nullopt : std::optional(issue->calls.back().until);
    all.push_back({refer(company, "issue", issue->raised.issue), why, until, until && *until < now});
  }
  for (auto const& [id, occurrence] : company.coordination.occurrences) {
    auto rhythm = model.rhythms.find(occurrence.rhythm);
    if (rhythm == model.rhythms.end() || !organisation::may_act(company.model().organisation, company.organisation, person, rhythm->second.chair.text(), now)) continue;
    all.push_back({refer(company, "occurrence", id), "you chair it", occurrence.due, occurrence.status == coordination::OccurrenceStatus::due && occurrence.due < now});
  }
  for (auto const* action : coordination::open_actions_of(person, company.coordination)) {
    auto end_of_day = company.zone().to_instant({date_from_days(days_from_epoch(action->added.due) + 1), 0});
    auto reference = refer(company, "occurrence", action->added.occurrence);
    reference.title = action->added.title;
    all.push_back({reference, "you promised it", end_of_day, end_of_day < now});
  }
  std::stable_sort(all.begin(), all.end(), [](Mine const& a, Mine const& b) {
    auto due = [](Mine const& one) { return one.due ? one.due->us : std::numeric_limits<std::int64_t>::max(); };
    return std::tuple(!a.overdue, due(a)) < std::tuple(!b.overdue, due(b));
  });
  return all;
}

}  // namespace drivetrain::app::views
