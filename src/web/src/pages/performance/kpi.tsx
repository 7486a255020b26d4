// One KPI: its course with target and limits, what it means, who looks at it, and the events behind it.
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {useNow} from '~/api/company'
import {kpi, kpiEvidence} from '~/api/queries'
import {duration} from '~/format/time'
import {amount, number} from '~/format/number'
import {LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {LazyChart} from '~/ui/lazy_chart'
import type {Limit} from '~/ui/chart'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Split} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape} from '~/ui/status'
import {pages} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {useUrlState} from '~/ui/url_state'
import {ControlCard} from './control'
import {texts} from './texts'
import css from './page.module.css'

export function limitsOf(of: Pick<Schemas['Kpi'], 'target' | 'warn' | 'alarm'>): Limit[] {
  const lines: Limit[] = []
  if (of.target !== undefined) lines.push({value: of.target, label: `${texts.target} ${number(of.target)}`, look: 'target'})
  if (of.warn !== undefined) lines.push({value: of.warn, label: `${texts.warn} ${number(of.warn)}`, look: 'warn'})
  if (of.alarm !== undefined) lines.push({value: of.alarm, label: `${texts.limit} ${number(of.alarm)}`, look: 'alarm'})
  return lines
}

export function KpiPage() {
  const {kpi: id} = useParams({strict: false}) as {kpi: string}
  const url = useUrlState()
  const days = Number(url.get('days') ?? 28)
  // To the hour, so that the key of the query does not change with every tick.
  const hour = Math.floor(useNow() / 3_600_000) * 3_600_000
  const query = useQuery(kpi(id, days === 28 ? undefined : new Date(hour - days * 86_400_000).toISOString()))
  return <Loaded query={query}>{(data) => <View data={data} days={days} onDays={(value) => url.set({days: value === '28' ? undefined : value}, {replace: true})} />}</Loaded>
}

function View({data, days, onDays}: {data: Schemas['Kpi']; days: number; onDays: (days: string) => void}) {
  const evidence = useInfiniteQuery(kpiEvidence(data.id))
  const {rows, more} = pages(evidence)
  return (
    <Page title={data.title} lead={data.definition} crumbs={[{title: texts.title, href: '/performance'}]} sight={data.line_of_sight} meta={<Badge tone={data.status}>{texts.status[data.status]}</Badge>} actions={<LinkButton href={`/changes/new?edit=kpi&id=${data.id}`} icon="changes">{texts.propose}</LinkButton>}>
      <Split
        aside={
          <>
            <Card>
              <Facts
                items={[
                  data.owner && [texts.owner, <HolderName key="owner" holder={data.owner} />],
                  [texts.reviewed, <Entities key="reviewed" items={data.reviewed_in} none={texts.nowhere} />],
                  data.reaction && [texts.reaction, data.reaction.title],
                  data.moved_by.length > 0 && [texts.moved, <Entities key="moved" items={data.moved_by} />],
                  data.serves.length > 0 && [texts.serves, <Entities key="serves" items={data.serves} />],
                ]}
              />
            </Card>
            <Card title={texts.definition}>
              <Facts
                items={[
                  [texts.formula, <span key="f" className={css.formula}>{data.formula}</span>],
                  [texts.measures, data.measures.map((one) => <div key={one.name} className={css.formula}>{one.name} = {one.aggregate}{one.q !== undefined && ` ${one.q}`} {texts.over} {one.of ?? one.event}{one.where && ` ${texts.where} ${one.where}`}</div>)],
                  [texts.window, `${duration(data.window)} ${texts.last}`],
                  data.max_age !== undefined && [texts.maxAge, duration(data.max_age)],
                ]}
              />
            </Card>
          </>
        }
      >
        <Card
          actions={<Choice label={texts.span} value={String(days)} onChange={onDays} options={[{value: '28', title: texts.days28}, {value: '90', title: texts.days90}, {value: '365', title: texts.year}]} />}
          title={texts.course}
        >
          <dl className={css.big}>
            <div><dt>{texts.better[data.direction]}</dt><dd>{amount(data.value, data.unit, data.decimals)} <Shape tone={data.status} size={20} /></dd></div>
            {data.target !== undefined && <div><dt>{texts.target}</dt><dd>{amount(data.target, data.unit)}</dd></div>}
            {data.alarm !== undefined && <div><dt>{texts.limit}</dt><dd>{amount(data.alarm, data.unit)}</dd></div>}
            <div><dt>{texts.evidence}</dt><dd>{number(data.evidence_count)}</dd></div>
            {data.measured_at && <div><dt>{texts.measured}</dt><dd><When at={data.measured_at} /></dd></div>}
          </dl>
          <LazyChart label={data.title} points={data.history} limits={limitsOf(data)} marks={data.marks} unit={data.unit} decimals={data.decimals} />
        </Card>
        {data.charted && <ControlCard kpi={data} />}
        <Card title={texts.evidence}>
          <p style={{color: 'var(--ink-2)', marginBottom: 12}}>{texts.evidenceLead}</p>
          <Loaded query={evidence}>{() => (rows.length === 0 ? <Empty icon="performance" title={texts.noEvidence} /> : <Timeline entries={rows} more={more} label={texts.evidence} />)}</Loaded>
        </Card>
      </Split>
    </Page>
  )
}
