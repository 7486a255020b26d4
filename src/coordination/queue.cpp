// The order of work (see queue.h).
#include "coordination/queue.h"

#include <algorithm>
#include <limits>
#include <map>

#include "organisation/views.h"

namespace drivetrain::coordination {

namespace {

QueueEntry entry_for(WorkItem const& item, State const& state, Model const& model, strategy::ValueTable const& values, Instant now) {
  QueueEntry entry{&item, strategy::score(values, work_facts(item), now), 0, "", {}};
  if (auto const* issue = stopping_issue(item.opened.case_id, state, model)) entry.stopped_by = issue->raised.issue;
  if (item.follow_up && now < *item.follow_up) entry.sleeps_until = item.follow_up;
  return entry;
}

/// Those that can be begun now, those that sleep, those that are stopped.
int group_of(QueueEntry const& entry) { return !entry.stopped_by.empty() ? 2 : entry.sleeps_until ? 1 : 0; }

std::int64_t pressed_by(WorkItem const& item) {
  auto promised = work_facts(item).promised;
  return promised ? promised->us : std::numeric_limits<std::int64_t>::max();
}

bool comes_first(QueueEntry const& a, QueueEntry const& b) {
  if (group_of(a) != group_of(b)) return group_of(a) < group_of(b);
  if (a.score.value != b.score.value) return a.score.value > b.score.value;
  if (a.item->priority != b.item->priority) return a.item->priority > b.item->priority;
  auto pressed = std::pair(pressed_by(*a.item), pressed_by(*b.item));
  if (pressed.first != pressed.second) return pressed.first < pressed.second;
  return a.item->position < b.item->position;
}

std::vector<QueueEntry> in_order(std::vector<QueueEntry> entries) {
  std::sort(entries.begin(), entries.end(), comes_first);
  int rank = 0;
  for (auto& entry : entries)
    if (entry.available()) entry.rank = ++rank;
  return entries;
}

}  // namespace

strategy::WorkFacts work_facts(WorkItem const& item) {
  auto pressing = item.opened.promised;
  if (item.due && (!pressing || *item.due < *pressing)) pressing = item.due;
  return {item.opened.process, item.opened.tier, pressing, item.opened.expected, item.expedited_by};
}

bool may_do(WorkItem const& item, std::string const& person, People const& people, Instant now) {
  auto acts = [&](std::string const& role) { return organisation::may_act(people.form, people.state, person, role, now); };
  auto const& named = item.opened.candidate_people;
  if (person.empty()) return false;
  return person == item.opened.assignee || std::find(named.begin(), named.end(), person) != named.end() || acts(item.opened.role) ||
         std::any_of(item.opened.candidate_roles.begin(), item.opened.candidate_roles.end(), acts);
}

bool may_take(WorkItem const& item, std::string const& person, People const& people, Instant now) {
  return (item.assignee.empty() || item.assignee == person) && may_do(item, person, people, now);
}

Issue const* stopping_issue(std::string const& case_id, State const& state, Model const& model) {
  if (case_id.empty()) return nullptr;
  for (auto const& [id, issue] : state.issues) {
    if (issue.raised.case_id != case_id || issue.harmless()) continue;
    auto type = model.issue_types.find(issue.raised.issue_type);
    if (type != model.issue_types.end() && type->second.stops_work) return &issue;
  }
  return nullptr;
}

std::vector<QueueEntry> queue_of(std::string const& role, State const& state, Model const& model, strategy::ValueTable const& values,
                                 Instant now) {
  std::vector<QueueEntry> entries;
  if (auto ready = state.ready.find(role); ready != state.ready.end())
    for (auto const& [position, id] : ready->second) entries.push_back(entry_for(state.items.at(id), state, model, values, now));
  return in_order(std::move(entries));
}

std::vector<QueueEntry> queue_for(std::string const& person, State const& state, Model const& model, strategy::ValueTable const& values,
                                  People const& people, Instant now) {
  std::map<std::uint64_t, std::string> mine;  // work of several roles is there once
  for (auto const& [role, queue] : state.ready)
    if (organisation::may_act(people.form, people.state, person, role, now)) mine.insert(queue.begin(), queue.end());
  if (auto named = state.named.find(person); named != state.named.end()) mine.insert(named->second.begin(), named->second.end());
  std::vector<QueueEntry> entries;
  for (auto const& [position, id] : mine)
    if (auto const& item = state.items.at(id); may_take(item, person, people, now)) entries.push_back(entry_for(item, state, model, values, now));
  return in_order(std::move(entries));
}

std::string why(QueueEntry const& entry, strategy::ValueTable const& values) {
  auto text = strategy::explain(entry.score, values, work_facts(*entry.item));
  if (!entry.item->expedited_because.empty()) text += "; expedited: " + entry.item->expedited_because;
  if (entry.sleeps_until) text += "; to be looked at again on " + format_instant(*entry.sleeps_until);
  if (!entry.stopped_by.empty()) text += "; stopped by " + entry.stopped_by + " until that is contained";
  return text;
}

}  // namespace drivetrain::coordination
