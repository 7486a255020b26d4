import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  product: 'Drivetrain',
  skip: 'To the page',
  nav: 'Pages',
  groups: {cascade: 'The cascade', back: 'Back to strategy'},
  pages: {
    drive_train: 'Drive train', today: 'Today', strategy: 'Strategy', roles: 'Roles and units', decisions: 'Decisions', rhythms: 'Rhythms', processes: 'Processes',
    performance: 'Performance', issues: 'Issues', improvements: 'Improvements', drift: 'Drift', changes: 'Changes', audit: 'Audit', admin: 'Admin',
  },
  thumb: {drive_train: 'Drive train', today: 'Today', decisions: 'Decisions', issues: 'Issues'},
  menu: 'Menu',
  search: 'Go, find, do',
  searchHint: 'Go to a page, find anything, do something',
  noHit: 'Nothing is called that.',
  groupGo: 'Go', groupFind: 'Find', groupDo: 'Do',
  doRaise: 'Call for help (andon)', doPropose: 'Propose a change of the model', doSignIn: 'Sign in as somebody else', doTheme: 'Switch between light and dark', doLanguage: 'Deutsch (speak German)', doMeasure: 'Measure every gauge now', doStation: 'Open the station of this device', doCase: 'Start a case', doOwnData: 'Bring own tables',
  measured: 'Every gauge was measured.',
  light: 'Light', dark: 'Dark',
  themeTo: (dark: boolean) => `Switch to ${dark ? 'light' : 'dark'}`,
  signIn: 'Sign in', signInAs: 'Sign in as', signOut: 'Sign out', signInLead: 'This is a demo: choose one of the sample company’s people. What you may do follows from the roles that they hold today.',
  signInOwn: 'With the account that you were invited to. Rights follow from the roles that you hold today.', account: 'Account', password: 'Password', nobodyYet: 'Nobody administers this Drivetrain yet. When it was started it printed a one-time link: open it to become the first administrator.',
  administrator: 'Administrator', noPersonYet: 'no person of the model yet',
  wasReset: (who: string, at: string) => `Your account was reset by ${who} on ${at}.`, resetByCommandLine: 'the command line beside the server', resetMeans: 'Whoever had the one-time link could set a password and act in your name. If you did not ask for it, look at what was done since, and tell an administrator or your lead.', resetRecords: 'What the journal says', resetKnown: 'I know of it',
  findPerson: 'Name or role', noPerson: 'Nobody is called that.', here: 'you', deputyUntil: (day: string) => `deputy until ${day}`, deputy: 'deputy',
  clock: 'The company’s time', simulated: 'simulated', real: 'real time',
  clockLead: 'This company lives in simulated time. Let some of it pass:', clockPeople: 'People go on working meanwhile', clockStopped: 'The clock stands.',
  clockRunsAt: (speed: string) => `The clock runs ${speed} times as fast as yours.`, advanced: (to: string) => `It is now ${to}.`,
  steps: [['PT15M', '15 min'], ['PT1H', '1 hour'], ['PT8H', '8 hours'], ['P1D', '1 day'], ['P7D', '1 week']] as const,
  streamDown: 'The line to the server is down. What you see may be old; it is being tried again.',
  findings: (n: number) => `${n} ${n === 1 ? 'finding' : 'findings'} in the model`,
  language: 'Language',
  lost: 'There is no such page', lostText: 'The address may be mistyped, or the thing it named is gone.', home: 'To the drive train',
  failed: 'This page failed',
} as const
export const texts = pick(english, german)
