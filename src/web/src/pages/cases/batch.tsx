// The same for many cases: first how many and which, then why, then how far it is. It goes on by itself when the page is left.
import {useState} from 'react'
import {queryOptions, useQueries, useQuery} from '@tanstack/react-query'
import {client, read, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {batch as batchQuery, process as processQuery} from '~/api/queries'
import {number} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog, Dialog} from '~/ui/dialog'
import {Pick, Select, TextArea} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Muted} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Badge} from '~/ui/status'
import {nameOf} from '../processes/steps'
import type {BatchFilter} from './filter'
import {texts} from './texts'
import css from './cases.module.css'

export const ACTIONS = ['suspend', 'resume', 'retry', 'migrate', 'cancel'] as const
export type Action = (typeof ACTIONS)[number]

/** A batch that is not only counted has a position. */
type Begun = {data?: {position: number; id?: string; count: number}; error?: unknown; response: Response}

const preview = (action: Action, filter: BatchFilter) =>
  queryOptions({queryKey: ['batch-preview', action, filter], meta: {topics: ['cases']}, retry: false, queryFn: () => read(client.POST('/cases/batch', {body: {action, filter, dry_run: true}}))})

/** Only those to which the act means something. */
const fitting = (action: Action, filter: BatchFilter): BatchFilter => (action === 'retry' ? {...filter, incident: true} : action === 'resume' ? {...filter, suspended: true} : action === 'suspend' ? {...filter, suspended: false} : filter)

