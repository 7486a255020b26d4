import {plural} from '~/format/number'
import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Drive train',
  lead: 'From intent to work, and back from work to intent.',
  matters: 'What matters today',
  nothingMatters: 'Nothing is over its limit and nothing waits past its time.',
  evidence: (n: number) => plural(n, 'fact'),
  strategic: 'Strategic engine', torque: 'torque: clarity, priority, intent',
  operational: 'Operational engine', traction: 'traction: intent that holds on the ground',
  between: 'The drive train between them',
  down: 'Down', downText: 'strategy to operations, last 7 days', up: 'Up', upText: 'operations to strategy, last 7 days',
  train: 'Drive train', trainText: 'joins the engines: design, governance, coordination',
  week: 'last 7 days',
  limit: 'limit',
  dialOf: (title: string) => `${title}, open the evidence`,
  intent: 'Intent beside behaviour', intentLead: 'Hours of the last four weeks: what each objective should get, and what it got.',
  stated: 'stated', expected: 'expected', revealed: 'revealed', hours: 'hours',
  waiting: 'Waiting for you', waitingNone: 'Nothing waits for you.', waitingNobody: 'Sign in to see what waits for you.', signIn: 'Sign in',
} as const
export const texts = pick(english, german)
