// A series over time with target and limits (uPlot), and the same as a table for whoever cannot or will not read a curve.
import {useEffect, useRef, useState} from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type {Schemas} from '~/api/client'
import {companyZone, fullTime, shortDay, when} from '~/format/time'
import {amount, number} from '~/format/number'
import {Button} from './button'
import {A} from './link'
import {Table} from './table'
import {texts} from './texts'
import css from './chart.module.css'

export type Limit = {value: number; label: string; look: 'target' | 'warn' | 'alarm'}
export type Mark = {at: string; text: string; href?: string}
type Props = {label: string; points: readonly Schemas['Point'][]; limits: Limit[]; marks?: Mark[]; unit?: string; decimals?: number; height?: number}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Lines at the limits, named at their end, and a flag where the model changed. */
function drawLimits(limits: Limit[], marks: Mark[]): uPlot.Plugin {
  return {
    hooks: {
      draw: (chart) => {
        const {ctx, bbox} = chart
        const ratio = devicePixelRatio
        ctx.save()
        ctx.beginPath()
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
        ctx.clip()
        ctx.font = `${11 * ratio}px ${token('--font')}`
        ctx.textAlign = 'right'
        ctx.textBaseline = 'bottom'
        for (const limit of limits) {
          const y = Math.round(chart.valToPos(limit.value, 'y', true)) + 0.5
          ctx.strokeStyle = token(limit.look === 'target' ? '--ink-3' : `--${limit.look}`)
          ctx.fillStyle = ctx.strokeStyle
          ctx.lineWidth = ratio
          ctx.setLineDash(limit.look === 'target' ? [2 * ratio, 3 * ratio] : limit.look === 'warn' ? [6 * ratio, 4 * ratio] : [])
          ctx.beginPath()
          ctx.moveTo(bbox.left, y)
          ctx.lineTo(bbox.left + bbox.width, y)
          ctx.stroke()
          const right = bbox.left + bbox.width - 4 * ratio
          const wide = ctx.measureText(limit.label).width
          const ink = ctx.fillStyle
          ctx.fillStyle = token('--surface')
          ctx.fillRect(right - wide - 3 * ratio, y - 15 * ratio, wide + 6 * ratio, 13 * ratio)
          ctx.fillStyle = ink
          ctx.fillText(limit.label, right, y - 2 * ratio)
        }
        ctx.textAlign = 'left'
        ctx.textBaseline = 'top'
        ctx.setLineDash([2 * ratio, 2 * ratio])
        let free_from = -Infinity
        for (const mark of [...marks].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
          const x = Math.round(chart.valToPos(Date.parse(mark.at) / 1000, 'x', true)) + 0.5
          ctx.strokeStyle = ctx.fillStyle = token('--accent-ink')
          ctx.beginPath()
          ctx.moveTo(x, bbox.top)
          ctx.lineTo(x, bbox.top + bbox.height)
          ctx.stroke()
          // Where flags stand close, only the first is named; all are in the list below.
          const text = mark.text.length > 34 ? `${mark.text.slice(0, 33)}…` : mark.text
          if (x < free_from) continue
          ctx.fillText(text, x + 4 * ratio, bbox.top + 4 * ratio)
          free_from = x + ctx.measureText(text).width + 14 * ratio
        }
        ctx.restore()
      },
    },
  }
}

export default function Chart({label, points, limits, marks = [], unit, decimals, height = 260}: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(null)
  const [table, setTable] = useState(false)
  const [scheme, setScheme] = useState(() => document.documentElement.getAttribute('data-mantine-color-scheme'))
  const [reading, setReading] = useState('')

  useEffect(() => {
    const watch = new MutationObserver(() => setScheme(document.documentElement.getAttribute('data-mantine-color-scheme')))
    watch.observe(document.documentElement, {attributeFilter: ['data-mantine-color-scheme']})
    return () => watch.disconnect()
  }, [])

  const limitsKey = JSON.stringify([limits, marks, unit, decimals])
  useEffect(() => {
    if (table || !place.current) return
    const element = place.current
    const axis: uPlot.Axis = {stroke: token('--ink-3'), grid: {stroke: token('--line'), width: 1}, ticks: {show: false}, font: `11px ${token('--font')}`}
    const values = points.map((point) => point.value ?? null)
    const known = values.filter((value) => value !== null)
    const reach = [...known, ...limits.map((limit) => limit.value)]
    const low = Math.min(...reach)
    const high = Math.max(...reach)
    const pad = (high - low || Math.abs(high) || 1) * 0.12
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), companyZone()),
        legend: {show: false},
        cursor: {drag: {x: false, y: false}, points: {size: 8}},
        scales: {x: {time: true}, y: {range: [Math.max(low - pad, low >= 0 ? 0 : -Infinity), high + pad]}},
        axes: [
          {...axis, values: (_, ticks) => ticks.map((seconds) => shortDay(seconds * 1000)), space: 70, size: 30},
          {...axis, values: (_, ticks) => ticks.map((tick) => number(tick)), size: 48},
        ],
        series: [{}, {stroke: token('--accent-ink'), width: 2, spanGaps: false, points: {show: points.length < 60, size: 5, fill: token('--accent-ink')}}],
        plugins: [drawLimits(limits, marks)],
        hooks: {
          setCursor: [
            (own) => {
              const at = own.cursor.idx
              const point = at === null || at === undefined ? undefined : points[at]
              setReading(point ? `${when(point.at)}  ${point.value === undefined ? texts.noData : amount(point.value, unit, decimals)}` : '')
            },
          ],
        },
      },
      [points.map((point) => Date.parse(point.at) / 1000), values],
      element,
    )
    chart.current = made
    const fit = new ResizeObserver(() => made.setSize({width: element.clientWidth, height}))
    fit.observe(element)
    return () => {
      fit.disconnect()
      made.destroy()
    }
    // The limits are compared by value: a parent that makes them anew must not restart the chart.
  }, [points, limitsKey, height, scheme, table])

  return (
    <figure className={css.chart}>
      <div className={css.top}>
        <figcaption className={css.caption}>
          {label}
          <span className={css.reading}>{reading}</span>
        </figcaption>
        <Button size="s" look="quiet" onClick={() => setTable(!table)} aria-pressed={table}>
          {table ? texts.chart : texts.table}
        </Button>
      </div>
      {table ? (
        <div className={css.table}>
          <Table
            label={label}
            rows={[...points].reverse()}
            rowKey={(point) => point.at}
            columns={[
              {key: 'at', title: texts.time, cell: (point) => fullTime(point.at), main: true},
              {key: 'value', title: texts.value, numeric: true, cell: (point) => (point.value === undefined ? texts.noData : amount(point.value, unit, decimals))},
            ]}
          />
        </div>
      ) : (
        <div ref={place} style={{height}} role="img" aria-label={texts.sameAsTable(label)} />
      )}
      {marks.length > 1 && (
        <details className={css.marks}>
          <summary>{texts.marks(marks.length)}</summary>
          <ul>
            {[...marks].reverse().map((mark) => (
              <li key={mark.at + mark.text}>
                <time dateTime={mark.at}>{when(mark.at)}</time> {mark.href ? <A href={mark.href}>{mark.text}</A> : mark.text}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className={css.zone}>{texts.timesIn(companyZone())}</p>
    </figure>
  )
}
