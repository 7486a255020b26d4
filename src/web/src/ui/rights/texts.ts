import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  yours: 'Your rights changed', of: (name: string) => `The rights of ${name} changed`, known: 'acknowledged', late: 'overdue', passedOn: 'passed on to you',
  acknowledge: 'I know', acknowledgeFor: 'They know', done: 'It is recorded that it is known.',
  since: 'In force since', by: 'through', version: (revision: string) => `version ${revision}`,
  newRight: 'a new right', retired: 'no longer a right', kinds: {gained: 'yours now', lost: 'no longer yours', changed: 'changed'},
  was: 'Before', is: 'From', notYours: 'nothing', always: 'every one', as: 'as', standsIn: 'standing in for', from: 'from', to: 'until',
  moved: {
    to: (n: number) => (n === 1 ? 'A running decision came with it' : `${n} running decisions came with it`),
    from: (n: number) => (n === 1 ? 'A running decision went with it' : `${n} running decisions went with it`),
  },
  nowWith: (name: string) => `now with ${name}`, answered: 'settled meanwhile',
} as const
export const texts = pick(english, german)
