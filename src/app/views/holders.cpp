// Holders (see holders.h).
#include "app/views/holders.h"

#include "organisation/hands.h"
#include "organisation/views.h"

namespace drivetrain::app::views {

void write_json(JsonWriter& json, Holder const& holder) {
  json.begin_object();
  json.key("role").begin_object().field("id", holder.role).field("title", holder.role_title).end_object();
  if (!holder.person.empty()) json.key("person").begin_object().field("id", holder.person).field("name", holder.name).end_object();
  json.field("via", holder.via);
  if (!holder.why.empty()) json.field("why", holder.why);
  json.end_object();
}

Holder holder_of(Company const& company, std::string const& role, Instant now) {
  auto acting = organisation::acting_person(company.model().organisation, company.organisation, role, now);
  Holder holder{role, title_of(company, "role", role), acting.person, "", std::string(to_string(acting.via)), acting.why};
  if (!holder.person.empty()) holder.name = person_name(company, holder.person);
  return holder;
}

Holder holder_of(Company const& company, decisions::Route const& route) {
  Holder holder{route.role, title_of(company, "role", route.role), route.person, "", route.via, route.why()};
  if (route.person.empty()) holder.via = "nobody";
  else holder.name = person_name(company, route.person);
  return holder;
}

decisions::Route route_of(Company const& company, decisions::LiveDecision const& live, Instant now) {
  auto const* declared = company.find(live.revision, live.decision);
  if (declared) return decisions::route_live(*declared, live, company.people(), now);
  decisions::Route route;
  route.role = live.role, route.person = live.person, route.via = live.via, route.because = live.why;
  return route;
}

Holder holder_of(Company const& company, decisions::LiveDecision const& live, Instant now) {
  return holder_of(company, route_of(company, live, now));
}

bool may_one_of(Company const& company, std::string const& person, std::vector<std::string> const& roles, Instant now) {
  auto actor = journal::Actor::person(person);
  return organisation::Hand(company.model().organisation, company.organisation, actor, now).may_one_of(roles);
}

void write_owner(JsonWriter& json, Company const& company, notation::Header const& header, Instant now) {
  if (!header.owner.empty()) json.field("owner", holder_of(company, header.owner, now));
}

}  // namespace drivetrain::app::views
