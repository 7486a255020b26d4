// Times on the page: short to read, exact on hover, in the company's zone.
import {useNow} from '~/api/company'
import {away, countdown, date, duration, fullTime, spell, when} from '~/format/time'
import {texts} from './texts'

export function When({at, style = 'when'}: {at: string; style?: 'when' | 'away' | 'full'}) {
  const now = useNow()
  return (
    <time dateTime={at} title={fullTime(at)} style={{whiteSpace: 'nowrap'}}>
      {style === 'away' ? away(at, now) : style === 'full' ? fullTime(at) : when(at, now)}
    </time>
  )
}
export function Day({day}: {day: string}) {
  const now = useNow()
  return <time dateTime={day} style={{whiteSpace: 'nowrap'}}>{date(day, now)}</time>
}
/** "due 14:05", or how long it is over. */
export function Due({at, word = texts.due}: {at: string; word?: string}) {
  const now = useNow()
  const late = Date.parse(at) < now
  return (
    <time dateTime={at} title={fullTime(at)} style={{whiteSpace: 'nowrap', color: late ? 'var(--alarm)' : undefined, fontWeight: late ? 600 : undefined}}>
      {late ? texts.over(spell(now - Date.parse(at))) : `${word} ${when(at, now)}`.trim()}
    </time>
  )
}
export function Countdown({until}: {until: string}) {
  const left = Date.parse(until) - useNow()
  return <time dateTime={until} title={fullTime(until)}>{countdown(left)}</time>
}
/** How long it has been, "15 h". */
export function Age({since}: {since: string}) {
  const now = useNow()
  return <time dateTime={since} title={fullTime(since)} style={{whiteSpace: 'nowrap'}}>{spell(now - Date.parse(since))}</time>
}
export const Span = ({of}: {of: string}) => <span style={{whiteSpace: 'nowrap'}}>{duration(of)}</span>
