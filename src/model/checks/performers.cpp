// DT-P402: a task that no role performs, or a role that does not exist. Prevents unclear decision rights.
#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_performers(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& roles = input.model.organisation.roles;
  std::vector<std::string> ids;
  for (auto const& [id, role] : roles) ids.push_back(id);
  for (auto const& [process, program] : input.model.programs)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node) {
      bool task = program->node(node).kind == processes::ElementKind::user_task;
      auto const* message = task ? nullptr : program->trigger(node, processes::TriggerKind::message);
      if (!task && !message) continue;
      auto const& role = program->word(task ? program->task(node).role : message->role);
      if (role.empty() || roles.contains(role)) continue;   // an absent role is refused where the diagram is compiled
      Diagnostic d;
      d.code = "DT-P402";
      d.span = program->span(node);
      d.message = (task ? "task " : "message ") + program->id(node) + " of " + process + (task ? " is performed by " : " is given by ") + role +
                  ", which is no role of the model";
      d.why = task ? "its work would lie in a queue that nobody opens" : "nobody could give it when it comes another way";
      auto near = nearest(role, ids);
      d.help = near ? "did you mean dt:role=\"" + *near + "\"?" : "set dt:role to a role of org/";
      d.subject = process;
      diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::model
