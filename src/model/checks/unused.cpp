// DT-R004 (warning): an entity that nothing uses. Prevents operational drift: dead parts of a model are the first that lie.
#include <set>

#include "model/checks/checks.h"

namespace drivetrain::model {

void check_unused(CheckInput const& input, Diagnostics& diagnostics) {
  // Kinds that exist to be used by others; a process, a rhythm, a requirement or an objective is an end in itself.
  static std::set<std::string> const means = {"Role", "Calendar", "Kpi", "Unit"};
  std::set<std::string> used;
  for (auto const& reference : input.model.references)
    if (reference.from_id != reference.id || reference.from_kind != reference.target_kind)
      used.insert(reference.target_kind + "/" + reference.id);
  for (auto const& [id, program] : input.model.programs)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node) {
      if (program->node(node).kind == processes::ElementKind::user_task) used.insert("Role/" + program->word(program->task(node).role));
      if (auto const* message = program->trigger(node, processes::TriggerKind::message)) used.insert("Role/" + program->word(message->role));
    }
  for (auto const& entity : input.model.entities) {
    if (!means.contains(entity.kind) || used.contains(entity.kind + "/" + entity.id)) continue;
    Diagnostic d;
    d.code = "DT-R004";
    d.severity = Severity::warning;
    d.span = entity.id_span;
    d.message = entity.kind + " " + entity.id + " is used by nothing";
    d.why = "what nothing uses is not kept true, and the next reader takes it for true";
    d.help = "refer to it where it belongs, or delete it";
    d.subject = entity.id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
