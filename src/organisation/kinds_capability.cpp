// The declarations of where work happens, what it takes, and who is there together: locations, charters, skills, shifts (see kinds.h).
#include "organisation/kinds.h"

namespace drivetrain::organisation {

using notation::named;

std::vector<notation::EnumName> enum_names(UnitDomain) {
  return {named(UnitDomain::enterprise, "enterprise", "the whole company"),
          named(UnitDomain::site, "site", "one place of business"),
          named(UnitDomain::area, "area", "a part of a site"),
          named(UnitDomain::work_centre, "work-centre", "a cell, line or desk"),
          named(UnitDomain::work_unit, "work-unit", "one bench or machine")};
}

void declare(notation::Declaration<Distance>& d) {
  d.about("How far another place is.");
  d.field("location", &Distance::location, "The other place.").required();
  d.field("metres", &Distance::metres, "The way between them, as people and parts go.").required().at_least(0);
}

void declare(notation::Declaration<Location>& d) {
  d.kind("Location", "A place: a site, a hall, a bay. Distance between places is part of the operating model's form.");
  d.field("parent", &Location::parent, "The place that it is part of.");
  d.field("area_m2", &Location::area_m2, "Floor area in square metres.").at_least(0);
  d.field("distance_to", &Location::distance_to, "How far other places are.").example("[{location: test-bay, metres: 40}]");
}

void declare(notation::Declaration<Charter>& d) {
  d.kind("Charter", "What several units agree on: outcomes that they share, what each may rely on, what they decide together.");
  d.field("units", &Charter::units, "The units that agree.").required();
  d.field("purpose", &Charter::purpose, "Why they work together.");
  d.field("inputs", &Charter::inputs, "What they receive.");
  d.field("outputs", &Charter::outputs, "What they hand on.");
  d.field("promises", &Charter::promises, "What those who receive it may rely on.");
  d.field("outcomes", &Charter::outcomes, "Objectives that they answer for together.");
  d.field("decides", &Charter::decides, "Decision rights that the agreement covers.");
}

void declare(notation::Declaration<Skill>& d) {
  d.kind("Skill", "What somebody must be able to do, how many must be there who can, and how long a certificate holds.");
  d.field("meaning", &Skill::meaning, "What a person with it can do alone.");
  d.field("levels", &Skill::levels, "Names of its levels, from level 1 upwards.").example("[learning, alone, teaches]");
  d.field("minimum", &Skill::minimum, "How many holders must be in every shift that needs it.").at_least(0).fallback("1");
  d.field("certificate_validity", &Skill::certificate_validity, "How long after its day a certificate holds; without end when absent.").example("P730D");
  d.field("training", &Skill::training, "The procedure that teaches it.");
}

void declare(notation::Declaration<NeededSkill>& d) {
  d.about("A skill that is needed; the skill alone when any level will do.");
  d.field("skill", &NeededSkill::skill, "The skill.").required().stands_for_group();
  d.field("level", &NeededSkill::level, "The lowest level that will do.").range(1, 9).fallback("1");
}

void declare(notation::Declaration<HeldSkill>& d) {
  d.about("A skill that somebody has; the skill alone when it has neither levels nor a certificate.");
  d.field("skill", &HeldSkill::skill, "The skill.").required().stands_for_group();
  d.field("level", &HeldSkill::level, "The level reached.").range(1, 9).fallback("1");
  d.field("certified", &HeldSkill::certified, "The day of the certificate.");
}

void declare(notation::Declaration<Staffing>& d) {
  d.about("Places of a shift that are planned for a role or a skill.");
  d.field("role", &Staffing::role, "The role.");
  d.field("skill", &Staffing::skill, "The skill.");
  d.field("level", &Staffing::level, "Of the skill: the level that they have.").range(1, 9).fallback("1");
  d.field("headcount", &Staffing::headcount, "How many people.").at_least(0).fallback("1");
  d.at_least_one_of({"role", "skill"});
}

void declare(notation::Declaration<Shift>& d) {
  d.kind("Shift", "Who is there together, in which hours. Skills must be covered in every shift that needs them.");
  d.field("unit", &Shift::unit, "The unit that works it; with its units below.");
  d.field("hours", &Shift::hours, "From and to, local; one that crosses midnight belongs to the day on which it starts.").required().example("22:00-06:00");
  d.field("days", &Shift::days, "Days on which it starts; every day when absent.").one_of({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  d.field("calendar", &Shift::calendar, "The calendar whose holidays it keeps.");
  d.field("headcount", &Shift::headcount, "How many people it is planned with.").at_least(0);
  d.field("staff", &Shift::staff, "Planned places by role or skill.").example("[{skill: balancing, headcount: 2}]");
  d.field("people", &Shift::people, "Who usually works it; their skills count.").one_or_many();
}

}  // namespace drivetrain::organisation
