// A small works with two processes, three levels of authority and five people: enough of an operating model for every answer of the
// API, and small enough to keep in one's head while reading a test.
#pragma once

#include "model/files.h"

namespace drivetrain::app::test {

/// Dora (director), Max (manager), Lea (cell lead), Ann and Bob (fitters); works round the clock in London. `repair` (value 0.6) asks
/// the right `expedite` between two tasks; `polish` (value 0.13) is one task.
inline model::Files small_company() {
  return {
      {"model.yaml", R"file(apiVersion: drivetrain/v1
kind: Company
metadata: {id: mill, title: Mill Works}
spec:
  timezone: Europe/London
  calendar: round-the-clock
  currency: EUR
  thresholds: {effort_drift_points: 15, inversion_percent: 10, wrong_hand_per_week: 2, rhythms_held_percent: 90}
---
apiVersion: drivetrain/v1
kind: Calendar
metadata: {id: round-the-clock, title: Round the clock}
spec: {always: true}
)file"},
      {"org.yaml", R"file(apiVersion: drivetrain/v1
kind: Unit
metadata: {id: works, title: Works, owner: manager}
spec: {purpose: Machines leave as promised., inputs: [machines], outputs: [machines that run], promises: [the day we said]}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: director, title: Director}
spec: {unit: works, purpose: Answers for the company., accountabilities: [weights], authority: 30}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: manager, title: Manager}
spec: {unit: works, purpose: Answers for the works., accountabilities: [promises], authority: 20}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: lead, title: Cell lead}
spec: {unit: works, purpose: Answers for the shift., accountabilities: [order of work], authority: 10}
---
apiVersion: drivetrain/v1
kind: Role
metadata: {id: fitter, title: Fitter}
spec: {unit: works, purpose: Repairs., accountabilities: [repairs], authority: 1, many: true}
---
apiVersion: drivetrain/v1
kind: Person
metadata: {id: dora, title: Dora Lind}
spec: {unit: works, email: dora@mill.example}
---
apiVersion: drivetrain/v1
kind: Person
metadata: {id: max, title: Max Kern}
spec: {unit: works}
---
apiVersion: drivetrain/v1
kind: Person
metadata: {id: lea, title: Lea Ruiz}
spec: {unit: works}
---
apiVersion: drivetrain/v1
kind: Person
metadata: {id: ann, title: Ann Bell}
spec: {unit: works}
---
apiVersion: drivetrain/v1
kind: Person
metadata: {id: bob, title: Bob Moss}
spec: {unit: works}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: director-today, title: Director today}
spec: {role: director, holders: [{person: dora}], deputies: [{person: max}]}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: manager-today, title: Manager today}
spec: {role: manager, holders: [{person: max}], deputies: [{person: dora}]}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: lead-today, title: Cell lead today}
spec: {role: lead, holders: [{person: lea}], deputies: [{person: max}]}
---
apiVersion: drivetrain/v1
kind: Assignment
metadata: {id: fitters-today, title: Fitters today}
spec: {role: fitter, holders: [{person: ann}, {person: bob}]}
)file"},
      {"strategy.yaml", R"file(# Siblings sum to 100.
apiVersion: drivetrain/v1
kind: Choice
metadata: {id: reliability-first, title: Reliability first}
spec:
  question: Speed for all, or reliability for those who depend on us?
  options: [speed, reliability]
  chosen: reliability
  because: [they stay]
  yields: [restore-fast]
---
apiVersion: drivetrain/v1
kind: Objective
metadata: {id: keep-running, title: Keep critical customers running, owner: director}
spec:
  statement: A customer who depends on us never waits for us.
  weight: 60          # until the next review
  horizon: end of 2026
  expected_behaviour: A critical job is the next one that anybody starts.
  kpis: [promises-kept]
---
apiVersion: drivetrain/v1
kind: Objective
metadata: {id: margin, title: Margin, owner: manager}
spec:
  statement: Every job earns its share.
  weight: 40
  horizon: end of 2026
  expected_behaviour: Nobody polishes what nobody pays.
  kpis: [promises-kept]
---
apiVersion: drivetrain/v1
kind: Requirement
metadata: {id: restore-fast, title: Restore within a day, owner: manager}
spec:
  kind: capability
  statement: A critical machine runs again within a day.
  objectives: [keep-running]
  realised_by: [{process: repair}, {decision: expedite}, {kpi: promises-kept}, {rhythm: huddle}]
---
apiVersion: drivetrain/v1
kind: Assumption
metadata: {id: demand-holds, title: Demand holds, owner: director}
spec:
  statement: Promises can be kept with the people we have.
  metric: promises-kept
  limit: value < 50
  objectives: [keep-running]
---
apiVersion: drivetrain/v1
kind: Initiative
metadata: {id: second-bench, title: A second bench, owner: manager}
spec:
  statement: Two machines at a time.
  objectives: [keep-running]
  budget: 20000
  milestones:
    - {id: ordered, title: Ordered, due: 2026-06-30}
    - {id: proven, title: Proven, due: 2026-12-31, evidence: {kpi: promises-kept, when: "value >= 90"}}
  benefit: {kpi: promises-kept, delta: 5}
)file"},
      {"decisions.yaml", R"file(apiVersion: drivetrain/v1
kind: Decision
metadata: {id: expedite, title: "May this job overtake the queue?", owner: manager}
spec:
  question: May this job overtake the queue?
  kind: operating
  facts: [{name: delay_hours, type: number, unit: h, min: 0}]
  rapid: {recommend: fitter, perform: lead}
  bands:
    - {when: "delay_hours <= 8", role: lead}
    - {when: "delay_hours > 8", role: manager}
  outcomes: [expedite, keep order]
  criteria: [Who waits instead?]
  information: [{kpi: promises-kept, max_age: P7D}]
  cadence: on-demand
  sla: PT4H
  escalation: [{after: PT2H, to: next-band}, {after: PT3H, to: director}]
  supports: [keep-running, margin]
  moves: [promises-kept]
---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: change-weights, title: "Shall the weights change?", owner: director}
spec:
  question: Shall this change of the weights take effect?
  kind: design
  governs: [weights]
  facts: [{name: points, type: number, min: 0, max: 100}]
  rapid: {recommend: lead}
  bands:
    - {when: "points <= 10", role: manager}
    - {when: "points > 10", role: director}
  outcomes: [approve, refuse]
  criteria: [Who will wait longer?]
  cadence: on-demand
  sla: PT40H
  supports: [keep-running, margin]
