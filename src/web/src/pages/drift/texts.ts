import {plural} from '~/format/number'
import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Drift', lead: 'Intent beside behaviour. Each gauge over its limit ends as behaviour fixed, the model changed, or a waiver until a day.',
  gauges: 'Gauges', signals: 'Signals', measure: 'Measure now', measured: 'Every gauge was measured.', none: 'No gauge was measured yet.', noneText: 'Gauges are measured by the clock, once a week, and whenever somebody asks.', noSignals: 'No signal is open.', noSignalsText: 'A gauge becomes a signal when a person makes it a matter.',
  limit: 'limit', facts: (n: number) => plural(n, 'fact'), over: 'over the limit', inOrder: 'within the limit', noEvidence: 'no evidence', signalOpen: 'signal open', window: (from: string, to: string) => `${from} to ${to}`,
  means: 'What it means', prevents: 'Watches for', evidence: 'Evidence', evidenceLead: 'The facts behind the latest value.', none_: 'No fact in the window.', course: 'Course', shares: 'Stated beside revealed',
  raise: 'Make it a signal', raiseTitle: 'Make it a signal', raiseDoes: 'The gauge as it stands now is kept with it. Somebody then has to end it: fix, change or waive.', raiseName: 'What is the matter?', raised: 'The signal is raised.',
  propose: 'Propose a change', dispose: 'End it', disposeTitle: 'How does it end?', fix: 'Fix behaviour', fixText: 'The model is right; people will do as it says.', change: 'Change the model', changeText: 'The model does not say what is meant.', waive: 'Waive until', waiveText: 'It is known and borne, until a day.', until: 'Until', reason: 'Reason', disposed: 'The signal is ended.', ended: {fix: 'behaviour fixed', change: 'model changed', waive: 'waived'},
  raisedBy: 'raised by', answers: 'Answered by', open: 'open', by: 'By', signal: 'Signal', state: 'State', gauge: 'Gauge', atThatTime: 'As it stood', objective: 'About',
} as const
export const texts = pick(english, german)
