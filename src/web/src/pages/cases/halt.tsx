// A case stands still, or is ended: what that does, and why somebody wants it.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {oneCase} from '~/api/queries'
import {ActDialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {texts} from './texts'
import css from './cases.module.css'

type Props = {data: Schemas['Case']; onClose: () => void}

export function Cancel({data, onClose}: Props) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/cases/{case_id}/cancel', {params: {path: {case_id: data.case_id}}, body: {reason}})), done: texts.cancelled, onDone: onClose})
  const steps = data.tokens.filter((token) => !token.listens)
  const called = data.called.filter((one) => one.state === 'running')
  return (
    <ActDialog opened onClose={onClose} look="danger" title={texts.cancelTitle(data.business_key)} does={texts.cancelDoes(steps.length)} act={{label: texts.cancel, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <ul className={css.consequences} aria-label={texts.withdrawn}>
        {steps.map((token) => <li key={token.activity}>{token.title}</li>)}
        {called.map((one) => <CalledToo key={one.case_id} id={one.case_id} title={texts.calledCase(one.process.title, one.business_key)} />)}
      </ul>
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}

/** What it called goes with it, and with that what waits there. */
function CalledToo({id, title}: {id: string; title: string}) {
  const {data} = useQuery(oneCase(id))
  return <li>{title}{data && data.waits_at.length > 0 && `: ${data.waits_at.join(', ')}`}</li>
}

export function Suspend({data, onClose}: Props) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/cases/{case_id}/suspend', {params: {path: {case_id: data.case_id}}, body: {reason}})), done: texts.isSuspended, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.suspendTitle(data.business_key)} does={texts.suspendDoes} act={{label: texts.suspend, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
