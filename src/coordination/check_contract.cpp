// DT-M301: a rhythm is a contract: somebody opens it, it looks at something, something comes out. Prevents slow execution:
// a meeting without these is time without a result.
#include "coordination/check.h"

namespace drivetrain::coordination {

namespace {

void lacks(CheckContext const& context, Rhythm const& rhythm, char const* what, char const* help) {
  Diagnostic d;
  d.code = "DT-M301";
  d.span = rhythm.header.id_span;
  d.subject = rhythm.header.id;
  d.message = "rhythm " + rhythm.header.id + " has no " + what;
  d.why = "a meeting that nobody opens, that looks at nothing or yields nothing costs hours and moves no decision";
  d.help = help;
  context.diagnostics.add(std::move(d));
}

}  // namespace

void check_contract(CheckContext const& context) {
  for (auto const& [id, rhythm] : context.model.rhythms) {
    if (rhythm.chair.empty()) lacks(context, rhythm, "chair", "name the role that opens and closes it as spec.chair");
    if (rhythm.inputs.empty())
      lacks(context, rhythm, "input", "list what it looks at under spec.inputs: a kpi, a queue, or the lists issues, decisions, actions");
    if (rhythm.outputs.empty())
      lacks(context, rhythm, "output", "list what comes out under spec.outputs: decisions, actions with owner and date, minutes");
  }
}

}  // namespace drivetrain::coordination
