// When a rhythm recurs. The server tells it in English ("Monday to Friday at 06:50, not every week"); what is built of its few words is
// said in German. Anything else, as the text of a rule (RFC 5545), keeps its own: a wrong translation would be worse than none.
//
//   cadence = days " at " TIME ("," TIME)* [", not every week"]       days = "Every day" | DAY " to " DAY | DAY ("," DAY)*
import {language} from './language'

const DAYS: Record<string, string> = {Monday: 'Montag', Tuesday: 'Dienstag', Wednesday: 'Mittwoch', Thursday: 'Donnerstag', Friday: 'Freitag', Saturday: 'Samstag', Sunday: 'Sonntag'}
const CADENCE = /^(.+) at (\d\d:\d\d(?:, ?\d\d:\d\d)*)(, not every week)?$/

export function cadence(told: string, spoken = language): string {
  const found = CADENCE.exec(told)
  if (spoken !== 'de' || !found) return told
  const [, on = '', times = '', sparse] = found
  const run = on.split(' to ')
  const named = run.length === 2 ? run : on.split(/, ?/)
  const days = named.map((day) => DAYS[day])
  if (on !== 'Every day' && days.includes(undefined)) return told
  const said = on === 'Every day' ? 'Täglich' : days.join(run.length === 2 ? ' bis ' : ', ')
  return `${said} um ${times}${sparse ? ', nicht jede Woche' : ''}`
}
