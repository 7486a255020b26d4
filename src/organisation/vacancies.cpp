// Vacancies of roles (see vacancies.h).
#include "organisation/vacancies.h"

#include <algorithm>

namespace drivetrain::organisation {

namespace {
bool covers_day(Term const* term, Date day) { return (!term->from || *term->from <= day) && (!term->to || day <= *term->to); }
}  // namespace

std::optional<Date> first_vacancy(Model const& model, std::string_view role, Date from, int days) {
  std::vector<Term const*> terms;
  for (auto const* assignment : assignments_of(model, role))
    for (auto const* group : {&assignment->holders, &assignment->deputies})
      for (auto const& term : *group) terms.push_back(&term);
  for (int ahead = 0; ahead < days; ++ahead) {
    auto day = date_from_days(days_from_epoch(from) + ahead);
    if (std::none_of(terms.begin(), terms.end(), [&](Term const* term) { return covers_day(term, day); })) return day;
  }
  return std::nullopt;
}

}  // namespace drivetrain::organisation
