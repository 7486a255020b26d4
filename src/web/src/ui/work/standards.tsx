// How it is done: the procedures, instructions and checks of a step, beside the work, in the version that the case began with.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {standardsOf} from '~/api/queries'
import {number} from '~/format/number'
import {Entities} from '~/ui/entities'
import {Icon} from '~/ui/icon'
import {Loaded} from '~/ui/loading'
import {Prose} from '~/ui/prose'
import {Badge, Tag} from '~/ui/status'
import {Day} from '~/ui/time'
import {texts} from './texts'
import css from './standards.module.css'

type Standards = Schemas['Standards']

/** "12.0 to 13.0 mm, aim at 12.5" */
export function limitsOf(check: Pick<Schemas['Check'], 'lower' | 'upper' | 'nominal' | 'unit'>): string | undefined {
  const {lower, upper, nominal, unit} = check
  const aim = nominal === undefined ? '' : `, ${texts.aim(number(nominal))}`
  const behind = unit ? ` ${unit}` : ''
  if (lower !== undefined && upper !== undefined) return `${texts.between(number(lower), number(upper))}${behind}${aim}`
  if (lower !== undefined) return `${texts.least(number(lower))}${behind}${aim}`
  if (upper !== undefined) return `${texts.most(number(upper))}${behind}${aim}`
  return nominal === undefined ? undefined : `${texts.aim(number(nominal))}${behind}`
}

function Version({of}: {of: Schemas['Procedure']}) {
  return (
    <p className={css.version}>
      <Tag>{texts.version(of.version)}</Tag>
      {of.revised && <span>{texts.revised} <Day day={of.revised} /></span>}
      {of.approver && <span>{texts.approved(of.approver.title)}</span>}
      {/* The case goes on as it began; who works by it should know that others begin otherwise. */}
      {of.in_force !== undefined && <Badge tone="warn">{texts.newer(of.in_force)}</Badge>}
      {of.withdrawn && <Badge tone="warn">{texts.withdrawn}</Badge>}
    </p>
  )
}

function Procedure({one, top}: {one: Schemas['Procedure']; top: number}) {
  const Heading = `h${top}` as 'h3'
  return (
    <article className={css.one} aria-label={one.title}>
      <Heading className={css.title}><Icon name="changes" size={17} /> {one.title}</Heading>
      <Version of={one} />
      {one.text ? <Prose text={one.text} title={one.title} top={top + 1} /> : <p className={css.quiet}>{texts.noText}</p>}
      {one.skills.length > 0 && <p className={css.quiet}>{texts.takes} <Entities items={one.skills} /></p>}
    </article>
  )
}

function WorkInstruction({one, top}: {one: Schemas['WorkInstruction']; top: number}) {
  const Heading = `h${top}` as 'h3'
  return (
    <article className={css.one} aria-label={one.title}>
      <Heading className={css.title}><Icon name="check" size={17} /> {one.title}</Heading>
      <Version of={one} />
      {one.hazards.length > 0 && (
        <p className={css.hazard}><Badge tone="alarm">{texts.hazards}</Badge> {one.hazards.join(' ')}</p>
      )}
      {one.tools.length > 0 && <p className={css.quiet}>{texts.tools}: {one.tools.join(', ')}</p>}
      {one.steps.length > 0 && <ol className={css.steps}>{one.steps.map((step) => <li key={step}>{step}</li>)}</ol>}
      {one.text && <Prose text={one.text} title={one.title} top={top + 1} />}
    </article>
  )
}

function Checks({checks, top}: {checks: Schemas['Check'][]; top: number}) {
  const Heading = `h${top}` as 'h3'
  if (checks.length === 0) return null
  return (
    <section className={css.one} aria-label={texts.checks}>
      <Heading className={css.title}><Icon name="performance" size={17} /> {texts.checks}</Heading>
      <ul className={css.checks}>
        {checks.map((check) => (
          <li key={check.id}>
            <strong>{check.title}</strong>
            <span>{[check.characteristic, limitsOf(check)].filter(Boolean).join(': ')}</span>
            {check.accepted.length > 0 && <span>{texts.passes}: {check.accepted.join(', ')}</span>}
            <small>
              {[check.rule ?? (check.size !== undefined ? texts.sample(check.size, check.every) : undefined), check.gauge ?? check.instrument?.title, check.when_out && texts.whenOut(check.when_out.title)].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function StandardsView({standards, top = 3}: {standards: Standards; top?: number}) {
  const {procedures, instructions, checks} = standards
  if (procedures.length + instructions.length + checks.length === 0) return <p className={css.quiet}>{texts.none}</p>
  return (
    <div className={css.standards}>
      {instructions.filter((one) => one.hazards.length > 0).map((one) => <WorkInstruction key={one.id} one={one} top={top} />)}
      {procedures.map((one) => <Procedure key={one.id} one={one} top={top} />)}
      {instructions.filter((one) => one.hazards.length === 0).map((one) => <WorkInstruction key={one.id} one={one} top={top} />)}
      <Checks checks={checks} top={top} />
    </div>
  )
}

export function HowItIsDone({item, top}: {item: string; top?: number}) {
  const query = useQuery(standardsOf(item))
  return <Loaded query={query}>{(standards) => <StandardsView standards={standards} top={top} />}</Loaded>
}
