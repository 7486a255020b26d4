// Folding the events of work into the state.
#include "coordination/state.h"

namespace drivetrain::coordination {

namespace {

void leave_queue(WorkItem const& item, State& state) {
  auto queue = state.ready.find(item.opened.role);
  if (queue == state.ready.end()) return;
  queue->second.erase(item.position);
  if (queue->second.empty()) state.ready.erase(queue);
}

void drop_item(std::string const& id, State& state) {
  auto item = state.items.find(id);
  if (item == state.items.end()) return;
  leave_queue(item->second, state);
  state.of_activity.erase(item->second.opened.case_id + "/" + item->second.opened.activity);
  state.items.erase(item);
}

}  // namespace

void apply(WorkItemOpened const& event, journal::Record const& record, State& state) {
  auto& item = state.items[event.item];
  item.opened = event;
  item.position = record.position;
  item.at = record.at;
  state.ready[event.role][record.position] = event.item;
  if (!event.activity.empty()) state.of_activity[event.case_id + "/" + event.activity] = event.item;
}

void apply(WorkStarted const& event, journal::Record const& record, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  leave_queue(item->second, state);
  item->second.person = event.person;
  item->second.started = record.at;
  if (!event.inversion) return;
  state.inversions.push_back({record.at, event, item->second.opened.title});
  if (state.inversions.size() > State::max_remembered) state.inversions.pop_front();
}

void apply(WorkCompleted const& event, journal::Record const&, State& state) { drop_item(event.item, state); }

void apply(WorkReturned const& event, journal::Record const&, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  item->second.person.clear();
  ++item->second.returns;
  item->second.missing = event.reason;
  state.ready[item->second.opened.role][item->second.position] = event.item;
}

void apply(WorkItemWithdrawn const& event, journal::Record const&, State& state) { drop_item(event.item, state); }

void apply(WorkExpedited const& event, journal::Record const&, State& state) {
  auto item = state.items.find(event.item);
  if (item == state.items.end()) return;
  item->second.expedited_by = event.decision_live;
  item->second.expedited_because = event.reason;
}

void apply(QueuesReordered const& event, journal::Record const& record, State& state) { state.last_reordering = {record.at, event}; }

}  // namespace drivetrain::coordination
