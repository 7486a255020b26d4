// Whoever answers for a case moves its tokens by hand, or lets it go on with another version of its process (see change.h).
#include "base/text.h"
#include "processes/change.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

namespace {

Result<Running> changeable(std::string const& id, std::string const& reason, bool dry_run, char const* what, Context& context) {
  context.transition.about(id);
  DT_TRY(auto running, find_running(context, id));
  DT_CHECK(answers_for(*running.c, "", id + " is " + what, context));
  if (!dry_run && trim(reason).empty()) return Error{"DT-X905", id + " is " + what + " without a reason", "say why: whoever reads the case later will ask"};
  if (running.c->abandoned) return Error{"DT-X903", id + " still cancels what was interrupted in it", "ask again in a moment"};
  return running;
}

}  // namespace

Status handle(ModifyCase const& command, Context& context) {
  DT_TRY(auto running, changeable(command.case_id, command.reason, command.dry_run, "changed by hand", context));
  DT_CHECK(not_halted(*running.c, context));
  DT_TRY(auto planned, plan_modification(command, *running.c, *running.program));
  context.transition.reply(join(planned.preview, "\n"));
  if (!command.dry_run) Engine(context, command.case_id, *running.program).modify(planned.cancelled, planned.begun, command.reason);
  return {};
}

Status handle(MigrateCase const& command, Context& context) {
  DT_TRY(auto running, changeable(command.case_id, command.reason, command.dry_run, "moved to another version", context));
  if (context.state.cancelling(*running.c)) return not_halted(*running.c, context);
  auto const& revision = command.revision.empty() ? context.transition.model_revision() : command.revision;
  if (running.c->revision.text() == revision) return Error{"DT-X903", command.case_id + " runs on version " + revision.substr(0, 8) + " already", "name another version"};
  auto const* to = context.programs.find(revision, running.c->process.text());
  if (!to)
    return Error{"DT-X901", "version " + revision.substr(0, 8) + " of the model has no process " + running.c->process.text(), "name a version that was deployed and has it"};
  DT_TRY(auto planned, plan_migration(command, *running.c, *running.program, *to, context));
  context.transition.reply(join(planned.preview, "\n"));
  if (command.dry_run) return {};
  auto const& actor = context.transition.actor();
  context.transition.emit(CaseMigrated{command.case_id, running.c->process.text(), revision, planned.moved, command.reason, actor.kind == journal::ActorKind::person ? actor.id : std::string()});
  bool moves = context.state.suspended(*running.c) == nullptr;
  Engine(context, command.case_id, *to).rearm(planned.obsolete, planned.fresh, moves);
  return {};
}

}  // namespace drivetrain::processes
