import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  calendar: 'Calendar file', title: 'Rhythms', lead: 'Meetings as contracts: each starts on time, looks at live figures, and ends with owners and dates.',
  today: 'Today', tier: 'Tier', rhythm: 'Rhythm', cadence: 'Cadence', chair: 'Chair', health: 'Last 28 days', recent: 'Last ten', next: 'Next', actions: 'Actions', all: 'All rhythms', none: 'No rhythm is declared.', noneToday: 'No rhythm today.',
  heldOf: (held: number, due: number) => `held ${held} of ${due}`, onTime: (n: number) => `${n} on time`, missed: (n: number) => `${n} missed`, open: 'open', late: 'late', open_: (n: number) => `${n} open`, late_: (n: number) => `${n} late`,
  states: {planned: 'planned', due: 'due now', running: 'running', held: 'held', missed: 'missed'}, heldLate: 'held late',
  attendees: 'With', inputs: 'Looks at', outputs: 'Yields', feeds: 'Feeds', takes: 'Takes decisions', aligns: 'Aligns', duration: 'Takes', grace: 'On time until', occurrences: 'Occurrences', tierNone: 'apart', propose: 'Propose a change',
  start: 'Open the meeting', started: 'The meeting runs; the agenda is frozen.', agenda: 'Agenda', preview: 'As it would be if it started now', frozen: 'Frozen at the start', nothingTo: 'Nothing to talk about', minutes: 'Minutes', note: 'Note', noteAdd: 'Add a note', noted: 'Noted.', noMinutes: 'No note yet.', noActions: 'No action yet.',
  action: 'Action', addAction: 'Add action', what: 'What', who: 'Who', until_: 'until', until: 'Until', added: 'The action is added.', forItem: 'For', carryOver: 'Carried over', done_: 'done', done: 'Done', close: 'Close the meeting', closeTitle: 'Close with minutes', closeDoes: (notes: number, actions: number) => `${notes} notes and ${actions} actions become the minutes.`, summary: 'Summary', closed: 'The meeting is closed; its minutes are kept.', left: 'left', over: 'over', lateBy: (d: string) => `started ${d} late`, whyNot: 'You may read along.', startedAt: 'started', endedAt: 'ended', summaryTitle: 'Summary', previous: 'The one before',
} as const
export const texts = pick(english, german)
