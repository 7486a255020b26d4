import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  version: (n: number) => `Version ${n}`, revised: 'of', approved: (role: string) => `approved by ${role}`, newer: (n: number) => `Version ${n} is in force; this case began before it`, withdrawn: 'No longer in force; this case began before that',
  noText: 'Its text stands in no file of the model.', takes: 'It takes', hazards: 'Take care', tools: 'You need', checks: 'What is checked', passes: 'passes',
  between: (lower: string, upper: string) => `${lower} to ${upper}`, least: (value: string) => `at least ${value}`, most: (value: string) => `at most ${value}`, aim: (value: string) => `aim at ${value}`,
  sample: (size: number, every: number | undefined) => (every === undefined ? `${size} pieces` : every === 1 && size === 1 ? 'every piece' : `${size} of ${every}`), whenOut: (what: string) => `when it fails: ${what}`,
  none: 'No procedure, instruction or check is written for this step.',

  missing: 'This is needed.', noNumber: 'This is no number.', ambiguous: (one: string, other: string) => `Write it without a sign for thousands: ${one} or ${other}.`, whole: 'A whole number is needed.',
  atLeast: (limit: string) => `It must be at least ${limit}.`, atMost: (limit: string) => `It may be at most ${limit}.`, above: (limit: string) => `It must be more than ${limit}.`, below: (limit: string) => `It must be less than ${limit}.`, steps: (step: string) => `It goes in steps of ${step}.`,
  noDate: 'This is no date.', noChoice: 'Choose one of those offered.', short: (n: number) => `At least ${n} ${n === 1 ? 'character is' : 'characters are'} needed.`, long: (n: number, has: number) => `At most ${n} characters; these are ${has}.`, shape: (hint: string) => `It has another shape: ${hint}`, misfit: 'It does not have the shape that is asked for.',
  few: (n: number) => `At least ${n} ${n === 1 ? 'entry is' : 'entries are'} needed.`, many: (n: number) => `At most ${n} entries.`, twice: 'An entry stands here twice.', oneALine: 'One a line.', entry: 'entry',
  limits: (range: string) => `Limits: ${range}`, to: (lower: string, upper: string) => `${lower} to ${upper}`, from: (limit: string) => `from ${limit}`, upTo: (limit: string) => `up to ${limit}`, within: 'within the limits', zone: (name: string) => `Time in ${name}`,
  wrongFields: (n: number) => (n === 1 ? 'One field needs you.' : `${n} fields need you.`), yes: 'Yes', no: 'No', choose: 'Choose', optional: 'optional',
} as const
export const texts = pick(english, german)
