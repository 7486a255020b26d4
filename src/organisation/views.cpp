// From a role to exactly one person, and back (see views.h).
#include "organisation/views.h"

#include <algorithm>

#include "base/zone.h"

namespace drivetrain::organisation {

namespace {

std::shared_ptr<Zone const> zone_of(Model const& model) {
  auto zone = Zone::find(model.company.timezone.value);
  return zone ? *zone : Zone::utc();  // a model with an unknown zone is refused (DT-F006) and never in force
}

bool covers(Term const& term, Date day) { return (!term.from || *term.from <= day) && (!term.to || day <= *term.to); }

std::vector<Term const*> terms_of(Model const& model, std::string_view role, std::vector<Term> Assignment::*which, Date day) {
  std::vector<Term const*> valid;
  for (auto const* assignment : assignments_of(model, role))
    for (auto const& term : assignment->*which)
      if (covers(term, day)) valid.push_back(&term);
  return valid;
}

std::string title_of_role(Model const& model, std::string_view role) {
  auto found = model.roles.find(std::string(role));
  return found == model.roles.end() || found->second.header.title.empty() ? std::string(role) : found->second.header.title;
}

/// The last day on which somebody is away: an absence that ends at midnight ends the day before.
Date last_day(Zone const& zone, Absence const& absence) { return zone.to_local(absence.to - Duration{1}).date; }

std::string is_away(Model const& model, Zone const& zone, Absence const& absence) {
  auto back = zone.to_local(absence.to);
  auto text = name_of(model, absence.person) + " is away until " + format_date(last_day(zone, absence));
  if (back.us_of_day == 0) return text;
  auto minutes = back.us_of_day / 60'000'000;
  auto two_digits = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return text + " " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string ordinal_deputy(std::size_t index) {
  static char const* const words[] = {"first", "second", "third"};
  return index < 3 ? std::string(words[index]) + " deputy" : "deputy number " + std::to_string(index + 1);
}

struct Question {
  Model const& model;
  State const& state;
  std::string_view role;
  Instant instant;
  std::shared_ptr<Zone const> zone;
  Date day;

  Question(Model const& m, State const& s, std::string_view r, Instant i)
      : model(m), state(s), role(r), instant(i), zone(zone_of(m)), day(zone->to_local(i).date) {}
  Absence const* absence(Term const& term) const { return absence_at(state, term.person.text(), instant); }
  std::string away(Absence const& absence) const { return is_away(model, *zone, absence); }
};

Acting held_by_many(Question const& question, std::vector<Term const*> const& holders, std::vector<Term const*> const& deputies) {
  Acting acting;
  for (auto const* group : {&holders, &deputies}) {
    for (auto const* term : *group) {
      auto const& person = term->person.text();
      if (!question.absence(*term) && std::find(acting.candidates.begin(), acting.candidates.end(), person) == acting.candidates.end())
        acting.candidates.push_back(person);
    }
    if (acting.candidates.empty()) continue;
    acting.via = Via::many;
    acting.why = title_of_role(question.model, question.role) + " is held by several, any of them may act";
    if (group == &deputies) acting.why = "no holder of " + title_of_role(question.model, question.role) + " is there; any deputy may act";
    return acting;
  }
  return acting;
}

}  // namespace

std::string_view to_string(Via via) {
  switch (via) {
    case Via::holder: return "holder";
    case Via::deputy: return "deputy";
    case Via::many: return "many";
    case Via::nobody: break;
  }
  return "nobody";
}

Date local_day(Model const& model, Instant instant) { return zone_of(model)->to_local(instant).date; }

std::string name_of(Model const& model, std::string_view person) {
  auto found = model.people.find(std::string(person));
  return found == model.people.end() || found->second.header.title.empty() ? std::string(person) : found->second.header.title;
}

std::vector<std::string> holders_today(Model const& model, std::string_view role, Instant instant) {
  std::vector<std::string> people;
  for (auto const* term : terms_of(model, role, &Assignment::holders, local_day(model, instant))) people.push_back(term->person.text());
  return people;
}

std::vector<std::string> leads_of(Model const& model, std::string_view person) {
  std::vector<std::string> leads;
  auto found = model.people.find(std::string(person));
  if (found == model.people.end()) return leads;
  auto unit = model.units.find(found->second.unit.text());
  for (std::size_t depth = 0; unit != model.units.end() && depth <= model.units.size(); ++depth) {
    auto const& owner = unit->second.header.owner;
    if (!owner.empty() && std::find(leads.begin(), leads.end(), owner) == leads.end()) leads.push_back(owner);
    unit = model.units.find(unit->second.parent.text());
  }
  return leads;
}

bool is_staffed(Model const& model, std::string_view role, Date day) {
  return !terms_of(model, role, &Assignment::holders, day).empty() || !terms_of(model, role, &Assignment::deputies, day).empty();
}

Acting acting_person(Model const& model, State const& state, std::string_view role, Instant instant) {
  Question question(model, state, role, instant);
  auto declared = model.roles.find(std::string(role));
  if (declared == model.roles.end()) return {"", Via::nobody, "there is no role " + std::string(role) + " in the model in force", {}, {}};
  auto holders = terms_of(model, role, &Assignment::holders, question.day);
  auto deputies = terms_of(model, role, &Assignment::deputies, question.day);
  if (declared->second.many)
    if (auto many = held_by_many(question, holders, deputies); many.via == Via::many) return many;

  auto title = title_of_role(model, role);
  std::string why;
  std::optional<Date> covered_until;
  auto add_reason = [&why](std::string const& reason) { why += (why.empty() ? "" : "; ") + reason; };
  if (holders.empty()) add_reason("nobody holds " + title + " on " + format_date(question.day));
  for (auto const* holder : holders) {
    auto const* absence = question.absence(*holder);
    if (!absence) return {holder->person.text(), Via::holder, name_of(model, holder->person.text()) + " holds " + title, holder->to, {}};
    add_reason(question.away(*absence));
    if (!covered_until) covered_until = last_day(*question.zone, *absence);
  }
  for (std::size_t i = 0; i < deputies.size(); ++i) {
    auto const& term = *deputies[i];
    auto const& person = term.person.text();
    if (auto const* absence = question.absence(term)) {
      // A holder who is also listed as deputy was named already.
      if (std::none_of(holders.begin(), holders.end(), [&](Term const* h) { return h->person.text() == person; })) add_reason(question.away(*absence));
      continue;
    }
    add_reason(name_of(model, person) + " is the " + ordinal_deputy(i));
    auto until = covered_until && term.to ? std::min(*covered_until, *term.to) : covered_until ? covered_until : term.to;
    return {person, Via::deputy, why, until, {}};
  }
  if (deputies.empty()) add_reason("no deputy is named for that day");
  return {"", Via::nobody, why, {}, {}};
}

std::vector<RoleToday> roles_of(Model const& model, State const& state, std::string_view person, Instant instant) {
  std::vector<RoleToday> roles;
  auto day = local_day(model, instant);
  for (auto const& [role, declared] : model.roles) {
    auto acting = acting_person(model, state, role, instant);
    if (acting.person == person) {
      roles.push_back({role, acting.via, acting.why, acting.until});
    } else if (acting.via == Via::many &&
               std::find(acting.candidates.begin(), acting.candidates.end(), person) != acting.candidates.end()) {
      RoleToday today{role, Via::deputy, acting.why, {}};
      auto holders = terms_of(model, role, &Assignment::holders, day);
      auto own = std::find_if(holders.begin(), holders.end(), [&](Term const* term) { return term->person.text() == person; });
      if (own != holders.end()) today.via = Via::holder, today.until = (*own)->to;
      roles.push_back(std::move(today));
    }
  }
  std::stable_sort(roles.begin(), roles.end(), [&](RoleToday const& a, RoleToday const& b) {
    return model.roles.at(a.role).authority > model.roles.at(b.role).authority;
  });
  return roles;
}

bool may_act(Model const& model, State const& state, std::string_view person, std::string_view role, Instant instant) {
  if (person.empty()) return false;
  auto acting = acting_person(model, state, role, instant);
  return acting.person == person || std::find(acting.candidates.begin(), acting.candidates.end(), person) != acting.candidates.end();
}

}  // namespace drivetrain::organisation
