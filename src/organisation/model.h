// Form: the structure that carries the work. Units with charters, roles, people, who holds which role from when to when
// and who stands in, and the hours in which work happens. Keys in the YAML files are the member names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "notation/declaration.h"

namespace drivetrain::organisation {

using notation::Header;
using notation::Text;

struct Calendar;
struct Person;
struct Role;
struct Unit;

/// kind: Company — the one document that says whose model this is.
struct Waiver {
  Text rule;                 ///< DT-S104
  Text subject;              ///< id of the entity it excuses; empty = all
  std::string reason;
  Ref<Role> owner;
  std::optional<Date> expires;
};
struct Company {
  Header header;
  Text timezone;                              ///< IANA name
  Ref<Calendar> calendar;                     ///< default working calendar
  std::string currency;                       ///< ISO 4217
  std::map<std::string, Decimal> thresholds;  ///< gauge limits and rule parameters, e.g. max_objectives_per_level
  std::vector<Waiver> waivers;
};

/// kind: Calendar — weekly hours in the company's zone. A shift may cross midnight ("22:00-06:00" belongs to the day it starts).
struct Calendar {
  Header header;
  bool always = false;                                    ///< 24 hours, 7 days; hours and holidays are ignored
  std::map<std::string, std::vector<Text>> hours;         ///< mon..sun → ["06:00-14:00", …]; together they count once
  std::vector<Date> holidays;
};

/// kind: Unit — with its charter: what comes in, what goes out, what it promises.
struct Unit {
  Header header;
  Ref<Unit> parent;
  std::string purpose;
  std::vector<std::string> inputs, outputs, promises;
};

/// kind: Role — what somebody answers for, independent of who that is today.
struct Role {
  Header header;
  Ref<Unit> unit;
  std::string purpose;
  std::vector<std::string> accountabilities;
  int authority = 0;          ///< higher decides more; escalation must climb
  bool many = false;          ///< held by several people at once (winders); any of them may take its work
  Ref<Calendar> calendar;     ///< working hours of the role; company's when absent
};

/// kind: Person
struct Person {
  Header header;              ///< title is the name
  Ref<Unit> unit;
  std::string email;
};

/// kind: Assignment — who holds a role, and in which order others stand in.
struct Term {
  Ref<Person> person;
  std::optional<Date> from, to;  ///< inclusive; open when absent
};
struct Assignment {
  Header header;
  Ref<Role> role;
  std::vector<Term> holders;   ///< exactly one valid on any day unless the role is `many`
  std::vector<Term> deputies;  ///< in order of preference
};

struct Model {
  Company company;
  std::map<std::string, Calendar> calendars;
  std::map<std::string, Unit> units;
  std::map<std::string, Role> roles;
  std::map<std::string, Person> people;
  std::map<std::string, Assignment> assignments;
};

}  // namespace drivetrain::organisation
