import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  title: 'Own data', lead: 'Tables that you keep anyway become an operating model, and a page on who decides, what contradicts itself, and what nobody has settled.',
  files: 'Tables', filesHint: 'CSV, Excel workbooks (.xlsx) and calendars (.ics), several at once: people, roles, decisions with limits, figures, meetings. Nothing is kept here.',
  company: 'Name of the company', zone: 'Time zone', zoneHint: 'As Europe/London; guessed when empty.',
  guess: 'What the tables were taken for', guessLead: 'Change what is wrong; the rest is read again at once.', reading: 'Reading …',
  kind: 'What this table is', kinds: {roles: 'roles', people: 'people', decisions: 'decisions', kpis: 'figures', meetings: 'meetings', unknown: 'not understood', ignored: 'left out'} as Record<string, string>,
  sure: (percent: string) => `${percent} sure`, said: 'as you said', rows: (n: number) => `${n} ${n === 1 ? 'row' : 'rows'}`, header: (row: number) => `headers in row ${row}`,
  column: 'Column', sample: 'For example', meaning: 'Means', meaningOf: (column: string) => `What column ${column} means`, unused: 'not used', essential: 'needed',
  make: 'Make the model', report: 'What your tables say', contradictions: (n: number) => (n === 0 ? 'nothing contradicts itself' : `${n} ${n === 1 ? 'finding' : 'findings'}`), waived: (n: number) => `${n} excused for 30 days`,
  saveReport: 'Save the report', saveModel: 'Save the model', saveModelHint: 'One file, model.yaml. Put it into an empty folder and run drivetrain serve on that folder.', saveMap: 'Save how the tables were read', none: 'Choose tables to begin.', noneText: 'Any sheet with a row of headers will do, in English or German.',
} as const
export const texts = pick(english, german)
