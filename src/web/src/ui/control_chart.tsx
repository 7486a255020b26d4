// A control chart: points by period, the centre and limits of each phase, signals by shape and colour; and the same as a table.
import {useState} from 'react'
import type {Schemas} from '~/api/client'
import {companyZone, shortDay, when} from '~/format/time'
import {amount, number} from '~/format/number'
import {Button} from './button'
import {Table} from './table'
import {texts} from './texts'
import css from './control_chart.module.css'

type Drawn = Schemas['ControlChart']['points'][number]
type Props = {label: string; chart: Schemas['ControlChart']; unit?: string; decimals?: number; target?: number; words: {centre: string; limits: string; signal: string; target: string; begins: string}}

const WIDTH = 720
const HEIGHT = 260
const LEFT = 46
const RIGHT = 8
const TOP = 18
const BOTTOM = 24

/** Points of one phase: limits are drawn through them, and end where the next begins. */
function spans(chart: Schemas['ControlChart']): [number, number][] {
  return chart.phases.map((phase, k) => [phase.first, chart.phases[k + 1]?.first ?? chart.points.length])
}

function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 4 || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) ticks.push(Math.round(tick / step) * step)
  return ticks
}

export function ControlChart({label, chart, unit, decimals, target, words}: Props) {
  const [table, setTable] = useState(false)
  const broken = new Map<number, string[]>()
  for (const signal of chart.signals) broken.set(signal.last, [...(broken.get(signal.last) ?? []), signal.rule])
  const within = (index: number) => chart.signals.some((signal) => signal.first <= index && index <= signal.last)
  return (
    <figure className={css.chart}>
      <div className={css.top}>
        <figcaption className={css.caption}>{label}</figcaption>
        <Button size="s" look="quiet" onClick={() => setTable(!table)} aria-pressed={table}>
          {table ? texts.chart : texts.table}
        </Button>
      </div>
      {table ? (
        <div className={css.table}>
          <Table
            label={label}
            rows={chart.points.map((point, index) => ({point, index})).reverse()}
            rowKey={({point}) => point.from}
            columns={[
              {key: 'from', title: texts.time, cell: ({point}) => shortDay(Date.parse(point.from)), main: true},
              {key: 'value', title: texts.value, numeric: true, cell: ({point}) => (point.value === undefined ? texts.noData : amount(point.value, unit, decimals))},
              {key: 'centre', title: words.centre, numeric: true, cell: ({point}) => number(point.centre)},
              {key: 'limits', title: words.limits, numeric: true, cell: ({point}) => (point.lower === undefined || point.upper === undefined ? '–' : `${number(point.lower)} – ${number(point.upper)}`)},
              {key: 'signal', title: words.signal, cell: ({index}) => broken.get(index)?.join(', ') ?? ''},
            ]}
          />
        </div>
      ) : (
        <Drawing chart={chart} target={target} label={label} words={words} title={(point, index) => `${shortDay(Date.parse(point.from))}: ${point.value === undefined ? texts.noData : amount(point.value, unit, decimals)}${broken.has(index) ? ` – ${broken.get(index)!.join(', ')}` : ''}`} special={within} />
      )}
      <p className={css.zone}>{texts.timesIn(companyZone())}</p>
    </figure>
  )
}

function Drawing({chart, target, label, words, title, special}: {chart: Schemas['ControlChart']; target?: number; label: string; words: Props['words']; title: (point: Drawn, index: number) => string; special: (index: number) => boolean}) {
  const {points} = chart
  const reach = points.flatMap((point) => [point.value, point.centre, point.lower, point.upper]).concat(target).filter((one) => one !== undefined)
  const lowest = Math.min(...reach)
  const highest = Math.max(...reach)
  const pad = (highest - lowest || Math.abs(highest) || 1) * 0.08
  const low = lowest >= 0 ? Math.max(0, lowest - pad) : lowest - pad
  const high = highest + pad
  const x = (index: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (index + 0.5)) / points.length
  const y = (value: number) => TOP + ((HEIGHT - TOP - BOTTOM) * (high - value)) / (high - low)
  const half = (WIDTH - LEFT - RIGHT) / points.length / 2
  // Limits may change from point to point with the size of the sample: they are drawn as steps.
  const steps = (pick: (point: Drawn) => number | undefined, [first, end]: [number, number]) => {
    let path = ''
    let open = false
    for (let i = first; i < end; ++i) {
      const value = pick(points[i]!)
      if (value === undefined) {
        open = false
        continue
      }
      path += `${open ? 'L' : 'M'}${(x(i) - half).toFixed(1)} ${y(value).toFixed(1)}L${(x(i) + half).toFixed(1)} ${y(value).toFixed(1)}`
      open = true
    }
    return path
  }
  let line = ''
  points.forEach((point, index) => {
    if (point.value === undefined) return
    line += `${index > 0 && points[index - 1]!.value !== undefined ? 'L' : 'M'}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`
  })
  const every = Math.max(1, Math.ceil(points.length / 8))
  return (
    <svg className={css.drawing} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={texts.sameAsTable(label)}>
      {ticksOf(low, high).map((tick) => (
        <g key={tick}>
          <line className={css.grid} x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text className={css.axis} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">{number(tick)}</text>
        </g>
      ))}
      {points.map((point, index) => index % every === 0 && <text key={point.from} className={css.axis} x={x(index)} y={HEIGHT - 6} textAnchor="middle">{shortDay(Date.parse(point.from))}</text>)}
      {spans(chart).map((span) => (
        <g key={span[0]}>
          <path className={css.centre} d={steps((point) => point.centre, span)} />
          <path className={css.limit} d={steps((point) => point.lower, span)} />
          <path className={css.limit} d={steps((point) => point.upper, span)} />
        </g>
      ))}
      {chart.phases.slice(1).map((phase) => (
        <g key={phase.first}>
          <line className={css.phase} x1={x(phase.first) - half} x2={x(phase.first) - half} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text className={css.axis} x={x(phase.first) - half + 4} y={TOP - 5}>{words.begins}</text>
        </g>
      ))}
      {target !== undefined && (
        <g>
          <line className={css.target} x1={LEFT} x2={WIDTH - RIGHT} y1={y(target)} y2={y(target)} />
          <text className={css.axis} x={WIDTH - RIGHT} y={y(target) - 4} textAnchor="end">{words.target}</text>
        </g>
      )}
      <path className={css.line} d={line} />
      {points.map((point, index) => {
        if (point.value === undefined) return null
        const own = special(index)
        return (
          <g key={point.from} className={own ? css.special : css.usual}>
            <title>{title(point, index)}</title>
            {own ? <rect x={x(index) - 4.5} y={y(point.value) - 4.5} width="9" height="9" transform={`rotate(45 ${x(index)} ${y(point.value)})`} /> : <circle cx={x(index)} cy={y(point.value)} r={points.length > 80 ? 2 : 3} />}
          </g>
        )
      })}
    </svg>
  )
}

/** Who began a chart anew, when, and why. */
export function phaseSentence(phase: Schemas['ControlChart']['phases'][number]): string {
  return phase.by && phase.at ? `${phase.by.title}, ${when(phase.at)}: ${phase.reason ?? ''}` : ''
}
