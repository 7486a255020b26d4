// DT-F002: a term ends on or after the day on which it begins. Prevents unclear decision rights: a term that never holds
// looks like a holder in the file and is none on any day.
#include "organisation/check.h"

namespace drivetrain::organisation {

void check_terms(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, assignment] : model.assignments) {
    for (auto const* terms : {&assignment.holders, &assignment.deputies}) {
      for (auto const& term : *terms) {
        if (!term.from || !term.to || *term.from <= *term.to) continue;
        Diagnostic d;
        d.code = "DT-F002";
        d.span = term.person.span;
        d.message = "the term of " + term.person.text() + " in " + assignment.role.text() + " ends on " + format_date(*term.to) +
                    ", before it begins on " + format_date(*term.from);
        d.why = "a term that holds on no day leaves the role vacant while the file looks filled";
        d.help = "correct from or to; both days are included";
        d.subject = id;
        diagnostics.add(std::move(d));
      }
    }
  }
}

}  // namespace drivetrain::organisation
