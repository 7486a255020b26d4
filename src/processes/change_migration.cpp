// What a migration would do (see change.h): where each token, join and thing to compensate stands in the other version, what listens no
// more and what listens anew. What an activity waits for (its message, its time) stays as it was when it began to wait.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "processes/change.h"

namespace drivetrain::processes {

namespace {

class Migrating {
 public:
  Migrating(Case const& c, Program const& from, Program const& to, Context& context) : c_(c), from_(from), to_(to), probe_(context, c.id(), to) {}

  Result<MigrationPlan> plan(MigrateCase const& command) {
    if (from_.dialect() != to_.dialect()) problem("the other version follows another engine's customs");
    for (auto const& move : command.plan) {
      if (from_.find(move.element) == no_index) problem("the plan moves " + move.element + ", which the version of the case does not have");
      else if (to_.find(move.into) == no_index) problem("the plan moves " + move.element + " to " + move.into + ", which the other version does not have");
      else if (!plan_.emplace(move.element, move.into).second) problem("the plan moves " + move.element + " twice");
    }
    for (auto const& [number, activity] : c_.activities)
      if (!activity.listens()) token(number, activity);
    for (auto const& [number, activity] : c_.activities)
      if (activity.listens()) listener(number, activity);
    c_.each_join([&](Join const& join) { joined(join); });
    for (auto const& one : c_.compensable) place(one.element.text(), "what can be compensated");
    if (problems_.empty()) listen_anew();
    if (!problems_.empty())
      return Error{"DT-X903", c_.id() + " cannot go on with the other version: " + drivetrain::join(problems_, "; "), "say in the plan where each of them goes on, or let the case end on its version"};
    for (auto const& [element, moved] : moved_)
      if (element != moved.into || from_.title(from_.find(element)) != moved.title) made_.moved.push_back(moved);
    return std::move(made_);
  }

 private:
  void problem(std::string text) { problems_.push_back(std::move(text)); }

  std::string into(std::string const& element) const {
    auto found = plan_.find(element);
    return found == plan_.end() ? element : found->second;
  }

  /// Of an element of the case: its node in the other version; no_index after a problem.
  NodeIndex place(std::string const& element, std::string const& what) {
    auto before = from_.find(element), after = to_.find(into(element));
    auto named = "'" + (before == no_index ? element : from_.title(before)) + "' (" + what + ")";
    if (before == no_index || after == no_index) {
      problem(named + " is gone, and the plan does not say where it goes on");
      return no_index;
    }
    if (from_.node(before).kind != to_.node(after).kind) {
      problem(named + " is a " + std::string(describe(from_.node(before).kind)) + ", and " + to_.id(after) + " a " + std::string(describe(to_.node(after).kind)));
      return no_index;
    }
    auto around = from_.scopes()[from_.node(before).scope].owner, around_after = to_.scopes()[to_.node(after).scope].owner;
    bool same = (around == no_index) == (around_after == no_index) && (around == no_index || into(from_.id(around)) == to_.id(around_after));
    if (!same) {
      problem(named + " lies in another sub-process there");
      return no_index;
    }
    auto loop = [](Program const& program, NodeIndex node) { return program.node(node).loop == no_index ? -1 : static_cast<int>(program.loop(node).kind); };
    if (loop(from_, before) != loop(to_, after)) {
      problem(named + " runs another number of times there");
      return no_index;
    }
    moved_[element] = {element, to_.id(after), to_.title(after)};
    return after;
  }

  void token(ActivityNumber number, Activity const& activity) {
    auto what = activity_id(number);
    auto node = place(activity.element.text(), what);
    if (node == no_index) return;
    if (!activity.flow.empty() && to_.find_flow(activity.flow.text()) == no_index) problem(what + " came by the flow " + activity.flow.text() + ", which is gone");
    if (!activity.message.empty() || !activity.signal.empty() || activity.kind.text() == to_string(TriggerKind::conditional)) fits_trigger(what, activity, node);
    made_.preview.push_back(what + " goes on at '" + to_.title(node) + "'");
  }

  bool fits_trigger(std::string const& what, Activity const& activity, NodeIndex node, bool tell = true) {
    auto before = from_.triggers(from_.find(activity.element.text())), after = to_.triggers(node);
    auto index = static_cast<std::size_t>(activity.trigger);
    bool fits = index < after.size() && index < before.size() && after[index].kind == before[index].kind;
    if (!fits && tell) problem(what + " waits for something else at '" + to_.title(node) + "'");
    return fits;
  }

