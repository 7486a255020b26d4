// Who may, in words (see hands.h).
#include "coordination/hands.h"

#include "base/text.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

bool is_person(Context const& context) { return context.transition.actor().kind == journal::ActorKind::person; }

bool actor_may(std::string const& role, Context const& context) {
  return is_person(context) &&
         organisation::may_act(context.people.form, context.people.state, context.transition.actor().id, role, context.transition.now());
}

std::string you_are(Context const& context) {
  if (!is_person(context)) return "this is done by people, not by " + context.transition.actor().id;
  std::vector<std::string> roles;
  for (auto const& role :
       organisation::roles_of(context.people.form, context.people.state, context.transition.actor().id, context.transition.now()))
    roles.push_back(role.role);
  return roles.empty() ? "you hold no role" : "you are " + join(roles, ", ");
}

std::string who_may(std::string const& role, Context const& context) {
  constexpr std::size_t most = 5;
  auto acting = organisation::acting_person(context.people.form, context.people.state, role, context.transition.now());
  if (!acting.person.empty()) return name_of(acting.person, context) + " (" + role + ")";
  std::vector<std::string> names;
  for (auto const& person : acting.candidates)
    if (names.size() < most) names.push_back(name_of(person, context));
  if (names.empty()) return "nobody today (" + role + ")";
  if (acting.candidates.size() > most) names.push_back(std::to_string(acting.candidates.size() - most) + " more");
  auto last = names.back();
  names.pop_back();
  return (names.empty() ? last : join(names, ", ") + " and " + last) + " (" + role + ")";
}

std::string name_of(std::string const& person, Context const& context) { return organisation::name_of(context.people.form, person); }

Status check_person(std::string const& person, char const* field, Context const& context) {
  auto const& people = context.people.form.people;
  if (people.contains(person)) return {};
  std::vector<std::string> ids;
  for (auto const& [id, one] : people) ids.push_back(id);
  auto near = nearest(person, ids);
  return Error{"DT-X902", std::string(field) + (person.empty() ? " is missing" : " names " + person + ", who is nobody in the model"),
               near ? "did you mean " + *near + "?" : ""};
}

}  // namespace drivetrain::coordination
