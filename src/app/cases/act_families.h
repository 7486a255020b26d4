// The acts by family: acts_work.cpp, acts_decisions.cpp, acts_rhythms.cpp, acts_issues.cpp, acts_ideas.cpp, acts_changes.cpp.
#pragma once

#include "app/cases/stage.h"

namespace drivetrain::app::cases {

using Act = Result<journal::Outcome> (*)(Stage& stage, journal::Actor const& actor, Reader& reader);

Result<journal::Outcome> act_start(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_cancel(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_message(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_take(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_claim(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_unclaim(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_assign(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_delegate(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_give_back(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_complete(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_return(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_ask(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_decide(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_pass(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_open(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_note(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_agree(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_close(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_finish(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_raise(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_answer(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_cause(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_contain(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_resolve(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_idea(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_try(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_judge(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_adopt(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_drop(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_report(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_signal(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_dispose(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_propose(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_propose_again(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_withdraw(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_roll_back(Stage& stage, journal::Actor const& actor, Reader& reader);
Result<journal::Outcome> act_reach(Stage& stage, journal::Actor const& actor, Reader& reader);
/// Any command by its own name, with its fields as a FEEL context.
Result<journal::Outcome> act_command(Stage& stage, journal::Actor const& actor, std::string const& name, Reader& reader);

/// Issues the command; what it made is called by the name after "as", when one stands there. Nothing may follow.
template <class C>
Result<journal::Outcome> issue(Stage& stage, journal::Actor const& actor, C const& command, Reader& reader) {
  std::string name;
  if (reader.accept("as")) {
    DT_TRY(auto given, reader.word("a name"));
    name = given;
  }
  DT_CHECK(reader.end());
  auto outcome = stage.runtime().ask(actor, command);
  if (!name.empty() && outcome.accepted()) stage.call(name, outcome.reply);
  return outcome;
}

/// because "why"; empty when it is not there.
inline Result<std::string> reason(Reader& reader) {
  if (!reader.accept("because")) return std::string();
  return reader.quoted("the reason");
}

}  // namespace drivetrain::app::cases
