import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Decisions', lead: 'Who decides what, at what level, by which criteria, in which time, and to whom it goes when nobody answers.',
  register: 'Register', live: 'Live', log: 'Log', authority: 'Delegation of authority', onDay: 'On', toToday: 'Today', print: 'Print', asOf: 'as of', version: 'version', inForceSince: 'in force since', noGap: 'every case has exactly one decider', unsettled: (n: number) => `${n} ${n === 1 ? 'right is' : 'rights are'} not settled`, vacantBands: (n: number) => `${n} ${n === 1 ? 'band has' : 'bands have'} nobody that day`, roleColumn: 'Role', isToday: 'Today', isThen: (day: string) => `On ${day}`, standsIn: 'Stands in', within: 'Within', mustAgree: 'Must agree', anyOf: 'any of several', nobody: 'nobody', away: 'away', deputy: 'deputy', nobodyAbove: 'no band above', generated: 'Generated from the decision rights that route every case; working time of the decider’s calendar.',
  decision: 'Decision', today: 'Decides today', open: 'Open', last28: 'Last 28 days', taken: 'taken', late: 'late', latency: 'Median time', wrongHand: 'Wrong hand', noRight: 'No decision is declared.', design: 'changes the model',
  search: 'Find a decision', band: 'Band', always: 'always', named: 'named', when: 'When', who: 'Who', openNew: 'Open a decision',
  question: 'Question', facts: 'Facts', criteria: 'Criteria', outcomes: 'Outcomes', sla: 'Time to answer', cadence: 'Cadence', forum: 'Taken in', ladder: 'When nobody answers', after: 'after', nextBand: 'the next band', rapid: 'Parts in it', recommend: 'recommends', agree: 'must agree', perform: 'performs', input: 'gives input', sod: 'Must not be one hand', supports: 'Supports', moves: 'Moves', affects: 'Touches', reach: 'Reaches in the end', information: 'Information', owner: 'Owner',
  whoWould: 'Who would decide?', whoLead: 'Enter the facts; the answer is that of today.', source: 'As written', proposeBand: 'Propose another band', history: 'Log of this decision', onDemand: 'on demand',
  states: {open: 'open', taken: 'taken', withdrawn: 'withdrawn'},
  mine: 'Mine', all: 'All', overdue: 'Past their time', noLive: 'Nothing waits for a decision.', noLiveText: 'Decisions open from processes, from people and from proposals to change the model.', noLog: 'No decision was taken yet.',
  case_: 'Subject', holder: 'With', due: 'Due', recommendation: 'Recommended', outcome: 'Outcome', reason: 'Reason', model: 'Model', by: 'Taken by', time: 'Time',
  yours: 'This decision is yours', yoursText: 'Your answer is kept with the facts, your reason and the version of the model.', notYours: (name: string) => `This is ${name}’s decision`, notYoursNobody: 'Nobody holds this right today', attempt: 'Answer all the same', attemptText: 'You do not hold the right today. An answer is refused and counted as a wrong hand.', signIn: 'Sign in to answer',
  take: (outcome: string) => `Answer: ${outcome}`, takeEmpty: 'Answer', chosen: 'Your answer', reasonLabel: 'Reason', reasonHint: 'Somebody who reads it in a year should understand why.', takenSay: (title: string, outcome: string) => `“${title}”: ${outcome}.`,
  passUp: 'Pass it up', passUpTitle: 'Pass this decision up?', passUpDoes: (name: string) => `It goes to ${name} at once. The clock does not start anew.`, passUpNext: 'the next level', passedUp: 'It was passed up.',
  whose: 'Whose it is, and why', route: 'To whom it went', ahead: 'Steps ahead', refusals: 'Refused attempts', briefing: 'Briefing', stale: 'too old', age: 'old', maxAge: 'may be', noBriefing: 'This decision asks for no information.', happened: 'What happened', factsTitle: 'Facts', recommends: (name: string, outcome: string) => `${name} recommends: ${outcome}`,
  result: (outcome: string) => `Decided: ${outcome}`, escalations: (n: number) => `${n} × escalated`,
  openTitle: 'Open a decision', openDoes: 'You say what it is about; the model says whose it is.', openTitleField: 'What is it about?', openSubmit: 'Open', opened: 'The decision is open.', recommendationField: 'You recommend',
} as const
export const texts = pick(english, german)
