// A series in the space of a word, with its limit; and the dial of the drive train.
import type {Schemas} from '~/api/client'
import {amount, number, signed} from '~/format/number'
import {Shape, type Tone} from './status'
import {texts} from './texts'
import css from './spark.module.css'

type Point = Schemas['Point']

export type Line = {d: string; last?: [number, number]; limitY?: number}
/** Gaps stay gaps: where there was no data there is no line. */
export function sparkLine(points: readonly Point[], width: number, height: number, limit?: number): Line {
  const values = points.map((point) => point.value).filter((value) => value !== undefined)
  if (values.length === 0) return {d: ''}
  const all = limit === undefined ? values : [...values, limit]
  const low = Math.min(...all)
  const span = Math.max(...all) - low || 1
  const pad = 3
  const x = (index: number) => (points.length === 1 ? width / 2 : pad + (index / (points.length - 1)) * (width - 2 * pad))
  const y = (value: number) => height - pad - ((value - low) / span) * (height - 2 * pad)
  let d = ''
  let pen = false
  let last: [number, number] | undefined
  points.forEach((point, index) => {
    if (point.value === undefined) {
      pen = false
      return
    }
    d += `${pen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`
    pen = true
    last = [x(index), y(point.value)]
  })
  return {d, last, limitY: limit === undefined ? undefined : y(limit)}
}

export function Spark({points, limit, tone = 'accent', width = 120, height = 32}: {points: readonly Point[]; limit?: number; tone?: Tone; width?: number; height?: number}) {
  const {d, last, limitY} = sparkLine(points, width, height, limit)
  if (!d) return <span className={css.none} style={{width, height}} aria-hidden="true" />
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={`${css.spark} ${css[tone]}`} style={{maxWidth: width}} aria-hidden="true" preserveAspectRatio="none">
      {limitY !== undefined && <path d={`M0 ${limitY}H${width}`} className={css.limit} />}
      <path d={d} className={css.line} />
      {last && <circle cx={last[0]} cy={last[1]} r="2.6" className={css.end} />}
    </svg>
  )
}

const START = Math.PI * 0.82
const END = Math.PI * 2.18
const arc = (from: number, to: number, r: number) => {
  const at = (angle: number) => `${(60 + r * Math.cos(angle)).toFixed(2)} ${(58 + r * Math.sin(angle)).toFixed(2)}`
  return `M${at(from)}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}`
}

/** One dial: value on its scale, the limit as a notch, the side that is good in the calm colour. */
export function Dial({dial}: {dial: Pick<Schemas['Dial'], 'title' | 'value' | 'unit' | 'decimals' | 'min' | 'max' | 'limit' | 'over' | 'good' | 'previous'>}) {
  const min = dial.min ?? 0
  const max = dial.max ?? Math.max(dial.value ?? 0, (dial.limit ?? 0) * 2, 1)
  const angle = (value: number) => START + (END - START) * Math.min(1, Math.max(0, (value - min) / (max - min || 1)))
  const tone: Tone = dial.value === undefined ? 'no_data' : dial.over ? 'alarm' : 'ok'
  const limit = dial.limit === undefined ? undefined : angle(dial.limit)
  const change = dial.value !== undefined && dial.previous !== undefined ? dial.value - dial.previous : undefined
  const spoken = `${dial.title}: ${dial.value === undefined ? texts.noEvidence : amount(dial.value, dial.unit, dial.decimals)}${dial.limit === undefined ? '' : `, ${texts.limit} ${amount(dial.limit, dial.unit, dial.decimals)}`}`
  return (
    <div className={css.dial}>
      <svg viewBox="0 0 120 92" role="img" aria-label={spoken}>
        <path d={arc(START, END, 46)} className={css.track} />
        {limit !== undefined && <path d={dial.good === 'up' ? arc(START, limit, 46) : arc(limit, END, 46)} className={css.bad} />}
        {dial.value !== undefined && angle(dial.value) > START + 0.01 && <path d={arc(START, angle(dial.value), 46)} className={`${css.value} ${css[tone]}`} />}
        {limit !== undefined && <path d={`M${60 + 38 * Math.cos(limit)} ${58 + 38 * Math.sin(limit)}L${60 + 55 * Math.cos(limit)} ${58 + 55 * Math.sin(limit)}`} className={css.notch} />}
      </svg>
      <div className={css.reading}>
        <span className={css.figure}>
          {number(dial.value, dial.decimals)}
          {dial.unit && dial.value !== undefined && <small>{dial.unit.length <= 2 ? dial.unit : ''}</small>}
        </span>
        <span className={css.state}>
          <Shape tone={tone} size={12} />
          {change !== undefined ? <span title={texts.sevenDays}>{signed(change, dial.decimals ?? 0)}</span> : dial.value === undefined ? texts.noEvidence : ''}
        </span>
      </div>
    </div>
  )
}

/** What an objective should get beside what it got. */
export function ShareBar({share, scale}: {share: Pick<Schemas['Share'], 'stated' | 'expected' | 'revealed'>; scale: number}) {
  const x = (value: number) => `${Math.min(100, (value / scale) * 100)}%`
  return (
    <div className={css.share} aria-hidden="true">
      <div className={css.stated} style={{width: x(share.stated)}} />
      {share.revealed !== undefined && <div className={css.revealed} style={{width: x(share.revealed)}} />}
      {share.expected !== undefined && <div className={css.expected} style={{left: x(share.expected)}} />}
    </div>
  )
}
