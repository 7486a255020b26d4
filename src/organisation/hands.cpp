// Who may, in words (see hands.h).
#include "organisation/hands.h"

#include <algorithm>

#include "base/text.h"
#include "organisation/views.h"

namespace drivetrain::organisation {

bool Hand::may(std::string_view role) const { return is_person() && !role.empty() && may_act(form_, absences_, actor_.id, role, now_); }

bool Hand::may_one_of(std::vector<std::string> const& roles) const {
  return std::any_of(roles.begin(), roles.end(), [&](std::string const& role) { return may(role); });
}

std::string Hand::you_are() const {
  if (!is_person()) return "this is done by people, not by " + actor_.id;
  std::vector<std::string> roles;
  for (auto const& role : roles_of(form_, absences_, actor_.id, now_)) roles.push_back(role.role);
  return roles.empty() ? "you hold no role" : "you are " + join(roles, ", ");
}

std::string Hand::who_may(std::string_view role) const {
  constexpr std::size_t most = 5;
  auto in_role = " (" + std::string(role) + ")";
  auto acting = acting_person(form_, absences_, role, now_);
  if (!acting.person.empty()) return name_of(form_, acting.person) + in_role;
  std::vector<std::string> names;
  for (auto const& person : acting.candidates)
    if (names.size() < most) names.push_back(name_of(form_, person));
  if (names.empty()) return "nobody today" + in_role;
  if (acting.candidates.size() > most) names.push_back(std::to_string(acting.candidates.size() - most) + " more");
  auto last = names.back();
  names.pop_back();
  return (names.empty() ? last : join(names, ", ") + " and " + last) + in_role;
}

std::string Hand::who_may(std::vector<std::string> const& roles) const {
  std::vector<std::string> each;
  for (auto const& role : roles) each.push_back(who_may(role));
  return join(each, " or ");
}

Status Hand::check(std::vector<std::string> const& roles, std::string const& what, std::string const& nobody) const {
  if (may_one_of(roles)) return {};
  if (roles.empty()) return Error{"DT-X904", what + " by nobody: " + nobody + "; " + you_are(), "propose a change of the model that names who answers for it."};
  return Error{"DT-X904", what + " by " + who_may(roles) + "; " + you_are(), "ask them."};
}

}  // namespace drivetrain::organisation
