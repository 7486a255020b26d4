// The bench: one piece of work at a time, its form, its procedure beside it, and three buttons that a glove can hit.
import {useEffect, useState} from 'react'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import type {Problem, Schemas} from '~/api/client'
import {exactJson} from '~/api/exact'
import {afterDeeds, type NewDeed, type Outcome} from '~/api/outbox'
import {callTypes, standardsOf, station, workAtStation} from '~/api/queries'
import {useReached} from '~/api/reach'
import {outbox, useDeeds} from '~/api/station_outbox'
import {companyNow} from '~/format/time'
import {number, plain, words, capital} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {say} from '~/ui/announce'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Radios, TextArea} from '~/ui/form'
import {Icon} from '~/ui/icon'
import {Loaded} from '~/ui/loading'
import {ProblemNote} from '~/ui/problem'
import {Tag} from '~/ui/status'
import {Due, When} from '~/ui/time'
import {schemaOfFields, typedFrom, type Schema} from '~/ui/work/schema'
import {SchemaFields, useSchemaForm} from '~/ui/work/schema_form'
import {HowItIsDone} from '~/ui/work/standards'
import {forgetLocal, localDraft, useKeptDraft} from '~/ui/work/work_draft'
import {CallForHelp} from './call'
import type {Chosen} from './choice'
import {Refused} from './network'
import {texts} from './texts'
import css from './station.module.css'

type Item = Schemas['WorkItem']
type Person = Schemas['Person']
const nameOf = (item: Pick<Item, 'title' | 'business_key'>) => `${item.title} ${item.business_key}`.trim()
/** So many pieces of work that come next are read ahead, so that they can be done when the network goes. */
const AHEAD = 4

export function Bench({chosen, person, onChoose}: {chosen: Chosen; person: Person; onChoose: () => void}) {
  const query = useQuery(station(chosen.kind, chosen.id))
  const deeds = useDeeds().filter((deed) => deed.person === person.id)
  const [picked, setPicked] = useState<string>()
  const [calling, setCalling] = useState(false)
  const known = afterDeeds(query.data?.started ?? [], query.data?.next ?? [], deeds)
  const all = [...known.started, ...known.next]
  const current = known.started.find((item) => item.item === picked) ?? known.started[0] ?? known.next[0]
  useReadAhead(all)
  return (
    <>
      <Loaded query={query}>
        {(data) => (
          <>
            <Refused person={person.id} />
            {known.started.length > 1 && (
              <nav className={css.several} aria-label={texts.several(known.started.length)}>
                {known.started.map((item) => (
                  <button key={item.item} type="button" aria-pressed={item.item === current?.item} onClick={() => setPicked(item.item)}>{nameOf(item)}</button>
                ))}
              </nav>
            )}
            {current ? (
              <Work key={current.item} item={current} person={person} chosen={chosen} place={data.title} after={known.next.filter((one) => one !== current)} onCall={() => setCalling(true)} />
            ) : (
              <>
                <main className={css.alone} id="bench">
                  <h1 className={css.lost} id="page-title" tabIndex={-1}>{data.title}</h1>
                  <Empty icon="check" title={deeds.length > 0 ? texts.nothingKnown : texts.nothing} action={<Button onClick={onChoose}>{texts.change}</Button>}>{deeds.length > 0 ? texts.nothingKnownText : texts.nothingText}</Empty>
                </main>
                <div className={css.bar}>
                  <button type="button" className={css.help} onClick={() => setCalling(true)}><Icon name="megaphone" size={26} /> {texts.help}</button>
                </div>
              </>
            )}
          </>
        )}
      </Loaded>
      {calling && <CallForHelp person={person} item={current} onClose={() => setCalling(false)} />}
    </>
  )
}

function useReadAhead(items: Item[]) {
  const queries = useQueryClient()
  const reached = useReached()
  const ids = items.slice(0, AHEAD).map((item) => item.item).join(' ')
  useEffect(() => {
    if (!reached) return
    void queries.prefetchQuery(callTypes)
    for (const item of ids.split(' ').filter(Boolean)) {
      void queries.prefetchQuery(workAtStation(item))
      void queries.prefetchQuery(standardsOf(item))
    }
  }, [queries, reached, ids])
}

