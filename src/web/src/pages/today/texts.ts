import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Today',
  greet: (name: string) => name,
  signedOut: 'This page shows what waits for a person.', signedOutText: 'Choose who you are; what you may do follows from your roles.', signIn: 'Sign in',
  nobodysName: (account: string) => `${account} acts in nobody’s name yet.`, openAdmin: 'Open Admin', administratorText: 'You administer: let people in, and say in whose name each account acts. Map your own account to a person of the model, and that person’s decisions, work and meetings stand here.', mappedByOthers: 'Ask an administrator to map your account to a person of the model; that person’s decisions, work and meetings stand here then.',
  working: 'You are working on', first: 'Next from your queues',
  none: 'Your queues are empty.', noneText: 'Work appears here when a case reaches a task of your roles.',
  queueOf: 'Queue', whose: 'Whose work', views: {mine: 'Mine', team: 'Team', later: 'Later'}, team: 'The team’s work', later: 'Put off until later', leads: {mine: 'In the order of what work is worth to strategy.', team: 'What is under way first, with whose it is; then what waits.', later: 'It comes back by itself when its time has come.'}, noLater: 'Nothing is put off.', noLaterText: 'Work that is yours and that you want to look at again later stands here until then.',
  claim: 'Claim', claimed: (title: string) => `“${title}” is yours.`, unclaim: 'Not mine', unclaimed: (title: string) => `“${title}” is back in its queue.`, delegate: 'Ask somebody', delegated: (title: string, name: string) => `${name} does “${title}” for you and gives it back.`, delegateDoes: 'That person does it for you; then it comes back, and you complete it.', assign: 'Hand over', assigned: (title: string, name: string) => `“${title}” is ${name}’s now.`, assignDoes: 'From now on it is that person’s.', toWhom: 'To whom',
  dates: 'Dates', datesDoes: 'What is not changed stays. An empty date takes it away.', keepDates: 'Keep', dated: (title: string) => `The dates of “${title}” are kept.`, followUp: 'Look at it again', followUpHint: 'Until then it stands behind what is to be done now.', dueAt: 'Due', priority: 'Priority', priorityHint: '0 to 100, among work that is worth the same.', zone: (name: string) => `Time in ${name}.`,
  dueWord: 'due', again: 'again', doneFor: (name: string) => `for ${name}`, waitsFor: (name: string) => `${name} is asked`, cameBack: 'came back to you', yours: 'yours', resolve: 'Give it back done', resolved: (name: string) => `It is back with ${name}.`, toDo: 'To be entered', wrong: (n: number) => (n === 1 ? 'One field needs you.' : `${n} fields need you.`), draft: {none: 'What you enter is kept as you type.', here: 'Kept on this device.', saving: 'Being saved', saved: 'Saved.'},
  allMine: 'My queues', ready: 'ready', reordered: (at: string, n: number) => (n === 0 ? `Weighed anew ${at}; nothing moved.` : `Reordered ${at}: ${n} moved.`), moreReasons: (n: number) => `${n} more reasons`,
  start: 'Start', complete: 'Done', giveBack: 'Give back', why: 'Why here', station: 'Station', how: 'How it is done', gone: 'This work is not waiting and not under way any more.', goneText: 'Somebody finished it, or its case went another way.', toToday: 'To Today', story: 'What became of it', promised: 'promised', since: 'since', score: 'score', step: 'Step', customer: 'Customer', due: 'Promise', place: 'Place',
  started: (title: string) => `You have started “${title}”.`, completed: (title: string) => `“${title}” is done.`, returned: (title: string) => `“${title}” is back in the queue.`,
  passTitle: 'Take this before what is worth more?', passLead: (title: string, score: string) => `“${title}” (score ${score}) is ready and you may do it. Taking another one counts as an inversion; say why.`,
  reason: 'Reason', reasonHint: 'It is kept with the start, and those who set the weights see it.', takeAnyway: 'Start with this reason', takeFirst: (title: string) => `Start “${title}” instead`,
  doneTitle: (title: string) => `Done: ${title}`, doneDoes: 'The case goes on with what you enter here.', worked: 'Time spent', workedHint: 'Left empty, it is the time since you started.', minutes: 'minutes',
  returnTitle: (title: string) => `Give back: ${title}`, returnDoes: 'It goes back to the queue, and the next person sees what is missing.', missing: 'What is missing',
  decisions: 'Decide', noDecision: 'No decision waits for you.', decide: 'Decide',
  parts: 'You are asked before others decide', partOf: {recommend: 'You recommend', agree: 'You agree or not', input: 'You give input'}, toPart: 'Contribute',
  rhythms: 'Rhythms today', noRhythm: 'No rhythm with you today.', join: 'Open', running: 'running', held: 'held', missed: 'missed', dueNow: 'due', planned: 'planned',
  actions: 'My actions', noAction: 'No open action of yours.', complete_: 'Done', actionTitle: 'What came of it?', result: 'Result', actionDone: 'The action is done.', due_: 'due',
  late: 'late', target: 'target', issues: 'Issues that call you', answer: 'Answer', goOn: 'Go on', kpis: 'KPIs in signal', noSignal: 'No KPI of yours is in signal.',
  value: 'Value to strategy', tier: 'Tier', urgency: 'Urgency', serves: 'Serves', variables: 'What you should know', case_: 'Case',
  whatChanges: 'What changes for your units', changesFor: (n: number) => `${n} ${n === 1 ? 'change' : 'changes'} of the model`, knownUntil: 'to be acknowledged by', passedOn: 'passed on to you', noteLate: 'late', new_: 'new',
} as const
export const texts = pick(english, german)
