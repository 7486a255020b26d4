// A small works for the tests of this folder: a works manager with two deputies, a cell lead, three winders of whom any may
// act, in Berlin, where the clocks change on 29 March and 25 October 2026.
#pragma once

#include "organisation/model.h"

namespace drivetrain::organisation::test {

inline Instant at(char const* text) { return parse_instant(text).value(); }
inline Date day(char const* text) { return parse_date(text).value(); }

inline Term term(char const* person, char const* from = "", char const* to = "") {
  Term made;
  made.person.id.value = person;
  if (*from) made.from = day(from);
  if (*to) made.to = day(to);
  return made;
}

inline Calendar calendar(char const* id, std::map<std::string, std::vector<std::string>> const& hours, std::vector<Date> holidays = {}) {
  Calendar made;
  made.header.id = id;
  for (auto const& [key, shifts] : hours) {
    auto& texts = made.hours[key];
    for (auto const& shift : shifts) texts.push_back({shift, {}});
  }
  made.holidays = std::move(holidays);
  return made;
}

inline std::map<std::string, std::vector<std::string>> every_day(std::vector<std::string> const& shifts) {
  return {{"mon", shifts}, {"tue", shifts}, {"wed", shifts}, {"thu", shifts}, {"fri", shifts}, {"sat", shifts}, {"sun", shifts}};
}

inline std::map<std::string, std::vector<std::string>> weekdays(std::vector<std::string> const& shifts) {
  auto hours = every_day(shifts);
  hours.erase("sat"), hours.erase("sun");
  return hours;
}

inline void add_role(Model& model, char const* id, char const* title, int authority, bool many, std::vector<Term> holders, std::vector<Term> deputies) {
  auto& role = model.roles[id];
  role.header.id = id, role.header.title = title, role.authority = authority, role.many = many;
  auto& assignment = model.assignments[std::string(id) + "-assignment"];
  assignment.header.id = std::string(id) + "-assignment";
  assignment.role.id.value = id;
  assignment.holders = std::move(holders), assignment.deputies = std::move(deputies);
}

inline Model works() {
  Model model;
  model.company.timezone.value = "Europe/Berlin";
  model.company.calendar.id.value = "office";
  model.calendars["office"] = calendar("office", weekdays({"08:00-12:00", "13:00-17:00"}), {day("2026-04-03"), day("2026-04-06")});
  model.calendars["nights"] = calendar("nights", every_day({"22:00-06:00"}));
  for (auto [id, name] : {std::pair{"ben", "Ben Okafor"}, {"ana", "Ana Ruiz"}, {"eva", "Eva Lund"}, {"tom", "Tom Hale"}, {"ida", "Ida Voss"}, {"kim", "Kim Park"}}) {
    model.people[id].header.id = id;
    model.people[id].header.title = name;
  }
  add_role(model, "works-manager", "Works manager", 3, false, {term("ben", "2026-01-01", "2026-06-30"), term("eva", "2026-07-01")},
           {term("ana"), term("tom", "2026-01-01", "2026-03-31")});
  add_role(model, "cell-lead", "Cell lead", 1, false, {term("tom")}, {});
  add_role(model, "winder", "Winder", 0, true, {term("ida"), term("kim"), term("tom", "2026-01-01", "2026-03-28")}, {term("ana")});
  model.roles["winder"].calendar.id.value = "nights";
  return model;
}

}  // namespace drivetrain::organisation::test
