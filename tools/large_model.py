#!/usr/bin/env python3
"""Writes a coherent operating model of any size, to measure how long `drivetrain check` takes: tools/large_model.py FOLDER ENTITIES [FILES].

A company of many like divisions, each with units, roles, people, assignments, objectives, requirements, initiatives, decisions with bands, KPIs and
rhythms that refer to each other as in a real model. The same arguments write the same bytes."""
import pathlib
import sys

PER_DIVISION = 20


def document(kind, identifier, spec, owner="", title=""):
    head = "id: %s" % identifier + (", title: %s" % title if title else "") + (", owner: %s" % owner if owner else "")
    return "apiVersion: drivetrain/v1\nkind: %s\nmetadata: {%s}\nspec:\n%s" % (kind, head, "".join("  %s\n" % line for line in spec))


def division(n, weight):
    """Twenty entities that hang together; objectives below the one of the whole company."""
    d = "d%d" % n
    lead, clerk = d + "-lead", d + "-clerk"
    people = [d + "-ann", d + "-bob", d + "-cem", d + "-dan"]
    yield document("Unit", d, ["parent: company", "purpose: Serve the customers of division %d." % n, "inputs: [requests]", "outputs: [answers]", "promises: [an answer within a day]"], lead)
    yield document("Role", lead, ["unit: " + d, "purpose: Leads division %d." % n, "accountabilities: [what the division promises]", "authority: 50"])
    yield document("Role", clerk, ["unit: " + d, "purpose: Answers requests.", "accountabilities: [each answer]", "authority: 10", "many: true"])
    for person in people:
        yield document("Person", person, ["unit: " + d, "email: %s@example.test" % person])
    yield document("Assignment", lead + "-today", ["role: " + lead, "holders: [{person: %s}]" % people[0], "deputies: [{person: %s}]" % people[1]])
    yield document("Assignment", clerk + "-today", ["role: " + clerk, "holders: [{person: %s}, {person: %s}]" % (people[2], people[3])])
    kpi, goal = d + "-in-time", d + "-answer"
    yield document("Objective", goal, ["statement: Every request of division %d is answered in a day." % n, "weight: %s" % weight, "parent: answer-all", "kpis: [%s]" % kpi], lead)
    for i in range(3):
        right = "%s-allow-%d" % (d, i)
        yield document("Decision", right, ["question: May this request be allowed?", "kind: operating", "facts: [{name: amount, type: number, unit: EUR, min: 0}]",
                                           "rapid: {recommend: %s, perform: %s}" % (clerk, clerk), "bands:", '  - {when: "amount <= 1000", role: %s}' % lead,
                                           '  - {when: "amount > 1000 and amount <= %d", role: director}' % (5000 + i), '  - {when: "amount > %d", role: chief}' % (5000 + i),
                                           "outcomes: [allow, refuse]", "criteria: [Is it what was promised?]", "cadence: on-demand", "sla: PT8H",
                                           "escalation: [{after: PT6H, to: next-band}]", "supports: [%s]" % goal, "moves: [%s]" % kpi], lead)
    for i in range(2):
        yield document("Requirement", "%s-need-%d" % (d, i), ["kind: capability", "statement: Division %d can answer requests of sort %d." % (n, i), "objectives: [%s]" % goal,
                                                              "realised_by: [{decision: %s-allow-%d}]" % (d, i)], lead)
    yield document("Initiative", d + "-faster", ["statement: Half of the requests of division %d answer themselves." % n, "objectives: [%s]" % goal, "team: [{role: %s, share: 10}]" % lead,
                                                 "milestones: [{id: %s-half-way, title: Half way, due: 2026-09-30}]" % d], lead)
    yield document("Kpi", kpi, ["definition: Share of requests answered in a day.", "measures:", "  late: {event: CaseCompleted, where: not(promise_kept), aggregate: count}",
                                "  all: {event: CaseCompleted, aggregate: count}", "formula: if all = 0 then null else 100 * (all - late) / all", 'unit: "%"', "direction: up", "window: P28D",
                                "target: 95", "warn: 90", "alarm: 80", "reaction: {issue: slow}", "serves: [%s]" % goal], lead)
    yield document("Rhythm", d + "-huddle", ["rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "start: 2026-01-05T%02d:%02d" % (7 + n % 9, n % 12 * 5), "duration: PT10M", "tier: 1", "chair: " + lead,
                                             "attendees: [%s]" % clerk, "inputs: [{kpi: %s}]" % kpi, "outputs: [actions]", "takes: [%s-allow-0]" % d, "aligns: [%s]" % goal], lead)
    yield document("Constraint", d + "-rule", ["statement: No answer without a reason.", "enforced_by: [{decision: %s-allow-0}]" % d], lead)
    yield document("Principle", d + "-way", ["statement: Answer before you explain.", "enforced_by: [{rhythm: %s-huddle}]" % d], lead)


def company(divisions):
    yield document("Company", "large", ["timezone: Europe/London", "currency: EUR", "thresholds: {max_objectives_per_level: %d}" % (divisions + 1)])
    yield document("Unit", "company", ["purpose: Answer.", "inputs: [requests]", "outputs: [answers]", "promises: [an answer]"], "chief")
    for role, authority in (("director", 80), ("chief", 100)):
        yield document("Role", role, ["unit: company", "purpose: Leads.", "accountabilities: [the whole]", "authority: %d" % authority])
        yield document("Person", role + "-person", ["unit: company"])
        yield document("Assignment", role + "-today", ["role: " + role, "holders: [{person: %s-person}]" % role])
    yield document("IssueType", "slow", ["meaning: Answers are late.", "tiers: [{role: director, within: PT4H}]"])
    yield document("Objective", "answer-all", ["statement: Every request is answered in a day.", "weight: 100", "kpis: [d0-in-time]"], "chief")


def main(folder, entities, files):
    folder = pathlib.Path(folder)
    divisions = max(1, entities // PER_DIVISION)
    documents = []
    share = 100 // divisions if 100 % divisions == 0 else 100 / divisions
    for n in range(divisions):
        weight = share if n < divisions - 1 else round(100 - sum(round(share, 9) for _ in range(divisions - 1)), 9)
        documents.extend(division(n, round(weight, 9)))
    texts = [[] for _ in range(max(1, files - 1))]
    for i, text in enumerate(documents):
        texts[i * len(texts) // len(documents)].append(text)
    folder.mkdir(parents=True, exist_ok=True)
    whole = list(company(divisions))
    (folder / "model.yaml").write_text("---\n".join(whole))
    for i, parts in enumerate(texts):
        place = folder / ("part%02d" % (i % 40)) / ("file%05d.yaml" % i)
        place.parent.mkdir(exist_ok=True)
        place.write_text("---\n".join(parts))
    print("%d entities in %d files" % (len(documents) + len(whole), len(texts) + 1))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    entities = int(sys.argv[2])
    main(sys.argv[1], entities, int(sys.argv[3]) if len(sys.argv) > 3 else max(2, entities // 10))
