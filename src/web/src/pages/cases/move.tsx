// Tokens are moved by hand: what is withdrawn, where the case goes on instead, chosen in the drawing or in the list; the server says beforehand what
// would happen, and does the same.
import {useState} from 'react'
import {queryOptions, useQuery} from '@tanstack/react-query'
import {client, read, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {process as processQuery} from '~/api/queries'
import {ActDialog} from '~/ui/dialog'
import {Pick, Radios, TextArea} from '~/ui/form'
import {Muted} from '~/ui/page'
import {LazyDiagram} from '../processes/lazy_diagram'
import {marksOfCase} from '../processes/marks'
import {nameOf} from '../processes/steps'
import {Would} from './would'
import {texts} from './texts'
import css from './cases.module.css'

type Case = Schemas['Case']
type Change = {cancel: string[]; start: {element: string; after: boolean}[]}

/** Asked as soon as there is something to ask; nothing is done. */
const preview = (case_id: string, change: Change, enabled: boolean) =>
  queryOptions({
    queryKey: ['modify', case_id, change],
    meta: {topics: ['cases']},
    enabled,
    retry: false,
    queryFn: () => read(client.POST('/cases/{case_id}/modify', {params: {path: {case_id}}, body: {...change, reason: '-', dry_run: true}})),
  })

export function Move({data, onClose}: {data: Case; onClose: () => void}) {
  const tokens = data.tokens.filter((token) => !token.listens && token.kind !== 'join')
  const [from, setFrom] = useState<string[]>(tokens.length === 1 ? [tokens[0]!.activity] : [])
  const [to, setTo] = useState<string>()
  const [place, setPlace] = useState<'before' | 'after'>('before')
  const [reason, setReason] = useState('')
  const {data: drawn} = useQuery(processQuery(data.process.id, data.revision))
  const change: Change = {cancel: from, start: to ? [{element: to, after: place === 'after'}] : []}
  // A case from which everything is withdrawn goes on somewhere.
  const asked = to !== undefined || (from.length > 0 && from.length < data.tokens.filter((token) => !token.listens).length)
  const would = useQuery(preview(data.case_id, change, asked))
  const act = useAct({act: () => write(client.POST('/cases/{case_id}/modify', {params: {path: {case_id: data.case_id}}, body: {...change, reason}})), done: texts.moved, onDone: onClose})
  const toggle = (activity: string) => setFrom((now) => (now.includes(activity) ? now.filter((one) => one !== activity) : [...now, activity]))
  // In the drawing: where a token is, it is withdrawn; anywhere else the case goes on.
  const click = (element: string | undefined) => {
    const here = tokens.filter((token) => token.element === element)
    if (here.length > 0) here.forEach((token) => toggle(token.activity))
    else if (element) setTo(element === to ? undefined : element)
  }
  const chosen = [...tokens.filter((token) => from.includes(token.activity)).map((token) => token.element), ...(to ? [to] : [])]
  return (
    <ActDialog opened onClose={onClose} size={920} title={texts.moveTitle(data.business_key)} does={texts.moveDoes} act={{label: texts.move, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === '' || !asked || !would.data || would.isError}>
      <LazyDiagram process={data.process.id} revision={data.revision} marks={marksOfCase(data.marks)} path={data.path} begin={tokens[0]?.element} selected={chosen} onSelect={click} />
      <div className={css.fromTo}>
        <fieldset className={css.from}>
          <legend>{texts.withdraw}</legend>
          {tokens.map((token) => (
            <label key={token.activity} className={css.check}>
              <input type="checkbox" checked={from.includes(token.activity)} onChange={() => toggle(token.activity)} /> {token.title} <code className={css.sub}>{token.activity}</code>
            </label>
          ))}
          {tokens.length === 0 && <Muted>{texts.nothingToWithdraw}</Muted>}
        </fieldset>
        <div className={css.to}>
          <Pick label={texts.goOnAt} value={to} placeholder={texts.nowhere} onChange={setTo} options={(drawn?.steps ?? []).map((step) => ({value: step.element, title: nameOf(step), text: step.element}))} />
          {to && <Radios label={texts.place} value={place} onChange={setPlace} options={[{value: 'before', title: texts.places.before}, {value: 'after', title: texts.places.after}]} />}
        </div>
      </div>
      <Would query={would} asked={asked} />
      <TextArea label={texts.reason} required value={reason} onChange={setReason} />
    </ActDialog>
  )
}
