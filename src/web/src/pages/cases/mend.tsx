// A stuck step is mended by a person, and a message that came another way is delivered by hand.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {exactJson} from '~/api/exact'
import {serverLang} from '~/i18n/language'
import {ActDialog} from '~/ui/dialog'
import {TextField} from '~/ui/form'
import {texts} from './texts'
import {ValueField, valueOf, type TypedValue} from './value_field'
import css from './cases.module.css'

type Mended = {name: string; typed: TypedValue}
const variablesOf = ({name, typed}: Mended): Record<string, unknown> => (name.trim() ? {[name.trim()]: valueOf(typed)} : {})

function retry(case_id: string, activity: string, variables: Record<string, unknown>) {
  return write(client.POST('/cases/{case_id}/activities/{activity}/retry', {params: {path: {case_id, activity}}, body: {variables}, bodySerializer: exactJson}))
}

export function Retry({token, caseId, onClose}: {token: Schemas['Token']; caseId: string; onClose: () => void}) {
  const [mended, setMended] = useState<Mended>({name: '', typed: {type: 'text', text: ''}})
  const act = useAct({act: () => retry(caseId, token.activity, variablesOf(mended)), done: texts.retried, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.retryTitle(token.title)} does={texts.retryDoes} act={{label: texts.retry, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={mended.name.trim() !== '' && valueOf(mended.typed) === undefined}>
      <p lang={serverLang}>{token.incident?.message}</p>
      <TextField label={texts.mendVariable} value={mended.name} onChange={(name) => setMended({...mended, name})} autoFocus />
      {mended.name.trim() !== '' && <ValueField typed={mended.typed} onChange={(typed) => setMended({...mended, typed})} />}
    </ActDialog>
  )
}

/** One after the other; the first that is refused is told, and those before it are done. */
export function RetryAll({data, onClose}: {data: Schemas['Case']; onClose: () => void}) {
  const stuck = data.tokens.filter((token) => token.incident?.may_retry)
  const act = useAct({
    act: async () => {
      for (const token of stuck) await retry(data.case_id, token.activity, {})
    },
    done: texts.retriedAll,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.retryAllTitle(stuck.length)} does={texts.retryDoes} act={{label: texts.retryAll, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <ul className={css.consequences}>
        {stuck.map((token) => <li key={token.activity}><strong>{token.title}</strong> <span lang={serverLang}>{token.incident?.message}</span></li>)}
      </ul>
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
