// Ideas: proposed, tried, judged, adopted or dropped.
#include "app/cases/act_families.h"
#include "coordination/idea_commands.h"

namespace drivetrain::app::cases {

namespace {
Result<std::string> named_idea(Stage& stage, Reader& reader) {
  DT_TRY(auto name, reader.word("an idea"));
  return stage.id_of(name);
}
}  // namespace

Result<journal::Outcome> act_idea(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::ProposeIdea command;
  DT_ASSIGN(command.title, reader.quoted("what would be different"));
  if (reader.accept("for")) {
    DT_ASSIGN(command.problem, reader.quoted("the problem"));
  }
  if (reader.accept("about")) {
    DT_ASSIGN(command.kpi, reader.word("a KPI"));
  }
  if (reader.accept("in")) {
    DT_ASSIGN(command.process, reader.word("a process"));
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_try(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::BeginTrial command;
  DT_ASSIGN(command.idea, named_idea(stage, reader));
  if (reader.accept("until")) {
    DT_TRY(auto day, reader.word("the last day"));
    DT_ASSIGN(command.until, parse_date(day));
  }
  if (reader.accept("expecting")) {
    DT_ASSIGN(command.hypothesis, reader.quoted("what is expected"));
  }
  if (reader.accept("by")) {
    DT_ASSIGN(command.kpi, reader.word("a KPI"));
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_judge(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::JudgeTrial command;
  DT_ASSIGN(command.idea, named_idea(stage, reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_adopt(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::AdoptIdea command;
  DT_ASSIGN(command.idea, named_idea(stage, reader));
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_drop(Stage& stage, journal::Actor const& actor, Reader& reader) {
  coordination::DropIdea command;
  DT_ASSIGN(command.idea, named_idea(stage, reader));
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

}  // namespace drivetrain::app::cases
