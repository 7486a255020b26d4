// Decisions: asked, taken, passed up.
#include "app/cases/act_families.h"

namespace drivetrain::app::cases {

Result<journal::Outcome> act_ask(Stage& stage, journal::Actor const& actor, Reader& reader) {
  decisions::OpenDecision command;
  DT_ASSIGN(command.decision, reader.word("a decision"));
  auto group = reader.group();
  if (!group) return Error{"DT-C003", "the facts of the decision are missing", "write them in braces: {delay_hours: 12}"};
  DT_ASSIGN(command.facts, stage.value(*group));
  command.title = command.decision;
  if (reader.accept("about")) {
    DT_TRY(auto what, reader.word("what it is about"));
    if (reader.accept("of")) {
      DT_TRY(auto case_name, reader.word("a case"));
      DT_ASSIGN(command.subject, stage.work(what, case_name));
      command.kind = "work";
      command.title += " about " + what + " of " + case_name;
    } else {
      command.subject = stage.id_of(what);
      command.kind = "case";
    }
  }
  command.recommended_by = actor.id;
  if (reader.accept("recommending")) {
    DT_ASSIGN(command.recommendation, reader.word("an outcome"));
  }
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_decide(Stage& stage, journal::Actor const& actor, Reader& reader) {
  decisions::TakeDecision command;
  DT_TRY(auto name, reader.word("a decision"));
  DT_ASSIGN(command.live, stage.decision(name, actor.id));
  DT_ASSIGN(command.outcome, reader.word("an outcome"));
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_pass(Stage& stage, journal::Actor const& actor, Reader& reader) {
  decisions::EscalateDecision command;
  DT_TRY(auto name, reader.word("a decision"));
  DT_ASSIGN(command.live, stage.decision(name));
  DT_CHECK(reader.expect("up"));
  command.step = -1;
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

}  // namespace drivetrain::app::cases
