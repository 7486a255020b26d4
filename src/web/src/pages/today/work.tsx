// Work from the queues: what to do next and why it stands where it stands.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {number, plain, words, capital} from '~/format/number'
import {useNow, usePerson} from '~/api/company'
import {useFlash} from '~/api/live'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {Entities} from '~/ui/entities'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Facts} from '~/ui/page'
import {PersonName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {Due, When} from '~/ui/time'
import {Help} from '~/ui/term'
import {HowItIsDone} from '~/ui/work/standards'
import {CompleteDialog} from './complete'
import {HandOver} from './hand_over'
import {nameOf} from './name'
import {texts} from './texts'
import css from './work.module.css'

type Item = Schemas['WorkItem']

/** `whose`: who holds it is said, and everything that may be done with it is offered. */
export function WorkCard({item, prominent, whose}: {item: Item; prominent?: boolean; whose?: boolean}) {
  const flash = useFlash(item.item)
  const [shown, setShown] = useState<'why' | 'how'>()
  const opener = (what: 'why' | 'how', word: string) => (
    <button type="button" className={css.whyButton} aria-expanded={shown === what} onClick={() => setShown(shown === what ? undefined : what)}>
      {word} <Icon name={shown === what ? 'up' : 'down'} size={13} />
    </button>
  )
  return (
    <article className={`${css.card} ${prominent ? css.prominent : ''} ${flash ? 'flash' : ''}`} aria-label={nameOf(item)} data-row={item.item} data-whose={whose || undefined}>
      <div className={css.rank} aria-hidden="true">{item.state === 'started' ? <Icon name="play" size={14} /> : item.rank}</div>
      <div className={css.what}>
        <h3>
          <A href={`/today/${item.item}`}>{item.title}</A> <A href={`/cases/${item.case_id}`}>{item.business_key}</A>
        </h3>
        <p className={css.context}>
          {item.tier && <Tag>{item.tier}</Tag>}
          {item.customer && <span>{item.customer}</span>}
          {item.promised && <Due at={item.promised} word={texts.promised} />}
          {item.started_at && <span>{texts.since} <When at={item.started_at} /></span>}
          <Whose item={item} always={whose} />
        </p>
        {item.state === 'ready' && item.reasons[0] && <p className={css.reason} lang={serverLang}>{item.reasons[0]}</p>}
        <div className={css.openers}>
          {opener('why', texts.why)}
          {opener('how', texts.how)}
        </div>
        {shown === 'why' && <Why item={item} />}
        {shown === 'how' && <div className={css.why}><HowItIsDone item={item.item} top={4} /></div>}
      </div>
      <Acts item={item} prominent={prominent} all={whose} />
    </article>
  )
}

/** Whose it is, for whom, until when: said where it is not plain. */
export function Whose({item, always}: {item: Item; always?: boolean}) {
  const me = usePerson()?.id
  const now = useNow()
  const {assignee, owner} = item
  return (
    <>
      {item.due && <Due at={item.due} word={texts.dueWord} />}
      {item.follow_up && Date.parse(item.follow_up) > now && <span>{texts.again} <When at={item.follow_up} /></span>}
      {item.delegation === 'pending' && owner && <Badge tone="accent">{assignee?.id === me ? texts.doneFor(owner.name) : texts.waitsFor(assignee?.name ?? '')}</Badge>}
      {item.delegation === 'resolved' && <Badge tone="ok">{texts.cameBack}</Badge>}
      {item.delegation !== 'pending' && assignee && (always || assignee.id !== me) && <PersonName person={assignee} />}
      {item.delegation !== 'pending' && assignee && !always && assignee.id === me && item.state === 'ready' && <Badge tone="accent">{texts.yours}</Badge>}
      {item.note && <Badge tone="warn">{item.note}</Badge>}
    </>
  )
}

export function Why({item}: {item: Item}) {
  return (
    <div className={css.why}>
      <p className={css.formula}>
        <span><small>{texts.value}</small>{number(item.value, 2)}</span>
        <span aria-hidden="true">×</span>
        <span><small>{texts.tier}</small>{number(item.tier_factor)}</span>
        <span aria-hidden="true">×</span>
        <span><small>{texts.urgency}</small>{number(item.urgency)}</span>
        <span aria-hidden="true">=</span>
        <span><small>{texts.score} <Help word="score" /></small><strong>{number(item.score, 2)}</strong></span>
      </p>
      <ul className={css.reasons}>
        {item.reasons.map((reason) => (
          <li key={reason} lang={serverLang}>{reason}</li>
        ))}
      </ul>
      <Facts
        items={[
          [texts.serves, <Entities key="serves" items={item.contributions.map((one) => one.objective)} after={(_, index) => <span>{number(item.contributions[index]?.weight)} × {item.contributions[index]?.strength}/9</span>} />],
          Object.keys(item.variables).length > 0 && [texts.variables, Object.entries(item.variables).map(([name, value]) => <div key={name}>{words(name)}: {plain(value)}</div>)],
          [texts.case_, <A key="case" href={`/cases/${item.case_id}`}>{item.process.title} {item.business_key}</A>],
        ]}
      />
    </div>
  )
}

export function Acts({item, prominent, all, onPage}: {item: Item; prominent?: boolean; all?: boolean; onPage?: boolean}) {
  const [asking, setAsking] = useState<'start' | 'complete' | 'return'>()
  const close = () => setAsking(undefined)
  const path = {path: {item: item.item}}
  const start = useAct({act: (reason: string | undefined) => write(client.POST('/work-items/{item}/start', {params: path, body: reason ? {reason} : {}})), done: texts.started(nameOf(item)), onDone: close})
  const may = (what: Item['may'][number]) => item.may.includes(what)
  const refused = start.problem && !(start.problem.code === 'DT-X905' && asking === 'start')
  return (
    <div className={css.acts}>
      {may('start') && (
        <Button look={prominent ? 'primary' : 'plain'} busy={start.pending} onClick={() => (item.passes_over ? setAsking('start') : start.run(undefined))}>{texts.start}</Button>
      )}
      {(may('complete') || may('resolve')) && !onPage && (item.state === 'started' || !may('start')) && <Button look="primary" icon="check" onClick={() => setAsking('complete')}>{may('resolve') ? texts.resolve : texts.complete}</Button>}
      {may('return') && <Button look="quiet" onClick={() => setAsking('return')}>{texts.giveBack}</Button>}
      {all && <HandOver item={item} />}
      {refused && asking === undefined && <Badge tone="alarm">{start.problem!.detail}</Badge>}
      {asking === 'start' && <PassOver item={item} start={start} onClose={close} />}
      {asking === 'complete' && <CompleteDialog item={item} onClose={close} />}
      {asking === 'return' && <GiveBack item={item} onClose={close} />}
    </div>
  )
}

function PassOver({item, start, onClose}: {item: Item; start: ReturnType<typeof useAct<string | undefined, unknown>>; onClose: () => void}) {
  const [reason, setReason] = useState('')
  const passed = start.problem?.passed_over ?? item.passes_over
  return (
    <ActDialog opened onClose={onClose} title={texts.passTitle} does={passed ? <>{texts.passLead(nameOf({title: passed.title, business_key: passed.business_key ?? ''}), number(passed.score, 2))} <Help word="inversion" /></> : undefined} act={{label: texts.takeAnyway, run: () => start.run(reason)}} pending={start.pending} problem={start.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reason} required hint={texts.reasonHint} value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}

function GiveBack({item, onClose}: {item: Item; onClose: () => void}) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/work-items/{item}/return', {params: {path: {item: item.item}}, body: {reason}})), done: texts.returned(nameOf(item)), onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.returnTitle(nameOf(item))} does={texts.returnDoes} act={{label: texts.giveBack, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={capital(texts.missing)} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
