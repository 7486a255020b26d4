// A stuck step is mended by a person, and a message that came another way is delivered by hand.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {serverLang} from '~/i18n/language'
import {ActDialog} from '~/ui/dialog'
import {TextField} from '~/ui/form'
import {texts} from './texts'

/** What somebody typed, as the value that it looks like. */
export function valueOf(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  if (trimmed !== '' && !Number.isNaN(Number(trimmed))) return Number(trimmed)
  return trimmed
}

export function Retry({token, caseId, onClose}: {token: Schemas['Token']; caseId: string; onClose: () => void}) {
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const act = useAct({
    act: () => write(client.POST('/cases/{case_id}/activities/{activity}/retry', {params: {path: {case_id: caseId, activity: token.activity}}, body: {variables: name.trim() ? {[name.trim()]: valueOf(value)} : {}}})),
    done: texts.retried,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.retryTitle(token.title)} does={texts.retryDoes} act={{label: texts.retry, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <p lang={serverLang}>{token.incident?.message}</p>
      <TextField label={texts.variable} value={name} onChange={setName} autoFocus />
      <TextField label={texts.addVariable} value={value} onChange={setValue} />
    </ActDialog>
  )
}

export function Deliver({token, onClose}: {token: Schemas['Token']; onClose: () => void}) {
  const act = useAct({
    act: () => write(client.POST('/messages', {body: {message: token.message!, key: token.key ?? '', variables: {}}})),
    done: texts.sent,
    onDone: onClose,
  })
  return <ActDialog opened onClose={onClose} title={texts.sendTitle(token.message ?? '')} does={texts.sendDoes(token.key ?? '')} act={{label: texts.send, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} />
}
