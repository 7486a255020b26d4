// The steps of a process as a list: all that the map shows and does, for the keyboard, the ear and the phone.
import type {Schemas} from '~/api/client'
import {useNow} from '~/api/company'
import {number} from '~/format/number'
import {duration, durationMs} from '~/format/time'
import {LinkButton} from '~/ui/button'
import {Icon, type IconName} from '~/ui/icon'
import {A, at} from '~/ui/link'
import {Muted} from '~/ui/page'
import {Badge} from '~/ui/status'
import {Age, When} from '~/ui/time'
import {lateness} from './marks'
import {texts} from './texts'
import css from './processes.module.css'

type Step = Schemas['Step']
const ICONS: Record<Step['kind'], IconName> = {
  start: 'play', end: 'stop', terminate: 'stop', cancel: 'stop', task: 'right', user_task: 'person', business_rule_task: 'decisions', job: 'external', script_task: 'right', receive_task: 'message', call_activity: 'processes',
  sub_process: 'processes', event_sub_process: 'processes', transaction: 'processes', ad_hoc_sub_process: 'processes', exclusive_gateway: 'branch', parallel_gateway: 'branch', inclusive_gateway: 'branch', complex_gateway: 'branch', event_gateway: 'branch',
  timer: 'clock', message: 'message', signal: 'megaphone', conditional: 'filter', error: 'issues', escalation: 'up', compensation: 'return', link: 'link', intermediate: 'right',
}

/** Gateways often have no name of their own; an id is none. */
export const nameOf = (step: Step) => (step.title && step.title !== step.element ? step.title : texts.kinds[step.kind])

type Props = {process: string; steps: readonly Step[]; revision?: string; selected: string | undefined; onSelect: (element: string) => void; onPoint: (element: string | undefined) => void}

export function Steps({process, steps, revision, selected, onSelect, onPoint}: Props) {
  return (
    <ol className={css.steps} aria-label={texts.steps}>
      {steps.map((step) => (
        <li key={step.element} onFocus={() => onPoint(step.element)} onBlur={() => onPoint(undefined)} onMouseEnter={() => onPoint(step.element)} onMouseLeave={() => onPoint(undefined)}>
          <StepButton step={step} selected={step.element === selected} onSelect={onSelect} />
          {step.element === selected && (
            <div className={css.detail}>
              <StepDetail step={step} process={process} revision={revision} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function StepButton({step, selected, onSelect}: {step: Step; selected: boolean; onSelect: (element: string) => void}) {
  const age = lateness(step, useNow())
  return (
    <button type="button" className={css.step} aria-expanded={selected} onClick={() => onSelect(step.element)}>
      <span className={css.stepTitle}>
        <Icon name={ICONS[step.kind]} size={15} label={texts.kinds[step.kind]} /> {nameOf(step)}
      </span>
      <span className={css.stepMeta}>
        {step.role?.title ?? step.decision?.title ?? texts.kinds[step.kind]}
        {step.oldest && <> · {texts.oldest_} <Age since={step.oldest} /></>}
        {step.incidents > 0 && <> <Badge tone="alarm">{texts.incident(step.incidents)}</Badge></>}
        {age?.late && <> <Badge tone="warn">{age.text}</Badge></>}
      </span>
      <span className={css.stepCounts}>
        {step.waiting > 0 ? <strong>{number(step.waiting)} <span className="visually-hidden">{texts.isWaiting}</span></strong> : <span aria-hidden="true">–</span>}
        <span>{number(step.done)} {texts.done}</span>
      </span>
    </button>
  )
}

export function StepDetail({step, process, revision}: {step: Step; process: string; revision?: string}) {
  const age = lateness(step, useNow())
  const slow = step.expected && step.median_took ? durationMs(step.median_took) / durationMs(step.expected) >= 2 : false
  const here = {process, element: step.element, revision}
  return (
    <>
      {step.oldest ? <span>{texts.since} <When at={step.oldest} style="full" />{age && step.target && <>, <span className={age.late ? css.over : undefined}>{age.text}</span></>}</span> : <Muted>{texts.noneHere}</Muted>}
      {(step.expected || step.median_took) && (
        <span className={css.sub}>
          {step.expected && <>{texts.expectedWork} {duration(step.expected)}</>}
          {step.expected && step.median_took && ' · '}
          {step.median_took && <span className={slow ? css.over : undefined}>{texts.took} {duration(step.median_took)}</span>}
        </span>
      )}
      {step.waiting > 0 && <LinkButton size="s" icon="table" href={at('/cases', here)}>{texts.showCases(step.waiting)}</LinkButton>}
      {step.incidents > 0 && <LinkButton size="s" icon="issues" href={at('/cases', {...here, incident: 'yes'})}>{texts.showStuck(step.incidents)}</LinkButton>}
      {step.kind === 'job' && <LinkButton size="s" icon="external" href={at('/jobs', {process})}>{texts.showJobs}</LinkButton>}
      {step.decision && <A href={step.decision.href}>{step.decision.title}</A>}
      {step.role && <A href={`/roles/${step.role.id}`}>{step.role.title}</A>}
    </>
  )
}
