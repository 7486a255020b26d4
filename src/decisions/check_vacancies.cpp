// DT-D202: somebody of today decides. Prevents unclear decision rights: a right without a person is a queue without a server.
#include "decisions/check.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

constexpr int days_ahead = 30;

/// The first vacant day within 30 days of `at`; `at` itself first.
std::optional<Date> first_vacancy(std::string const& role, Date at, organisation::Model const& form) {
  for (int ahead = 0; ahead <= days_ahead; ++ahead) {
    auto day = date_from_days(days_from_epoch(at) + ahead);
    if (!organisation::is_staffed(form, role, day)) return day;
  }
  return std::nullopt;
}

}  // namespace

void check_vacancies(CheckContext const& context) {
  auto const& form = context.organisation;
  for (auto const& [id, decision] : context.model.decisions)
    for (auto const& role : deciding_roles(decision)) {
      if (!form.roles.contains(role.text())) continue;  // an unknown role is another finding
      auto vacant = first_vacancy(role.text(), context.at, form);
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
      for (auto const& [assignment_id, assignment] : form.assignments)
        if (assignment.role.id == role.id) d.notes.push_back({assignment.role.span, "who holds " + role.text() + " is written here"});
      context.diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::decisions