function Work({item, person, chosen, place, after, onCall}: {item: Item; person: Person; chosen: Chosen; place: string; after: Item[]; onCall: () => void}) {
  // What the list knows is enough to begin with; form and draft come with the work itself.
  const query = useQuery(workAtStation(item.item))
  return (
    <Loaded query={query}>
      {(detail) => <Doing item={{...detail, state: item.state, may: item.may, person: item.person, started_at: item.started_at ?? detail.started_at}} served={detail.may} person={person} chosen={chosen} place={place} after={after} onCall={onCall} />}
    </Loaded>
  )
}

const schemas = new WeakMap<object, Schema>()
function schemaOf(item: Item): Schema {
  if (item.form) return item.form.schema as Schema
  let found = schemas.get(item.fields)
  if (!found) schemas.set(item.fields, (found = schemaOfFields(item.fields)))
  return found
}

function Doing({item, served, person, chosen, place, after, onCall}: {item: Item; served: Item['may']; person: Person; chosen: Chosen; place: string; after: Item[]; onCall: () => void}) {
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState<NewDeed['what']>()
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState(false)
  // The form of what began stays the same while one types, whatever is read again meanwhile.
  const [schema] = useState(() => schemaOf(item))
  const form = useSchemaForm(schema, (questions) => localDraft(person.id, item.item) ?? typedFrom(questions, item.draft, item.form?.values), problem)
  const draft = useKeptDraft({person: person.id, item: item.item, questions: form.questions, typed: form.typed, mayServe: served.includes('draft')})
  const started = item.state === 'started'
  const finishing = item.may.includes('resolve') ? 'resolve' : 'complete'
  // What was claimed could be completed unbegun; at a bench its form is seen before.
  const doing = started || item.may.includes('resolve')
  const mayFinish = doing && (item.may.includes('complete') || item.may.includes('resolve'))
  const hasForm = form.questions.length > 0

  const queries = useQueryClient()
  const act = async (what: NewDeed['what'], path: string, body: unknown, told: string, entered?: Record<string, string>) => {
    setBusy(what)
    setProblem(undefined)
    const outcome: Outcome = await outbox.do({person: person.id, name: person.name, what, item: item.item, title: nameOf(item), path: `/work-items/${item.item}${path}`, body: exactJson(body), entered, at: new Date(companyNow()).toISOString()})
    setBusy(undefined)
    // What was done shows at once; the station is read anew beside it.
    if (outcome.kind === 'done') queries.setQueryData(station(chosen.kind, chosen.id).queryKey, (known) => known && {...known, ...afterDeeds(known.started, known.next, [{what, item: item.item, state: 'waiting'}])})
    if (outcome.kind === 'refused') setProblem(outcome.problem)
    else if (outcome.kind === 'full') setProblem({type: 'about:blank', title: texts.full, status: 0, detail: texts.fullText})
    else say(outcome.kind === 'kept' ? texts.keptSay(nameOf(item)) : told)
    return outcome.kind === 'done' || outcome.kind === 'kept'
  }
  const start = async (reason?: string) => {
    if (await act('start', '/start', reason ? {reason} : {}, texts.started(nameOf(item)))) setAsking(false)
  }
  const done = async () => {
    setAsked(true)
    const values = form.finish()
    if (!values) return
    const entered = Object.fromEntries(form.questions.filter((one) => form.typed[one.pointer] !== undefined && !one.schema.readOnly).map((one) => [one.title, [form.typed[one.pointer]].flat().join(', ')]))
    if (await act('complete', `/${finishing}`, finishing === 'resolve' ? {values} : {result: values}, texts.completed(nameOf(item)), entered)) forgetLocal(person.id, item.item)
  }
  return (
    <>
      <main className={css.work} id="bench">
        <section className={css.what} aria-labelledby="page-title">
          <p className={css.state}>
            {started ? <><Icon name="play" size={18} /> {texts.working} {item.started_at && <>· {texts.since} <When at={item.started_at} /></>}</> : <><Icon name="right" size={18} /> {texts.next}</>}
          </p>
          <h1 id="page-title" tabIndex={-1}>{item.title} <span className={css.key}>{item.business_key}</span></h1>
          <p className={css.facts}>
            {item.customer && <span>{item.customer}</span>}
            {item.tier && <Tag>{item.tier}</Tag>}
            {item.promised && <Due at={item.promised} word={texts.promised} />}
          </p>
          {!started && item.reasons.length > 0 && (
            <div className={css.why}>
              <h2>{texts.why}</h2>
              <ul lang={serverLang}>{item.reasons.slice(0, 3).map((reason) => <li key={reason}>{reason}</li>)}</ul>
            </div>
          )}
          <Know item={item} />
          <ProblemNote problem={form.problem(problem)} />
          {doing && (
            <section aria-label={texts.form} className={css.form}>
              {hasForm && <h2>{texts.form}</h2>}
              <SchemaFields of={form} />
              {asked && form.wrong > 0 && <p className={css.wrong} role="alert">{texts.wrong(form.wrong)}</p>}
              {hasForm && <p className={css.draft}>{texts.draft[draft]}</p>}
            </section>
          )}
          {after.length > 0 && (
            <details className={css.after}>
              <summary>{texts.after(after.length)} <Icon name="down" size={16} /></summary>
              <ol>{after.map((one) => <li key={one.item}>{nameOf(one)}</li>)}</ol>
            </details>
          )}
        </section>
        <section className={css.how} aria-label={texts.how}>
          <h2>{texts.how}</h2>
          <HowItIsDone item={item.item} top={3} />
        </section>
      </main>
      <div className={css.bar}>
        <button type="button" className={css.start} disabled={started || !item.may.includes('start') || busy !== undefined} aria-busy={busy === 'start' || undefined} onClick={() => (item.passes_over ? setAsking(true) : void start())}>
          <Icon name="play" size={26} /> {texts.start}
        </button>
        <button type="button" className={css.done} disabled={!mayFinish || busy !== undefined} aria-busy={busy === 'complete' || undefined} onClick={() => void done()}>
          <Icon name="check" size={26} /> {texts.done}
        </button>
        <button type="button" className={css.help} onClick={onCall}>
          <Icon name="megaphone" size={26} /> {texts.help}
        </button>
      </div>
      {asking && <PassOver item={item} place={place} busy={busy === 'start'} problem={problem} onStart={(reason) => void start(reason)} onClose={() => setAsking(false)} />}
    </>
  )
}

