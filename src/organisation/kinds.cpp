// The declarations (see kinds.h).
#include "organisation/kinds.h"

namespace drivetrain::organisation {

void declare(notation::Declaration<Waiver>& d) {
  d.about("A finding that the company lives with for a while, knowingly.");
  d.field("rule", &Waiver::rule, "The rule's code.").required().example("DT-S104");
  d.field("subject", &Waiver::subject, "The entity that it excuses; all when absent.");
  d.field("reason", &Waiver::reason, "Why it may stand.").required();
  d.field("owner", &Waiver::owner, "The role that answers for it.");
  d.field("expires", &Waiver::expires, "The last day of the waiver.");
}

std::vector<notation::EnumName> enum_names(RuleSeverity) {
  return {notation::named(RuleSeverity::note, "note", "it is said, and nobody need answer"), notation::named(RuleSeverity::warning, "warning", "it is to be mended, and the model may be in force"),
          notation::named(RuleSeverity::error, "error", "the model cannot be in force with it")};
}

void declare(notation::Declaration<StricterRule>& d) {
  d.about("How seriously this company takes a rule. An error stays one: it can be waived for a while, not played down.");
  d.field("rule", &StricterRule::rule, "The rule's code.").required().example("DT-S104");
  d.field("severity", &StricterRule::severity, "What its findings are here.").required();
}

void declare(notation::Declaration<Company>& d) {
  d.kind("Company", "Whose model this is, where its days begin, and the limits of its gauges. One document in a model.");
  d.field("timezone", &Company::timezone, "IANA name of the zone in which days, shifts and deadlines are meant.").required().example("Europe/London");
  d.field("calendar", &Company::calendar, "Working hours of whoever has no own calendar; all hours when absent.");
  d.field("currency", &Company::currency, "ISO 4217 code.").example("EUR");
  d.field("thresholds", &Company::thresholds, "Limits of gauges and parameters of rules, by name.").example("{rhythms_held_percent: 90}");
  d.field("waivers", &Company::waivers, "Findings that are excused for a while.");
  d.field("severities", &Company::severities, "Rules whose warnings are errors here, or only notes.");
}

void declare(notation::Declaration<Calendar>& d) {
  d.kind("Calendar", "When work happens, in the company's zone. Deadlines and escalations count these hours only.");
  d.field("always", &Calendar::always, "Day and night, every day; hours and holidays do not count then.").fallback("false");
  d.field("hours", &Calendar::hours, "Shifts of each day, mon to sun. A shift that crosses midnight belongs to the day on which it starts; where shifts overlap, time counts once.")
      .example("{mon: [\"06:00-14:00\", \"22:00-06:00\"]}");
  d.field("holidays", &Calendar::holidays, "Days on which no shift starts.");
}

void declare(notation::Declaration<Unit>& d) {
  d.kind("Unit", "A part of the company, with its charter: what comes in, what goes out, what it promises.");
  d.field("parent", &Unit::parent, "The unit above; none for the company as a whole.");
  d.field("purpose", &Unit::purpose, "Why it exists.");
  d.field("inputs", &Unit::inputs, "What it receives.");
  d.field("outputs", &Unit::outputs, "What it hands on.");
  d.field("promises", &Unit::promises, "What those who receive it may rely on.");
  d.field("domain", &Unit::domain, "Its level in the enterprise (ISA-95).");
  d.field("location", &Unit::location, "Where it is.");
  d.field("outcomes", &Unit::outcomes, "Objectives that it answers for together with others.");
  d.field("services", &Unit::services, "Services that it delivers.");
}

void declare(notation::Declaration<Role>& d) {
  d.kind("Role", "What somebody answers for, whoever that is today.");
  d.field("unit", &Role::unit, "Where it belongs.");
  d.field("purpose", &Role::purpose, "Why it exists.");
  d.field("accountabilities", &Role::accountabilities, "What it answers for.");
  d.field("authority", &Role::authority, "Higher decides more; an escalation must climb.").at_least(0).fallback("0");
  d.field("many", &Role::many, "Held by several people at once; any of them may take its work.").fallback("false");
  d.field("calendar", &Role::calendar, "Its working hours; the company's when absent.");
  d.field("skills", &Role::skills, "What whoever holds it must be able to do.");
  d.field("fte", &Role::fte, "How many full-time people it is planned with.").at_least(0);
}

void declare(notation::Declaration<Person>& d) {
  d.kind("Person", "Somebody who works here. The title is the name.");
  d.field("unit", &Person::unit, "Where the person works.");
  d.field("email", &Person::email, "For notices.");
  d.field("skills", &Person::skills, "What the person can do, with the day of the certificate.");
}

void declare(notation::Declaration<Term>& d) {
  d.about("A person from one day to another, both included; the person alone when it has neither beginning nor end.");
  d.field("person", &Term::person, "Who.").required().stands_for_group();
  d.field("from", &Term::from, "First day; since ever when absent.");
  d.field("to", &Term::to, "Last day; until further notice when absent.");
  d.field("share", &Term::share, "Percent of the person's working time that the role takes; not planned when absent.").range(0, 100);
}

void declare(notation::Declaration<Assignment>& d) {
  d.kind("Assignment", "Who holds a role, and who stands in, in order. One for each role.");
  d.field("role", &Assignment::role, "The role.").required();
  d.field("holders", &Assignment::holders, "Exactly one on any day, unless the role is held by many.").one_or_many();
  d.field("deputies", &Assignment::deputies, "In order of preference; the first who is there acts while no holder is.").one_or_many();
}

}  // namespace drivetrain::organisation
