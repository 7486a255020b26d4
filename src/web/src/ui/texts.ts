import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  product: 'Drivetrain', loading: 'Loading', close: 'Close', cancel: 'Cancel', optional: 'optional', choose: 'Choose', nothingFits: (typed: string) => `Nothing fits “${typed}”`, yes: 'Yes', no: 'No', more: 'More', showMore: 'Show more', signIn: 'Sign in',
  where: 'Where this is', sight: 'Line of sight, from intent to here', whatIs: (term: string) => `What is ${term}?`,
  status: {ok: 'in order', warn: 'watch', alarm: 'over the limit', no_data: 'no data', accent: ''},
  noData: 'no data', noEvidence: 'no evidence', limit: 'limit', sevenDays: 'against seven days ago',
  chart: 'Chart', table: 'Table', time: 'Time', value: 'Value', sameAsTable: (label: string) => `${label}; the same figures are under “Table”.`, marks: (n: number) => `${n} marks in the chart`, timesIn: (zone: string) => `Times in ${zone}`,
  orderChanged: 'The order has changed.', show: 'Show', saveAs: 'Save as', savedAs: (label: string, format: string) => `${label} as ${format}`,
  any: (role: string) => `Any ${role.toLowerCase()}`, nobodyToday: 'Nobody today', deputy: 'deputy', vacant: 'vacant', whoMay: 'Who may', failed: 'This page failed', failedHelp: 'Reload the page. If it stays, report it with this text.', again: 'Try again',
  refusals: {'DT-X904': 'Somebody else decides this', 'DT-X905': 'A reason is required', 'DT-X907': 'The model has changed meanwhile', 'DT-X908': 'The compiler refuses it', 'DT-X910': 'The information is too old', 'DT-X911': 'Not this part, or not its turn'} as Record<string, string>,
  due: 'due', over: (span: string) => `${span} over`,
  happened: 'What happened', entry: (type: string, position: number, at: string) => `${type}, position ${position} of the journal, ${at}`, silence: (span: string) => `${span} nothing`, since: (span: string) => `Nothing for ${span}`, hideMachinery: 'Hide machinery', showMachinery: (n: number) => `Show ${n} more of machinery`, showN: (n: number) => `Show ${n} more`, earlier: 'Earlier',
  kinds: {
    intent: 'intent', choice: 'choice', objective: 'objective', strategy: 'strategy', requirement: 'requirement', constraint: 'constraint', principle: 'principle', assumption: 'assumption', declared_signal: 'declared signal',
    decision: 'decision', rhythm: 'rhythm', issue_type: 'issue type', improvement: 'improvement', experiment: 'experiment', process: 'process', sop: 'SOP', instruction: 'instruction', check_plan: 'check plan', service: 'service', segment: 'segment', survey: 'survey',
    initiative: 'initiative', milestone: 'milestone', measure: 'measure', kpi: 'KPI', slo: 'SLO', location: 'location', unit: 'unit', charter: 'charter', skill: 'skill', role: 'role', person: 'person', assignment: 'assignment', calendar: 'calendar', shift: 'shift',
    work_centre: 'work centre', asset: 'asset', meter: 'meter', maintenance_plan: 'maintenance plan', item: 'item', supplier: 'supplier', stock_policy: 'stock policy', budget: 'budget', demand: 'demand', interface: 'interface', data_contract: 'data contract', agent: 'agent',
    risk: 'risk', control: 'control', obligation: 'obligation', contingency: 'contingency', incident_type: 'incident type', scenario: 'scenario', rule: 'rule of the compiler', case: 'case', decision_live: 'live decision', work: 'work', occurrence: 'occurrence', idea: 'idea', issue: 'issue', gauge: 'gauge', signal: 'signal', change: 'change',
  },
} as const
export const texts = pick(english, german)
