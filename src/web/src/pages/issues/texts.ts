import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Issues', lead: 'Anyone may call for help. A tier answers within its time, or the next is called by itself.',
  raise: 'Call for help', raiseLead: 'What is it?', raiseWhat: 'What happened?', raiseDetail: 'More', raiseDetailHint: 'What you see, hear, smell; what stands because of it.', raiseCase: 'Case', raiseCaseHint: 'For example case-4382, when it belongs to one.', raised: 'Help is called.', called: (who: string, within: string) => `${who} has ${within} to answer.`, stops: 'stops work', back: 'Another kind',
  open: 'Open', resolved: 'Resolved', show: 'Shown', none: 'Nothing is open.', noneText: 'An issue appears when somebody calls for help or a figure passes its alarm.', noneResolved: 'Nothing was resolved yet.',
  states: {called: 'called', acknowledged: 'somebody is on it', contained: 'contained', fixed: 'fixed, on trial', resolved: 'resolved'}, fixed: (who: string) => `Fixed by ${who}. It closes by itself when the fix has held until`, notKnown: 'The last test said nothing:',
  pareto: 'Most frequent', countedBy: 'Counted by', ways: {type: 'Kind', cause: 'Cause', unit: 'Where', subject: 'About'}, timesCount: 'Times', share: 'Share', cumulative: 'Together', notHeld: 'Fixes that did not hold', unsaid: 'not said', noneCounted: 'No issue in the last 90 days.',
  tier: 'Tier', since: 'since', times: (n: number) => `${n} times`, toTier: (n: number) => `to tier ${n}`, lateBy: 'next tier is called', nobody: 'Nobody answers yet',
  ladder: 'Ladder', within: 'within', tierStates: {waiting: 'not called', called: 'called', answered: 'answered', passed: 'did not answer in time'},
  steps: {acknowledge: 'Acknowledge', contain: 'Contain', cause: 'Find the cause', resolve: 'Resolve'}, acknowledge: 'I am on it', acknowledged: 'You are on it.', contain: 'Contained', containQ: 'What was done so that it does no more harm?', contained: 'It is contained.', resolve: 'Resolved', causeQ: 'Cause', causeHint: 'Not who, but what let it happen.', fixQ: 'Fix', fixHint: 'What was changed so that it does not come again.', resolvedSay: 'It is resolved.',
  why: 'Why did it happen?', whyThat: (n: number) => `Why that? (${n})`, category: 'Branch of the fishbone', categories: {people: 'People', method: 'Method', machine: 'Machine', material: 'Material', measurement: 'Measurement', environment: 'Environment'},
  sayCause: 'This is the cause', causeSaid: 'The cause is told.', causeAgain: 'Tell it differently', causeTold: (cause: string) => `When left empty: ${cause}`, before: 'Told before it came back: the fix did not hold, so ask again.', reopened: (n: number) => (n === 1 ? 'came back' : `came back ${n} times`),
  done: 'done', containment: 'Containment', cause: 'Cause', fix: 'Fix', happened: 'What happened', detail: 'Detail', by: 'Called by', unit: 'Where', about: 'About', source: 'Source', answeredBy: 'On it', sources: {andon: 'a call for help', kpi: 'a KPI over its limit', incident: 'a stuck case'} as Record<string, string>,
} as const
export const texts = pick(english, german)
