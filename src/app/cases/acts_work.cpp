// Cases, messages and work.
#include "app/cases/act_families.h"
#include "coordination/task_commands.h"

namespace drivetrain::app::cases {

namespace {

Result<std::string> item_of(Stage& stage, Reader& reader) {
  DT_TRY(auto element, reader.word("a task"));
  if (!reader.accept("of")) return stage.id_of(element);
  DT_TRY(auto case_name, reader.word("a case"));
  return stage.work(element, case_name);
}

Result<feel::Value> group_value(Stage& stage, Reader& reader) {
  auto group = reader.group();
  return group ? stage.value(*group) : Result<feel::Value>(feel::Value(feel::Context()));
}

}  // namespace

Result<journal::Outcome> act_start(Stage& stage, journal::Actor const& actor, Reader& reader) {
  processes::StartCase command;
  DT_ASSIGN(command.process, reader.word("a process"));
  DT_ASSIGN(command.variables, group_value(stage, reader));
  for (;;) {
    if (reader.accept("key")) {
      DT_ASSIGN(command.business_key, reader.word("a key"));
    } else if (reader.accept("service")) {
      DT_ASSIGN(command.service, reader.word("a service"));
    } else if (reader.accept("tier")) {
      DT_ASSIGN(command.tier, reader.word("a tier"));
    } else if (reader.accept("for")) {
      DT_ASSIGN(command.customer, reader.word("a customer"));
    } else break;
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_cancel(Stage& stage, journal::Actor const& actor, Reader& reader) {
  processes::CancelCase command;
  DT_TRY(auto name, reader.word("a case"));
  command.case_id = stage.id_of(name);
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_message(Stage& stage, journal::Actor const& actor, Reader& reader) {
  processes::CorrelateMessage command;
  DT_ASSIGN(command.message, reader.word("a message"));
  DT_CHECK(reader.expect("for"));
  DT_ASSIGN(command.key, reader.word("a key"));
  DT_ASSIGN(command.variables, group_value(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_take(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::StartWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_claim(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::ClaimWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_unclaim(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::UnclaimWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_assign(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::AssignWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  DT_CHECK(reader.expect("to"));
  DT_ASSIGN(command.person, reader.word("a person"));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_delegate(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::DelegateWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  DT_CHECK(reader.expect("to"));
  DT_ASSIGN(command.person, reader.word("a person"));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_give_back(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::ResolveWork command;
  DT_CHECK(reader.expect("back"));
  DT_ASSIGN(command.item, item_of(stage, reader));
  DT_ASSIGN(command.values, group_value(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_complete(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::CompleteWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  DT_ASSIGN(command.result, group_value(stage, reader));
  // Whoever completes what still waits takes it first; out of order that is refused as any taking is.
  auto item = stage.company().coordination.items.find(command.item);
  if (item != stage.company().coordination.items.end() && item->second.ready()) {
    auto taken = stage.runtime().ask(actor, coordination::StartWork{command.item, ""});
    if (!taken.accepted()) return taken;
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_return(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::ReturnWork command;
  DT_ASSIGN(command.item, item_of(stage, reader));
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_report(Stage& stage, journal::Actor const& actor, Reader& reader) {
  organisation::ReportAbsence command;
  DT_ASSIGN(command.person, reader.word("a person"));
  DT_CHECK(reader.expect("away"));
  DT_CHECK(reader.expect("until"));
  DT_TRY(auto until, reader.word("a time"));
  DT_ASSIGN(command.to, stage.local(until));
  command.from = stage.now();
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

}  // namespace drivetrain::app::cases
