// The declarations (see kinds.h).
#include "decisions/kinds.h"

namespace drivetrain::decisions {

using notation::named;

std::vector<notation::EnumName> enum_names(DecisionKind) {
  return {named(DecisionKind::design, "design", "changes how the company works"),
          named(DecisionKind::operating, "operating", "settles one case of daily work")};
}

std::vector<notation::EnumName> enum_names(DecisionLevel) {
  return {named(DecisionLevel::strategic, "strategic", "what operations must become"),
          named(DecisionLevel::tactical, "tactical", "weeks to months"),
          named(DecisionLevel::operational, "operational", "today")};
}

std::vector<notation::EnumName> enum_names(AutonomyMode) {
  return {named(AutonomyMode::manual, "manual", "a person decides alone"),
          named(AutonomyMode::suggest, "suggest", "a machine suggests, a person decides"),
          named(AutonomyMode::confirm, "confirm", "a machine decides once a person has confirmed"),
          named(AutonomyMode::automatic, "automatic", "a machine decides inside the bounds")};
}

std::vector<notation::EnumName> enum_names(WhenStale) {
  return {named(WhenStale::show, "show", "it is shown, with its age"), named(WhenStale::block, "block", "nobody answers before it is renewed"),
          named(WhenStale::sign, "sign", "whoever answers signs for it, with why")};
}

std::vector<notation::EnumName> enum_names(OnDisagreement) {
  return {named(OnDisagreement::decide, "decide", "the decider answers it with a reason"),
          named(OnDisagreement::escalate, "escalate", "it goes to more authority at once")};
}

std::vector<notation::EnumName> enum_names(FactType) {
  return {named(FactType::number, "number"), named(FactType::string, "string"), named(FactType::boolean, "boolean")};
}

void declare(notation::Declaration<Fact>& d) {
  d.about("Something that is known when the decision is asked for. Bands and criteria read facts by name.");
  d.field("name", &Fact::name, "In snake_case, as FEEL reads it.").required().example("delay_hours");
  d.field("type", &Fact::type, "What it is.").fallback("number");
  d.field("unit", &Fact::unit, "Of a number, as people write it.");
  d.field("min", &Fact::min, "Of a number: smallest that can occur. Bands must cover the range without a gap.");
  d.field("max", &Fact::max, "Of a number: largest that can occur.");
  d.field("values", &Fact::values, "Of a string: those that can occur.");
  d.field("measured", &Fact::measured, "Of a number, when the decision is about work: how it is measured, so that whoever asks does not state it. "
          "overtaken-hours: what the work that would be overtaken in its queue waits longer, all together.").one_of({"overtaken-hours"});
}

void declare(notation::Declaration<Band>& d) {
  d.about("A level of authority: while its condition holds, its role decides. In every case exactly one band holds.");
  d.field("when", &Band::when, "FEEL over the facts.").required().example("delay_hours > 8 and delay_hours <= 40");
  d.field("role", &Band::role, "Who decides then.").required();
}

void declare(notation::Declaration<Rapid>& d) {
  d.about("Who recommends, agrees, performs, gives input and decides (RAPID).");
  d.field("recommend", &Rapid::recommend, "Prepares the decision and recommends an outcome.");
  d.field("agree", &Rapid::agree, "Must agree before; each can stop it.").one_or_many();
  d.field("perform", &Rapid::perform, "Carries it out.");
  d.field("input", &Rapid::input, "Is asked, without a veto.").one_or_many();
  d.field("decide", &Rapid::decide, "Decides, when no bands do: exactly one role.").one_or_many();
  d.field("waits_for", &Rapid::waits_for, "Parts that come before: the decider is asked once they are in.").one_or_many().one_of({"recommend", "agree", "input"});
  d.field("within", &Rapid::within, "Working time of the company that these parts have; then the decider is asked without them.").fallback("PT4H");
  d.field("on_disagreement", &Rapid::on_disagreement, "What it does when somebody who must agree does not.").fallback("decide");
}

void declare(notation::Declaration<EscalationStep>& d) {
  d.about("A step of the ladder: unanswered for that long, the decision moves to more authority.");
  d.field("after", &EscalationStep::after, "Working time of the decider since the opening.").required().example("PT2H");
  d.field("to", &EscalationStep::to, "A role with more authority, or next-band.").required().or_words({"next-band"});
}

void declare(notation::Declaration<Information>& d) {
  d.about("What the decider looks at.");
  d.field("kpi", &Information::kpi, "A KPI.");
  d.field("source", &Information::source, "Data from elsewhere, by its contract.");
  d.field("max_age", &Information::max_age, "Older figures are no basis for it.");
  d.field("when_stale", &Information::when_stale, "What older figures do to the answer.").fallback("show");
  d.exactly_one_of({"kpi", "source"});
}

void declare(notation::Declaration<Cover>& d) {
  d.about("Load above capacity for which this decision says what is done: overtime, subcontracting, another order of work.");
  d.field("work_centre", &Cover::work_centre, "The work centre.").required();
  d.field("weeks", &Cover::weeks, "ISO weeks, each alone or as first/last; all when absent.").one_or_many().example("[2026-W48, 2026-W50/2027-W02]");
  d.field("hours", &Cover::hours, "Hours a week that it adds; as many as needed when absent.").at_least(0);
}

void declare(notation::Declaration<Autonomy>& d) {
  d.about("How far a machine may take it.");
  d.field("mode", &Autonomy::mode, "What the machine may do.").fallback("manual");
  d.field("bounds", &Autonomy::bounds, "FEEL over the facts; outside of it a person decides.").example("amount <= 2500");
  d.field("kill", &Autonomy::kill, "The role that can switch it off at once.");
  d.field("agent", &Autonomy::agent, "The machine.");
}

void declare(notation::Declaration<Decision>& d) {
  d.kind("Decision", "A decision right: who decides what, by which criteria, on which information, by when, and to whom it escalates.");
  d.field("question", &Decision::question, "The question that the decider answers.").required();
  d.field("kind", &Decision::kind, "What sort of decision it is.").fallback("operating");
  d.field("level", &Decision::level, "How far ahead it looks.");
  d.field("domains", &Decision::domains, "Domains of operational strategy that it belongs to.").one_or_many();
  d.field("facts", &Decision::facts, "What is known when it is asked for.");
  d.field("rapid", &Decision::rapid, "The roles around it.");
  d.field("bands", &Decision::bands, "Levels of authority over the facts.");
  d.field("outcomes", &Decision::outcomes, "What can be answered; at least two.").required().example("[approve, refuse]");
  d.field("criteria", &Decision::criteria, "By what it is decided, a line each.");
  d.field("dmn", &Decision::dmn, "File of its decision table, with the decision's id.").example("decisions/expedite.dmn#expedite");
  d.field("cites", &Decision::cites, "Principles by which it is decided.");
  d.field("information", &Decision::information, "What the decider looks at, and how fresh it must be.");
  d.field("cadence", &Decision::cadence, "on-demand, or an RRULE (RFC 5545) when it comes round.").fallback("on-demand");
  d.field("sla", &Decision::sla, "Working time of the decider until it is late.");
  d.field("forum", &Decision::forum, "The rhythm in which it is taken, when it waits for one.");
  d.field("escalation", &Decision::escalation, "The ladder for when no answer comes.");
  d.field("sod", &Decision::sod, "Separation of duties: parts that must be different people.")
      .one_of({"recommend", "agree", "perform", "input", "decide"});
  d.field("autonomy", &Decision::autonomy, "How far a machine may take it.");
  d.field("covers", &Decision::covers, "Load above capacity that it answers for.");
  d.field("supports", &Decision::supports, "Objectives that it serves.");
  d.field("moves", &Decision::moves, "KPIs that it moves.");
  d.field("affects", &Decision::affects, "Decisions that it settles the ground for.");
  d.field("permits", &Decision::permits, "What its first outcome lets the work do that it is about: overtake its queue.").one_of({"overtake"});
  d.field("governs", &Decision::governs, "Changes of the model that it approves; personal-data: what is erased of the journal.")
      .one_of({"weights", "rights", "standards", "form", "rhythms", "processes", "intent", "personal-data"});
}

}  // namespace drivetrain::decisions
