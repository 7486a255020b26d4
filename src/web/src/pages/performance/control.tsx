// The control chart of a KPI: what is usual, what is a signal, and whether the target can be met at all. Whoever answers for it may say that it begins anew.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {kpiChart} from '~/api/queries'
import {number} from '~/format/number'
import {duration, shortDay} from '~/format/time'
import {Button} from '~/ui/button'
import {ControlChart, phaseSentence} from '~/ui/control_chart'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Select, TextArea} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Badge} from '~/ui/status'
import {texts} from './texts'
import css from './page.module.css'

type Chart = Schemas['ControlChart']
const tones = {keeps: 'ok', misses: 'alarm', hit_or_miss: 'warn', unknown: 'no_data'} as const

export function ControlCard({kpi}: {kpi: Schemas['Kpi']}) {
  const query = useQuery(kpiChart(kpi.id))
  return <Loaded query={query}>{(chart) => <View kpi={kpi} chart={chart} />}</Loaded>
}

function View({kpi, chart}: {kpi: Schemas['Kpi']; chart: Chart}) {
  const [dialog, setDialog] = useState(false)
  const last = chart.points.length - 1
  const now = chart.signals.filter((signal) => signal.last === last)
  return (
    <Card title={texts.control} actions={chart.may_rebase && chart.points.length > 1 && <Button size="s" onClick={() => setDialog(true)}>{texts.rebase}</Button>}>
      {chart.points.length === 0 ? (
        <Empty icon="performance" title={texts.noPeriod(duration(chart.period))} />
      ) : (
        <>
          <p className={css.verdict}>
            <Badge tone={now.length > 0 ? 'warn' : 'ok'}>{now.length > 0 ? texts.signalNow : texts.usualNow}</Badge>
            {now.map((signal) => <span key={signal.rule}>{texts.rules[signal.rule as keyof typeof texts.rules] ?? signal.rule}</span>)}
            {kpi.target !== undefined && <Badge tone={tones[chart.assurance]}>{texts.assurance[chart.assurance]}</Badge>}
            {chart.capability && <span>{texts.cpk(number(chart.capability.cpk), number(chart.capability.low), number(chart.capability.high))}{chart.capability.unreachable_by_design && ` – ${texts.unreachable}`}</span>}
          </p>
          <ControlChart
            label={`${texts.kinds[chart.kind]}, ${texts.each} ${duration(chart.period)}`}
            chart={{...chart, signals: chart.signals.map((signal) => ({...signal, rule: texts.rules[signal.rule as keyof typeof texts.rules] ?? signal.rule}))}}
            unit={chart.kind === 'cusum' ? 'σ' : kpi.unit}
            decimals={kpi.decimals}
            target={chart.kind === 'cusum' ? undefined : kpi.target}
            words={{centre: texts.centre, limits: texts.limits, signal: texts.signal, target: texts.target, begins: texts.begins}}
          />
          {chart.phases.length > 1 && (
            <ul className={css.phases}>
              {chart.phases.slice(1).map((phase) => (
                <li key={phase.first}>{texts.begins} {shortDay(Date.parse(chart.points[phase.first]!.from))} – {phaseSentence(phase)} {chart.may_rebase && <Undo kpi={kpi.id} from={phase.from!} />}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {dialog && <Rebase kpi={kpi} chart={chart} onClose={() => setDialog(false)} />}
    </Card>
  )
}

function Undo({kpi, from}: {kpi: string; from: string}) {
  const act = useAct({act: () => write(client.POST('/kpis/{kpi}/phases/undo', {params: {path: {kpi}}, body: {from}})), done: texts.undone})
  return <Button size="s" look="quiet" onClick={() => act.run(undefined)} disabled={act.pending}>{texts.undo}</Button>
}

function Rebase({kpi, chart, onClose}: {kpi: Schemas['Kpi']; chart: Chart; onClose: () => void}) {
  const choices = chart.points.slice(1).reverse()
  const [from, setFrom] = useState(choices[0]!.from)
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/kpis/{kpi}/phases', {params: {path: {kpi: kpi.id}}, body: {from, reason}})), done: texts.rebased, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.rebase} does={texts.rebaseDoes} act={{label: texts.rebase, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <Select label={texts.rebaseFrom} value={from} onChange={setFrom} options={choices.map((point) => ({value: point.from, title: shortDay(Date.parse(point.from))}))} />
      <TextArea label={texts.rebaseReason} required value={reason} onChange={setReason} />
    </ActDialog>
  )
}
