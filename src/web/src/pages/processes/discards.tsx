// What came and reached nobody, with the reason; and the messages that came early and are kept until somebody asks for them.
import {useEffect, useState} from 'react'
import {useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {discards, keptMessages} from '~/api/queries'
import {number, plain, words} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Empty} from '~/ui/empty'
import {Select, TextField} from '~/ui/form'
import {Icon, type IconName} from '~/ui/icon'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {Tag} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {When} from '~/ui/time'
import {useUrlState, type UrlState} from '~/ui/url_state'
import {processTabs} from './tabs'
import {texts} from './texts'
import css from './processes.module.css'

type Kind = Schemas['Discard']['kind']
const KINDS = ['message', 'signal', 'error', 'escalation', 'timer', 'conditional'] as const satisfies readonly Kind[]
const ICONS: Record<Kind, IconName> = {message: 'message', signal: 'megaphone', error: 'issues', escalation: 'up', timer: 'clock', conditional: 'filter'}

export function DiscardsPage() {
  const url = useUrlState()
  return (
    <Page title={texts.lost} lead={texts.lostLead} tabs={processTabs}>
      <Stack>
        <Lost url={url} />
        <Kept />
      </Stack>
    </Page>
  )
}

function Lost({url}: {url: UrlState}) {
  const filter = {kind: url.get('kind') as Kind | undefined, name: url.get('name'), process: url.get('process'), case_id: url.get('case_id')}
  const query = useInfiniteQuery(discards(filter))
  const {rows, more} = pages(query)
  const [name, setName] = useState(filter.name ?? '')
  useEffect(() => {
    const timer = setTimeout(() => name !== (url.get('name') ?? '') && url.set({name: name || undefined}, {replace: true}), 300)
    return () => clearTimeout(timer)
  }, [name])
  return (
    <Card flush title={texts.reachedNobody}>
      <div className={css.filters} role="search" aria-label={texts.filterLost}>
        <TextField label={texts.nameOfIt} required type="search" hint={texts.wholeName} value={name} onChange={setName} />
        <Select label={texts.kind} value={filter.kind ?? ''} onChange={(kind) => url.set({kind: kind || undefined}, {replace: true})} options={[{value: '', title: texts.every}, ...KINDS.map((value) => ({value, title: texts.lostKinds[value]}))]} />
      </div>
      <div className={css.chips}>
        <strong role="status">{texts.lostN(number(query.data?.pages[0]?.total ?? 0))}</strong>
        {(['case_id', 'process'] as const).filter((one) => filter[one] !== undefined).map((one) => (
          <button key={one} type="button" className={css.chip} onClick={() => url.set({[one]: undefined}, {replace: true})}>
            <span className="visually-hidden">{texts.clear} </span>{texts.jobFilters[one]}: {filter[one]} <Icon name="close" size={12} />
          </button>
        ))}
      </div>
      <Loaded query={query}>
        {() => (
          <Table<Schemas['Discard']>
            label={texts.reachedNobody}
            rows={rows}
            more={more}
            list={{path: '/discards', query: filter}}
            rowKey={(row) => String(row.position)}
            empty={<Empty title={texts.nothingLost}>{texts.nothingLostHint}</Empty>}
            columns={[
              {key: 'name', title: texts.nameOfIt, main: true, cell: (row) => <><Icon name={ICONS[row.kind]} size={15} label={texts.lostKinds[row.kind]} /> {row.name || texts.lostKinds[row.kind]}{row.key && <div className={css.sub}>{texts.withKey} {row.key}</div>}</>},
              {key: 'kind', title: texts.kind, cell: (row) => <Tag>{texts.lostKinds[row.kind]}</Tag>},
              {key: 'reason', title: texts.whyLost, cell: (row) => <span lang={serverLang}>{row.reason}</span>},
              {key: 'case', title: texts.case_, cell: (row) => (row.case_id ? <><A href={`/cases/${row.case_id}`}>{row.case_id}</A>{row.element && <div className={css.sub}>{words(row.element)}</div>}</> : row.process && <A href={`/processes/${row.process}`}>{words(row.process)}</A>)},
              {key: 'at', title: texts.when, cell: (row) => <A href={`/audit/records/${row.position}`}><When at={row.at} /></A>},
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}

function Kept() {
  const query = useInfiniteQuery(keptMessages)
  const {rows, more} = pages(query)
  return (
    <Card flush title={texts.kept}>
      <Loaded query={query}>
        {() => (
          <Table<Schemas['KeptMessage']>
            label={texts.kept}
            rows={rows}
            more={more}
            list={{path: '/messages'}}
            rowKey={(row) => row.id}
            empty={<Empty icon="message" title={texts.nothingKept} />}
            columns={[
              {key: 'message', title: texts.message, main: true, cell: (row) => <><div>{row.message}</div><div className={css.sub}>{row.message_id ?? row.id}</div></>},
              {key: 'key', title: texts.forKey, cell: (row) => row.key && <A href={`/cases?key=${encodeURIComponent(row.key)}`}>{row.key}</A>},
              {key: 'variables', title: texts.variables, cell: (row) => Object.entries(row.variables).map(([name, value]) => <div key={name}>{words(name)}: {plain(value)}</div>)},
              {key: 'since', title: texts.came, cell: (row) => <When at={row.since} />},
              {key: 'until', title: texts.keptUntil, cell: (row) => <When at={row.until} />},
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}
