import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Audit', lead: 'Everything that was asked, refused and done, in one chain that shows any later hand.',
  search: 'Search', past: 'As it was',
  verify: 'Verify the chain', verified: (n: string) => `${n} records checked: the chain holds.`, broken: (n: number) => `The chain is broken: record ${n} does not fit the one before it.`, head: 'Head',
  position: 'No.', when: 'When', actor: 'Who', what: 'What', type: 'Type', model: 'Model', none: 'No record fits.', noneYet: 'Nothing fits among those looked at. Earlier ones are not looked at yet.', subject: 'About', subjectHint: 'An id: a case, a decision, a KPI', typeFilter: 'Type of record', kind: 'Kind', all: 'All', command: 'Asked', event: 'Happened', refused: 'refused', erased: 'erased', cause: 'because of', payload: 'Content', clear: 'Clear all', words: 'In words', wordsHint: 'All of them must stand in the record', who: 'By', anybody: 'Anybody', from: 'From', to: 'To', why: 'Why did this happen?',
  record: (position: number) => `Record ${position}`, before: 'What led to it', first: 'This is the first cause: nothing in the journal led to it.', after: 'What it led to', nothingAfter: 'It led to nothing further.', moreAfter: 'There is more; open one of them to go on.', here: 'this record', content: 'What it holds', showThen: 'The company at that moment', subjectPage: 'To its subject',
  pastLead: 'The company at a moment, rebuilt by replaying the journal up to there. Nothing of it is stored.', moment: 'Moment', hour: 'hour', day: 'day', week: 'week', now: 'Now', back: (what: string) => `1 ${what} back`, on: (what: string) => `1 ${what} on`, asOf: 'As of', afterRecord: (n: string, head: string) => `after record ${n} of ${head}`, modelThen: 'Model in force', since: 'since', sameModel: 'still in force', otherModel: 'another is in force now', noHistory: 'The journal does not reach that far back.',
  holders: 'Who answered', differs: 'Now', onlyDiffers: 'Only what is different now', noDiffers: 'The same people answer for the same roles now.', decisions: 'Open decisions', noDecisions: 'No decision waited.', queues: 'Queues', ready: 'waiting', started: 'under way', noWork: 'No work waited.', firstIn: 'First', issues: 'Open issues', noIssues: 'Nothing was wrong that anybody had called.', cases: 'Cases', running: 'running', noCases: 'No case ran.', weights: 'Weights', weightNow: (weight: string) => `now ${weight}`, kpis: 'KPIs', role: 'Role', due: 'overdue',
} as const
export const texts = pick(english, german)
