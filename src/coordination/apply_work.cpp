// Folding the events of work into the state.
#include "coordination/state.h"

namespace drivetrain::coordination {

namespace {

/// Whose queues it is in: every role and person that it names, once each.
template <class Each>
void each_queue(WorkItem const& item, State& state, Each each) {
  each(state.ready, item.opened.role);
  for (auto const& role : item.opened.candidate_roles) each(state.ready, role);
  for (auto const& person : item.opened.candidate_people) each(state.named, person);
  if (!item.assignee.empty()) each(state.named, item.assignee);
}

void enter_queue(WorkItem const& item, State& state) {
  each_queue(item, state, [&](auto& queues, std::string const& of) { queues[of][item.position] = item.opened.item; });
}

void leave_queue(WorkItem const& item, State& state) {
  each_queue(item, state, [&](auto& queues, std::string const& of) {
    auto queue = queues.find(of);
    if (queue == queues.end()) return;
    queue->second.erase(item.position);
    if (queue->second.empty()) queues.erase(queue);
  });
}

void drop_item(std::string const& id, State& state) {
  auto item = state.items.find(id);
  if (item == state.items.end()) return;
  leave_queue(item->second, state);
  state.of_activity.erase(item->second.opened.case_id + "/" + item->second.opened.activity);
  state.items.erase(item);
}

/// Whose it is changes; what is not under way stands where it stood.
template <class Change>
void change_hands(std::string const& id, State& state, Change change) {
  auto found = state.items.find(id);
  if (found == state.items.end()) return;
  auto& item = found->second;
  leave_queue(item, state);
  change(item);
  if (item.ready()) enter_queue(item, state);
}

}  // namespace

std::string_view to_string(Delegation delegation) {
  switch (delegation) {
    case Delegation::none: return "";
    case Delegation::pending: return "pending";
    case Delegation::resolved: return "resolved";
  }
  return "";
}

void apply(WorkItemOpened const& event, journal::Record const& record, State& state) {
  auto& item = state.items[event.item];
  item.opened = event;
  item.position = record.position;
  item.at = record.at;
  item.assignee = event.assignee;
  item.due = event.due, item.follow_up = event.follow_up, item.priority = event.priority;
  enter_queue(item, state);
  if (!event.activity.empty()) state.of_activity[event.case_id + "/" + event.activity] = event.item;
}

void apply(WorkStarted const& event, journal::Record const& record, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  leave_queue(item->second, state);
  item->second.person = item->second.assignee = event.person;
  item->second.started = record.at;
  if (!event.inversion) return;
  state.inversions.push_back({record.at, event, item->second.opened.title});
  if (state.inversions.size() > State::max_remembered) state.inversions.pop_front();
}

void apply(WorkCompleted const& event, journal::Record const&, State& state) { drop_item(event.item, state); }

void apply(WorkReturned const& event, journal::Record const&, State& state) {
  change_hands(event.item, state, [&](WorkItem& item) {
    item.person.clear(), item.assignee.clear(), item.owner.clear();
    item.delegation = Delegation::none;
    ++item.returns;
    item.missing = event.reason;
  });
}

void apply(WorkItemWithdrawn const& event, journal::Record const&, State& state) { drop_item(event.item, state); }

void apply(WorkExpedited const& event, journal::Record const&, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  item->second.expedited_by = event.decision_live;
  item->second.expedited_because = event.reason;
}

void apply(WorkClaimed const& event, journal::Record const&, State& state) {
  change_hands(event.item, state, [&](WorkItem& item) { item.assignee = event.person, item.owner.clear(), item.delegation = Delegation::none; });
}

void apply(WorkUnclaimed const& event, journal::Record const&, State& state) {
  change_hands(event.item, state, [&](WorkItem& item) { item.assignee.clear(), item.owner.clear(), item.delegation = Delegation::none; });
}

void apply(WorkAssigned const& event, journal::Record const&, State& state) {
  change_hands(event.item, state, [&](WorkItem& item) {
    if (item.person != event.person) item.person.clear();
    item.assignee = event.person, item.owner.clear(), item.delegation = Delegation::none;
  });
}

void apply(WorkDelegated const& event, journal::Record const&, State& state) {
  change_hands(event.item, state, [&](WorkItem& item) {
    item.person.clear();
    item.assignee = event.person, item.owner = event.owner, item.delegation = Delegation::pending;
  });
}

void apply(WorkResolved const& event, journal::Record const&, State& state) {
  change_hands(event.item, state, [&](WorkItem& item) {
    item.person.clear();
    item.assignee = event.owner, item.delegation = Delegation::resolved;
    item.given = event.values;
  });
}

void apply(DraftSaved const& event, journal::Record const& record, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  item->second.draft = event.values;
  item->second.drafted = record.at;
}

void apply(WorkRescheduled const& event, journal::Record const&, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  item->second.due = event.due, item->second.follow_up = event.follow_up, item->second.priority = event.priority;
}

void apply(QueuesReordered const& event, journal::Record const& record, State& state) { state.last_reordering = {record.at, event}; }

}  // namespace drivetrain::coordination
