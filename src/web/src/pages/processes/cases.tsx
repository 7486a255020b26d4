// Cases, filtered by what the address says: a link to a filter is a link to its cases.
import {useEffect, useState} from 'react'
import {useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {cases} from '~/api/queries'
import {number, words} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Pick, TextField} from '~/ui/form'
import {Icon} from '~/ui/icon'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {Badge, Tag, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {Due, When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {processTabs} from './page'
import {texts} from './texts'
import css from './processes.module.css'

export const PROMISE_TONES: Record<Schemas['PromiseState'], Tone> = {none: 'no_data', on_track: 'ok', at_risk: 'warn', broken: 'alarm', kept: 'ok'}
const FILTERS = ['process', 'element', 'promise', 'tier', 'incident'] as const

export function CasesPage() {
  const url = useUrlState()
  const state = (url.get('state') ?? 'running') as Schemas['CaseState']
  const sort = (url.get('sort') ?? 'promised') as 'promised' | 'started' | '-started'
  const [typed, setTyped] = useState(url.get('q') ?? '')
  useEffect(() => {
    const timer = setTimeout(() => typed !== (url.get('q') ?? '') && url.set({q: typed || undefined}, {replace: true}), 250)
    return () => clearTimeout(timer)
  }, [typed])
  const filter: Parameters<typeof cases>[0] = {state: [state], sort, process: url.get('process'), element: url.get('element'), tier: url.get('tier'), promise: url.get('promise') as Schemas['PromiseState'] | undefined, incident: url.get('incident') === 'yes' ? true : undefined, q: url.get('q')}
  const query = useInfiniteQuery(cases(filter))
  const {rows, more} = pages(query)
  const total = query.data?.pages[0]?.total
  const chips = FILTERS.filter((name) => url.get(name) !== undefined)
  return (
    <Page title={texts.cases} tabs={processTabs}>
      <Card flush label={texts.cases}>
        <div className={css.filters}>
          <TextField label={texts.search} required type="search" value={typed} onChange={setTyped} />
          <Choice label={texts.state} value={state} onChange={(value) => url.set({state: value === 'running' ? undefined : value}, {replace: true})} options={[{value: 'running', title: texts.running_}, {value: 'completed', title: texts.completed}, {value: 'cancelled', title: texts.cancelled}]} />
          <div style={{minWidth: 190}}>
            <Pick label={texts.sort} required value={sort} onChange={(value) => url.set({sort: value === 'promised' ? undefined : value}, {replace: true})} options={[{value: 'promised', title: texts.byPromise}, {value: 'started', title: texts.byStart}, {value: '-started', title: texts.byNew}]} />
          </div>
          <label className={css.check}>
            <input type="checkbox" checked={url.get('incident') === 'yes'} onChange={(event) => url.set({incident: event.currentTarget.checked ? 'yes' : undefined}, {replace: true})} /> {texts.onlyStuck}
          </label>
        </div>
        <div className={css.chips}>
          {total !== undefined && <span>{texts.total(number(total))}</span>}
          {chips.map((name) => (
            <button key={name} type="button" className={css.chip} aria-label={`${texts.clear} ${texts.filters[name]}`} onClick={() => url.set({[name]: undefined}, {replace: true})}>
              {name === 'incident' ? texts.onlyStuck_ : name === 'promise' ? texts.promises[url.get(name) as Schemas['PromiseState']] : `${texts.filters[name]}: ${words(url.get(name)!)}`} <Icon name="close" size={12} />
            </button>
          ))}
        </div>
        <Loaded query={query}>
          {() => (
            <Table<Schemas['CaseSummary']>
              label={texts.cases}
              rows={rows}
              list={{path: '/cases', query: filter}}
              more={more}
              rowKey={(row) => row.case_id}
              href={(row) => `/cases/${row.case_id}`}
              empty={<Empty icon="search" title={texts.noCase} />}
              columns={[
                {key: 'key', title: texts.case_, main: true, cell: (row) => <><div>{row.business_key}</div><div className={css.sub}>{row.customer ?? row.case_id}</div></>},
                {key: 'process', title: texts.process, cell: (row) => row.process.title},
                {key: 'tier', title: texts.tier, cell: (row) => row.tier && <Tag>{row.tier}</Tag>},
                {key: 'at', title: texts.at, cell: (row) => <>{row.waits_at.join(', ')} {row.incidents > 0 && <Badge tone="alarm">{texts.incident(row.incidents)}</Badge>}</>},
                {key: 'promised', title: texts.promised, cell: (row) => <div className={css.when}>{row.promised && (row.state === 'running' ? <Due at={row.promised} word="" /> : <When at={row.promised} />)}{row.promise !== 'none' && <span><Badge tone={PROMISE_TONES[row.promise]}>{texts.promises[row.promise]}</Badge></span>}</div>},
                {key: 'started', title: texts.startedAt, wideOnly: true, cell: (row) => <When at={row.started_at} />},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}
