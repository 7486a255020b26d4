// Looking into the state (see state.h).
#include "processes/state.h"

#include <charconv>

#include "base/limits.h"

namespace drivetrain::processes {

namespace {

template <class Number>
Number number_after(std::string_view id, std::string_view prefix) {
  if (!id.starts_with(prefix)) return 0;
  id.remove_prefix(prefix.size());
  if (id.starts_with('0')) return 0;  // an id is written in one way only
  Number number = 0;
  auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc{} && end == id.data() + id.size() ? number : 0;
}

}  // namespace

std::string case_id(CaseNumber number) { return "case-" + std::to_string(number); }
std::string activity_id(ActivityNumber number) { return number == 0 ? std::string() : "a" + std::to_string(number); }
CaseNumber case_number(std::string_view id) { return number_after<CaseNumber>(id, "case-"); }
ActivityNumber activity_number(std::string_view id) { return number_after<ActivityNumber>(id, "a"); }
std::string message_id(std::uint64_t number) { return "message-" + std::to_string(number); }
std::string batch_id(std::uint64_t number) { return "batch-" + std::to_string(number); }
std::uint64_t batch_number(std::string_view id) { return number_after<std::uint64_t>(id, "batch-"); }
std::string broadcast_id(std::uint64_t number) { return "signal-" + std::to_string(number); }
std::uint64_t broadcast_number(std::string_view id) { return number_after<std::uint64_t>(id, "signal-"); }
std::uint64_t message_number(std::string_view id) { return number_after<std::uint64_t>(id, "message-"); }

std::string_view to_string(StepKind kind) {
  switch (kind) {
    case StepKind::started: return "started";
    case StepKind::passed: return "passed";
    case StepKind::activated: return "activated";
    case StepKind::completed: return "completed";
    case StepKind::cancelled: return "cancelled";
    case StepKind::arrived: return "arrived";
    case StepKind::joined: return "joined";
    case StepKind::incident: return "incident";
    case StepKind::resolved: return "resolved";
    case StepKind::ended: return "ended";
    case StepKind::case_cancelled: return "case_cancelled";
    case StepKind::suspended: return "suspended";
    case StepKind::resumed: return "resumed";
    case StepKind::modified: return "modified";
    case StepKind::migrated: return "migrated";
  }
  return "passed";
}

std::string_view to_string(CaseStatus status) {
  switch (status) {
    case CaseStatus::running: return "running";
    case CaseStatus::completed: return "completed";
    case CaseStatus::cancelled: return "cancelled";
  }
  return "running";
}

Activity const* Case::find(ActivityNumber activity) const {
  auto found = activities.find(activity);
  return found == activities.end() || (abandoned && is_abandoned(activity)) ? nullptr : &found->second;
}

bool Case::is_abandoned(ActivityNumber number) const {
  if (!abandoned) return false;
  while (number != 0) {
    auto found = activities.find(number);
    if (found == activities.end()) return true;  // the scope around it is gone already
    auto over = abandoned->find(found->second.scope);
    if (over != abandoned->end() && number <= over->second.last) return true;
    number = found->second.scope;
  }
  return false;
}

Join const* Case::find_join(std::string_view element, ActivityNumber scope) const {
  for (auto const& join : joins_of(scope))
    if (join.element.text() == element) return &join;
  return nullptr;
}

bool joins_at(Case const& c, std::string_view element) {
  bool found = false;
  c.each_join([&](Join const& join) { found |= join.element.text() == element; });
  return found;
}

std::vector<Join> const& Case::joins_of(ActivityNumber scope) const {
  static std::vector<Join> const none;
  auto const& all = joins.or_empty();
  auto found = all.find(scope);
  return found == all.end() ? none : found->second;
}

namespace {
/// Their number when there is none of that name.
std::uint32_t place_of_variable(feel::Context const& variables, std::string_view name) {
  auto const& all = variables.entries();
  return static_cast<std::uint32_t>(std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.first == name; }) - all.begin());
}
}  // namespace

Case::Given const* Case::given_by(std::string_view variable) const {
  auto place = place_of_variable(variables, variable);
  for (auto const& one : given)
    if (one.first <= place && place - one.first < one.count) return &one;
  return nullptr;
}

void Case::give(std::string_view variable, Symbol person, std::uint64_t position) {
  auto place = place_of_variable(variables, variable);
  if (place == variables.size()) return;
  for (std::size_t i = 0; i < given.size(); ++i) {
    auto one = given[i];
    if (place < one.first || place - one.first >= one.count) continue;
    // What lies on both sides of it stays.
    auto before = one, behind = one;
    before.count = place - one.first;
    behind.first = place + 1, behind.count = one.count - before.count - 1;
    given.erase(given.begin() + static_cast<std::ptrdiff_t>(i));
    if (behind.count > 0) given.insert(given.begin() + static_cast<std::ptrdiff_t>(i), behind);
    if (before.count > 0) given.insert(given.begin() + static_cast<std::ptrdiff_t>(i), before);
    break;
  }
  if (person.empty()) return;
  if (!given.empty() && given.back().person == person && given.back().position == position && given.back().first + given.back().count == place) ++given.back().count;
  else given.push_back({person, position, place, 1});
}

std::optional<feel::Value> own_variable(Activity const& activity, std::string_view name) {
  if (activity.collected && activity.collected->name.text() == name) return feel::Value(activity.collected->items);
  auto const* value = activity.variables.find(name);
  return value ? std::optional(*value) : std::nullopt;
}

feel::Context own_variables(Activity const& activity) {
  feel::Context own;
  for (auto const& [name, value] : activity.variables.entries())
    if (!name.starts_with('$')) own.set(name, value);
  if (activity.collected) own.set(activity.collected->name.text(), feel::Value(activity.collected->items));
  return own;
}

