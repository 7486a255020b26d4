// What else waits for one person: calls, decisions, rhythms, actions, figures.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {amount} from '~/format/number'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {TextArea} from '~/ui/form'
import {A} from '~/ui/link'
import {Card} from '~/ui/page'
import {Spark} from '~/ui/spark'
import {Badge, Shape, type Tone} from '~/ui/status'
import {Countdown, Day, Due, When} from '~/ui/time'
import {texts} from './texts'
import css from './page.module.css'

/** Those that still want an answer first and loud; those that this person is on, quietly. */
export function IssueCards({issues}: {issues: Schemas['IssueSummary'][]}) {
  return [...issues].sort((a, b) => Number(a.state !== 'called') - Number(b.state !== 'called')).map((issue) => (
    <section key={issue.issue} className={css.call} data-answered={issue.state !== 'called' || undefined} aria-label={issue.title}>
      <Shape tone={issue.state === 'called' ? 'alarm' : 'warn'} size={issue.state === 'called' ? 26 : 20} />
      <div className={css.callText}>
        <A href={`/issues/${issue.issue}`} className={css.callTitle}>{issue.title}</A>
        <p>
          {[issue.issue_type.title, issue.unit?.title].filter(Boolean).join(' · ')} · <When at={issue.raised_at} style="away" />
        </p>
      </div>
      {issue.until && <span className={css.clock}><Countdown until={issue.until} /></span>}
      <LinkButton href={`/issues/${issue.issue}`} look={issue.state === 'called' ? 'primary' : 'plain'}>{issue.state === 'called' ? texts.answer : texts.goOn}</LinkButton>
    </section>
  ))
}

export function DecisionCards({decisions}: {decisions: Schemas['DecisionSummary'][]}) {
  if (decisions.length === 0) return null
  return (
    <Card title={texts.decisions} flush>
      <div className={css.list}>
        {decisions.map((decision) => (
          <div key={decision.live} className={css.item}>
            <span className={css.text}>
              <A href={`/decisions/${decision.live}`}>{decision.title}</A>
              <small>
                {decision.decision.title}
                {decision.recommendation && decision.recommended_by && ` · ${decision.recommended_by.name}: ${decision.recommendation}`}
              </small>
            </span>
            <span className={css.side}>
              {decision.due && <Due at={decision.due} />}
              <LinkButton href={`/decisions/${decision.live}`} look="primary" size="s">{texts.decide}</LinkButton>
            </span>
          </div>
        ))}
      </div>
    </Card>
  )
}

const STATES: Record<Schemas['OccurrenceState'], [string, Tone]> = {planned: [texts.planned, 'no_data'], due: [texts.dueNow, 'warn'], running: [texts.running, 'accent'], held: [texts.held, 'ok'], missed: [texts.missed, 'alarm']}

export function RhythmList({rhythms}: {rhythms: Schemas['OccurrenceSummary'][]}) {
  return (
    <Card title={texts.rhythms} flush>
      {rhythms.length === 0 ? (
        <Empty icon="rhythms" title={texts.noRhythm} />
      ) : (
        <div className={css.list}>
          {rhythms.map((one) => {
            const [word, tone] = STATES[one.state]
            return (
              <A key={`${one.rhythm.id}${one.due}`} className={css.item} href={one.occurrence ? `/rhythms/occurrences/${one.occurrence}` : one.rhythm.href}>
                <span className={css.text}>
                  <span>{one.rhythm.title}</span>
                  <small><When at={one.due} />{one.chair && ` · ${one.chair.name}`}</small>
                </span>
                <span className={css.side}><Badge tone={tone}>{word}</Badge></span>
              </A>
            )
          })}
        </div>
      )}
    </Card>
  )
}

export function MyActions({actions}: {actions: Schemas['Action'][]}) {
  const [doing, setDoing] = useState<Schemas['Action']>()
  return (
    <Card title={texts.actions} flush>
      {actions.length === 0 ? (
        <Empty title={texts.noAction} />
      ) : (
        <div className={css.list}>
          {actions.map((action) => (
            <div key={action.action} className={css.item}>
              <span className={css.text}>
                <span>{action.title}</span>
                <small>
                  <A href={`/rhythms/occurrences/${action.occurrence}`}>{action.rhythm.title}</A> · {texts.due_} <Day day={action.due} />
                </small>
              </span>
              <span className={css.side}>
                {action.state === 'late' && <Badge tone="warn">{texts.late}</Badge>}
                {action.may_complete && <Button size="s" onClick={() => setDoing(action)}>{texts.complete_}</Button>}
              </span>
            </div>
          ))}
        </div>
      )}
      {doing && <CompleteAction action={doing} onClose={() => setDoing(undefined)} />}
    </Card>
  )
}

export function CompleteAction({action, onClose}: {action: Schemas['Action']; onClose: () => void}) {
  const [result, setResult] = useState('')
  const act = useAct({act: () => write(client.POST('/actions/{action}/complete', {params: {path: {action: action.action}}, body: {result}})), done: texts.actionDone, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.actionTitle} does={action.title} act={{label: texts.complete_, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <TextArea label={texts.result} value={result} onChange={setResult} autoFocus />
    </ActDialog>
  )
}

/** What changes for units that this person leads: read, and said to be known. */
export function NoteList({notes}: {notes: Schemas['ReleaseNote'][]}) {
  if (notes.length === 0) return null
  return (
    <Card title={texts.whatChanges} flush>
      <div className={css.list}>
        {notes.map((note) => (
          <A key={note.note} href={`/changes/notes/${note.note}`} className={css.item}>
            <span className={css.text}>
              <span>{note.unit.title}</span>
              <small>{texts.changesFor(note.changes)} · {texts.knownUntil} <When at={note.until} /></small>
            </span>
            <span className={css.side}>{note.state === 'escalated' ? <Badge tone="alarm">{texts.passedOn}</Badge> : <Badge tone={note.late ? 'warn' : 'accent'}>{note.late ? texts.noteLate : texts.new_}</Badge>}</span>
          </A>
        ))}
      </div>
    </Card>
  )
}

export function KpiList({kpis}: {kpis: Schemas['KpiSummary'][]}) {
  return (
    <Card title={texts.kpis} flush>
      {kpis.length === 0 ? (
        <Empty icon="performance" title={texts.noSignal} />
      ) : (
        <div className={css.list}>
          {kpis.map((kpi) => (
            <A key={kpi.id} href={kpi.href} className={`${css.item} ${css.kpi}`}>
              <span className={css.text}>
                <span>{kpi.title}</span>
                <small>{amount(kpi.value, kpi.unit, kpi.decimals)}{kpi.target !== undefined && `, ${texts.target} ${amount(kpi.target, undefined, undefined)}`}</small>
              </span>
              <Spark points={kpi.series} limit={kpi.alarm} tone={kpi.status} width={76} height={26} />
              <Shape tone={kpi.status} size={16} />
            </A>
          ))}
        </div>
      )}
    </Card>
  )
}
