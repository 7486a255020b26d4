// The list of acts (see acts.h).
#include "app/cases/acts.h"

#include "app/cases/act_families.h"
#include "base/text.h"

namespace drivetrain::app::cases {

namespace {

struct Form {
  char const* verb;
  Act act;
  char const* form;
};

Form const forms[] = {
    {"start", act_start, "start PROCESS [{variables}] [key KEY] [service S] [tier T] [for CUSTOMER] [as NAME]"},
    {"cancel", act_cancel, "cancel CASE because \"why\""},
    {"message", act_message, "message NAME for KEY [{variables}]"},
    {"take", act_take, "take ELEMENT of CASE [because \"why\"]"},
    {"claim", act_claim, "claim ELEMENT of CASE"},
    {"unclaim", act_unclaim, "unclaim ELEMENT of CASE"},
    {"assign", act_assign, "assign ELEMENT of CASE to PERSON"},
    {"delegate", act_delegate, "delegate ELEMENT of CASE to PERSON"},
    {"give", act_give_back, "give back ELEMENT of CASE [{values}]"},
    {"complete", act_complete, "complete ELEMENT of CASE [{result}]"},
    {"return", act_return, "return ELEMENT of CASE because \"what is missing\""},
    {"ask", act_ask, "ask DECISION {facts} [about CASE or ELEMENT of CASE] [recommending OUTCOME] [as NAME]"},
    {"decide", act_decide, "decide NAME OUTCOME because \"why\""},
    {"pass", act_pass, "pass NAME up because \"why\""},
    {"open", act_open, "open RHYTHM [as NAME]"},
    {"note", act_note, "note \"text\" in MEETING"},
    {"agree", act_agree, "agree \"action\" with PERSON by DATE in MEETING [as NAME]"},
    {"close", act_close, "close MEETING [\"summary\"]"},
    {"finish", act_finish, "finish ACTION [\"result\"]"},
    {"raise", act_raise, "raise TYPE \"what is wrong\" [on CASE] [as NAME]"},
    {"answer", act_answer, "answer ISSUE"},
    {"cause", act_cause, "cause ISSUE CATEGORY \"why\" [because \"why\"]…"},
    {"contain", act_contain, "contain ISSUE \"how\""},
    {"resolve", act_resolve, "resolve ISSUE \"cause\" \"fix\""},
    {"idea", act_idea, "idea \"title\" for \"problem\" [about KPI] [in PROCESS] [as NAME]"},
    {"try", act_try, "try IDEA until DATE expecting \"what\" [by KPI]"},
    {"judge", act_judge, "judge IDEA"},
    {"adopt", act_adopt, "adopt IDEA [because \"why\"]"},
    {"drop", act_drop, "drop IDEA because \"why\""},
    {"report", act_report, "report PERSON away until TIME because \"why\""},
    {"signal", act_signal, "signal GAUGE \"what was seen\" [as NAME]"},
    {"dispose", act_dispose, "dispose SIGNAL fix|waive [until DATE] because \"why\""},
    {"propose", act_propose, "propose \"title\" because \"why\" [answering SIGNAL] [from IDEA] {Kind: {id: {field: value}}} [as NAME]"},
    {"repropose", act_propose_again, "repropose CHANGE [as NAME]"},
    {"withdraw", act_withdraw, "withdraw CHANGE because \"why\""},
    {"roll", act_roll_back, "roll back to VERSION because \"why\" [as NAME]"},
    {"reach", act_reach, "reach MILESTONE of INITIATIVE [\"note\"]"},
};

}  // namespace

Result<journal::Outcome> act(Stage& stage, journal::Actor const& actor, std::string const& text) {
  DT_TRY(auto words, split_words(text));
  Reader reader(std::move(words));
  DT_TRY(auto verb, reader.word("what is done"));
  for (auto const& form : forms)
    if (verb == form.verb) {
      auto outcome = form.act(stage, actor, reader);
      if (!outcome && outcome.error().code == "DT-C003" && outcome.error().help.empty())
        return Error{"DT-C003", outcome.error().message, std::string("the form is: ") + form.form};
      return outcome;
    }
  if (stage.company().catalogue().find(journal::RecordKind::command, verb)) return act_command(stage, actor, verb, reader);
  std::vector<std::string> verbs;
  for (auto const& form : forms) verbs.emplace_back(form.verb);
  auto near = nearest(verb, verbs);
  return Error{"DT-C003", "nobody can \"" + verb + "\" in a case", near ? "did you mean " + *near + "?" : "people can " + join(verbs, ", ")};
}

std::vector<std::string> const& act_forms() {
  static std::vector<std::string> const all = [] {
    std::vector<std::string> lines;
    for (auto const& form : forms) lines.emplace_back(form.form);
    return lines;
  }();
  return all;
}

}  // namespace drivetrain::app::cases
