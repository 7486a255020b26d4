// Where one token waits: why, for what, and who or what can move it; at a join which branch is missing, and where it is.
import {useState} from 'react'
import type {Schemas} from '~/api/client'
import {plain, words} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button, LinkButton} from '~/ui/button'
import {A, at} from '~/ui/link'
import {Facts} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape, Tag} from '~/ui/status'
import {Due, When} from '~/ui/time'
import {Deliver, Retry} from './mend'
import {texts} from './texts'
import css from './cases.module.css'

type Why = Schemas['CaseWhy']['tokens'][number]

type Props = {token: Schemas['Token']; why: Why | undefined; data: Schemas['Case']; chosen: boolean; onPoint: (element: string | undefined) => void}

export function TokenCard({token, why, data, chosen, onPoint}: Props) {
  const [mending, setMending] = useState<'retry' | 'deliver'>()
  const called = data.called.find((one) => one.element === token.element && one.state === 'running')
  const holder = token.holder ?? why?.holder
  return (
    <section
      className={css.token}
      data-stuck={token.incident ? true : undefined}
      data-chosen={chosen || undefined}
      aria-label={token.title}
      onMouseEnter={() => onPoint(token.element)}
      onMouseLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(token.element)}
      onBlur={() => onPoint(undefined)}
    >
      <div className={css.tokenHead}>
        <h3>{token.title} {token.topic && <Tag>{token.topic}</Tag>}</h3>
        <span className={css.sub}>
          <When at={token.since} style="away" />
          {token.due && <> · <Due at={token.due} /></>}
        </span>
      </div>
      {!token.incident && <p lang={serverLang}>{token.why}</p>}
      {why && !token.incident && !token.work && !token.decision && why.waits_for !== token.why && <p className={css.sub}>{texts.waitsFor} <span lang={serverLang}>{why.waits_for}</span></p>}
      {why?.flows && <Branches flows={why.flows} />}
      {token.incident && (
        <div className={css.incident}>
          <Badge tone="alarm">{texts.stuck}</Badge>
          <p lang={serverLang}>{token.incident.message}</p>
          <p className={css.sub} lang={serverLang}>{token.incident.help}</p>
          {token.incident.may_retry && <Button size="s" look="primary" icon="return" onClick={() => setMending('retry')}>{texts.retry}</Button>}
        </div>
      )}
      <div className={css.movers}>
        {holder && <span className={css.mover}><span className={css.sub}>{texts.canMove}</span> <HolderName holder={holder} /></span>}
        {!holder && why?.mover && <span className={css.mover}><span className={css.sub}>{texts.canMove}</span> <span lang={serverLang}>{why.mover}</span></span>}
      </div>
      {token.variables && <details className={css.listeners}><summary>{texts.ownVariables}</summary><Facts items={Object.entries(token.variables).map(([name, value]) => [words(name), plain(value)])} /></details>}
      <div className={css.tokenActs}>
        {token.decision && <LinkButton size="s" href={token.decision.href}>{token.decision.title}</LinkButton>}
        {token.work && <A href={token.work.href}>{token.work.title}</A>}
        {called && <LinkButton size="s" href={`/cases/${called.case_id}`}>{texts.calledCase(called.process.title, called.business_key)}</LinkButton>}
        {token.topic && <LinkButton size="s" href={at('/jobs', {case_id: data.case_id})}>{texts.showJob}</LinkButton>}
        {token.message && token.may_send !== false && <Button size="s" onClick={() => setMending('deliver')}>{texts.send}</Button>}
      </div>
      {mending === 'retry' && <Retry token={token} caseId={data.case_id} onClose={() => setMending(undefined)} />}
      {mending === 'deliver' && <Deliver token={token} onClose={() => setMending(undefined)} />}
    </section>
  )
}

const SHAPES = {there: 'ok', can_come: 'accent', cannot_come: 'alarm'} as const

function Branches({flows}: {flows: NonNullable<Why['flows']>}) {
  return (
    <ul className={css.branches} aria-label={texts.branches}>
      {flows.map((flow) => (
        <li key={flow.flow}>
          <Shape tone={SHAPES[flow.token]} label={texts.arrivals[flow.token]} /> <strong>{flow.from}</strong> <span className={css.sub}>{texts.arrivals[flow.token]}{flow.places.length > 0 && `: ${flow.places.join(', ')}`}</span>
        </li>
      ))}
    </ul>
  )
}
