// What a modification would do (see change.h).
#include <algorithm>
#include <set>

#include "base/text.h"
#include "processes/change.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

namespace {

std::string label(Program const& program, NodeIndex node) { return "the " + std::string(describe(program.node(node).kind)) + " '" + program.title(node) + "'"; }

bool is_body(Activity const& activity) { return activity.kind.text() == "multi_instance" || activity.kind.text() == "loop"; }

class Modifying {
 public:
  Modifying(Case const& c, Program const& program) : c_(c), program_(program) {}

  Result<ModificationPlan> plan(ModifyCase const& command) {
    if (command.cancel.empty() && command.start.empty()) problem("it names no activity to cancel and no element to start");
    for (auto const& id : command.cancel) cancel(id);
    for (auto const& token : command.start) start(token);
    if (problems_.empty() && command.start.empty() && !is_anything_left())
      problem("nothing would be left of the case: cancel the case instead");
    if (problems_.empty()) return std::move(made_);
    return Error{"DT-X903", c_.id() + " cannot be changed so: " + join(problems_, "; "), "look at where the case waits, and ask again"};
  }

 private:
  void problem(std::string text) { problems_.push_back(std::move(text)); }

  void cancel(std::string const& id) {
    auto number = find_activity(c_, id);
    if (!number.ok()) return problem(number.error().message);
    auto const& activity = *c_.find(*number);
    if (activity.listens()) return problem(id + " only listens for " + (activity.host != 0 ? activity_id(activity.host) : std::string("the whole")) + ", and goes with it");
    if (!gone_.insert(*number).second) return;
    made_.cancelled.push_back(*number);
    made_.preview.push_back("cancels " + id + " ('" + (activity.title.empty() ? activity.element.text() : activity.title.text()) + "')");
  }

  bool goes(ActivityNumber number) const {
    for (; number != 0; number = c_.find(number) ? c_.find(number)->scope : 0)
      if (gone_.contains(number)) return true;
    return false;
  }

  bool is_anything_left() const {
    for (auto const& [number, activity] : c_.activities)
      if (!activity.listens() && !c_.scopes.contains(number) && !goes(number)) return true;
    bool left = false;
    c_.each_join([&](Join const& join) { left |= !join.arrivals.empty() && !goes(join.scope); });
    return left;
  }

  /// The sub-processes around an element, outermost first.
  std::vector<NodeIndex> around(NodeIndex node) const {
    std::vector<NodeIndex> owners;
    for (auto owner = program_.scopes()[program_.node(node).scope].owner; owner != no_index; owner = program_.scopes()[program_.node(owner).scope].owner) owners.push_back(owner);
    std::reverse(owners.begin(), owners.end());
    return owners;
  }

  bool can_begin(NodeIndex node, bool after) {
    auto const& drawn = program_.node(node);
    using enum ElementKind;
    auto no = [&](std::string why) { return problem(label(program_, node) + " " + std::move(why)), false; };
    if (drawn.for_compensation) return no("is begun by compensation alone");
    if (drawn.kind == event_sub_process) return no("is begun by its event alone; start an element inside it");
    if (after && drawn.kind == end_event) return no("has nothing behind it");
    if (after && drawn.kind == event_gateway) return no("does not choose what comes first; start the element behind the event");
    if (after && drawn.kind == throw_event && program_.trigger(node, TriggerKind::link)) return no("goes on where its link is caught; start there");
    if (after) return true;
    if (drawn.kind == boundary_event) return no("listens beside an activity; start after it");
    bool joins = drawn.kind == parallel_gateway || drawn.kind == inclusive_gateway || drawn.kind == complex_gateway;
    if (joins && drawn.incoming > 1) return no("waits for tokens by its flows; start after it");
    return true;
  }

  void start(NewToken const& token) {
    auto node = program_.find(token.element);
    if (node == no_index) return problem("the process has no element " + token.element);
    if (!can_begin(node, token.after)) return;
    Change change;
    change.node = node, change.after = token.after;
    auto variables = typed_variables(program_, token.variables);
    if (!variables.ok()) return problem(variables.error().message);
    if (auto decided = not_decided_here(program_, *variables); !decided.ok()) return problem(decided.error().message);
    change.variables = variables->context();
    auto owners = around(node);
    std::size_t known = 0;
    if (!token.scope.empty()) {
      auto scope = find_activity(c_, token.scope);
      if (!scope.ok()) return problem(scope.error().message);
      auto place = std::find_if(owners.begin(), owners.end(), [&](NodeIndex owner) { return program_.id(owner) == c_.find(*scope)->element.text(); });
      if (place == owners.end() || !c_.scopes.contains(*scope) || is_body(*c_.find(*scope)) || goes(*scope))
        return problem(token.scope + " is no sub-process around " + label(program_, node));
      change.scope = *scope, known = static_cast<std::size_t>(place - owners.begin()) + 1;
    } else {
      for (known = owners.size(); known > 0; --known) {
        std::vector<std::string> there;
        for (auto const& [number, activity] : c_.activities)
          if (c_.scopes.contains(number) && !is_body(activity) && !goes(number) && activity.element.text() == program_.id(owners[known - 1])) there.push_back(activity_id(number)), change.scope = number;
        if (there.size() > 1) return problem(label(program_, owners[known - 1]) + " is under way several times; say in which of them: " + join(there, ", "));
        if (there.size() == 1) break;
      }
    }
    for (; known < owners.size(); ++known) {
      auto const& owner = program_.node(owners[known]);
      if (owner.kind == ElementKind::event_sub_process || owner.loop != no_index)
        return problem(label(program_, owners[known]) + " around it is not under way, and cannot be opened by hand; start it as a whole");
      change.around.push_back(owners[known]);
      made_.preview.push_back("opens " + label(program_, owners[known]));
    }
    made_.preview.push_back(std::string(token.after ? "goes on after " : "starts ") + label(program_, node) + (change.scope == 0 ? "" : " in " + activity_id(change.scope)));
    made_.begun.push_back(std::move(change));
  }

  Case const& c_;
  Program const& program_;
  std::set<ActivityNumber> gone_;
  ModificationPlan made_;
  std::vector<std::string> problems_;
};

}  // namespace

Result<ModificationPlan> plan_modification(ModifyCase const& command, Case const& c, Program const& program) { return Modifying(c, program).plan(command); }

}  // namespace drivetrain::processes
