// DT-D202: somebody of today decides. Prevents unclear decision rights: a right without a person is a queue without a server.
#include "decisions/check.h"
#include "organisation/vacancies.h"

namespace drivetrain::decisions {

namespace {
constexpr int days_ahead = 30;
}  // namespace

void check_vacancies(CheckContext const& context) {
  auto const& form = context.organisation;
  for (auto const& [id, decision] : context.model.decisions)
    for (auto const& role : deciding_roles(decision)) {
      if (!form.roles.contains(role.text())) continue;  // an unknown role is another finding
      auto vacant = organisation::first_vacancy(form, role.text(), context.at, days_ahead + 1);
      if (!vacant) continue;
      bool today = *vacant == context.at;
      Diagnostic d;
      d.code = "DT-D202";
      d.severity = today ? Severity::error : Severity::note;
      d.span = role.span;
      d.subject = id;
      d.message =
          "decider " + role.text() + " of " + id + (today ? " has" : " will have") + " no holder or deputy on " + format_date(*vacant);
      d.why = "a right without a person of today is a decision that waits until somebody takes it who may not";
      d.help = "add a holder or deputy for " + role.text() + " to its assignment, valid on that day";
      for (auto const* assignment : organisation::assignments_of(form, role.text()))
        d.notes.push_back({assignment->role.span, "who holds " + role.text() + " is written here"});
      context.diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::decisions
