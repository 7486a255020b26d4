// One right: whose it is at which level, on what it rests, and who would decide a case that you describe.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {decisionRight} from '~/api/queries'
import {duration} from '~/format/time'
import {number} from '~/format/number'
import {named} from '~/i18n/server_words'
import {Button, LinkButton} from '~/ui/button'
import {Entities} from '~/ui/entities'
import type {Typed} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Split} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Tag} from '~/ui/status'
import {Help} from '~/ui/term'
import {AutonomyCard} from './autonomy'
import {Briefings} from './briefing'
import {OpenDecision, WhoWould} from './frame'
import {DecisionLog} from './log'
import {Bands} from './register'
import {texts} from './texts'
import css from './decisions.module.css'

export function RightPage() {
  const {decision} = useParams({strict: false}) as {decision: string}
  const query = useQuery(decisionRight(decision))
  return <Loaded query={query}>{(right) => <Right right={right} />}</Loaded>
}

function Right({right}: {right: Schemas['DecisionRight']}) {
  const [typed, setTyped] = useState<Typed>({})
  const [opening, setOpening] = useState(false)
  return (
    <Page
      title={right.title}
      lead={right.question === right.title ? undefined : right.question}
      crumbs={[{title: texts.title, href: '/decisions'}]}
      sight={right.line_of_sight}
      actions={
        <>
          {right.kind === 'operating' && <Button look="primary" icon="plus" onClick={() => setOpening(true)}>{texts.openNew}</Button>}
          <LinkButton href={`/changes/new?edit=${right.decide ? 'right' : 'band'}&decision=${right.id}`} icon="changes">{texts.proposeBand}</LinkButton>
        </>
      }
    >
      <Split
        aside={
          <>
            {right.facts.length > 0 && (
              <Card title={texts.whoWould}>
                <p className={css.sub} style={{marginBottom: 12}}>{texts.whoLead}</p>
                <WhoWould right={right} typed={typed} onChange={setTyped} />
              </Card>
            )}
            <AutonomyCard right={right} />
            <Card title={texts.information}>
              <Briefings items={right.information} />
            </Card>
            <Card title={texts.last28}>
              <dl className={css.big}>
                <div><dt>{texts.taken}</dt><dd>{number(right.taken)}</dd></div>
                <div><dt>{texts.late}</dt><dd>{number(right.late)}</dd></div>
                <div><dt>{texts.wrongHand} <Help word="wrong_hand" /></dt><dd>{number(right.wrong_hand)}</dd></div>
                <div><dt>{texts.latency}</dt><dd>{right.median_latency ? duration(right.median_latency) : '–'}</dd></div>
              </dl>
            </Card>
          </>
        }
      >
        <Card title={<>{texts.today} <Help word="band" /></>}>
          <Bands right={right} />
        </Card>
        <Card>
          <Facts
            items={[
              right.owner && [texts.owner, <HolderName key="owner" holder={right.owner} />],
              right.sla !== undefined && [texts.sla, duration(right.sla)],
              [texts.cadence, right.cadence === 'on-demand' ? texts.onDemand : <code key="c">{right.cadence}</code>],
              right.forum && [texts.forum, <A key="forum" href={right.forum.href}>{right.forum.title}</A>],
              right.escalation.length > 0 && [texts.ladder, right.escalation.map((step) => <div key={step.after}>{texts.after} {duration(step.after)}: {step.to === 'next-band' ? texts.nextBand : step.holder ? `${step.holder.person?.name ?? ''} (${step.holder.role.title})` : step.to}</div>)],
              right.criteria.length > 0 && [texts.criteria, <ul key="criteria" className={css.criteria}>{right.criteria.map((one) => <li key={one}>{one}</li>)}</ul>],
              [texts.outcomes, <span key="o" className={css.facts}>{right.outcomes.map((one) => <Tag key={one}>{one}</Tag>)}</span>],
              [texts.rapid, <Rapid key="rapid" right={right} />],
              right.waits_for !== undefined && right.waits_for.length > 0 && [texts.before, texts.beforeText(right.waits_for.map((part) => named('part', part, part)).join(', '), right.parts_within ? duration(right.parts_within) : '')],
              right.sod.length > 0 && [texts.sod, <>{right.sod.map((part) => named('part', part, part)).join(', ')} <Help word="sod" /></>],
              right.supports.length > 0 && [texts.supports, <Entities key="supports" items={right.supports} />],
              right.moves.length > 0 && [texts.moves, <Entities key="moves" items={right.moves} />],
              right.affects.length > 0 && [texts.affects, <Entities key="affects" items={right.affects} />],
              right.reach !== undefined && right.reach.length > 0 && [texts.reach, <Entities key="reach" items={right.reach} />],
            ]}
          />
        </Card>
        <Card title={texts.history} flush>
          <DecisionLog decision={right.id} />
        </Card>
      </Split>
      {opening && <OpenDecision decision={right.id} onClose={() => setOpening(false)} />}
    </Page>
  )
}

function Rapid({right}: {right: Schemas['DecisionRight']}) {
  const parts: [string, string][] = [
    ...(right.recommend ? [[right.recommend.title, texts.recommend] as [string, string]] : []),
    ...(right.agree ?? []).map((one): [string, string] => [one.title, texts.agree]),
    ...(right.input ?? []).map((one): [string, string] => [one.title, texts.input]),
    ...(right.perform ? [[right.perform.title, texts.perform] as [string, string]] : []),
  ]
  return parts.map(([role, part]) => <div key={role + part}>{role} {part}</div>)
}
