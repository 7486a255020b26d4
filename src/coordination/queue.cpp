// The order of work (see queue.h).
#include "coordination/queue.h"

#include <algorithm>
#include <limits>

#include "organisation/views.h"

namespace drivetrain::coordination {

namespace {

void add_ready(std::string const& role, State const& state, Model const& model, strategy::ValueTable const& values, Instant now,
               std::vector<QueueEntry>& entries) {
  auto ready = state.ready.find(role);
  if (ready == state.ready.end()) return;
  for (auto const& [position, id] : ready->second) {
    auto const& item = state.items.at(id);
    QueueEntry entry{&item, strategy::score(values, work_facts(item), now), 0, ""};
    if (auto const* issue = stopping_issue(item.opened.case_id, state, model)) entry.stopped_by = issue->raised.issue;
    entries.push_back(std::move(entry));
  }
}

bool comes_first(QueueEntry const& a, QueueEntry const& b) {
  if (a.stopped_by.empty() != b.stopped_by.empty()) return a.stopped_by.empty();
  if (a.score.value != b.score.value) return a.score.value > b.score.value;
  auto promised = [](QueueEntry const& entry) {
    return entry.item->opened.promised ? entry.item->opened.promised->us : std::numeric_limits<std::int64_t>::max();
  };
  if (promised(a) != promised(b)) return promised(a) < promised(b);
  return a.item->position < b.item->position;
}

std::vector<QueueEntry> in_order(std::vector<QueueEntry> entries) {
  std::sort(entries.begin(), entries.end(), comes_first);
  int rank = 0;
  for (auto& entry : entries)
    if (entry.stopped_by.empty()) entry.rank = ++rank;
  return entries;
}

}  // namespace

strategy::WorkFacts work_facts(WorkItem const& item) {
  return {item.opened.process, item.opened.tier, item.opened.promised, item.opened.expected, item.expedited_by};
}

Issue const* stopping_issue(std::string const& case_id, State const& state, Model const& model) {
  if (case_id.empty()) return nullptr;
  for (auto const& [id, issue] : state.issues) {
    if (issue.raised.case_id != case_id || issue.contained) continue;
    auto type = model.issue_types.find(issue.raised.issue_type);
    if (type != model.issue_types.end() && type->second.stops_work) return &issue;
  }
  return nullptr;
}

std::vector<QueueEntry> queue_of(std::string const& role, State const& state, Model const& model, strategy::ValueTable const& values,
                                 Instant now) {
  std::vector<QueueEntry> entries;
  add_ready(role, state, model, values, now, entries);
  return in_order(std::move(entries));
}

std::vector<QueueEntry> queue_for(std::string const& person, State const& state, Model const& model, strategy::ValueTable const& values,
                                  People const& people, Instant now) {
  std::vector<QueueEntry> entries;
  for (auto const& [role, queue] : state.ready)
    if (organisation::may_act(people.form, people.state, person, role, now)) add_ready(role, state, model, values, now, entries);
  return in_order(std::move(entries));
}

std::string why(QueueEntry const& entry, strategy::ValueTable const& values) {
  auto text = strategy::explain(entry.score, values, work_facts(*entry.item));
  if (!entry.item->expedited_because.empty()) text += "; expedited: " + entry.item->expedited_because;
  if (!entry.stopped_by.empty()) text += "; stopped by " + entry.stopped_by + " until that is contained";
  return text;
}

}  // namespace drivetrain::coordination