Case const* State::open(std::string_view id) const {
  auto found = open_.find(case_number(id));
  return found == open_.end() ? nullptr : &found->second;
}

Case const* State::find(std::string_view id) const {
  if (auto const* c = open(id)) return c;
  auto number = case_number(id);
  if (number == 0) return nullptr;
  for (auto c = finished_.rbegin(); c != finished_.rend(); ++c)
    if (c->number == number) return &*c;
  return nullptr;
}

void State::note(Case& c, Step step) {
  c.timeline.push_back(step);
  if (c.timeline.size() < 2 * limits::max_timeline_steps) return;
  auto begin = c.timeline.begin() + 1, end = c.timeline.end() - static_cast<std::ptrdiff_t>(limits::max_timeline_steps);
  c.steps_forgotten += static_cast<std::uint64_t>(end - begin);
  c.timeline.erase(begin, end);
}

std::string joined_key(std::string_view first, std::string_view second) {
  std::string both(first);
  both.push_back('\0');
  return both += second;
}

std::uint64_t State::key_hash(std::string_view process, std::string_view business_key) {
  return std::hash<std::string_view>{}(process) * 31 + std::hash<std::string_view>{}(business_key);
}

/// Oldest first, until `visit` has had enough.
template <class Visit>
void State::each_of_key(std::string_view process, std::string_view business_key, Visit visit) const {
  if (business_key.empty()) return;
  by_key_.each(key_hash(process, business_key), [&](CaseNumber number) {
    auto const& c = open_.at(number);
    return c.process.text() != process || c.business_key != business_key || visit(c);
  });
}

void State::index(Case const& c) {
  if (!c.business_key.empty()) by_key_.add(key_hash(c.process.text(), c.business_key), c.number);
  if (c.promised) promised_.insert({*c.promised, c.number});
}

void State::forget(Case const& c) {
  if (!c.business_key.empty()) by_key_.remove(key_hash(c.process.text(), c.business_key), c.number);
  if (c.promised) promised_.erase({*c.promised, c.number});
}

void State::index_again() {
  by_key_.clear(), promised_.clear();
  for (auto const& [number, c] : open_) index(c);
}

Case const* State::running(std::string_view process, std::string_view business_key) const {
  Case const* oldest = nullptr;
  each_of_key(process, business_key, [&](Case const& c) {
    oldest = &c;
    return false;
  });
  return oldest;
}

std::vector<Case const*> State::all_running(std::string_view process, std::string_view business_key) const {
  std::vector<Case const*> cases;
  each_of_key(process, business_key, [&](Case const& c) {
    cases.push_back(&c);
    return true;
  });
  return cases;
}

State::Waiters const& State::waiting_for(std::string_view message, std::string_view key) const {
  static Waiters const nobody;
  auto found = waiters_.find(joined_key(message, key));
  return found == waiters_.end() ? nobody : found->second;
}

std::vector<State::Waiter> State::waiting_for_message(std::string_view message) const {
  std::vector<Waiter> found;
  auto prefix = joined_key(message, {});
  for (auto one = waiters_.lower_bound(prefix); one != waiters_.end() && one->first.starts_with(prefix); ++one) found.insert(found.end(), one->second.begin(), one->second.end());
  return found;
}

State::Waiters const& State::waiting_for_signal(std::string_view signal) const {
  static Waiters const nobody;
  auto found = signals_.find(std::string(signal));
  return found == signals_.end() ? nobody : found->second;
}

Case const* State::called_by(CaseNumber parent, ActivityNumber activity) const {
  auto found = called_.find({parent, activity});
  return found == called_.end() ? nullptr : &open_.at(found->second);
}

namespace {
/// A case that was called stands still with the one that called it.
template <class Which>
Halt const* halted(State const& state, Case const& c, Which which) {
  for (auto const* one = &c; one != nullptr; one = one->parent == 0 ? nullptr : state.open(case_id(one->parent)))
    if (auto const& halt = which(*one)) return &*halt;
  return nullptr;
}
}  // namespace

Halt const* State::suspended(Case const& c) const {
  return halted(*this, c, [](Case const& one) -> auto const& { return one.suspended; });
}

Halt const* State::cancelling(Case const& c) const {
  return halted(*this, c, [](Case const& one) -> auto const& { return one.cancelling; });
}

std::uint64_t State::oldest_buffered(std::string_view message, std::string_view key) const {
  auto found = buffered_by_key_.find(joined_key(message, key));
  return found == buffered_by_key_.end() ? 0 : found->second.front();
}

std::uint64_t State::known_message(std::string_view message, std::string_view key, std::string_view message_id) const {
  auto found = message_id.empty() ? message_ids_.end() : message_ids_.find(joined_key(joined_key(message, key), message_id));
  return found == message_ids_.end() ? 0 : found->second;
}

std::map<std::string, ElementTally> State::tallies(std::string_view process) const {
  std::map<std::string, ElementTally> found;
  auto symbol = symbols_.find(process);
  if (symbol.empty()) return found;
  for (auto const& [key, tally] : tallies_)
    if (key.process == symbol) found.emplace(key.element.text(), tally);
  return found;
}

void State::clear() {
  open_.clear();
  finished_.clear();
  waiters_.clear();
  signals_.clear();
  called_.clear();
  by_key_.clear(), promised_.clear();
  tallies_.clear();
  buffered_.clear();
  buffered_by_key_.clear();
  message_ids_.clear();
  planned_starts_.clear();
  discards_.clear();
  batches_.clear();
  broadcasts_.clear();
  jobs_ = {};
}

}  // namespace drivetrain::processes
