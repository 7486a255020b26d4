// Whose work it is and when it is looked at again: claim it, give it to somebody, ask somebody to do it, put it off.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {usePerson} from '~/api/company'
import {people} from '~/api/queries'
import {companyZone, instantOf, localOf} from '~/format/time'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {NumberField, Pick, TextField} from '~/ui/form'
import {nameOf} from './name'
import {texts} from './texts'
import css from './work.module.css'

type Item = Schemas['WorkItem']
type Asking = 'assign' | 'delegate' | 'dates'

/** The acts beside starting and completing, as far as they are allowed. */
export function HandOver({item}: {item: Item}) {
  const [asking, setAsking] = useState<Asking>()
  const path = {params: {path: {item: item.item}}}
  const claim = useAct({act: () => write(client.POST('/work-items/{item}/claim', {...path, body: {}})), done: texts.claimed(nameOf(item))})
  const unclaim = useAct({act: () => write(client.POST('/work-items/{item}/unclaim', {...path, body: {}})), done: texts.unclaimed(nameOf(item))})
  const may = (what: Item['may'][number]) => item.may.includes(what)
  const refused = claim.problem ?? unclaim.problem
  return (
    <>
      {may('claim') && <Button busy={claim.pending} onClick={() => claim.run(undefined)}>{texts.claim}</Button>}
      {may('unclaim') && <Button look="quiet" busy={unclaim.pending} onClick={() => unclaim.run(undefined)}>{texts.unclaim}</Button>}
      {may('delegate') && <Button look="quiet" onClick={() => setAsking('delegate')}>{texts.delegate}</Button>}
      {may('assign') && <Button look="quiet" onClick={() => setAsking('assign')}>{texts.assign}</Button>}
      {(may('put_off') || may('reschedule')) && <Button look="quiet" icon="clock" onClick={() => setAsking('dates')}>{texts.dates}</Button>}
      {refused && <p className={css.wrong} role="alert">{refused.detail}</p>}
      {(asking === 'assign' || asking === 'delegate') && <ToSomebody item={item} how={asking} onClose={() => setAsking(undefined)} />}
      {asking === 'dates' && <Dates item={item} onClose={() => setAsking(undefined)} />}
    </>
  )
}

/** Those who may do it: who acts in one of its roles today, and whom the step names. */
export function whoMay(item: Item, everybody: readonly Schemas['Person'][], but: string | undefined): {value: string; title: string; text?: string}[] {
  const roles = new Set(item.candidates.roles.map((role) => role.id))
  const named = new Set(item.candidates.people.map((person) => person.id))
  return everybody
    .filter((person) => person.id !== but && (named.has(person.id) || person.roles.some(({role}) => roles.has(role.id))))
    .map((person) => ({value: person.id, title: person.name, text: person.roles.map(({role}) => role.title).join(' · ')}))
}

function ToSomebody({item, how, onClose}: {item: Item; how: 'assign' | 'delegate'; onClose: () => void}) {
  const me = usePerson()?.id
  const found = useQuery(people)
  const [to, setTo] = useState<string>()
  const options = whoMay(item, found.data?.items ?? [], item.assignee?.id ?? me)
  const name = options.find((one) => one.value === to)?.title ?? ''
  const act = useAct({
    act: (person: string) => write(client.POST(how === 'assign' ? '/work-items/{item}/assign' : '/work-items/{item}/delegate', {params: {path: {item: item.item}}, body: {to: person}})),
    done: () => (how === 'assign' ? texts.assigned(nameOf(item), name) : texts.delegated(nameOf(item), name)),
    onDone: onClose,
  })
  return (
    <ActDialog
      opened onClose={onClose} title={`${how === 'assign' ? texts.assign : texts.delegate}: ${nameOf(item)}`} does={how === 'assign' ? texts.assignDoes : texts.delegateDoes}
      act={{label: how === 'assign' ? texts.assign : texts.delegate, run: () => to && act.run(to)}} pending={act.pending} problem={act.problem} disabled={to === undefined}
    >
      <Pick label={texts.toWhom} required value={to} onChange={setTo} options={options} autoFocus />
    </ActDialog>
  )
}

function Dates({item, onClose}: {item: Item; onClose: () => void}) {
  const all = item.may.includes('reschedule')
  const local = (at: string | undefined) => (at ? localOf(at) : '')
  const [followUp, setFollowUp] = useState(local(item.follow_up))
  const [due, setDue] = useState(local(item.due))
  const [priority, setPriority] = useState(String(item.priority))
  const instant = (text: string) => (text === '' ? null : instantOf(text))
  const changed = {
    ...(followUp !== local(item.follow_up) ? {follow_up: instant(followUp)} : {}),
    ...(all && due !== local(item.due) ? {due: instant(due)} : {}),
    ...(all && Number(priority) !== item.priority ? {priority: Math.round(Number(priority))} : {}),
  }
  const act = useAct({act: () => write(client.PATCH('/work-items/{item}', {params: {path: {item: item.item}}, body: changed})), done: texts.dated(nameOf(item)), onDone: onClose})
  const pressing = Number(priority)
  const wrong = Number.isNaN(pressing) || priority === '' || pressing < 0 || pressing > 100
  return (
    <ActDialog opened onClose={onClose} title={`${texts.dates}: ${nameOf(item)}`} does={texts.datesDoes} act={{label: texts.keepDates, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={Object.keys(changed).length === 0 || wrong || Object.values(changed).includes(undefined as never)}>
      <TextField label={texts.followUp} hint={`${texts.followUpHint} ${texts.zone(companyZone())}`} type="datetime-local" value={followUp} onChange={setFollowUp} />
      {all && <TextField label={texts.dueAt} hint={texts.zone(companyZone())} type="datetime-local" value={due} onChange={setDue} />}
      {all && <NumberField label={texts.priority} hint={texts.priorityHint} required min={0} max={100} step={1} value={priority} onChange={setPriority} />}
    </ActDialog>
  )
}
