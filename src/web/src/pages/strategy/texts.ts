import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Strategy', lead: 'What operations must become, by how much each part matters, and whether it reaches the work.',
  tabs: {map: 'Line of sight', objectives: 'Objectives', choices: 'Choices', capabilities: 'Capabilities', gears: 'Gears', requirements: 'Requirements and constraints', layers: 'Layers', assumptions: 'Assumptions', initiatives: 'Initiatives'},
  columns: ['Objective', 'Requirement', 'Decision', 'Process', 'KPI', 'Rhythm'],
  map: 'Map', table: 'Table', shown: 'Shown as', loose: 'Loose ends only', clear: 'Show all', isolated: (title: string) => `Only what “${title}” reaches and what reaches it`,
  mapLabel: 'Line of sight from objectives to rhythms. The same as a table is under “Table”.', open: 'Open', whyLoose: 'Loose end', noLoose: 'Nothing hangs loose.',
  leadsTo: 'Leads to', comesFrom: 'Comes from',
  weight: 'Weight', effective: 'of the whole', owner: 'Accountable', horizon: 'Horizon', behaviour: 'What people do when it is lived', kpis: 'KPIs', hours: 'Hours', stated: 'Stated', expected: 'Expected', revealed: 'Revealed', window: (from: string, to: string) => `Behaviour from ${from} to ${to}`, unserved: (hours: string) => `${hours} hours of work served no objective.`,
  propose: 'Propose another weight', objective: 'Objective', status: 'State', statement: 'Statement',
  gearClosed: 'gear closed', gearOpen: 'gear open', requirementKinds: {capability: 'capability', standard: 'standard', constraint: 'constraint', dependency: 'dependency', evolution: 'evolution'}, constraint_: 'constraint', principle_: 'principle', closed: 'closed', openGear: 'open', teeth: {requirement: 'Requirement', rule: 'Rule', process: 'Process', kpi: 'KPI', rhythm: 'Rhythm'}, gearsLead: 'An objective bites when it reaches all five. Where one is missing, the gear is open and says why.',
  question: 'Question', chosen: 'Chosen', because: 'Because', yields: 'Yields', notChosen: 'Not chosen',
  kind: 'Kind', serves: 'Serves', realised: 'Realised by', enforced: 'Enforced by', nothing: 'nothing', constraint: 'Constraint', principle: 'Principle', requirement: 'Requirement',
  assumption: 'Assumption', metric: 'Shown wrong by', holds: 'holds', broken: 'broken', silent: 'no data',
  health: {ok: 'on its way', warn: 'watch', alarm: 'in trouble', no_data: 'no evidence'}, due: 'due', reached: 'reached', reach: 'Reach it', reachTitle: (title: string) => `Milestone reached: ${title}`, reachDoes: 'Accepted only when its evidence holds and its gate decision was taken.', note: 'Note', reachDone: (title: string) => `“${title}” is reached.`, benefit: 'Benefit', gate: 'Gate', askGate: 'Ask to pass', gateTitle: (title: string) => `Ask to pass the gate: ${title}`, gateDoes: 'Whoever holds the gate’s right is asked; only the first answer of that right lets the initiative pass.', gateAsked: 'The gate’s right is asked.', budget: 'Budget', late: 'late', openM: 'open', ready: 'ready',
  from: 'Asked by', answers: 'Answers for it', acceptance: {no_owner: 'nobody owns it', waiting: 'not accepted yet', changed: 'reads differently now', accepted: 'accepted'}, accept: 'Accept', acceptTitle: (title: string) => `Answer for “${title}”?`, acceptHint: 'How it will be done, or what it needs.', acceptDone: (title: string) => `“${title}” is accepted.`,
  requirements: 'Requirements', constraints: 'Constraints', constraintsLead: 'What must never be broken, and the rule that stops it.', principles: 'Principles', principlesLead: 'How decisions are made when no rule fits, and what brings that to bear.', stopped: (n: string) => `${n} tried without the right.`,
  draft: 'Draft a requirement', draftTitle: (title: string) => `What “${title}” asks of operations`, draftDoes: 'It is proposed as a change of the model. When its rights have said yes, whoever answers for it accepts it.', draftName: 'Requirement', draftChange: (title: string) => `Requirement: ${title}`, draftSend: 'Propose', drafted: 'The requirement is proposed.',
  layers: {
    lead: 'When layers are conflated, rights are unclear and processes brittle. Each rule, rhythm and step has one place; layers meet where a step asks a right and where a rhythm takes one.', conflations: 'Conflated', separate: 'The layers are separate and joined.', separateText: 'No gateway decides by a literal, no process names a decider, no rhythm takes what has no right.',
    names: {strategy: 'Operational strategy', decisions: 'System of decisions', management: 'Management system', processes: 'Processes'},
    whats: {strategy: 'What operations must become.', decisions: 'How choices are made: who decides what, at which level.', management: 'How daily work is coordinated: rhythms, figures, issues, improvement.', processes: 'How the work is done: steps, procedures, checks.'}, asks: 'asks', takes: 'takes', step: 'step',
  },
  capabilities: {
    lead: 'What operations must excel at', without: 'What if this were missing?', withoutHint: 'A skill, a process, a role, a machine: exactly what rests on it turns red.', nothingGone: 'Nothing is missing', every: 'All objectives', window: 'Evidence in', weeks: (n: number) => `${n} weeks`,
    turned: (title: string, n: number) => `Without ${title}, ${n === 0 ? 'nothing turns red' : n === 1 ? '1 requirement turns red' : `${n} requirements turn red`}.`, back: 'Put it back', evidence: (from: string, to: string) => `Evidence from the journal, ${from} to ${to}.`, nothingRests: 'Nothing rests on it.', none: 'No requirement says what operations must excel at.', unasked: 'Objectives that ask nothing of operations yet',
    levels: {broken: 'cannot be done', declared: 'declared', practised: 'practised', measured: 'measured', met: 'met'}, levelOf: (level: number, most: number, name: string) => `Level ${level} of ${most}: ${name}`, gap: 'To the next level', plan: 'Plan', noPlan: 'No initiative works on it.', practised: 'done', stands: 'stands, nothing shows that it was done', broken: 'cannot be done', last: 'last', restsOn: (n: number) => `Rests on ${n} ${n === 1 ? 'thing' : 'things'}`, haveIt: (n: number) => `${n} ${n === 1 ? 'person has' : 'people have'} it`, named: (n: number) => `${n} named`, byOthers: (n: string) => `${n} by people without it`,
  },
} as const
export const texts = pick(english, german)