---
apiVersion: drivetrain/v1
kind: Decision
metadata: {id: change-rights, title: "Shall a right change?", owner: director}
spec:
  question: Shall this change of a right take effect?
  kind: design
  governs: [rights]
  facts: []
  rapid: {recommend: lead, decide: [director]}
  outcomes: [approve, refuse]
  criteria: [Who gains, who loses?]
  cadence: on-demand
  sla: PT40H
  supports: [keep-running]
)file"},
      {"rhythms.yaml", R"file(apiVersion: drivetrain/v1
kind: Rhythm
metadata: {id: huddle, title: Morning huddle}
spec:
  rrule: FREQ=DAILY
  start: 2026-01-05T08:30
  duration: PT10M
  tier: 1
  chair: lead
  attendees: [fitter]
  inputs: [{kpi: promises-kept}, {list: issues}, {list: decisions}, {queue: fitter}, {list: actions}]
  outputs: [order of the day]
  takes: [expedite]
  aligns: [keep-running, margin]
---
apiVersion: drivetrain/v1
kind: IssueType
metadata: {id: machine, title: Machine stopped}
spec:
  meaning: A machine does not do what it should.
  tiers: [{role: lead, within: PT15M}, {role: manager, within: PT1H}]
---
apiVersion: drivetrain/v1
kind: IssueType
metadata: {id: safety, title: Safety}
spec:
  meaning: Somebody could be hurt. Work stops.
  stops_work: true
  tiers: [{role: manager, within: PT5M}, {role: director, within: PT1H}]
)file"},
      {"measures.yaml", R"file(apiVersion: drivetrain/v1
kind: Kpi
metadata: {id: promises-kept, title: Promises kept, owner: manager}
spec:
  definition: Share of cases that ended by the time promised.
  measures:
    kept: {event: CaseCompleted, where: promise_kept, aggregate: count}
    ended: {event: CaseCompleted, aggregate: count}
  formula: if ended = 0 then null else 100 * kept / ended
  unit: "%"
  direction: up
  window: P28D
  target: 95
  warn: 92
  alarm: 85
  reaction: {issue: machine}
  serves: [keep-running, margin]
  chart: {kind: proportion, period: P1D, size: ended}
)file"},
      {"processes.yaml", R"file(apiVersion: drivetrain/v1
kind: Process
metadata: {id: repair, title: Repair, owner: manager}
spec:
  bpmn: repair.bpmn
  purpose: Machines run again.
  unit: works
  contributes: [{objective: keep-running, strength: 9}]
  variables: [{name: passed, type: boolean}, {name: delay_hours, type: number, unit: h}, {name: answer, type: string}]
---
apiVersion: drivetrain/v1
kind: Process
metadata: {id: polish, title: Polish, owner: manager}
spec:
  bpmn: polish.bpmn
  purpose: Machines look well.
  unit: works
  contributes: [{objective: margin, strength: 3}]
---
apiVersion: drivetrain/v1
kind: Service
metadata: {id: repair-service, title: Repair}
spec:
  promise: Back on the day we said.
  process: repair
  tiers: [{id: critical, title: Critical, factor: 3, promise: PT24H}, {id: standard, title: Standard, factor: 1, promise: PT96H}]
---
apiVersion: drivetrain/v1
kind: Service
metadata: {id: polish-service, title: Polish}
spec:
  promise: Shiny by next week.
  process: polish
  tiers: [{id: standard, title: Standard, factor: 1, promise: PT168H}]
)file"},
      {"repair.bpmn", R"file(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" id="d1" targetNamespace="https://drivetrain.dev/models/mill">
  <process id="repair" name="Repair" isExecutable="true">
    <startEvent id="begun" name="Machine came"/>
    <userTask id="fix" name="Fix the machine" dt:role="fitter" dt:duration="PT2H"/>
    <businessRuleTask id="ask" name="Overtake?" dt:decision="expedite" dt:result="answer"/>
    <userTask id="test" name="Test the machine" dt:role="fitter" dt:duration="PT1H"/>
    <endEvent id="done" name="It runs"/>
    <sequenceFlow id="f1" sourceRef="begun" targetRef="fix"/>
    <sequenceFlow id="f2" sourceRef="fix" targetRef="ask"/>
    <sequenceFlow id="f3" sourceRef="ask" targetRef="test"/>
    <sequenceFlow id="f4" sourceRef="test" targetRef="done"/>
  </process>
</definitions>
)file"},
      {"polish.bpmn", R"file(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" id="d2"
             targetNamespace="https://drivetrain.dev/models/mill">
  <process id="polish" name="Polish" isExecutable="true">
    <startEvent id="begun" name="Begun"/>
    <userTask id="rub" name="Polish the machine" dt:role="fitter" dt:duration="PT1H"/>
    <endEvent id="done" name="It shines"/>
    <sequenceFlow id="f1" sourceRef="begun" targetRef="rub"/>
    <sequenceFlow id="f2" sourceRef="rub" targetRef="done"/>
  </process>
</definitions>
)file"},
  };
}

}  // namespace drivetrain::app::test
