// StopAutonomy, ResumeAutonomy: the kill switch of a right that decides by itself.
#include "base/text.h"
#include "decisions/autonomy.h"
#include "decisions/handling.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

struct Switch {
  Decision const* decision = nullptr;
  std::string role;
};

Result<Switch> find_switch(std::string const& id, std::string const& reason, char const* act, Context const& context) {
  context.transition.about(id);
  auto found = context.model.decisions.find(id);
  if (found == context.model.decisions.end()) {
    std::vector<std::string> ids;
    for (auto const& [one, decision] : context.model.decisions) ids.push_back(one);
    auto near = nearest(id, ids);
    return Error{"DT-X901", "the model has no decision " + id, near ? "did you mean " + *near + "?" : ""};
  }
  auto const& decision = found->second;
  if (!decision.autonomy || decision.autonomy->mode != AutonomyMode::automatic)
    return Error{"DT-X903", id + " does not decide by itself; people take it", "there is nothing to " + std::string(act) + "."};
  auto const& actor = context.transition.actor();
  auto role = actor.kind == journal::ActorKind::person ? may_switch(decision, actor.id, context.people, context.transition.now()) : std::string();
  if (role.empty()) {
    auto const& switch_role = decision.autonomy->kill.empty() ? decision.header.owner : decision.autonomy->kill.text();
    auto seat = seat_of(switch_role, "", context.people, context.transition.now());
    return Error{"DT-X904", id + " is for " + switch_role + (seat.person.empty() ? "" : " (" + organisation::name_of(context.people.form, seat.person) + ")") + " to " + act + ", or for its owner, its deciders and whoever it escalates to", "ask one of them."};
  }
  if (trim(reason).empty()) return Error{"DT-X905", "no reason is given to " + std::string(act) + " " + id, "say in a sentence why: whoever finds it so must know."};
  return Switch{&decision, role};
}

}  // namespace

Status handle(StopAutonomy const& command, Context& context) {
  DT_TRY(auto found, find_switch(command.decision, command.reason, "stop", context));
  if (auto stopped = context.state.stopped.find(command.decision); stopped != context.state.stopped.end())
    return Error{"DT-X903", command.decision + " was stopped already by " + organisation::name_of(context.people.form, stopped->second.person) + ": " + stopped->second.reason, ""};
  context.transition.emit(AutonomyStopped{command.decision, context.transition.actor().id, found.role, std::string(trim(command.reason))});
  return {};
}

Status handle(ResumeAutonomy const& command, Context& context) {
  DT_TRY(auto found, find_switch(command.decision, command.reason, "resume", context));
  if (!context.state.stopped.contains(command.decision)) return Error{"DT-X903", command.decision + " is not stopped", "it decides by itself inside its bounds."};
  context.transition.emit(AutonomyResumed{command.decision, context.transition.actor().id, found.role, std::string(trim(command.reason))});
  return {};
}

}  // namespace drivetrain::decisions
