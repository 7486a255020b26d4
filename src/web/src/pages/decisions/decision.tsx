// One live decision: the facts, whose it is and why, what it should rest on, and the answer.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {usePerson} from '~/api/company'
import {decision} from '~/api/queries'
import {duration, fullTime} from '~/format/time'
import {amount, capital, plain, words} from '~/format/number'
import {useShell} from '~/shell/panels'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Split} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Badge, Tag} from '~/ui/status'
import {Help} from '~/ui/term'
import {Due, When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {Briefings, RestedOn} from './briefing'
import {holderText} from './frame'
import {Parts} from './parts'
import {SuggestionView} from './suggestion'
import {texts} from './texts'
import css from './decisions.module.css'

type Decision = Schemas['Decision']

export function DecisionPage() {
  const {live} = useParams({strict: false}) as {live: string}
  const query = useQuery(decision(live))
  return <Loaded query={query}>{(data) => <View decision={data} />}</Loaded>
}

function View({decision: data}: {decision: Decision}) {
  return (
    <Page
      title={data.title}
      lead={data.question}
      crumbs={[{title: texts.title, href: '/decisions'}, {title: texts.live, href: '/decisions/live'}]}
      sight={data.line_of_sight}
      meta={
        <>
          <A href={data.decision.href}>{data.decision.title}</A>
          {data.state === 'open' && data.due && <Due at={data.due} />}
          {data.state !== 'open' && <Badge tone={data.late ? 'warn' : 'ok'}>{texts.states[data.state]}{data.late ? `, ${texts.late}` : ''}</Badge>}
          {data.escalations > 0 && <Tag>{texts.escalations(data.escalations)}</Tag>}
          <span title={texts.model}>{texts.model} <code>{data.revision.slice(0, 7)}</code></span>
        </>
      }
    >
      <Split
        aside={
          <>
            <Card title={texts.whose}>
              <Route decision={data} />
            </Card>
            {data.parts.length > 0 && (
              <Card title={texts.rapid}>
                <Parts decision={data} />
              </Card>
            )}
            <Card title={data.rested_on ? texts.restedOn : texts.briefing}>
              {data.rested_on ? <RestedOn on={data.rested_on} /> : <Briefings items={data.information} />}
            </Card>
            {data.refusals.length > 0 && (
              <Card title={<>{texts.refusals} <Help word="wrong_hand" /></>}>
                {data.refusals.map((refusal) => (
                  <div key={refusal.at} className={css.refusal}>
                    <PersonName person={refusal.person} /> · <When at={refusal.at} />
                    <p className={css.sub}>{refusal.detail}</p>
                  </div>
                ))}
              </Card>
            )}
          </>
        }
      >
        <Card title={texts.factsTitle}>
          <dl className={css.big}>
            {data.fields.map((field) => (
              <div key={field.name}>
                <dt>{field.title ?? capital(words(field.name))}</dt>
                <dd>{typeof field.value === 'number' ? amount(field.value, field.unit) : plain(field.value)}</dd>
              </div>
            ))}
            {data.subject && (
              <div>
                <dt>{texts.case_}</dt>
                <dd><A href={data.subject.href}>{data.subject.title}</A></dd>
              </div>
            )}
          </dl>
          {data.criteria.length > 0 && (
            <div style={{marginTop: 16}}>
              <p className={css.label}>{texts.criteria}</p>
              <ul className={css.criteria}>
                {data.criteria.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          )}
          <SuggestionView decision={data} />
        </Card>
        {data.state === 'open' ? <Answer decision={data} /> : <Result decision={data} />}
        <Card title={texts.happened}>
          <Timeline entries={data.timeline} />
        </Card>
      </Split>
    </Page>
  )
}

function Result({decision: data}: {decision: Decision}) {
  return (
    <Card title={texts.result(data.outcome ?? texts.states[data.state])} tone="accent">
      {data.reason && <p>{data.reason}</p>}
      {data.against.length > 0 && <p className={css.bad}>{texts.againstRoles(data.against.map((role) => role.title).join(', '))}</p>}
      <p className={css.sub} style={{marginTop: 8}}>
        {data.automatic ? texts.automatic : data.holder.person?.name}
        {data.taken_at && ` · ${fullTime(data.taken_at)}`}
        {data.latency && ` · ${duration(data.latency)}`}
      </p>
    </Card>
  )
}

function Answer({decision: data}: {decision: Decision}) {
  const person = usePerson()
  const {open} = useShell()
  const [trying, setTrying] = useState(false)
  if (data.may_take || trying) return <AnswerForm decision={data} />
  return (
    <section className={css.yours} aria-label={texts.whose}>
      <h2>{data.holder.via === 'nobody' ? texts.notYoursNobody : texts.notYours(holderText(data.holder))}</h2>
      <HolderName holder={data.holder} why />
      {data.asked_at && <p className={css.sub}>{texts.notYet(fullTime(data.asked_at))}</p>}
      <div className={css.acts}>
        {person ? <Button look="quiet" onClick={() => setTrying(true)}>{texts.attempt}</Button> : <Button look="primary" onClick={() => open('sign_in')}>{texts.signIn}</Button>}
        {data.may_escalate && <PassUp decision={data} />}
      </div>
    </section>
  )
}

function AnswerForm({decision: data}: {decision: Decision}) {
  const [outcome, setOutcome] = useState<string>()
  const [reason, setReason] = useState('')
  const [signature, setSignature] = useState('')
  const sign = data.may_take && data.to_sign.length > 0, blocked = data.may_take && data.blocked_by.length > 0  // another's attempt is refused anyway
  const take = useAct({
    act: () => write(client.POST('/decisions/{live}/take', {params: {path: {live: data.live}}, body: {outcome: outcome!, reason, ...(signature.trim() ? {signature} : {})}})),
    done: () => texts.takenSay(data.title, outcome ?? ''),
  })
  return (
    <form
      className={css.yours}
      aria-label={texts.takeEmpty}
      onSubmit={(event) => {
        event.preventDefault()
        if (outcome && reason.trim()) take.run(undefined)
      }}
    >
      <div>
        <h2>{data.may_take ? texts.yours : texts.notYours(holderText(data.holder))}</h2>
        <p className={css.sub}>{data.may_take ? texts.yoursText : texts.attemptText}</p>
      </div>
      {data.recommendation && data.recommended_by && <p>{texts.recommends(data.recommended_by.name, data.recommendation)}</p>}
      <div className={css.outcomes} role="group" aria-label={texts.chosen}>
        {data.outcomes.map((one) => (
          <button key={one} type="button" className={css.outcome} aria-pressed={one === outcome} onClick={() => setOutcome(one)}>
            {capital(words(one))}
          </button>
        ))}
      </div>
      {data.suggestion?.outcome && outcome && outcome !== data.suggestion.outcome && <p className={css.bad}>{texts.againstTable(words(data.suggestion.outcome))}</p>}
      <TextArea label={texts.reasonLabel} required hint={data.suggestion?.outcome && outcome && outcome !== data.suggestion.outcome ? texts.againstHint : texts.reasonHint} value={reason} onChange={setReason} />
      {blocked && <p className={css.bad}>{texts.blockedBy} {data.blocked_by.join('; ')}</p>}
      {sign && <TextArea label={texts.signature} required hint={data.to_sign.join('; ')} value={signature} onChange={setSignature} />}
      <ProblemNote problem={take.problem} />
      <div className={css.acts}>
        {data.may_escalate && <PassUp decision={data} />}
        <Button type="submit" look="primary" size="l" busy={take.pending} disabled={!outcome || reason.trim() === '' || blocked || (sign && signature.trim() === '')}>
          {outcome ? texts.take(words(outcome)) : texts.takeEmpty}
        </Button>
      </div>
    </form>
  )
}

function PassUp({decision: data}: {decision: Decision}) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/decisions/{live}/escalate', {params: {path: {live: data.live}}, body: {reason}})), done: texts.passedUp, onDone: () => setAsking(false)})
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.passUp}</Button>
      {asking && (
        <ActDialog opened onClose={() => setAsking(false)} title={texts.passUpTitle} does={texts.passUpDoes(data.ladder[0] ? holderText(data.ladder[0].holder) : texts.passUpNext)} act={{label: texts.passUp, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
          <TextArea label={texts.reasonLabel} required value={reason} onChange={setReason} autoFocus />
        </ActDialog>
      )}
    </>
  )
}

function Route({decision: data}: {decision: Decision}) {
  return (
    <div className={css.route}>
      {data.route.map((step, index) => (
        <div key={step.at} className={css.step}>
          <When at={step.at} />
          <HolderName holder={step.holder} why={index === data.route.length - 1} />
        </div>
      ))}
      {data.state === 'open' && data.ladder.length > 0 && (
        <>
          <hr className={css.divider} />
          <p className={css.label}>{texts.ladder}</p>
          {data.ladder.map((step) => (
            <div key={step.at} className={css.step}>
              <When at={step.at} />
              <HolderName holder={step.holder} />
            </div>
          ))}
        </>
      )}
    </div>
  )
}
