// Work from the queues: what to do next and why it stands where it stands.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {number, plain, words, capital} from '~/format/number'
import {useFlash} from '~/api/live'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {FieldsForm, NumberField, TextArea, typedOf, valuesOf} from '~/ui/form'
import {Entities} from '~/ui/entities'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Facts} from '~/ui/page'
import {Badge, Tag} from '~/ui/status'
import {Due, When} from '~/ui/time'
import {Help} from '~/ui/term'
import {texts} from './texts'
import css from './work.module.css'

type Item = Schemas['WorkItem']
const nameOf = (item: Pick<Item, 'title' | 'business_key'>) => `${item.title} ${item.business_key}`

export function WorkCard({item, prominent}: {item: Item; prominent?: boolean}) {
  const flash = useFlash(item.item)
  const [why, setWhy] = useState(false)
  return (
    <article className={`${css.card} ${prominent ? css.prominent : ''} ${flash ? 'flash' : ''}`} aria-label={nameOf(item)} data-row={item.item}>
      <div className={css.rank} aria-hidden="true">{item.state === 'started' ? <Icon name="play" size={14} /> : item.rank}</div>
      <div className={css.what}>
        <h3>
          {item.title} <A href={`/cases/${item.case_id}`}>{item.business_key}</A>
        </h3>
        <p className={css.context}>
          {item.tier && <Tag>{item.tier}</Tag>}
          {item.customer && <span>{item.customer}</span>}
          {item.promised && <Due at={item.promised} word={texts.promised} />}
          {item.started_at && <span>{texts.since} <When at={item.started_at} /></span>}
        </p>
        {item.state === 'ready' && item.reasons[0] && <p className={css.reason} lang={serverLang}>{item.reasons[0]}</p>}
        <button type="button" className={css.whyButton} aria-expanded={why} onClick={() => setWhy(!why)}>
          {texts.why} <Icon name={why ? 'up' : 'down'} size={13} />
        </button>
        {why && <Why item={item} />}
      </div>
      <Acts item={item} prominent={prominent} />
    </article>
  )
}

function Why({item}: {item: Item}) {
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

function Acts({item, prominent}: {item: Item; prominent?: boolean}) {
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
      {may('complete') && <Button look="primary" icon="check" onClick={() => setAsking('complete')}>{texts.complete}</Button>}
      {may('return') && <Button look="quiet" onClick={() => setAsking('return')}>{texts.giveBack}</Button>}
      {refused && asking === undefined && <Badge tone="alarm">{start.problem!.detail}</Badge>}
      {asking === 'start' && <PassOver item={item} start={start} onClose={close} />}
      {asking === 'complete' && <Complete item={item} onClose={close} />}
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

function Complete({item, onClose}: {item: Item; onClose: () => void}) {
  const [typed, setTyped] = useState(() => typedOf(item.fields))
  const [worked, setWorked] = useState('')
  const act = useAct({
    act: () => write(client.POST('/work-items/{item}/complete', {params: {path: {item: item.item}}, body: {result: valuesOf(item.fields, typed, false) ?? {}, ...(worked ? {worked: `PT${Math.round(Number(worked))}M`} : {})}})),
    done: texts.completed(nameOf(item)),
    onDone: onClose,
  })
  const values = valuesOf(item.fields, typed, false)
  return (
    <ActDialog opened onClose={onClose} title={texts.doneTitle(nameOf(item))} does={texts.doneDoes} act={{label: texts.complete, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={values === undefined}>
      <FieldsForm fields={item.fields} typed={typed} onChange={setTyped} required={false} />
      <NumberField label={texts.worked} hint={texts.workedHint} unit={texts.minutes} min={0} value={worked} onChange={setWorked} />
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
