// Issues: raised, answered, contained, resolved.
#include "app/cases/act_families.h"

namespace drivetrain::app::cases {

namespace {
Result<std::string> named_issue(Stage& stage, Reader& reader) {
  DT_TRY(auto name, reader.word("an issue"));
  return stage.id_of(name);
}
}  // namespace

Result<journal::Outcome> act_raise(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::RaiseIssue command;
  DT_ASSIGN(command.issue_type, reader.word("an issue type"));
  DT_ASSIGN(command.title, reader.quoted("what is wrong"));
  command.source = "andon";
  if (reader.accept("on")) {
    DT_TRY(auto case_name, reader.word("a case"));
    command.case_id = stage.id_of(case_name);
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_answer(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::AcknowledgeIssue command;
  DT_ASSIGN(command.issue, named_issue(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_contain(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::ContainIssue command;
  DT_ASSIGN(command.issue, named_issue(stage, reader));
  DT_ASSIGN(command.containment, reader.quoted("how it is contained"));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_cause(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::StateCause command;
  DT_ASSIGN(command.issue, named_issue(stage, reader));
  DT_ASSIGN(command.category, reader.word("a branch of the fishbone"));
  do {
    DT_TRY(auto why, reader.quoted("why"));
    command.whys.push_back(std::move(why));
  } while (reader.accept("because"));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_resolve(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::ResolveIssue command;
  DT_ASSIGN(command.issue, named_issue(stage, reader));
  DT_ASSIGN(command.cause, reader.quoted("the cause"));
  DT_ASSIGN(command.fix, reader.quoted("the fix"));
  return issue(stage, actor, command, reader);
}

}  // namespace drivetrain::app::cases
