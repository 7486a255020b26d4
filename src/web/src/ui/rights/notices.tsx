// "Your rights changed": what a person decides since a version came into force, what it was before, and which running decisions came
// or went. Said to be known in place, because it is one sentence per right.
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {conditionInWords} from '~/format/condition'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {A} from '~/ui/link'
import {Card} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Badge, type Tone} from '~/ui/status'
import {Day, When} from '~/ui/time'
import {texts} from './texts'
import css from './rights.module.css'

type Notice = Schemas['RightsNotice']
type Line = Notice['lines'][number]
const TONES: Record<Line['kind'], Tone> = {gained: 'ok', lost: 'warn', changed: 'accent'}

export function RightsNotices({notices}: {notices: Notice[]}) {
  return notices.map((notice) => <RightsCard key={notice.notice} notice={notice} />)
}

function RightsCard({notice}: {notice: Notice}) {
  const act = useAct({act: () => write(client.POST('/rights-notices/{rights_notice}/acknowledge', {params: {path: {rights_notice: notice.notice}}, body: {}})), done: texts.done})
  const known = notice.state === 'acknowledged'
  return (
    <Card
      tone={known ? undefined : 'accent'}
      title={notice.own ? texts.yours : texts.of(notice.person.name)}
      count={known ? <Badge tone="ok">{texts.known}</Badge> : notice.late || !notice.own ? <Badge tone={notice.own ? 'warn' : 'alarm'}>{notice.own ? texts.late : texts.passedOn}</Badge> : undefined}
      actions={notice.may_acknowledge && <Button size="s" look="primary" icon="check" busy={act.pending} onClick={() => act.run(undefined)}>{notice.own ? texts.acknowledge : texts.acknowledgeFor}</Button>}
    >
      <ProblemNote problem={act.problem} />
      <p className={css.lead}>
        {texts.since} <When at={notice.sent_at} />
        {notice.change && <>, {texts.by} <A href={notice.change.href}>{notice.change.title}</A></>}
        {notice.reason && <> · <span lang={serverLang}>{notice.reason}</span></>} · {texts.version(notice.revision.slice(0, 8))}
      </p>
      <ul className={css.lines}>
        {notice.lines.map((line) => (
          <li key={line.decision.id}>
            <p className={css.right}>
              {line.right === 'retired' ? line.decision.title : <A href={line.decision.href}>{line.decision.title}</A>}
              <Badge tone={TONES[line.kind]}>{line.right === 'new' ? texts.newRight : line.right === 'retired' ? texts.retired : texts.kinds[line.kind]}</Badge>
            </p>
            <dl className={css.sides}>
              <div><dt>{texts.was}</dt><dd><Held held={line.before} facts={line.facts} /></dd></div>
              <div><dt>{texts.is} <Day day={line.since} /></dt><dd><Held held={line.after} facts={line.facts} /></dd></div>
            </dl>
          </li>
        ))}
      </ul>
      {(['to', 'from'] as const).map((way) => {
        const moved = notice.moved.filter((one) => one.way === way)
        return moved.length === 0 ? null : (
          <div key={way} className={css.moved}>
            <h3>{texts.moved[way](moved.length)}</h3>
            <ul>
              {moved.map((one) => (
                <li key={one.decision.id}>
                  <A href={one.decision.href}>{one.decision.title}</A>{' '}
                  <small>{!one.waits ? texts.answered : way === 'from' && one.holder?.person ? texts.nowWith(one.holder.person.name) : ''}</small>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </Card>
  )
}

function Held({held, facts}: {held: Schemas['HeldRight'][]; facts: Line['facts']}) {
  if (held.length === 0) return <span className={css.none}>{texts.notYours}</span>
  return (
    <ul>
      {held.map((one) => (
        <li key={`${one.when}${one.role.id}${one.via}${one.from ?? ''}`}>
          {one.when === undefined ? texts.always : conditionInWords(one.when, facts) ?? <code>{one.when}</code>}{' '}
          <small>
            {one.via === 'deputy' ? texts.standsIn : texts.as} <A href={one.role.href}>{one.role.title}</A>
            {one.from && <>, {texts.from} <Day day={one.from} /></>}
            {one.to && <>, {texts.to} <Day day={one.to} /></>}
          </small>
        </li>
      ))}
    </ul>
  )
}
