import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  propose: 'Propose another standard', title: 'Performance', lead: 'Each figure has an owner, a definition, a limit and a rhythm that looks at it. A silent source is never green.',
  target: 'target', limit: 'alarm', warn: 'watch', none: 'No KPI is declared.', status: {ok: 'in order', warn: 'watch', alarm: 'alarm', no_data: 'no data'}, facts: (n: number) => `${n} facts`, measured: 'data to', silent: 'silent since',
  course: 'Course', span: 'Span', days28: '28 days', days90: '90 days', year: '1 year', definition: 'Definition', formula: 'Formula', measures: 'Measured as', window: 'Window', maxAge: 'No data after', owner: 'Owner', serves: 'Serves', reviewed: 'Reviewed in', moved: 'Moved by', reaction: 'On alarm', nowhere: 'nowhere', evidence: 'Evidence', evidenceLead: 'The events behind the value of now.', noEvidence: 'No event in the window.', over: 'of', where: 'where', better: {up: 'higher is better', down: 'lower is better'}, raise: 'Call for help', last: 'back from now',
} as const
export const texts = pick(english, german)
