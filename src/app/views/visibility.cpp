// Who sees what one person does (see visibility.h).
#include "app/views/visibility.h"

#include <algorithm>

#include "app/views/names.h"
#include "organisation/views.h"

namespace drivetrain::app::views {

namespace {

constexpr int deepest_unit = 32;

std::string role_instead_of(Company const& company, std::string const& person, Instant now) {
  auto roles = organisation::roles_of(company.model().organisation, company.organisation, person, now);
  return roles.empty() ? "somebody" : "somebody (" + title_of(company, "role", roles.front().role) + ")";
}

}  // namespace

bool sees_person(Company const& company, std::string const& viewer, std::string const& person, Instant now) {
  if (viewer.empty()) return false;
  if (viewer == person) return true;
  auto const& form = company.model().organisation;
  auto seen = form.people.find(person);
  if (seen == form.people.end()) return false;
  auto mine = organisation::roles_of(form, company.organisation, viewer, now);
  auto unit = seen->second.unit.text();
  for (int depth = 0; depth < deepest_unit && !unit.empty(); ++depth) {
    auto found = form.units.find(unit);
    if (found == form.units.end()) return false;
    auto const& owner = found->second.header.owner;
    if (std::any_of(mine.begin(), mine.end(), [&](auto const& today) { return today.role == owner; })) return true;
    unit = found->second.parent.text();
  }
  return false;
}

Status may_ask_about(Company const& company, std::string const& viewer, std::string const& person, Instant now) {
  if (!company.model().organisation.people.contains(person) || sees_person(company, viewer, person, now)) return {};
  return Error{"DT-X942", "what " + person_name(company, person) + " does is shown to that person, and to who answers for the unit or one above it",
               "Ask by role, decision or case instead."};
}

std::string with_roles_for_names(Company const& company, std::string text, std::string const& viewer, Instant now) {
  for (auto const& [id, person] : company.model().organisation.people) {
    auto const& name = person.header.title;
    auto at = name.empty() ? std::string::npos : text.find(name);
    if (at == std::string::npos || sees_person(company, viewer, id, now)) continue;
    auto instead = role_instead_of(company, id, now);
    for (; at != std::string::npos; at = text.find(name, at + instead.size())) text.replace(at, name.size(), instead);
  }
  return text;
}

}  // namespace drivetrain::app::views
