import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Improvements', lead: 'Anyone may propose a better way of working. A figure says whether it works, and goes on saying whether it holds.',
  propose: 'Propose an idea', proposed: 'Your idea is on the board.', what: 'What would be different?', problem: 'What is not as it should be?', fix: 'How would it be done?', figure: 'Which figure would move?', process: 'In which process?', noFigure: 'Not known yet', noProcess: 'None in particular',
  show: 'Shown', board: 'Board', over: 'Over', people: 'By person', none: 'Nothing here.', more: 'Show more', noIdea: 'No idea yet.', noIdeaText: 'Whoever does the work sees first what could be better.', noneOver: 'Nothing was kept for a year or dropped yet.',
  columns: {proposed: 'Ideas', trial: 'On trial', judged: 'Judged', adopted: 'Adopted, not yet the standard', standard: 'The standard', regressed: 'No longer holds'},
  states: {proposed: 'idea', trial: 'on trial', judged: 'trial is over', adopted: 'adopted', standard: 'the standard', regressed: 'no longer holds', kept: 'held for a year', dropped: 'dropped'},
  verdicts: {better: 'better', worse: 'worse', same: 'no more than chance', unknown: 'too few data'}, outcomes: {holds: 'holds', regressed: 'no longer holds', unknown: 'not known'},
  by: 'By', since: 'since', until: 'until', round: (n: number) => `trial ${n}`, ideas: 'Ideas', tried: 'Tried', adopted: 'Adopted', holding: 'Holding', regressed: 'No longer holding', dropped: 'Dropped', person: 'Person', idea: 'Idea',
  problem_: 'Problem', fix_: 'What would be done', trial: 'Trial', hypothesis: 'What is expected', expected: 'Expected change', from: 'From', before: 'Before', after: 'Since', effect: 'Difference', interval: (low: string, high: string) => `${low} to ${high}, with 95 % certainty`, periods: (n: number) => (n === 1 ? '1 period' : `${n} periods`), noneBefore: 'no figure', chart: 'Its control chart', endedBy: 'Ended early by', effectOf: 'Difference with its interval; the line stands at no difference', better: {up: 'higher is better', down: 'lower is better'},
  begin: 'Begin a trial', again: 'Try it again', beginDoes: 'From today it is done differently. On its last day the figure says what came of it; when the figure comes into alarm, the trial ends at once.', last: 'Last day', hypothesisHint: 'So that it can turn out wrong: “restoring takes two hours less”.', expectedHint: 'With its sign, when you can say it.', begun: 'The trial runs.',
  judge: 'End it now', judgeDoes: 'The data since its begin are compared with those before. Few data say nothing.', judged: 'The data have spoken.',
  adopt: 'Adopt', adoptDoes: 'It is to become the standard: the next step is a change of the model.', adoptReason: 'Why all the same', adoptReasonHint: 'The trial did not show that it is better.', adopted_: 'It is adopted. Now change the standard.', drop: 'Drop', dropDoes: 'It is not done. The story stays.', reason: 'Reason', dropped_: 'It is dropped.',
  change: 'Change the standard', changeLead: 'It counts as the standard once a change of the model that names it is in force.', standardSince: 'The standard since', asked: 'Asked again', tests: 'Does it hold?', noTest: 'It was not asked yet.', happened: 'What happened', deciders: 'Decides', nobody: 'Nobody owns what it touches', about: 'About', issue: 'From the issue', version: 'Change', why: 'Because', proposedAt: 'Proposed',
} as const
export const texts = pick(english, german)
