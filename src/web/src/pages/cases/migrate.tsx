// A case goes on with another version of its process: which one, where it waits then, and what the server says of that before it is done.
import {useState} from 'react'
import {queryOptions, useQuery} from '@tanstack/react-query'
import {client, read, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {process as processQuery} from '~/api/queries'
import {number} from '~/format/number'
import {ActDialog} from '~/ui/dialog'
import {Pick, Select, TextArea} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Muted} from '~/ui/page'
import {nameOf} from '../processes/steps'
import {Would} from './would'
import {texts} from './texts'
import css from './cases.module.css'

type Case = Schemas['Case']
type Plan = {element: string; into: string}[]

/** Whoever looks is on record, with what stood in the way; so it is asked for, not done on opening. */
const preview = (case_id: string, revision: string, plan: Plan, enabled: boolean) =>
  queryOptions({
    queryKey: ['migrate', case_id, revision, plan],
    meta: {topics: ['cases']},
    enabled,
    retry: false,
    queryFn: () => read(client.POST('/cases/{case_id}/migrate', {params: {path: {case_id}}, body: {revision, plan, reason: '-', dry_run: true}})),
  })

export function Migrate({data, onClose}: {data: Case; onClose: () => void}) {
  const known = useQuery(processQuery(data.process.id))
  return <Loaded query={known}>{(process) => <Ask data={data} process={process} onClose={onClose} />}</Loaded>
}

function Ask({data, process, onClose}: {data: Case; process: Schemas['Process']; onClose: () => void}) {
  const versions = [...new Set([process.in_force, ...process.versions.map((one) => one.revision)])].filter((one) => one !== data.revision)
  const [revision, setRevision] = useState(versions[0] ?? '')
  const [into, setInto] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const target = useQuery({...processQuery(data.process.id, revision), enabled: revision !== ''})
  const plan: Plan = Object.entries(into).map(([element, to]) => ({element, into: to}))
  const [asked, setAsked] = useState(false)
  const would = useQuery(preview(data.case_id, revision, plan, asked && revision !== ''))
  const act = useAct({act: () => write(client.POST('/cases/{case_id}/migrate', {params: {path: {case_id: data.case_id}}, body: {revision, plan, reason}})), done: texts.migrated, onDone: onClose})
  const places = [...new Map(data.tokens.map((token) => [token.element, token.title]))]
  const running = (one: string) => process.versions.find((version) => version.revision === one)?.running ?? 0
  return (
    <ActDialog opened onClose={onClose} size={640} title={texts.migrateTitle(data.business_key)} does={texts.migrateDoes(data.revision.slice(0, 7))} act={{label: texts.migrate, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === '' || !would.data || would.isError}>
      {versions.length === 0 ? (
        <Muted>{texts.oneVersion}</Muted>
      ) : (
        <>
          <Select label={texts.toVersion} value={revision} onChange={(value) => { setRevision(value); setInto({}) }} options={versions.map((one) => ({value: one, title: one === process.in_force ? texts.inForceNow(one.slice(0, 7)) : texts.withRunning(one.slice(0, 7), number(running(one)))}))} />
          <div className={css.plan} role="group" aria-label={texts.plan}>
            <strong>{texts.plan}</strong>
            {places.map(([element, title]) => (
              <Pick
                key={element}
                label={title}
                value={into[element]}
                placeholder={texts.samePlace}
                onChange={(to) => setInto(({[element]: _, ...rest}) => (to ? {...rest, [element]: to} : rest))}
                options={(target.data?.steps ?? []).map((step) => ({value: step.element, title: nameOf(step), text: step.element}))}
              />
            ))}
          </div>
          <Would query={would} asked={asked} look={() => setAsked(true)} />
          <TextArea label={texts.reason} required value={reason} onChange={setReason} />
        </>
      )}
    </ActDialog>
  )
}
