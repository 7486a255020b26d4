import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Welcome',
  first: 'You become the first administrator: you invite the others.',
  of: (account: string) => `Set the password of ${account}.`,
  account: 'Account', accountHint: 'The name by which you sign in.',
  password: 'Password', passwordHint: (n: number) => `At least ${n} characters; a sentence is easier to keep than a riddle.`,
  again: 'Password once more', differ: 'The two are not the same.',
  go: 'Set the password and sign in', done: 'You are signed in.',
  none: 'This address lacks its one-time secret. Open the whole link as you were given it.',
} as const
export const texts = pick(english, german)
