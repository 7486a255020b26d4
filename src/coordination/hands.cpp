// Who may, in words (see hands.h).
#include "coordination/hands.h"

#include "base/text.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

organisation::Hand hand_of(Context const& context) {
  return {context.people.form, context.people.state, context.transition.actor(), context.transition.now()};
}

bool is_person(Context const& context) { return context.transition.actor().kind == journal::ActorKind::person; }

bool is_policy(Context const& context) { return context.transition.actor().kind == journal::ActorKind::policy; }

bool actor_may(std::string const& role, Context const& context) { return hand_of(context).may(role); }
std::string you_are(Context const& context) { return hand_of(context).you_are(); }
std::string who_may(std::string const& role, Context const& context) { return hand_of(context).who_may(role); }

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
