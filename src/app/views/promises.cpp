// Promises (see promises.h).
#include "app/views/promises.h"

#include <algorithm>

#include "processes/views.h"

namespace drivetrain::app::views {

std::string_view to_string(Promise promise) {
  switch (promise) {
    case Promise::none: return "none";
    case Promise::on_track: return "on_track";
    case Promise::at_risk: return "at_risk";
    case Promise::broken: return "broken";
    case Promise::kept: return "kept";
  }
  return "none";
}

Duration slack_of(Company const& company, processes::Case const& c, Instant now) {
  auto const* program = company.find(std::string_view(c.revision.text()), c.process.text());
  auto ahead = program ? processes::expected_ahead(c, *program) : Duration{};
  return *c.promised - now - ahead;
}

Promise promise_of(Company const& company, processes::Case const& c, Instant now) {
  if (!c.promised || c.status == processes::CaseStatus::cancelled) return Promise::none;
  if (c.status == processes::CaseStatus::completed) return c.promise_kept ? Promise::kept : Promise::broken;
  if (*c.promised < now) return Promise::broken;
  return slack_of(company, c, now).us < 0 ? Promise::at_risk : Promise::on_track;
}

std::vector<processes::Case const*> promises_that_will_break(Company const& company, Instant now) {
  std::vector<std::pair<Duration, processes::Case const*>> cases;
  for (auto const& [number, c] : company.processes.open_cases())
    if (c.promised)
      if (auto slack = slack_of(company, c, now); slack.us < 0) cases.emplace_back(slack, &c);
  std::stable_sort(cases.begin(), cases.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  std::vector<processes::Case const*> sorted;
  for (auto const& [slack, c] : cases) sorted.push_back(c);
  return sorted;
}

}  // namespace drivetrain::app::views