/** What the case says of the machine, the order, the patient: short values first, nothing nested. */
function Know({item}: {item: Item}) {
  const known = Object.entries(item.variables).filter(([, value]) => value !== null && typeof value !== 'object')
  if (known.length === 0) return null
  return (
    <dl className={css.know}>
      {known.slice(0, 12).map(([name, value]) => (
        <div key={name}>
          <dt>{capital(words(name))}</dt>
          <dd>{plain(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** At a place what is worth more may wait elsewhere; the reason is one tap, and it is kept with the start. */
function PassOver({item, place, busy, problem, onStart, onClose}: {item: Item; place: string; busy: boolean; problem: Problem | undefined; onStart: (reason: string) => void; onClose: () => void}) {
  const reasons = [texts.hereToday(place), texts.partMissing, texts.askedTo]
  const [chosen, setChosen] = useState(reasons[0])
  const [own, setOwn] = useState('')
  const passed = item.passes_over!
  const reason = own.trim() || chosen
  return (
    <ActDialog opened onClose={onClose} title={texts.passTitle} does={texts.passLead(`${passed.title} ${passed.business_key ?? ''}`.trim(), number(passed.score, 2))} act={{label: texts.start, run: () => reason && onStart(reason)}} pending={busy} problem={problem} disabled={!reason}>
      <Radios label={texts.reason} value={own.trim() ? undefined : chosen} onChange={setChosen} options={reasons.map((one) => ({value: one, title: one}))} />
      <TextArea label={texts.ownReason} value={own} onChange={setOwn} rows={2} />
    </ActDialog>
  )
}
