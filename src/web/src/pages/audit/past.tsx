// Time travel: the company at a moment, beside what is different now.
import {useEffect, useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {pastState} from '~/api/queries'
import {amount, number} from '~/format/number'
import {fullTime, instantOf, localOf} from '~/format/time'
import {texts as issueTexts} from '~/pages/issues/texts'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Grid, Small, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {useUrlState} from '~/ui/url_state'
import {AuditFrame} from './frame'
import {texts} from './texts'
import css from './page.module.css'

type Past = Schemas['PastState']
const HOUR = 3_600_000
const STEPS = [[texts.week, 168 * HOUR], [texts.day, 24 * HOUR], [texts.hour, HOUR]] as const

export function PastPage() {
  const url = useUrlState()
  const position = url.get('position')
  const query = useQuery(pastState({at: url.get('at'), position: position ? Number(position) : undefined}))
  return (
    <AuditFrame>
      <Stack>
        <Small>{texts.pastLead}</Small>
        <Moment at={url.get('at') ?? query.data?.at} onChange={(at) => url.set({at, position: undefined})} />
        <Loaded query={query}>{(past) => <PastView past={past} />}</Loaded>
      </Stack>
    </AuditFrame>
  )
}

function Moment({at, onChange}: {at: string | undefined; onChange: (at: string | undefined) => void}) {
  const [typed, setTyped] = useState('')
  useEffect(() => setTyped(at ? localOf(at) : ''), [at])
  const step = (ms: number) => at && onChange(new Date(Math.min(Date.parse(at) + ms)).toISOString().replace('.000Z', 'Z'))
  return (
    <div className={css.moment} data-no-print>
      <label htmlFor="moment">{texts.moment}</label>
      <input
        id="moment"
        type="datetime-local"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          const instant = instantOf(typed)
          if (instant && at && localOf(at) !== typed) onChange(instant)
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <div className={css.steps}>
        {STEPS.map(([name, ms]) => <Button key={name} size="s" disabled={!at} aria-label={texts.back(name)} onClick={() => step(-ms)}>− {name}</Button>)}
        {[...STEPS].reverse().map(([name, ms]) => <Button key={name} size="s" disabled={!at} aria-label={texts.on(name)} onClick={() => step(ms)}>+ {name}</Button>)}
        <Button size="s" look="quiet" onClick={() => onChange(undefined)}>{texts.now}</Button>
      </div>
    </div>
  )
}

function PastView({past}: {past: Past}) {
  const same = past.revision === past.revision_now
  return (
    <>
      <div className={css.asOf}>
        <p><strong>{texts.asOf} {fullTime(past.at)}</strong>, <A href={`/audit/records/${past.position}`}>{texts.afterRecord(number(past.position), number(past.head))}</A></p>
        <p>
          {texts.modelThen} <code>{past.revision.slice(0, 8)}</code>
          {past.deployed_at && <> {texts.since} {fullTime(past.deployed_at)}</>} <Badge tone={same ? 'ok' : 'accent'} shape={same}>{same ? texts.sameModel : texts.otherModel}</Badge>
        </p>
      </div>
      <Grid min={420}>
        <Card title={texts.decisions} count={<Tag>{number(past.decisions.length)}</Tag>} flush>
          <Table<Schemas['DecisionSummary']>
            label={texts.decisions}
            rows={past.decisions}
            list={{path: '/audit/state', query: {position: past.position, part: 'decisions'}}}
            rowKey={(row) => row.live}
            href={(row) => `/decisions/${row.live}`}
            empty={<Empty icon="decisions" title={texts.noDecisions} />}
            columns={[
              {key: 'title', title: texts.decisions, main: true, cell: (row) => <>{row.title} {row.overdue && <Badge tone="alarm">{texts.due}</Badge>}</>},
              {key: 'who', title: texts.actor, cell: (row) => <HolderName holder={row.holder} />},
            ]}
          />
        </Card>
        <Card title={texts.queues} flush>
          <Table<Past['queues'][number]>
            label={texts.queues}
            rows={past.queues}
            list={{path: '/audit/state', query: {position: past.position, part: 'queues'}}}
            rowKey={(row) => row.role.id}
            empty={<Empty icon="today" title={texts.noWork} />}
            columns={[
              {key: 'role', title: texts.role, main: true, cell: (row) => row.role.title},
              {key: 'ready', title: texts.ready, numeric: true, cell: (row) => number(row.ready)},
              {key: 'started', title: texts.started, numeric: true, cell: (row) => number(row.started)},
              {key: 'first', title: texts.firstIn, cell: (row) => row.first[0] && <p>{row.first[0].title} <A href={`/cases/${row.first[0].case_id}`}>{row.first[0].business_key}</A></p>},
            ]}
          />
        </Card>
      </Grid>
      <Holders past={past} />
      <Grid min={300}>
        <Card title={texts.weights}>
          {past.weights.map((one) => (
            <p key={one.objective.id} className={css.row}>
              <A href={one.objective.href}>{one.objective.title}</A>
              <span>{number(one.weight)}{one.now !== undefined && <small> {texts.weightNow(number(one.now))}</small>}</span>
            </p>
          ))}
        </Card>
        <Card title={texts.kpis}>
          {past.kpis.map((kpi) => (
            <p key={kpi.id} className={css.row}>
              <span className={css.kpi}><Shape tone={kpi.status} /> <A href={kpi.href}>{kpi.title}</A></span>
              <span>{amount(kpi.value, kpi.unit, kpi.decimals)}</span>
            </p>
          ))}
        </Card>
        <Stack>
          <Card title={texts.issues}>
            {past.issues.length === 0 ? <Small>{texts.noIssues}</Small> : past.issues.map((one) => <p key={one.issue} className={css.row}><A href={`/issues/${one.issue}`}>{one.title}</A><Tag>{issueTexts.states[one.state]}</Tag></p>)}
          </Card>
          <Card title={texts.cases}>
            {past.cases.length === 0 ? <Small>{texts.noCases}</Small> : past.cases.map((one) => <p key={one.process.id} className={css.row}><A href={one.process.href}>{one.process.title}</A><span>{number(one.running)} {texts.running}</span></p>)}
          </Card>
        </Stack>
      </Grid>
    </>
  )
}

function Holders({past}: {past: Past}) {
  const url = useUrlState()
  const only = url.get('holders') === 'changed'
  const rows = only ? past.holders.filter((one) => one.now) : past.holders
  return (
    <Card
      title={texts.holders}
      count={<Tag>{number(past.holders.length)}</Tag>}
      actions={<Button size="s" look="quiet" aria-pressed={only} onClick={() => url.set({holders: only ? undefined : 'changed'}, {replace: true})}>{texts.onlyDiffers}</Button>}
      flush
    >
      <Table<Past['holders'][number]>
        label={texts.holders}
        rows={rows}
        list={only ? undefined : {path: '/audit/state', query: {position: past.position, part: 'holders'}}}
        rowKey={(row) => row.holder.role.id}
        empty={<Empty icon="roles" title={texts.noDiffers} />}
        columns={[
          {key: 'role', title: texts.role, main: true, cell: (row) => <A href={`/roles/${row.holder.role.id}`}>{row.holder.role.title}</A>},
          {key: 'then', title: texts.actor, cell: (row) => <HolderName holder={row.holder} />},
          {key: 'now', title: texts.differs, cell: (row) => row.now && <HolderName holder={row.now} />},
        ]}
      />
    </Card>
  )
}
