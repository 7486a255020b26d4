// Form: the structure that carries the work. Units with charters, roles, people, who holds which role from when to when
// and who stands in, and the hours in which work happens. Keys in the YAML files are the member names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "notation/declaration.h"

namespace drivetrain::strategy { struct Objective; }
namespace drivetrain::decisions { struct Decision; }
namespace drivetrain::processes { struct Service; struct Sop; }

namespace drivetrain::organisation {

using notation::Header;
using notation::Text;

struct Calendar;
struct Location;
struct Person;
struct Role;
struct Skill;
struct Unit;

/// kind: Company — the one document that says whose model this is.
struct Waiver {
  Text rule;                 ///< DT-S104
  Text subject;              ///< id of the entity it excuses; empty = all
  std::string reason;
  Ref<Role> owner;
  std::optional<Date> expires;
};
/// How seriously this company takes a rule.
enum class RuleSeverity { note, warning, error };
struct StricterRule {
  Text rule;                 ///< DT-S104
  RuleSeverity severity = RuleSeverity::error;
};
struct Company {
  Header header;
  Text timezone;                              ///< IANA name
  Ref<Calendar> calendar;                     ///< default working calendar
  std::string currency;                       ///< ISO 4217
  std::map<std::string, Decimal> thresholds;  ///< gauge limits and rule parameters, e.g. max_objectives_per_level
  std::vector<Waiver> waivers;
  std::vector<StricterRule> severities;
};

/// kind: Calendar — weekly hours in the company's zone. A shift may cross midnight ("22:00-06:00" belongs to the day it starts).
struct Calendar {
  Header header;
  bool always = false;                                    ///< 24 hours, 7 days; hours and holidays are ignored
  std::map<std::string, std::vector<Text>> hours;         ///< mon..sun → ["06:00-14:00", …]; together they count once
  std::vector<Date> holidays;
};

/// kind: Location — where things and people are.
struct Distance {
  Ref<Location> location;
  Decimal metres;
};
struct Location {
  Header header;
  Ref<Location> parent;
  std::optional<Decimal> area_m2;
  std::vector<Distance> distance_to;
};

/// The levels of an enterprise's equipment and responsibility (ISA-95 / IEC 62264-1, role-based hierarchy).
enum class UnitDomain { enterprise, site, area, work_centre, work_unit };
/// kind: Unit — with its charter: what comes in, what goes out, what it promises.
struct Unit {
  Header header;
  Ref<Unit> parent;
  std::string purpose;
  std::vector<std::string> inputs, outputs, promises;
  std::optional<UnitDomain> domain;
  Ref<Location> location;
  std::vector<Ref<strategy::Objective>> outcomes;
  std::vector<Ref<processes::Service>> services;
};

/// kind: Charter — an agreement of several units on outcomes that none of them reaches alone.
struct Charter {
  Header header;
  std::vector<Ref<Unit>> units;
  std::string purpose;
  std::vector<std::string> inputs, outputs, promises;
  std::vector<Ref<strategy::Objective>> outcomes;
  std::vector<Ref<decisions::Decision>> decides;
};

/// kind: Skill — what somebody must be able to do, and how many must be there who can.
struct Skill {
  Header header;
  std::string meaning;
  std::vector<std::string> levels;              ///< in words, from 1 upwards
  int minimum = 1;                              ///< holders in every shift in which it is needed
  std::optional<Duration> certificate_validity; ///< without an end when absent
  Ref<processes::Sop> training;
};
struct NeededSkill {
  Ref<Skill> skill;
  int level = 1;
  Span span;
};
struct HeldSkill {
  Ref<Skill> skill;
  int level = 1;
  std::optional<Date> certified;                ///< from that day the certificate counts
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
  std::vector<NeededSkill> skills;
  std::optional<Decimal> fte; ///< how many full-time people the role is planned with
};

/// kind: Person
struct Person {
  Header header;              ///< title is the name
  Ref<Unit> unit;
  std::string email;
  std::vector<HeldSkill> skills;
};

/// kind: Shift — who is there together, in which hours.
struct Staffing {
  Ref<Role> role;
  Ref<Skill> skill;
  int level = 1;
  int headcount = 1;
};
struct Shift {
  Header header;
  Ref<Unit> unit;
  Text hours;                                   ///< "22:00-06:00"
  std::vector<Text> days;                       ///< mon..sun; every day when empty
  Ref<Calendar> calendar;                       ///< its holidays count
  std::optional<int> headcount;
  std::vector<Staffing> staff;                  ///< planned places by role or skill
  std::vector<Ref<Person>> people;              ///< who usually works it; their skills count
};

/// kind: Assignment — who holds a role, and in which order others stand in.
struct Term {
  Ref<Person> person;
  std::optional<Date> from, to;  ///< inclusive; open when absent
  std::optional<Decimal> share{};  ///< percent of the person's working time; not planned when absent
};
struct Assignment {
  Header header;
  Ref<Role> role;
  std::vector<Term> holders;   ///< exactly one valid on any day unless the role is `many`
  std::vector<Term> deputies;  ///< in order of preference
};

/// Role → ids of its assignments, so that a large company is not looked through for each question. `counted`: how many assignments
/// there were; an index of another number is not believed.
struct AssignmentIndex {
  std::size_t counted = 0;
  std::map<std::string, std::vector<std::string>, std::less<>> of_role;
};

struct Model {
  Company company;
  std::map<std::string, Calendar> calendars;
  std::map<std::string, Location> locations;
  std::map<std::string, Unit> units;
  std::map<std::string, Charter> charters;
  std::map<std::string, Skill> skills;
  std::map<std::string, Role> roles;
  std::map<std::string, Person> people;
  std::map<std::string, Shift> shifts;
  std::map<std::string, Assignment> assignments;
  AssignmentIndex assignment_index;
};

/// To be called again when a role or an assignment came, went or changed its role; without it answers are right, but slow.
void index_assignments(Model& model);
/// All of one role, in order of their ids; more than one is refused (DT-F004).
std::vector<Assignment const*> assignments_of(Model const& model, std::string_view role);

}  // namespace drivetrain::organisation
