// The declarations (see kinds.h).
#include "coordination/kinds.h"

namespace drivetrain::coordination {

void declare(notation::Declaration<RhythmInput>& d) {
  d.about("What a meeting looks at; its agenda is built from this.");
  d.field("kpi", &RhythmInput::kpi, "A KPI; it comes up when it is over its limit.");
  d.field("queue", &RhythmInput::queue, "The queue of a role.");
  d.field("list", &RhythmInput::list, "A live list.").one_of({"issues", "decisions", "actions", "ideas"});
  d.exactly_one_of({"kpi", "queue", "list"});
}

void declare(notation::Declaration<AgendaItem>& d) {
  d.about("A point of the agenda that comes up every time.");
  d.field("item", &AgendaItem::item, "What is talked about.").required().stands_for_group();
  d.field("time", &AgendaItem::time, "How long.").example("PT5M");
}

void declare(notation::Declaration<Rhythm>& d) {
  d.kind("Rhythm", "A meeting as a contract: it comes round, looks at its inputs, and yields its outputs.");
  d.field("rrule", &Rhythm::rrule, "When it comes round (RFC 5545), in the company's local time.")
      .required()
      .example("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
  d.field("start", &Rhythm::start, "Local date and time of the first one.").required().example("2026-01-05T06:50");
  d.field("duration", &Rhythm::duration, "How long it takes.").required().example("PT10M");
  d.field("tier", &Rhythm::tier, "Level of daily management, from 1; 0 for others.").range(0, 9).fallback("0");
  d.field("chair", &Rhythm::chair, "The role that opens and closes it.");
  d.field("attendees", &Rhythm::attendees, "Roles that attend.").one_or_many();
  d.field("inputs", &Rhythm::inputs, "What it looks at.");
  d.field("location", &Rhythm::location, "Where it takes place.");
  d.field("exdates", &Rhythm::exdates, "Local days on which it does not take place (EXDATE).");
  d.field("agenda", &Rhythm::agenda, "Points that come up every time, after what its inputs show.");
  d.field("outputs", &Rhythm::outputs, "What comes out, in words.");
  d.field("feeds", &Rhythm::feeds, "Rhythms that build on it.");
  d.field("takes", &Rhythm::takes, "Decisions that it takes.");
  d.field("aligns", &Rhythm::aligns, "Objectives that it keeps in view.");
  d.field("grace", &Rhythm::grace, "How late it may start and still be on time.").fallback("PT5M");
}

void declare(notation::Declaration<IssueTier>& d) {
  d.about("Who is called, and how long before the next tier is.");
  d.field("role", &IssueTier::role, "The role that answers.").required();
  d.field("within", &IssueTier::within, "Working time of that role until the next tier is called.").required().example("PT10M");
}

void declare(notation::Declaration<IssueType>& d) {
  d.kind("IssueType", "What can go wrong, and who answers for it within what time, tier by tier.");
  d.field("meaning", &IssueType::meaning, "When to raise it, in words.");
  d.field("stops_work", &IssueType::stops_work, "Whether work on the case stops until it is contained.").fallback("false");
  d.field("tiers", &IssueType::tiers, "Who is called, the first tier first.");
  d.field("recurs_within", &IssueType::recurs_within, "How long after it was resolved the same trouble (type and subject) opens it again.").example("P30D");
  d.field("effect_after", &IssueType::effect_after, "How long a fix must hold before the issue closes by itself: the trouble does not come back, and a KPI that raised it is out of its alarm.").example("P14D");
}

}  // namespace drivetrain::coordination
