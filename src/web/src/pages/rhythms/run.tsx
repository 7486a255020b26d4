// The run view of a meeting: the clock, the frozen agenda, notes and actions where they arise, and a close that keeps minutes.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useNow} from '~/api/company'
import {occurrence} from '~/api/queries'
import {countdown, duration, durationMs, when} from '~/format/time'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {TextArea} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Small, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Badge, Tag} from '~/ui/status'
import {When} from '~/ui/time'
import {AddAction, ActionRow} from './actions'
import {AgendaCard} from './agenda'
import {stateTone, stateWord} from './health'
import {tierText} from './page'
import {texts} from './texts'
import css from './rhythms.module.css'

type Occurrence = Schemas['Occurrence']

export function RunPage() {
  const {occurrence: id} = useParams({strict: false}) as {occurrence: string}
  const query = useQuery(occurrence(id))
  return <Loaded query={query}>{(data) => <View data={data} id={id} />}</Loaded>
}

function View({data, id}: {data: Occurrence; id: string}) {
  const [adding, setAdding] = useState<string>()
  const [closing, setClosing] = useState(false)
  const runs = data.state === 'running'
  const start = useAct({act: () => write(client.POST('/rhythms/occurrences/{occurrence}/start', {params: {path: {occurrence: id}}, body: {}})), done: texts.started})
  const loose = data.minutes.filter((minute) => !minute.item)
  return (
    <Page
      title={data.rhythm.title}
      crumbs={[{title: texts.title, href: '/rhythms'}, {title: data.rhythm.title, href: data.rhythm.href}]}
      meta={
        <>
          <Badge tone={stateTone(data)}>{stateWord(data)}</Badge>
          <Tag>{tierText(data.tier)}</Tag>
          <span><When at={data.due} />, {duration(data.duration)}</span>
          {data.chair && <span>{texts.chair}: {data.chair.name}</span>}
          {data.late && <span>{texts.lateBy(duration(data.late))}</span>}
          {data.ended_at && <span>{texts.endedAt} <When at={data.ended_at} /></span>}
        </>
      }
    >
      {(runs || data.state === 'due') && (
        <div className={css.bar}>
          {runs && data.started_at && <Clock from={data.started_at} takes={data.duration} />}
          {!data.may_run && <Small>{data.why_not ?? texts.whyNot}</Small>}
          {data.may_run && data.state === 'due' && <Button look="primary" size="l" icon="play" busy={start.pending} onClick={() => start.run(undefined)}>{texts.start}</Button>}
          {data.may_run && runs && (
            <>
              <Button icon="plus" onClick={() => setAdding('')}>{texts.addAction}</Button>
              <Button look="primary" icon="check" onClick={() => setClosing(true)}>{texts.close}</Button>
            </>
          )}
        </div>
      )}
      <ProblemNote problem={start.problem} />
      <div className={css.run}>
        <div className={css.agenda}>
          {data.summary && (
            <Card title={texts.summaryTitle} tone="accent">
              <p>{data.summary}</p>
            </Card>
          )}
          <Small>{data.frozen ? texts.frozen : texts.preview}</Small>
          {data.agenda.map((item, index) => (
            <AgendaCard key={item.item} item={item} number={index + 1} occurrence={id} minutes={data.minutes.filter((minute) => minute.item === item.item)} actions={data.action_items.filter((action) => action.item === item.item)} editable={runs && data.may_run} onAction={() => setAdding(item.item)} />
          ))}
        </div>
        <Stack>
          <Card title={texts.actions}>
            {data.action_items.length === 0 ? <Small>{texts.noActions}</Small> : data.action_items.map((action) => <ActionRow key={action.action} action={action} />)}
          </Card>
          {data.carry_over.length > 0 && (
            <Card title={texts.carryOver}>
              {data.carry_over.map((action) => (
                <ActionRow key={action.action} action={action} />
              ))}
            </Card>
          )}
          {loose.length > 0 && (
            <Card title={texts.minutes}>
              {loose.map((minute) => (
                <p key={minute.at} className={css.noteLine}><When at={minute.at} /> <span>{minute.text}</span></p>
              ))}
            </Card>
          )}
          <Card>
            <Facts
              items={[
                [texts.attendees, data.attendees.length === 0 ? <Empty icon="person" title="–" /> : data.attendees.map((one) => <div key={one.role.id} style={{marginBottom: 6}}><HolderName holder={one} /></div>)],
                data.aligns.length > 0 && [texts.aligns, <Entities key="aligns" items={data.aligns} />],
                data.previous !== undefined && [texts.previous, <A key="previous" href={`/rhythms/occurrences/${data.previous}`}>{texts.minutes}</A>],
              ]}
            />
          </Card>
        </Stack>
      </div>
      {adding !== undefined && <AddAction occurrence={id} item={adding} agenda={data.agenda} onClose={() => setAdding(undefined)} />}
      {closing && <Close data={data} id={id} onClose={() => setClosing(false)} />}
    </Page>
  )
}

function Clock({from, takes}: {from: string; takes: string}) {
  const total = durationMs(takes)
  const spent = useNow() - Date.parse(from)
  const over = spent > total
  return (
    <>
      <span className={css.timer} data-over={over || undefined} role="timer" aria-label={`${countdown(Math.abs(total - spent))} ${over ? texts.over : texts.left}`}>
        {countdown(total - spent)}
      </span>
      <span className={css.sub}>{over ? texts.over : texts.left} · {texts.startedAt} {when(from)}</span>
      <span className={css.progress} data-over={over || undefined} aria-hidden="true"><i style={{width: `${Math.min(100, (spent / total) * 100)}%`}} /></span>
    </>
  )
}

function Close({data, id, onClose}: {data: Occurrence; id: string; onClose: () => void}) {
  const [summary, setSummary] = useState('')
  const act = useAct({act: () => write(client.POST('/rhythms/occurrences/{occurrence}/close', {params: {path: {occurrence: id}}, body: {summary}})), done: texts.closed, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.closeTitle} does={texts.closeDoes(data.minutes.length, data.action_items.length)} act={{label: texts.close, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <TextArea label={texts.summary} value={summary} onChange={setSummary} autoFocus />
    </ActDialog>
  )
}
