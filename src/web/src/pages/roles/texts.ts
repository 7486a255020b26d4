import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Roles and units', lead: 'Form: who answers for what, who stands in, what each unit promises the next, and where work changes hands.',
  tabs: {units: 'Units', roles: 'Roles', who: 'Who does what', outcomes: 'Outcomes', shape: 'Spans and handoffs'},
  on: 'On', today: 'Today', back: 'Back to today', otherDay: (day: string) => `As the model has it for ${day}. What waits in queues is not known for another day.`,
  counts: {units: 'Units', layers: 'Layers', roles: 'Roles', people: 'People', vacant: 'Vacant roles', handoffs: 'Handoffs'}, between: (n: number) => `${n} between units`,
  findings: 'What needs a hand', noFindings: 'Every role has somebody, and somebody who stands in.', all: (n: number) => `Show all ${n}`,
  concerns: {vacancy: 'vacant', vacancy_ahead: 'vacant soon', single_holder: 'no deputy', duty_conflict: 'duties in one hand', overload: 'too much', no_owner: 'no owner'},
  inputs: 'Comes in', outputs: 'Goes out', promises: 'Promises', lead_: 'Leads', owner: 'Answers for the charter', noOwner: 'no owner', rolesIn: 'Roles', people: (n: number) => `${n} ${n === 1 ? 'person' : 'people'}`,
  role: 'Role', unit: 'Unit', who: 'Answers', decides: 'Decides', tasks: 'Tasks', meets: 'In rhythms', onHand: 'On hand', aWeek: (hours: string) => `${hours} h a week`, items: (n: number) => `${n} ${n === 1 ? 'item' : 'items'}`, hours: (hours: string) => `${hours} h`, concern: 'Findings', present: (n: number) => `${n} there`,
  process: 'Process', task: 'Task', performs: 'Performs', expected: 'Should take', everything: 'All', matrix: 'Tasks by role and process', matrixHint: 'A number is the count of tasks; choose one to see them.', decisionsColumn: 'Rights', rhythmsColumn: 'Rhythms', total: 'Tasks', noTask: 'No task fits.', narrowed: 'Shown', clear: 'Show all',
  outcome: 'Outcome', kind: 'Kind', accountable: 'Accountable', contributors: 'Contribute', shared: 'Seen by all of them', nobody: 'nobody', ownerless: (n: number) => (n === 0 ? 'Every outcome has exactly one accountable role.' : `${n} ${n === 1 ? 'outcome has' : 'outcomes have'} no accountable role.`),
  level: 'Layer', span: 'Span', rolesColumn: 'Roles', peopleColumn: 'People', from: 'From', to: 'To', times: 'Ways', where: 'Where', betweenUnits: 'between units', within: 'within a unit', handoffs: 'Handoffs', noHandoff: 'Nothing changes hands.', spans: 'Layers and spans',
  purpose: 'Purpose', accountabilities: 'Accountable for', authority: 'Authority', many: 'held by several', calendar: 'Calendar', holders: 'Holders and deputies', changeHolders: 'Change who', holder: 'holder', deputy: 'deputy', away: 'away', since: 'from', until: 'until', always: 'without end', notYet: 'not on this day', mine: 'You answer in this role.', myDay: 'To my day', history: 'What was done in it',
  decisionsHeld: 'Decisions held', decision: 'Decision', part: 'Part', rhythm: 'Rhythm', tierColumn: 'Tier', noDecision: 'It decides nothing by itself.', otherParts: 'Other parts in decisions', noPart: 'It has no other part.', parts: {decide: 'decides', recommend: 'recommends', agree: 'must agree', input: 'gives input', perform: 'performs', escalation: 'is passed to'}, when: 'When', always_: 'always', within_: 'Within', after: 'after',
  tasksOf: 'Work it performs', noTasks: 'It performs no task of a process.', rhythms: 'Rhythms', chair: 'chairs', attendee: 'attends', tier: 'tier', noRhythm: 'It meets in no rhythm.', hoursAWeek: 'Hours a week',
  load: 'Load', waits: 'Waits', started: 'Under way', expectedHours: 'Expected work', inRhythms: 'In rhythms, a week', ofWeek: (hours: string) => `of ${hours} h in its calendar`, openDecisions: 'Decisions open', perPerson: (hours: string) => `${hours} h for each who is there`,
  owns: 'Owns', nothingOwned: 'It owns nothing in the model.', calledFor: 'Called when', source: 'Written in', propose: 'Propose a change',
} as const
export const texts = pick(english, german)
