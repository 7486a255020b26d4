// Where work changes hands (see form.h). From each task the ways lead on through whatever is no task: gateways, events, decisions,
// in and out of sub-processes, and over the timers at a task's boundary. Each task that is met ends its way.
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "app/views/form.h"

namespace drivetrain::app::views {

namespace {

using processes::ElementKind;
using processes::NodeIndex;
using processes::Program;

class NextTasks {
 public:
  explicit NextTasks(Program const& program) : program_(program) {}

  /// Ascending by index.
  std::set<NodeIndex> of(NodeIndex task) {
    found_.clear();
    seen_.clear();
    leave(task);
    while (!waiting_.empty()) {
      auto node = waiting_.front();
      waiting_.pop_front();
      visit(node);
    }
    return found_;
  }

 private:
  void reach(NodeIndex node) {
    if (seen_.insert(node).second) waiting_.push_back(node);
  }
  void leave(NodeIndex node) {
    for (auto const& flow : program_.outgoing(node)) reach(flow.target);
    for (auto boundary : program_.boundaries(node)) reach(boundary);
    if (program_.outgoing(node).empty()) leave_scope(program_.node(node));
  }
  void leave_scope(processes::Node const& node) {
    auto owner = program_.scopes()[node.scope].owner;
    if (owner != processes::no_index && (node.kind == ElementKind::end_event || node.kind == ElementKind::user_task || node.kind == ElementKind::plain_task)) leave(owner);
  }
  void visit(NodeIndex node) {
    auto const& met = program_.node(node);
    if (met.kind == ElementKind::user_task) {
      found_.insert(node);
      return;
    }
    if (met.kind == ElementKind::sub_process) {
      if (auto start = program_.scopes()[met.part].start; start != processes::no_index) reach(start);
      for (auto boundary : program_.boundaries(node)) reach(boundary);
      return;
    }
    leave(node);
  }
  Program const& program_;
  std::set<NodeIndex> found_, seen_;
  std::deque<NodeIndex> waiting_;
};

std::string unit_of_role(OperatingModel const& model, std::string const& role) {
  auto found = model.organisation.roles.find(role);
  return found == model.organisation.roles.end() ? "" : found->second.unit.text();
}

std::string place_of_unit(OperatingModel const& model, std::string const& unit) {
  auto found = model.organisation.units.find(unit);
  return found == model.organisation.units.end() ? "" : found->second.location.text();
}

}  // namespace

std::optional<double> metres_between(organisation::Model const& model, std::string const& location, std::string const& other) {
  if (!model.locations.contains(location) || !model.locations.contains(other)) return std::nullopt;
  std::map<std::string, double> nearest{{location, 0}};
  std::set<std::string> settled;
  auto reach = [&](std::string const& place, double metres) {
    auto [known, first] = nearest.emplace(place, metres);
    if (!first) known->second = std::min(known->second, metres);
  };
  while (true) {
    auto next = nearest.end();
    for (auto at = nearest.begin(); at != nearest.end(); ++at)
      if (!settled.contains(at->first) && (next == nearest.end() || at->second < next->second)) next = at;
    if (next == nearest.end()) return std::nullopt;
    auto [here, so_far] = *next;
    if (here == other) return so_far;
    settled.insert(here);
    for (auto const& [id, place] : model.locations)
      for (auto const& distance : place.distance_to) {
        if (id == here) reach(distance.location.text(), so_far + distance.metres.to_double());
        if (distance.location.text() == here) reach(id, so_far + distance.metres.to_double());
      }
  }
}

std::vector<Handoff> handoffs(OperatingModel const& model) {
  std::vector<Handoff> all;
  for (auto const& [process, program] : model.programs) {
    NextTasks next(*program);
    for (NodeIndex from = 0; from < program->nodes().size(); ++from) {
      if (program->node(from).kind != ElementKind::user_task) continue;
      auto const& giver = program->word(program->task(from).role);
      for (auto to : next.of(from)) {
        auto const& taker = program->word(program->task(to).role);
        if (giver == taker) continue;
        auto from_unit = unit_of_role(model, giver), to_unit = unit_of_role(model, taker);
        all.push_back({process, program->id(from), program->id(to), program->title(from), program->title(to), giver, taker, from_unit != to_unit,
                       metres_between(model.organisation, place_of_unit(model, from_unit), place_of_unit(model, to_unit))});
      }
    }
  }
  return all;
}

}  // namespace drivetrain::app::views
