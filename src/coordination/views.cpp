// Questions to the management system (see views.h).
#include "coordination/views.h"

#include <algorithm>

#include "coordination/timetable.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

namespace {

bool acts_in(std::string const& person, std::string const& role, People const& people, Instant now) {
  return organisation::may_act(people.form, people.state, person, role, now);
}

void sort_by_due(std::vector<Action const*>& actions) {
  std::sort(actions.begin(), actions.end(), [](Action const* a, Action const* b) {
    return std::tuple(a->added.due, a->at, a->added.action) < std::tuple(b->added.due, b->at, b->added.action);
  });
}

}  // namespace

std::vector<std::pair<std::string, std::optional<Instant>>> next_plans(Model const& model, organisation::Model const& form, Instant now) {
  std::vector<std::pair<std::string, std::optional<Instant>>> plans;
  for (auto const& [id, rhythm] : model.rhythms) {
    auto next = next_occurrence(rhythm, form, now);
    plans.emplace_back(id, next ? *next : std::nullopt);
  }
  return plans;
}

MyWork my_work(std::string const& person, State const& state, Model const& model, strategy::ValueTable const& values, People const& people,
               Instant now) {
  MyWork work;
  for (auto const& [id, item] : state.items)
    if (item.person == person) work.under_way.push_back(&item);
  std::sort(work.under_way.begin(), work.under_way.end(), [](WorkItem const* a, WorkItem const* b) { return a->position < b->position; });
  work.ready = queue_for(person, state, model, values, people, now);
  return work;
}

RhythmHealth rhythm_health(std::string const& rhythm, State const& state, Instant now, Duration window, Date today) {
  RhythmHealth health;
  health.rhythm = rhythm;
  if (auto past = state.past.find(rhythm); past != state.past.end())
    for (auto const& occurrence : past->second) {
      if (occurrence.due < now - window || occurrence.due > now) continue;
      ++health.due;
      if (occurrence.status == OccurrenceStatus::missed)
        ++health.missed;
      else
        ++(occurrence.on_time ? health.on_time : health.late);
    }
  for (auto const* action : open_actions_of_rhythm(rhythm, state))
    ++health.open_actions, health.overdue_actions += action->added.due < today;
  if (auto next = state.planned.find(rhythm); next != state.planned.end()) health.next = next->second;
  for (auto const& [id, occurrence] : state.occurrences)
    if (occurrence.rhythm == rhythm) health.now.push_back(&occurrence);
  return health;
}

std::vector<Action const*> open_actions_of_rhythm(std::string const& rhythm, State const& state) {
  std::vector<Action const*> actions;
  for (auto const& [id, action] : state.actions)
    if (action.rhythm == rhythm) actions.push_back(&action);
  sort_by_due(actions);
  return actions;
}

std::vector<Action const*> open_actions_of(std::string const& owner, State const& state) {
  std::vector<Action const*> actions;
  for (auto const& [id, action] : state.actions)
    if (action.added.owner == owner) actions.push_back(&action);
  sort_by_due(actions);
  return actions;
}

std::vector<Issue const*> open_issues(State const& state, Model const& model) {
  std::vector<Issue const*> issues;
  for (auto const& [id, issue] : state.issues) issues.push_back(&issue);
  auto stops = [&](Issue const* issue) {
    auto type = model.issue_types.find(issue->raised.issue_type);
    return type != model.issue_types.end() && type->second.stops_work && !issue->harmless();
  };
  std::sort(issues.begin(), issues.end(), [&](Issue const* a, Issue const* b) {
    return std::tuple(!stops(a), a->acknowledged.has_value(), a->position) <
           std::tuple(!stops(b), b->acknowledged.has_value(), b->position);
  });
  return issues;
}

std::vector<Issue const*> issues_of(std::string const& person, State const& state, Model const& model, People const& people, Instant now) {
  auto issues = open_issues(state, model);
  std::erase_if(issues, [&](Issue const* issue) {
    if (issue->acknowledged) return issue->acknowledged->person != person;
    return issue->calls.empty() || !acts_in(person, issue->calls.back().role, people, now);
  });
  return issues;
}

std::vector<Occurrence const*> meetings_of(std::string const& person, State const& state, Model const& model, People const& people,
                                           Instant now) {
  std::vector<Occurrence const*> meetings;
  for (auto const& [id, occurrence] : state.occurrences) {
    auto rhythm = model.rhythms.find(occurrence.rhythm);
    if (rhythm == model.rhythms.end()) continue;
    auto const& attendees = rhythm->second.attendees;
    if (occurrence.chair == person || acts_in(person, rhythm->second.chair.text(), people, now) ||
        std::any_of(attendees.begin(), attendees.end(), [&](Ref<Role> const& role) { return acts_in(person, role.text(), people, now); }))
      meetings.push_back(&occurrence);
  }
  std::sort(meetings.begin(), meetings.end(),
            [](Occurrence const* a, Occurrence const* b) { return std::tuple(a->due, a->occurrence) < std::tuple(b->due, b->occurrence); });
  return meetings;
}

}  // namespace drivetrain::coordination
