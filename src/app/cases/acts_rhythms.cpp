// Meetings and what is agreed in them.
#include "app/cases/act_families.h"

namespace drivetrain::app::cases {

namespace {
Result<std::string> meeting(Stage& stage, Reader& reader) {
  DT_TRY(auto name, reader.word("a meeting"));
  return stage.occurrence(name);
}
}  // namespace

Result<journal::Outcome> act_open(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::StartOccurrence command;
  DT_ASSIGN(command.occurrence, meeting(stage, reader));
  if (reader.accept("as")) {
    DT_TRY(auto name, reader.word("a name"));
    stage.call(name, command.occurrence);
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_note(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::NoteMinutes command;
  DT_ASSIGN(command.text, reader.quoted("the note"));
  DT_CHECK(reader.expect("in"));
  DT_ASSIGN(command.occurrence, meeting(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_agree(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::AddAction command;
  DT_ASSIGN(command.title, reader.quoted("the action"));
  DT_CHECK(reader.expect("with"));
  DT_ASSIGN(command.owner, reader.word("a person"));
  DT_CHECK(reader.expect("by"));
  DT_TRY(auto day, reader.word("a date"));
  DT_ASSIGN(command.due, parse_date(day));
  DT_CHECK(reader.expect("in"));
  DT_ASSIGN(command.occurrence, meeting(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_close(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::CloseOccurrence command;
  DT_ASSIGN(command.occurrence, meeting(stage, reader));
  if (reader.peek_kind() == WordKind::quoted) {
    DT_ASSIGN(command.summary, reader.quoted("the summary"));
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_finish(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::CompleteAction command;
  DT_TRY(auto name, reader.word("an action"));
  command.action = stage.id_of(name);
  if (reader.peek_kind() == WordKind::quoted) {
    DT_ASSIGN(command.result, reader.quoted("the result"));
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_reach(Stage& stage, journal::Actor const& actor, Reader& reader) {
  execution::ReachMilestone command;
  DT_ASSIGN(command.milestone, reader.word("a milestone"));
  DT_CHECK(reader.expect("of"));
  DT_ASSIGN(command.initiative, reader.word("an initiative"));
  if (reader.peek_kind() == WordKind::quoted) {
    DT_ASSIGN(command.note, reader.quoted("a note"));
  }
  return issue(stage, actor, command, reader);
}

}  // namespace drivetrain::app::cases