export function BatchDialog({action, process, filter, onClose, onBegun}: {action: Action; process: string | undefined; filter: BatchFilter; onClose: () => void; onBegun: () => void}) {
  const [reason, setReason] = useState('')
  const [revision, setRevision] = useState('')
  const [into, setInto] = useState<Into>({})
  const [begun, setBegun] = useState<string>()
  const meant = fitting(action, filter)
  const would = useQuery(preview(action, meant))
  const act = useAct({
    act: () => write(client.POST('/cases/batch', {body: {action, filter: meant, reason, ...(revision ? {revision} : {}), ...(action === 'migrate' ? {plan: Object.entries(into).map(([element, to]) => ({element, into: to}))} : {})}}) as unknown as Promise<Begun>),
    onDone: (accepted) => {
      onBegun()
      setBegun(accepted.id)
    },
  })
  if (begun !== undefined) return <Dialog opened onClose={onClose} title={texts.batchTitles[action]}><Progress batch={begun} /></Dialog>
  const count = would.data?.count ?? 0
  return (
    <ActDialog opened onClose={onClose} look={action === 'cancel' ? 'danger' : 'primary'} title={texts.batchTitles[action]} does={texts.batchDoes[action]} act={{label: texts.doTo(texts.actions[action], number(count)), run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={count === 0 || reason.trim() === ''}>
      <Loaded query={would}>{(data) => <Preview count={data.count} cases={data.cases ?? []} />}</Loaded>
      {action === 'migrate' && (process === undefined ? <Muted>{texts.inForceOfEach}</Muted> : <Target process={process} value={revision} filter={meant} into={into} onInto={setInto} onChange={(value) => { setRevision(value); setInto({}) }} />)}
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}

function Preview({count, cases}: {count: number; cases: string[]}) {
  if (count === 0) return <p><Badge tone="no_data">{texts.noneOfThem}</Badge></p>
  return (
    <div className={css.preview}>
      <strong>{texts.total(number(count))}</strong>
      <ul>{cases.map((id) => <li key={id}><A href={`/cases/${id}`}>{id}</A></li>)}</ul>
      {count > cases.length && <Muted>{texts.andMore(number(count - cases.length))}</Muted>}
    </div>
  )
}

/** Where what waits goes on in the other version, by element; what is not named stays where it is. */
type Into = Record<string, string>

function Target({process, value, filter, into, onChange, onInto}: {process: string; value: string; filter: BatchFilter; into: Into; onChange: (value: string) => void; onInto: (into: Into) => void}) {
  const {data} = useQuery(processQuery(process))
  const others = data ? data.versions.filter((one) => one.revision !== data.in_force) : []
  return (
    <>
      <Select label={texts.toVersion} value={value} onChange={onChange} options={[{value: '', title: texts.inForceNow(data?.in_force.slice(0, 7) ?? '')}, ...others.map((one) => ({value: one.revision, title: one.revision.slice(0, 7)}))]} />
      {data && <Plan process={data} revision={value || data.in_force} filter={filter} into={into} onInto={onInto} />}
    </>
  )
}

/** A pair of steps for each one that the other version lacks and where some of them wait; others on request. */
function Plan({process, revision, filter, into, onInto}: {process: Schemas['Process']; revision: string; filter: BatchFilter; into: Into; onInto: (into: Into) => void}) {
  const [more, setMore] = useState<string[]>([])
  const target = useQuery(processQuery(process.id, revision))
  const from = process.versions.filter((one) => one.revision !== revision && one.running > 0 && (filter.revision === undefined || one.revision === filter.revision))
  const sources = useQueries({queries: from.map((one) => processQuery(process.id, one.revision))})
  const there = target.data?.steps ?? []
  const titles = new Map(sources.flatMap((one) => one.data?.steps ?? []).map((step) => [step.element, nameOf(step)]))
  const gone = there.length === 0 ? [] : [...titles.keys()].filter((element) => !there.some((step) => step.element === element))
  // Asked about one step, they are counted; what else waits in the same cases is not known by that step.
  const countable = (element: string) => filter.element === undefined || filter.element === element
  const counts = useQueries({queries: gone.map((element) => ({...preview('migrate', {...filter, element}), enabled: countable(element)}))})
  const waiting = (element: string) => counts[gone.indexOf(element)]?.data?.count
  const rows = [...gone.filter((element) => waiting(element) !== 0), ...more]
  const rest = [...titles].filter(([element]) => !gone.includes(element) && !more.includes(element))
  if (rows.length === 0 && rest.length === 0) return null
  return (
    <div className={css.plan} role="group" aria-label={texts.plan}>
      <strong>{texts.plan}</strong>
      {rows.map((element) => (
        <Pick
          key={element}
          label={titles.get(element) ?? element}
          hint={gone.includes(element) ? [texts.isGone, waiting(element) !== undefined && texts.waitThere(number(waiting(element)!), waiting(element)!)].filter(Boolean).join(' · ') : undefined}
          value={into[element]}
          placeholder={texts.samePlace}
          onChange={(to) => onInto((({[element]: _, ...others}) => (to ? {...others, [element]: to} : others))(into))}
          options={there.map((step) => ({value: step.element, title: nameOf(step), text: step.element}))}
        />
      ))}
      {rest.length > 0 && <Pick key={more.length} label={texts.anotherStep} value={undefined} onChange={(element) => element && setMore([...more, element])} options={rest.map(([element, title]) => ({value: element, title, text: element}))} />}
    </div>
  )
}

export function Progress({batch}: {batch: string}) {
  const query = useQuery({...batchQuery(batch), refetchInterval: (state) => (state.state.data?.ended_at ? false : 700)})
  return <Loaded query={query}>{(data) => <Far data={data} />}</Loaded>
}

function Far({data}: {data: Schemas['Batch']}) {
  const over = data.ended_at !== undefined
  return (
    <div className={css.progress}>
      <p role="status">
        <Badge tone={!over ? 'accent' : data.stopped || data.refused > 0 ? 'warn' : 'ok'}>{data.stopped ? texts.stopped : over ? texts.ended_ : texts.underWay}</Badge> {texts.doneOf(number(data.done), number(data.count))}{data.refused > 0 && `, ${texts.refusedN(number(data.refused))}`}
      </p>
      <progress max={data.count} value={data.done + data.refused} aria-label={texts.progress} />
      {data.stopped && <p lang={serverLang}>{data.stopped}</p>}
      {data.refusals.length > 0 && (
        <ul className={css.refusals} aria-label={texts.refusals}>
          {data.refusals.map((one) => <li key={one.case_id}><A href={`/cases/${one.case_id}`}>{one.case_id}</A> <span lang={serverLang}>{one.reason}</span></li>)}
        </ul>
      )}
      {!over && <Stop batch={data.batch} />}
      <LinkButton size="s" href="/batches">{texts.allBatches}</LinkButton>
    </div>
  )
}

/** What is done stays done; nothing more of it happens. */
function Stop({batch}: {batch: string}) {
  const [reason, setReason] = useState<string>()
  const act = useAct({act: () => write(client.POST('/batches/{batch}/stop', {params: {path: {batch}}, body: {reason: reason ?? ''}})), done: texts.batchStopped})
  if (reason === undefined) return <Button size="s" icon="stop" onClick={() => setReason('')}>{texts.stopBatch}</Button>
  return (
    <div className={css.preview}>
      <TextArea label={texts.whyStopped} required value={reason} onChange={setReason} autoFocus />
      <Button look="danger" disabled={reason.trim() === ''} busy={act.pending} onClick={() => act.run(undefined)}>{texts.stopBatch}</Button>
      <ProblemNote problem={act.problem} />
    </div>
  )
}
