// Health of a rhythm: the last ten as shapes, the month in numbers.
import type {Schemas} from '~/api/client'
import {Shape, type Tone} from '~/ui/status'
import {fullTime} from '~/format/time'
import {texts} from './texts'
import css from './rhythms.module.css'

export function stateTone(one: Pick<Schemas['OccurrenceSummary'], 'state' | 'on_time'>): Tone {
  if (one.state === 'held') return one.on_time === false ? 'warn' : 'ok'
  if (one.state === 'missed') return 'alarm'
  return one.state === 'planned' ? 'no_data' : 'accent'
}
export const stateWord = (one: Pick<Schemas['OccurrenceSummary'], 'state' | 'on_time'>) => (one.state === 'held' && one.on_time === false ? texts.heldLate : texts.states[one.state])

export function Ticks({recent}: {recent: Schemas['OccurrenceSummary'][]}) {
  return (
    <span className={css.ticks} role="img" aria-label={recent.map((one) => stateWord(one)).join(', ')}>
      {recent.map((one) => (
        <span key={one.due} title={`${fullTime(one.due)}: ${stateWord(one)}`}>
          <Shape tone={stateTone(one)} size={13} label="" />
        </span>
      ))}
    </span>
  )
}

export function Health({health}: {health: Schemas['RhythmHealth']}) {
  return (
    <div className={css.health}>
      <span>{texts.heldOf(health.held, health.due)}</span>
      <span>{texts.onTime(health.on_time)}</span>
      {health.missed > 0 && <span className={css.bad}>{texts.missed(health.missed)}</span>}
    </div>
  )
}
