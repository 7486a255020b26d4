import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  strange: 'The server did not answer as agreed', answered: (status: string) => `The server answered ${status} without saying why.`, strangeHelp: 'Try again. If it stays, the log of the server says more.',
  silent: 'The server cannot be reached', noAnswer: 'No answer came.', silentHelp: 'Check that drivetrain is running and that this device has a network; then try again. Nothing was written.',
} as const
export const texts = pick(english, german)