  void listener(ActivityNumber number, Activity const& activity) {
    auto before = from_.find(activity.element.text()), after = to_.find(into(activity.element.text()));
    bool stays = before != no_index && after != no_index && from_.node(before).kind == to_.node(after).kind && fits_trigger({}, activity, after, false);
    if (stays && to_.node(after).kind == ElementKind::boundary_event) {
      auto const* host = c_.find(activity.host);
      stays = host && to_.node(after).host != no_index && to_.id(to_.node(after).host) == into(host->element.text()) && to_.node(after).interrupting == from_.node(before).interrupting;
    }
    if (stays) {
      moved_[activity.element.text()] = {activity.element.text(), to_.id(after), to_.title(after)};
      return;
    }
    made_.obsolete.push_back(number);
    made_.preview.push_back(activity_id(number) + " ('" + (before == no_index ? activity.element.text() : from_.title(before)) + "') no longer listens");
  }

  void joined(Join const& join) {
    auto node = place(join.element.text(), "a join");
    if (node == no_index) return;
    // One join holds the tokens of its scope: those of a second would never be found there.
    if (!joined_.insert({join.scope, node}).second) problem("two joins would go on at '" + to_.title(node) + "'");
    for (auto const& arrival : join.arrivals) {
      auto flow = to_.find_flow(arrival.flow.text());
      if (flow == no_index || to_.flow(flow).target != node) problem("at '" + to_.title(node) + "' a token has come by the flow " + arrival.flow.text() + ", which does not lead there any more");
    }
  }

  /// What the version of the case did not have: what it had and has fired does not come back.
  bool is_new(NodeIndex node) const {
    if (from_.find(to_.id(node)) != no_index) return false;
    return std::none_of(plan_.begin(), plan_.end(), [&](auto const& move) { return move.second == to_.id(node); });
  }

  void listen(Rearmed rearmed, NodeIndex event, ActivityNumber from) {
    auto listeners = probe_.listening(event, from);
    if (!listeners.ok()) return problem(listeners.error().message);
    if (listeners->empty()) return;
    rearmed.listeners = *listeners;
    made_.fresh.push_back(std::move(rearmed));
    made_.preview.push_back("'" + to_.title(event) + "' listens from now on");
  }

  void listen_anew() {
    std::map<ActivityNumber, ScopeIndex> scopes{{0, 0}};
    std::set<ActivityNumber> interrupted;
    for (auto const& [number, activity] : c_.activities) {
      if (activity.listens() || activity.incident || activity.kind.text().starts_with("async") || undoes(activity.kind.text())) continue;
      auto node = to_.find(into(activity.element.text()));
      if (activity.item < 0)
        for (auto boundary : to_.boundaries(node))
          if (is_new(boundary)) listen({number, activity.scope, false, {}}, boundary, number);
      if (to_.node(node).kind == ElementKind::event_gateway)
        for (auto const& flow : to_.outgoing(node))
          if (is_new(flow.target)) listen({number, activity.scope, false, {}}, flow.target, activity.scope);
      bool body = activity.kind.text() == "multi_instance" || activity.kind.text() == "loop";
      if (is_scope(to_.node(node).kind) && !body) scopes[number] = to_.node(node).part;
      if (to_.node(node).kind == ElementKind::event_sub_process)
        for (auto start : to_.inner(node).starts)
          if (to_.node(start).interrupting) interrupted.insert(activity.scope);
    }
    for (auto const& [number, inner] : scopes)
      if (!interrupted.contains(number))
        for (auto sub_process : to_.scopes()[inner].event_sub_processes)
          for (auto start : to_.inner(sub_process).starts)
            if (is_new(start)) listen({0, number, true, {}}, start, number);
  }

  Case const& c_;
  Program const& from_;
  Program const& to_;
  Engine probe_;
  std::map<std::string, std::string> plan_;
  std::map<std::string, MovedElement> moved_;
  std::set<std::pair<ActivityNumber, NodeIndex>> joined_;
  MigrationPlan made_;
  std::vector<std::string> problems_;
};

}  // namespace

Result<MigrationPlan> plan_migration(MigrateCase const& command, Case const& c, Program const& from, Program const& to, Context& context) { return Migrating(c, from, to, context).plan(command); }

}  // namespace drivetrain::processes
