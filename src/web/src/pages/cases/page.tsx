// Cases: found by what the address says, ordered by any column, and changed many at a time after a look at how many that is.
import {useState} from 'react'
import {useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {cases} from '~/api/queries'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {Badge, Tag, type Tone} from '~/ui/status'
import {pages, Table, type Column} from '~/ui/table'
import {Age, Due, When} from '~/ui/time'
import {useUrlState, type UrlState} from '~/ui/url_state'
import {processTabs} from '../processes/tabs'
import {ACTIONS, BatchDialog, type Action} from './batch'
import {batchFilterOf, caseFilterOf, stateOf} from './filter'
import {Chips, Filters} from './filters'
import {texts} from './texts'
import css from './cases.module.css'

export const PROMISE_TONES: Record<Schemas['PromiseState'], Tone> = {none: 'no_data', on_track: 'ok', at_risk: 'warn', broken: 'alarm', kept: 'ok'}
type Row = Schemas['CaseSummary']

export function CasesPage() {
  const url = useUrlState()
  const filter = caseFilterOf(url)
  const query = useInfiniteQuery(cases(filter))
  const {rows, more} = pages(query)
  const first = query.data?.pages[0]
  const asked = JSON.stringify(filter)
  // Whoever filters anew chooses anew.
  const [picked, setPicked] = useState<{asked: string; ids: ReadonlySet<string>}>({asked, ids: new Set()})
  const ids = picked.asked === asked ? picked.ids : new Set<string>()
  const set = (next: ReadonlySet<string>) => setPicked({asked, ids: next})
  const running = stateOf(url) === 'running'
  return (
    <Page wide title={texts.title} tabs={processTabs}>
      <Card flush label={texts.title}>
        <Filters url={url} />
        <Chips url={url} total={first?.total} complete={first?.complete ?? true} totals={first?.totals} />
        {running && first !== undefined && first.total > 0 && <Bulk url={url} ids={ids} total={first.total} complete={first.complete} onDone={() => set(new Set())} />}
        <Loaded query={query}>
          {() => (
            <Table<Row>
              label={texts.title}
              rows={rows}
              list={{path: '/cases', query: filter}}
              more={more}
              rowKey={(row) => row.case_id}
              href={(row) => `/cases/${row.case_id}`}
              selected={(row) => ids.has(row.case_id)}
              empty={<Empty icon="search" title={texts.noCase}>{texts.noCaseHint}</Empty>}
              sort={{by: url.get('sort') ?? 'promised', set: (by) => url.set({sort: by === 'promised' ? undefined : by}, {replace: true})}}
              columns={columns(running ? {ids, set, rows} : undefined)}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}

type Picking = {ids: ReadonlySet<string>; set: (ids: ReadonlySet<string>) => void; rows: readonly Row[]}

function columns(picking: Picking | undefined): Column<Row>[] {
  const pick: Column<Row>[] = picking ? [pickColumn(picking)] : []
  return [
    ...pick,
    {key: 'key', title: texts.case_, main: true, sort: 'key', cell: (row) => <><div>{row.business_key || row.case_id}</div><div className={css.sub}>{row.customer ?? row.case_id}</div></>},
    {key: 'process', title: texts.process, sort: 'process', cell: (row) => <>{row.process.title} <code className={css.sub}>{row.revision.slice(0, 7)}</code></>},
    {key: 'tier', title: texts.tier, cell: (row) => row.tier && <Tag>{row.tier}</Tag>},
    {key: 'at', title: texts.at, cell: (row) => <>{row.waits_at.join(', ')} {row.incidents > 0 && <Badge tone="alarm">{texts.incident(row.incidents)}</Badge>} {row.suspended && <Badge tone="no_data">{texts.suspended}</Badge>}</>},
    {key: 'waits', title: texts.waits, sort: 'waiting', cell: (row) => (row.waits_since ? <Age since={row.waits_since} /> : row.ended_at && <>{texts.ended} <When at={row.ended_at} /></>)},
    {key: 'promised', title: texts.promised, sort: 'promised', cell: (row) => <div className={css.when}>{row.promised && (row.state === 'running' ? <Due at={row.promised} word="" /> : <When at={row.promised} />)}{row.promise !== 'none' && <span><Badge tone={PROMISE_TONES[row.promise]}>{texts.promises[row.promise]}</Badge></span>}</div>},
    {key: 'started', title: texts.startedAt, sort: 'started', wideOnly: true, cell: (row) => <When at={row.started_at} />},
  ]
}

function pickColumn({ids, set, rows}: Picking): Column<Row> {
  const toggle = (id: string, on: boolean) => {
    const next = new Set(ids)
    if (on) next.add(id)
    else next.delete(id)
    set(next)
  }
  const every = rows.length > 0 && rows.every((row) => ids.has(row.case_id))
  return {
    key: 'pick',
    title: texts.choose,
    width: '44px',
    head: <label className={css.pick}><input type="checkbox" aria-label={texts.chooseShown} checked={every} onChange={(event) => set(new Set(event.currentTarget.checked ? rows.map((row) => row.case_id) : []))} /></label>,
    cell: (row) => <label className={css.pick}><input type="checkbox" aria-label={texts.chooseOne(row.business_key || row.case_id)} checked={ids.has(row.case_id)} onChange={(event) => toggle(row.case_id, event.currentTarget.checked)} /></label>,
  }
}

/** What can be done to those chosen, or to all that fit. */
function Bulk({url, ids, total, complete, onDone}: {url: UrlState; ids: ReadonlySet<string>; total: number; complete: boolean; onDone: () => void}) {
  const [action, setAction] = useState<Action>()
  const chosen = ids.size > 0
  return (
    <div className={css.bulk} role="group" aria-label={texts.many}>
      <span>{chosen ? texts.chosen(number(ids.size)) : texts.allThatFit(number(total) + (complete ? '' : '+'))}</span>
      {ACTIONS.map((one) => (
        <Button key={one} size="s" look={one === 'cancel' ? 'danger' : 'plain'} onClick={() => setAction(one)}>{texts.actions[one]}</Button>
      ))}
      {chosen && <Button size="s" look="quiet" onClick={onDone}>{texts.chooseNone}</Button>}
      {action && <BatchDialog action={action} process={url.get('process')} filter={chosen ? {cases: [...ids]} : batchFilterOf(url)} onClose={() => setAction(undefined)} onBegun={onDone} />}
    </div>
  )
}
