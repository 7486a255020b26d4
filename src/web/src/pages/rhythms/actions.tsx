// An action has an owner and a date, or it is none.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {people} from '~/api/queries'
import {addDays, companyNow, dayOf} from '~/format/time'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Pick, TextField} from '~/ui/form'
import {PersonName} from '~/ui/people'
import {Badge} from '~/ui/status'
import {Day} from '~/ui/time'
import {CompleteAction} from '../today/aside'
import {texts} from './texts'
import css from './rhythms.module.css'

export function ActionRow({action}: {action: Schemas['Action']}) {
  const [doing, setDoing] = useState(false)
  return (
    <div className={css.actionRow}>
      <span>
        {action.title}
        <small>
          <PersonName person={action.owner} /> <span>{texts.until_} <Day day={action.due} /></span>
          {action.state === 'late' && <Badge tone="warn">{texts.late}</Badge>}
          {action.state === 'done' && <Badge tone="ok">{texts.done_}</Badge>}
        </small>
      </span>
      {action.may_complete && action.state !== 'done' && <Button size="s" onClick={() => setDoing(true)}>{texts.done}</Button>}
      {doing && <CompleteAction action={action} onClose={() => setDoing(false)} />}
    </div>
  )
}

export function AddAction({occurrence, item, agenda, onClose}: {occurrence: string; item: string; agenda: Schemas['AgendaItem'][]; onClose: () => void}) {
  const known = useQuery(people)
  const [title, setTitle] = useState('')
  const [owner, setOwner] = useState<string>()
  const [due, setDue] = useState(() => addDays(dayOf(companyNow()), 1))
  const [answers, setAnswers] = useState<string | undefined>(item || undefined)
  const act = useAct({
    act: () => write(client.POST('/rhythms/occurrences/{occurrence}/actions', {params: {path: {occurrence}}, body: {title, owner: owner!, due, ...(answers ? {item: answers} : {})}})),
    done: texts.added,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.addAction} act={{label: texts.addAction, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={title.trim() === '' || !owner || !due}>
      <TextField label={texts.what} required value={title} onChange={setTitle} autoFocus />
      <Pick label={texts.who} required value={owner} onChange={setOwner} options={(known.data?.items ?? []).map((person) => ({value: person.id, title: person.name, text: person.roles.map(({role}) => role.title).join(' · ')}))} />
      <TextField label={texts.until} required type="date" value={due} onChange={setDue} />
      <Pick label={texts.forItem} value={answers} onChange={setAnswers} options={agenda.map((one) => ({value: one.item, title: one.title}))} />
    </ActDialog>
  )
}
