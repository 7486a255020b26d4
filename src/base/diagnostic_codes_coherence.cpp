// Codes of coherence: the parts of the operating model contradict each other or leave a gap that somebody would fall into.
// C cases and capacity, D decisions, F form and FEEL, G governance of risk, I improvement, K KPIs, L layers kept apart, M management rhythms, P processes, S strategy.
#include "base/diagnostic_codes.h"

namespace drivetrain::diagnostic_codes_detail {

namespace {

constexpr std::string_view unclear_rights = "unclear decision rights";
constexpr std::string_view operational_drift = "operational drift";
constexpr std::string_view strategic_drift = "strategic drift";
constexpr std::string_view brittle = "brittle processes";
constexpr std::string_view slow_execution = "slow execution";
constexpr std::string_view inconsistent = "inconsistent performance";
constexpr std::string_view conflicting = "conflicting priorities";
constexpr std::string_view slow_adaptation = "slow adaptation";

// clang-format off: prose keeps its line breaks
constexpr DiagnosticCode coherence_codes[] = {
    {"DT-C001", error, "a line of a case that is not understood", "",
     "Each line of a case file begins with model, do, feed, fail, want, after, at or restart. A line that is not understood tests nothing, so the case is not run.",
     "  do    ana take strip of p1\n  want  p1 waits strip for fitter"},
    {"DT-C002", error, "a text or group in a case that is not closed", "", "A quoted text ends on its line; a group in braces or brackets may go on over several.", "Add the missing quote or bracket."},
    {"DT-C003", error, "words of a case that make no sense where they stand", "", "The line begins as it should, and then something is missing, too much, or unknown.", "Write the line in the form that the finding shows."},
    {"DT-C004", error, "a timer of a case that does not fire", "", "Its time has come and the clock cannot issue its command. This is a bug of ours.", "Report it with the case."},
    {"DT-C005", error, "a case that does not hold", "", "What was wanted is not so, or what was done was refused. The finding says what is there instead.",
     "Mend the model if the case is right, or the case if the model is."},
    {"DT-C601", error, "more load than fits, and no decision to cover it", slow_execution,
     "For each work centre and ISO week, the P80 of the declared demands (their means, plus the root of their squared spreads) is compared with "
     "open hours times stations times efficiency. Where more comes than fits, a decision must say what is done then.",
     "  covers: [{work_centre: balance, weeks: [2026-W48/2026-W51], hours: 30}]      # in the decision, e.g. overtime"},
    {"DT-C602", error, "a person or budget given away more than once", conflicting,
     "Shares of working time (assignments, teams of initiatives) are added up for each day from the day of `check --at` on; money of a budget over "
     "its allocations and the initiatives that it funds. Beyond 100 % one plan will not hold, and nobody has decided which.",
     "  team: [{person: ana, share: 20, from: 2026-02-01, to: 2026-03-31}]"},
    {"DT-C603", warning, "a critical asset for whose failure nothing is prepared", brittle,
     "An asset of high criticality needs at least one of: a maintenance plan, an alternative (its own, or of its work centre), a contingency.",
     "  alternatives: [manual-bench]"},
    {"DT-D201", error, "not exactly one decider", unclear_rights,
     "Recommending, agreeing, performing and giving input can be shared; deciding cannot. Where two roles decide, nobody does; where none "
     "does, the loudest does.",
     "  rapid: {decide: [sales-lead, cfo]}\n  rapid: {decide: sales-lead, agree: [cfo]}"},
    {"DT-D202", error, "the decider has no holder or deputy on the day", unclear_rights,
     "A right belongs to a role, and a role acts through the person who holds it today or the deputy who stands in. Checked for the day "
     "of `check --at`.",
     "Assign a person to the role for that day, or name a deputy."},
    {"DT-D203", error, "bands overlap or leave a gap", unclear_rights,
     "The conditions of a decision's bands must tile its facts: for every case exactly one band holds. The finding names a case for which "
     "two hold or none does. Typical are limits that meet without saying to whom the limit itself belongs.",
     "  - {when: \"amount < 2500\", role: a}\n  - {when: \"amount > 2500\", role: b}      # 2500 belongs to nobody\n  - {when: \"amount >= 2500\", role: b}"},
    {"DT-D204", error, "a band's condition cannot be read", unclear_rights,
     "The condition is a FEEL expression over the decision's facts. One that cannot be compiled decides nothing; its cases would be left to "
     "nobody.",
     "Correct the expression at the place that the finding shows, or declare the fact that it reads."},
    {"DT-D205", error, "escalation that does not climb", slow_execution,
     "A ladder must reach, within finite steps, somebody with more authority: not the same person again, not a role of equal authority at "
     "its end, not a loop.",
     "  escalation: [{after: PT2H, to: next-band}, {after: PT3H, to: managing-director}]"},
    {"DT-D206", error, "fewer than two possible answers", unclear_rights,
     "A question with one possible answer decides nothing: the step is a queue for a signature.", "  outcomes: [approve, refuse]"},
    {"DT-D207", error, "the forum meets too rarely for the deadline", slow_execution,
     "A decision that waits for a rhythm cannot be made sooner than the rhythm meets. When its deadline is shorter than the longest gap "
     "between meetings it will be late by design.",
     "Shorten the gap, lengthen the deadline, or let the decider decide outside the meeting."},
    {"DT-D208", error, "information older than the decision allows", inconsistent,
     "The decision says how old its information may be, the data contract how often its source is renewed and how old it is when it arrives. When the "
     "source is slower, the decider looks at a figure that is too old by design.",
     "  information: [{source: copper-price, max_age: P1D}]      # and the contract: refresh: PT6H"},
    {"DT-D209", error, "no criteria", inconsistent,
     "Without criteria or a decision table, equal cases are decided differently by different people, and nobody can say which was right.",
     "  criteria: [no promised date of a critical customer moves, extra cost below the margin]"},
    {"DT-D210", error, "a decision table that leaves inputs without a rule, or has two for one", brittle,
     "Where one rule decides (UNIQUE, ANY, PRIORITY, FIRST) and no default does, every input that can come needs one; under UNIQUE only one. The finding names the "
     "inputs. What can come follows from types, inputValues, and what the decision yields that a column reads.",
     "<text>&lt; 18</text>\n<text>[18..65)</text>\n<text>&gt;= 65</text>      <!-- \"> 65\" would leave 65 to nobody -->"},
    {"DT-D211", error, "a business rule task bound to no decision right", unclear_rights,
     "A process that decides by a rule still decides for somebody. The rule needs an owner who answers for it and may change it.",
     "<bpmn:businessRuleTask id=\"tier\" dt:decision=\"quote-and-discount\">"},
    {"DT-D212", error, "separation of duties broken", inconsistent,
     "The decision forbids that one role (or one person on the day) holds two of its parts.",
     "Give one of the parts to another role."},
    {"DT-D213", error, "an automated decision without bounds, owner or kill switch", brittle,
     "A machine that decides alone (autonomy mode automatic) does so inside stated bounds over the decision's facts, for an owner who answers, and "
     "with a role that can switch it off at once.",
     "  autonomy: {mode: automatic, bounds: \"amount <= 2500\", kill: works-manager}"},
    {"DT-D214", warning, "many roles can each stop the decision", slow_execution,
     "Every role under agree has a veto and a queue of its own; the decision is as late as the slowest. The threshold max_agreeing_roles of "
     "the Company document says how many are many.",
     "Ask for input where agreement is not required by law."},
    {"DT-D215", warning, "an escalation that begins after the deadline", slow_execution,
     "A ladder is there so that somebody with more authority can still keep the date. When its first step comes after the sla, the decision is late first and escalated then.",
     "  sla: PT8H\n  escalation: [{after: PT6H, to: next-band}]"},
    {"DT-D216", error, "rules of an ANY table that match together and differ", inconsistent,
     "ANY promises that rules which match together agree. Where they differ, the decision has no answer, though each rule has one.",
     "Let both rules yield the same, narrow one of them, or choose FIRST or PRIORITY."},
    {"DT-D217", error, "a rule that never decides", operational_drift,
     "No input passes all its cells, or every input that does is decided by rules before it (FIRST) or with more weight (PRIORITY). People read the rule and count on it; the "
     "table does something else.",
     "Move the particular rule above the general one, correct its cells, or remove it."},
    {"DT-D218", error, "an output that is not allowed", brittle,
     "The column's outputValues, its type or the decision's type exclude the value, so that the rule matches and the decision is nothing all the same.",
     "<outputValues><text>\"HIGH\", \"LOW\"</text></outputValues>\n<outputEntry><text>\"HIGH\"</text></outputEntry>"},
    {"DT-D219", warning, "a rule that adds nothing", operational_drift,
     "The same rule twice, or in an ANY table a rule inside another with the same outputs. In a COLLECT table it counts twice. Some day one of the two is changed, and the other is not.",
     "Remove one of the two."},
    {"DT-D220", error, "an expression of a decision cannot be compiled", inconsistent,
     "A misspelt name would silently be null, and the rule would decide something else. Models that are deployed are compiled strictly; with the standard's "
     "lenient mode the expression is null and says so each time.",
     "<text>Applicant.Aeg &gt; 18</text>\n<text>Applicant.Age &gt; 18</text>"},
    {"DT-D221", error, "requirements that lead nowhere or in a circle", unclear_rights,
     "A decision is computed after what it requires. What requires itself, or names something that is not there, can never be decided.",
     "Remove one requirement of the circle, or draw the missing one again."},
    {"DT-D222", error, "a type that is not there or is made of itself", inconsistent,
     "Types say which values may come in and go out; an unknown one would let everything pass.", "<itemDefinition name=\"tRisk\"><typeRef>string</typeRef></itemDefinition>"},
    {"DT-D223", error, "an import that cannot be found", brittle, "Decisions built on another model need that model, found by its namespace.",
     "Put the imported file beside this one."},
    {"DT-D224", error, "two elements of one name or id", inconsistent, "Expressions find elements by name, requirements by id; with two they would find either.",
     "Give one of them another name."},
    {"DT-D225", error, "a decision table that contradicts its hit policy", inconsistent,
     "PRIORITY and OUTPUT ORDER need output values in order, only COLLECT aggregates, several outputs need names.", "<outputValues><text>\"HIGH\", \"LOW\"</text></outputValues>"},
    {"DT-D226", error, "a value that can never be of its type", inconsistent,
     "The declared type and what the expression yields exclude each other, so every evaluation would yield null. Found when compiling strictly.",
     "<variable name=\"Risk\" typeRef=\"number\"/>     <!-- and the table's outputs are \"HIGH\", \"LOW\" -->"},
    {"DT-D227", warning, "undecided whether a decision table is sound", brittle,
     "Some cells read other names, or are more than comparisons with constants, columns compute what no input was found for, nothing says of which type an input is, or the search for gaps and "
     "overlaps took more work than it may. What cannot be shown before is found out when a case waits for it. As a note: moments with and without a zone cannot be compared, and the table "
     "knows only one of the two.",
     "Declare types, and by inputValues what can come; compute what a cell needs in a decision of its own, and compare its result with constants; split a table of many columns."},
    {"DT-D230", error, "a right or a task names a decision that is not in the file", inconsistent,
     "A right that names a table is answered with the table's suggestion in sight. Named but not found, the criteria are in a file that nothing reads. A business-rule task of a model of Camunda 7 or 8 "
     "calls a decision by its id: one of the DMN files of the model has it, or the case stops there.",
     "  dmn: decisions/warranty.dmn#accept"},
    {"DT-D231", error, "an input of a decision table that no fact of the right feeds", inconsistent,
     "The table reads the facts of its right by name, blanks as underscores: \"Months since delivery\" is the fact months_since_delivery. Both have the same type and allow the same values; "
     "else the table reads null.",
     "  facts: [{name: months_since_delivery, type: number, unit: months, min: 0}]"},
    {"DT-D232", error, "an answer of a decision table that the right does not know", inconsistent,
     "The table of a right answers with one of its outcomes: as its only output, or in the output called outcome.", "<outputEntry><text>\"accept\"</text></outputEntry>"},
    {"DT-D233", error, "a decision table made or owned by another role than the right says", unclear_rights,
     "DMN's decisionMaker and decisionOwner name roles. A table that names others than the right would be read as a second right to the same decision.",
     "<decisionMaker href=\"#quality-engineer\"/>  <!-- a role that decides in one of the right's bands -->"},
    {"DT-D234", error, "a decision table that serves another aim than the right says", inconsistent,
     "DMN's supportedObjective and impactedPerformanceIndicator name objectives and KPIs of the model; the right lists them under supports and moves. An impacted indicator also stands in the file itself, as performanceIndicator.",
     "<supportedObjective href=\"objectives#right-first-time\"/>"},
    {"DT-D235", error, "a decision table that names a process or task which does not ask for it", brittle,
     "DMN's usingProcess and usingTask say who depends on the table. A process that does not ask the right gives whoever changes the table a wrong picture of what changes with it.",
     "<usingProcess href=\"processes#warranty-claim\"/>\n<usingTask href=\"processes#decide\"/>"},
    {"DT-D236", Severity::note, "a file of decision tables that nothing uses", unclear_rights,
     "A decision model in the company's folder of which no right names a decision: nobody is shown what it decides, though whoever reads it may take it for the rule. It is compiled and checked all the same.",
     "  dmn: decisions/warranty.dmn#accept"},
    {"DT-F001", error, "two holders of one role on one day", unclear_rights,
     "A role that is not declared to be held by many has one holder a day; with two, each may think that the other acts.",
     "End one term before the other begins, make one of them a deputy, or declare the role many: true."},
    {"DT-F002", error, "a term that ends before it begins", unclear_rights,
     "It holds on no day, so the role is vacant while the file looks filled.", "Correct from or to; both days are included."},
    {"DT-F003", error, "a calendar that cannot be read, or has no hours, or none for ten years", slow_execution,
     "Clocks of decisions and promises run in working time. In a calendar without hours they never end.",
     "  hours: {mon: [\"06:00-14:00\", \"14:00-22:00\"]}"},
    {"DT-F004", error, "two assignments of one role", unclear_rights, "With two lists nobody can tell which deputy comes first.",
     "Join them into one Assignment."},
    {"DT-F005", error, "units that are their own parents", unclear_rights, "In a circle no unit is above another, so nobody answers for the whole.",
     "Remove or change one of the parents that the finding names."},
    {"DT-F006", error, "no such time zone", inconsistent,
     "Days, shifts and deadlines are local. Without the company's zone the same instant is today for one and yesterday for another.",
     "  timezone: Europe/London"},
    {"DT-F101", error, "an expression that cannot be compiled", "", "It was given on the command line and is not FEEL, or uses a name that the context does not have.",
     "Correct the place that the finding shows, or give the name in --context."},
    {"DT-F102", error, "a condition on a figure that cannot be read", slow_adaptation,
     "Limits of assumptions, evidence of milestones, stop rules of experiments and triggers of contingencies are FEEL over `value`, which stands for the KPI's "
     "figure. They are looked at when nobody is watching, so they must be readable now.",
     "  trigger: {kpi: balance-queue-hours, when: value > 24}"},
    {"DT-G701", error, "a risk above appetite that nobody treats in time", brittle,
     "Likelihood times impact (residual, or inherent when no residual is given) is above the risk's appetite, or the company's threshold risk_appetite (9 "
     "when absent). Then somebody does something about it until a day. A day within 30 days is a note, one that has passed an error.",
     "  treatment: {way: reduce, action: second oven door, owner: works-manager, due: 2026-06-30}"},
    {"DT-G702", error, "a residual risk that no active control explains", inconsistent,
     "What makes a risk lower than it is by itself is a control at work: status active, and in force on the day.", "  controls: [daily-torque-check]"},
    {"DT-G703", error, "an obligation without control, or a control without evidence", operational_drift,
     "What law or contract demands is kept by a control, and the control says which events or which KPI show that it was kept.",
     "  evidence: {event: WorkCompleted, where: 'step = \"release\"'}"},
    {"DT-G704", error, "a contingency that nothing calls, nobody may call, or nobody has practised", slow_adaptation,
     "A plan for the bad day needs a trigger that can be watched (a KPI with a limit, an event, an issue), a decision right by which it is called, and a "
     "drill within its period (a year when it states none). A day that is still to come is planned, not held. A drill due within 30 days for which no day is "
     "planned is a note.",
     "  trigger: {kpi: balance-queue-hours, when: value > 24}\n  decision: activate-contingency\n  drill: {every: P365D, last: 2025-11-20}"},
    {"DT-G705", error, "a waiver that expired or has no owner", operational_drift,
     "A waiver excuses one finding for a while, by an owner, for a reason. When its day has passed the finding comes back under this code.",
     "Mend the finding, or renew the waiver with an owner, a reason and a day."},
    {"DT-G706", error, "a severity that may not be changed so", operational_drift,
     "A company may take a rule more seriously than Drivetrain does: its warnings are errors there, or only notes. An error cannot be played down: somebody waives it, "
     "for a reason, until a day. What cannot be read, and refusals at run time, are not the company's to judge.",
     "  severities: [{rule: DT-S104, severity: error}]"},
    {"DT-I801", error, "an experiment that cannot end or cannot be wrong", slow_adaptation,
     "A trial in daily work states its hypothesis, the KPI that shows it, the rule that stops it at once, and the day on which it is decided.",
     "  hypothesis: …\n  metric: quote-cycle\n  stop_rule: value > 60\n  decision_date: 2026-04-30"},
    {"DT-I802", warning, "an accepted improvement that has not reached the standard", slow_adaptation,
     "An improvement counts when the standard says it: the SOP or process that it changes was revised since, or a person wrote down the day. How many days "
     "may pass says the threshold improvement_days (30 when absent).",
     "  standard_changed: 2026-03-02"},
    {"DT-K501", error, "KPI lacks a part of its definition, or it cannot be compiled", inconsistent,
     "A figure without owner, unit, direction, window or a formula that can be computed is read differently by everyone who sees it. A worked example "
     "that the formula does not give is such a figure, too: people mean one number and see another.",
     "  examples: [{given: {kept: 19, ended: 20}, expect: 95}, {given: {kept: 0, ended: 0}}]      # without expect: no data"},
    {"DT-K502", error, "a KPI alarms and nothing happens", operational_drift,
     "A limit that triggers no issue and no decision teaches people to overlook it.",
     "  reaction: {issue: promise-at-risk}"},
    {"DT-K503", error, "a KPI needs an attribute that no event carries", inconsistent,
     "What a measure reads (where, of, by) are fields of its event: of the journal, or attributes that an Interface declares for the type, with `at` and "
     "`actor`. A measure of anything else counts nothing, and an empty chart looks like a quiet week.",
     "  events: [{type: InvoiceSent, attributes: [{name: amount, type: number, unit: EUR}]}]      # in the Interface"},
    {"DT-K504", error, "target, warning and alarm contradict the direction", inconsistent,
     "Where more is better, alarm ≤ warn ≤ target; where less is better, the other way round. Otherwise the board is green when it should "
     "be red.",
     "  direction: down\n  target: 8\n  warn: 10\n  alarm: 12"},
    {"DT-K505", error, "a KPI adds two units", inconsistent,
     "Units are inferred through the formula from those that its measures declare. A number as a factor may convert, so behind it only the kind of unit "
     "(time, money, length) must fit; a measure without a unit is not judged.",
     "  formula: travel_minutes / 60 + repair_hours"},
    {"DT-K506", error, "a KPI claims a standard's definition and computes another", inconsistent,
     "The formula and the standard's are brought to one form and compared, with measures read as the standard's elements, by symbol (APT) or in words "
     "(actual_production_time); a figure in % has the factor 100. In the catalogue are formulas of ISO 22400-2; another claim is a note, for nothing compared it.",
     "  standard: ISO22400-2:Availability\n  measures: {apt: …, pbt: …}\n  formula: if pbt = 0 then null else 100 * apt / pbt\n  unit: \"%\""},
    {"DT-K507", warning, "an efficiency KPI without a guard", conflicting,
     "Efficiency alone is won by skipping checks or by letting customers wait. A KPI of aspect quality or customer stands beside it, and must not get worse.",
     "  aspect: efficiency\n  guard: [first-pass-yield]"},
    {"DT-L901", error, "a gateway decides by a literal", unclear_rights,
     "A limit drawn into a diagram is a decision that nobody owns, and that changes only with the diagram. Processes follow decisions; "
     "they do not take them.",
     "Move the limit to a decision's bands or table, and let the gateway ask its outcome."},
    {"DT-L902", error, "a process or SOP names a person or a decider", unclear_rights,
     "Who decides belongs to the decision right, where holders and deputies change with the day. A name in a process is right until the "
     "person is on leave.",
     "Name the performing role in the task; bind decisions by dt:decision."},
    {"DT-L903", warning, "a rhythm takes a decision that has no right", unclear_rights,
     "A meeting that decides what no right describes has no decider, no criteria and no record.", "Add the Decision, or take it off the agenda."},
    {"DT-M301", error, "a rhythm that never occurs, or lacks chair, inputs or outputs", slow_execution,
     "A rhythm is a contract: it starts on time, looks at stated inputs, yields stated outputs, and one role runs it.",
     "Give it a recurrence that meets working days, a chair, at least one input and one output."},
    {"DT-M302", error, "when a rhythm occurs cannot be read", slow_execution,
     "A rhythm comes round by a recurrence rule (RFC 5545, 3.3.10) in the company's local time, from a local start. A meeting without a "
     "time is not held.",
     "  rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\n  start: 2026-01-05T06:50"},
    {"DT-M303", error, "a rhythm that ends after the one that it feeds has begun", slow_execution,
     "What the lower meeting cannot settle goes up to the one that it feeds. Days on which both are held are compared over eight weeks: when the lower one's "
     "first end lies behind the upper one's last beginning, an escalation waits until the next time. A rhythm that passes things down (to a lower tier) is left out.",
     "  start: 2026-01-05T06:50      # the huddle, before the works meeting at 07:30"},
    {"DT-M304", warning, "somebody is in two meetings at once, or in meetings most of the time", slow_execution,
     "Four weeks from the day of the check are laid out, occurrence by occurrence, with the holders of each day. A role that is held by many is left out: another "
     "of them can come. The threshold max_rhythm_percent of the Company document (40 when absent) says how much of a role's working time rhythms may take.",
     "Move or shorten one of the two meetings, or send another role."},
    {"DT-M305", error, "a KPI that no rhythm reviews in time", operational_drift,
     "A figure that is looked at after its reaction is due, or never, does not steer anything. With reaction.within, the longest wait between two of its "
     "reviews in thirteen weeks counts, days on which the company does not work left out.",
     "Add the KPI to the inputs of a rhythm that meets often enough."},
    {"DT-M306", error, "an issue that calls nobody, or the same role twice", slow_execution,
     "An andon call that no role must answer is heard once and then not raised any more. Each tier brings in somebody with more reach than "
     "the one before; a role that did not answer is not called again.",
     "  tiers: [{role: cell-lead, within: PT10M}, {role: works-manager, within: PT30M}]"},
    {"DT-P401", error, "deadlock, unreachable or endless part of a process", brittle,
     "Work that enters this part would stop for ever, never arrive or never end. The finding names the node.",
     "Join as you split: a parallel split ends in a parallel join, an exclusive one in an exclusive."},
    {"DT-P402", error, "a task that nobody performs", unclear_rights,
     "Every piece of work goes to a queue, and a queue belongs to a role or work centre.", "<bpmn:userTask id=\"strip\" dt:role=\"fitter\">"},
    {"DT-P403", error, "too few people of a shift have a skill that a step needs", brittle,
     "Looked at are the shifts of the step's work centre, else of its unit, else of the process's unit. Those who usually work the shift count with skill, level "
     "and a certificate that is valid on the day of `check --at`; a shift that names nobody counts its planned places for the skill. The skill says how many are enough.",
     "  people: [hugo, kofi]      # in the Shift, both with skills: [{skill: balancing, level: 2}]"},
    {"DT-P404", error, "a limit, and no path when it is missed", brittle,
     "A step with a limit says what happens when it passes: an issue, a decision, a step of the diagram, or a timer that is drawn on it.",
     "  - {step: triage, limit: PT15M, late: {issue: safety-call}}"},
    {"DT-P405", error, "a handoff without acceptance criteria or acknowledgement time", "operational friction",
     "Work goes from hand to hand where it is clear what is accepted and within what time it is taken. Without the one half of it comes back; without the "
     "other it lies between two people who each believe that the other has it.",
     "  handoffs: [{from: strip, to: rewind, acceptance: [winding data on the card], acknowledge: PT1H}]"},
    {"DT-P406", error, "the steps' limits together exceed the promise", inconsistent,
     "The limits on the longest way through the diagram are added up, each loop once, branches at the same time by the longest. Compared with the promise of the "
     "process and of each tier of its services. What a timer on a step begins does not count.",
     "Shorten limits, do steps at the same time, or promise what can be kept."},
    {"DT-P407", error, "a standard past its review, or older than the process that it serves", operational_drift,
     "A SOP or instruction is looked at again by its day (review_by), and says for which revision of the process it was written. A review due within 30 days is a note.",
     "  review_by: 2026-11-03\n  applies_to: [{process: overhaul, step: strip, revision: 2}]"},
    {"DT-P408", error, "a check without sample, limits or disposition", inconsistent,
     "A check says how many are looked at, between which limits (or with which findings) they pass, and which decision or issue takes what does not.",
     "  sample: {size: 1, every: 10}\n  limits: {upper: 2.8}\n  disposition: {issue: quality}"},
    {"DT-P410", error, "a BPMN element that cannot run", brittle,
     "Whoever reads the diagram believes that what is drawn will happen. So nothing is accepted and then ignored: an element, marker or "
     "attribute that Drivetrain does not run yet is refused by name, with what to draw instead. Attributes of other engines, which have no "
     "effect here, are named as warnings.",
     "Draw what the finding proposes, or take the element out."},
    {"DT-P411", error, "a form that asks for what nothing checks", brittle,
     "What a step asks for is a JSON Schema of an object: type (string, number, integer, boolean, array of these, object), properties, required, enum, oneOf of {const, title}, format date and date-time, minimum, maximum, minLength, "
     "maxLength, pattern, minItems, maxItems, default, title, description, readOnly. It stands in a file of the model (.schema.json, or a .form file of form-js), in the step's declaration, or in what the model of another engine says.",
     "  steps:\n    - {step: inspect, form: forms/inspection.schema.json}"},
    {"DT-P412", error, "a task that names somebody whom the model does not know", unclear_rights,
     "An assignee and candidates are people and roles of the model. In models of other engines it is a warning: the task then waits for its other candidates, or with who answers for the process.",
     "  steps:\n    - {step: inspect, assignee: ana, candidates: {roles: [planner]}}"},
    {"DT-S101", error, "sibling weights do not sum to 100", conflicting,
     "Weights order every queue. When they do not sum to 100, each reader corrects them in a different way.",
     "Change the weights under one parent until they sum to 100."},
    {"DT-S102", error, "an objective without KPI", strategic_drift,
     "Nothing could show that the objective is met, so nothing would show that it is not.", "  kpis: [restore-p90]"},
    {"DT-S103", error, "not exactly one accountable role", unclear_rights,
     "Many may contribute to an objective; one role answers for it.", "metadata: {id: keep-critical-running, owner: operations-director}"},
    {"DT-S104", warning, "an objective served by no process or initiative", strategic_drift,
     "The objective carries weight, but no work would be ordered by it.", "Let a process contribute to it (strength 9, 3 or 1), or start an initiative."},
    {"DT-S105", warning, "a process that contributes to no objective", conflicting,
     "Its work gets priority 0 and its hours appear as hours without an objective.", "  contributes: [{objective: shorten-turnaround, strength: 9}]"},
    {"DT-S106", error, "a cycle among objectives", conflicting, "An objective cannot be its own parent, directly or through others.",
     "Cut the cycle at the parent that is wrong."},
    {"DT-S107", error, "targets that cannot both hold", conflicting,
     "Two targets on one figure (of objectives, requirements, the KPI itself, its SLOs) exclude each other in a period in which both are meant.",
     "  targets: [{kpi: overhaul-lead-time, at_most: 9, from: 2026-07-01}]"},
    {"DT-S108", error, "a requirement that nothing realises", strategic_drift,
     "A requirement is the strategy's order to operations. With no process, decision, rhythm or KPI behind it, it stays a wish.",
     "  realised_by: [{process: emergency-call-out}, {kpi: restore-p90}]"},
    {"DT-S109", error, "a constraint that nothing enforces", operational_drift,
     "What must never be broken needs something that stops it from being broken.", "  enforced_by: [{decision: release-with-concession}]"},
    {"DT-S110", warning, "too many objectives at one level", conflicting, "Where everything matters, nothing is first. The thresholds of the Company document say how many.",
     "Group some under a parent, or drop them."},
    {"DT-S111", error, "a principle that nothing enforces and no decision cites", operational_drift,
     "Principles say how to decide when no rule fits. One that no decision is taken by, and nothing brings to bear, is words on a wall.",
     "  cites: [nearest-decides]      # in a decision"},
    {"DT-S112", error, "a choice that was not among its options", strategic_drift,
     "The options that were weighed are the record of why. A choice outside them was never weighed.", "Add the option, or correct what was chosen."},
};
// clang-format on

}  // namespace

std::span<DiagnosticCode const> coherence() { return coherence_codes; }

}  // namespace drivetrain::diagnostic_codes_detail
