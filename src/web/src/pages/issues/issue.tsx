// One issue: the ladder with its clock, four steps to the end, and a timeline that wrote itself.
import {useState, type FormEvent, type ReactNode} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {issue} from '~/api/queries'
import {duration} from '~/format/time'
import {Button} from '~/ui/button'
import {TextArea} from '~/ui/form'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Split} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Badge, Tag} from '~/ui/status'
import {Help} from '~/ui/term'
import {Countdown, When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {Analysis, StateCause} from './cause'
import {ISSUE_TONES} from './page'
import {texts} from './texts'
import css from './issues.module.css'

type Issue = Schemas['Issue']

export function IssuePage() {
  const {issue: id} = useParams({strict: false}) as {issue: string}
  const query = useQuery(issue(id))
  return <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
}

function View({data}: {data: Issue}) {
  return (
    <Page
      title={data.title}
      crumbs={[{title: texts.title, href: '/issues'}]}
      sight={data.line_of_sight}
      meta={
        <>
          <Badge tone={ISSUE_TONES[data.state]}>{texts.states[data.state]}</Badge>
          <Tag>{data.issue_type.title}</Tag>
          {data.stops_work && <Badge tone="alarm">{texts.stops}</Badge>}
          {data.count > 1 && <Tag>{texts.times(data.count)}</Tag>}
          {data.reopened !== undefined && <Badge tone="alarm">{texts.reopened(data.reopened)}</Badge>}
          <span>{texts.since} <When at={data.raised_at} /></span>
        </>
      }
    >
      <Split
        aside={
          <>
            <Card title={<>{texts.ladder} <Help word="tier" /></>}>
              <Ladder issue={data} />
            </Card>
            <Card>
              <Facts
                items={[
                  data.raised_by && [texts.by, <PersonName key="by" person={data.raised_by} />],
                  [texts.source, texts.sources[data.source] ?? data.source],
                  data.unit && [texts.unit, data.unit.title],
                  data.subject && [texts.about, <A key="about" href={data.subject.href}>{data.subject.title}</A>],
                  !data.subject && data.case_id !== undefined && [texts.about, <A key="case" href={`/cases/${data.case_id}`}>{data.case_id}</A>],
                ]}
              />
            </Card>
          </>
        }
      >
        {data.detail && (
          <Card title={texts.detail}>
            <p>{data.detail}</p>
          </Card>
        )}
        <Card>
          <Steps data={data} />
        </Card>
        <Card title={texts.happened}>
          <Timeline entries={data.timeline} />
        </Card>
      </Split>
    </Page>
  )
}

function Ladder({issue: data}: {issue: Issue}) {
  return (
    <ol className={css.ladder}>
      {data.ladder.map((rung) => (
        <li key={rung.tier} className={css.rung} data-state={rung.state}>
          <span className={css.rungTier}><span className="visually-hidden">{texts.tier} </span>{rung.tier}</span>
          <HolderName holder={rung.holder} />
          <span className={css.rungState}>
            {rung.state === 'called' && rung.until && !data.acknowledged_by ? <span className={css.bigClock}><Countdown until={rung.until} /></span> : <span>{texts.within} {duration(rung.within)}</span>}
            <span>{texts.tierStates[rung.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

function Step({number, title, done, now, children}: {number: number; title: string; done: boolean; now: boolean; children?: ReactNode}) {
  return (
    <li className={css.stepRow} data-done={done || undefined} data-now={now || undefined}>
      <span className={css.stepMark}>{done ? <Icon name="check" size={16} label={texts.done} /> : number}</span>
      <div className={css.stepBody}>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  )
}

function Steps({data}: {data: Issue}) {
  const path = {path: {issue: data.issue}}
  const [containment, setContainment] = useState('')
  const [cause, setCause] = useState('')
  const [fix, setFix] = useState('')
  const acknowledge = useAct({act: () => write(client.POST('/issues/{issue}/acknowledge', {params: path, body: {}})), done: texts.acknowledged})
  const contain = useAct({act: () => write(client.POST('/issues/{issue}/contain', {params: path, body: {containment}})), done: texts.contained})
  const resolve = useAct({act: () => write(client.POST('/issues/{issue}/resolve', {params: path, body: {cause, fix}})), done: texts.resolvedSay})
  const told = data.analysis?.current ? data.analysis.whys.at(-1) : undefined
  const may = (what: Issue['may'][number]) => data.may.includes(what)
  const submit = (act: {run: (input: undefined) => void}) => (event: FormEvent) => {
    event.preventDefault()
    act.run(undefined)
  }
  return (
    <ol className={css.steps}>
      <Step number={1} title={texts.steps.acknowledge} done={data.acknowledged_by !== undefined} now={may('acknowledge')}>
        {data.acknowledged_by ? (
          <p className={css.sub}>{data.acknowledged_by.name}{data.acknowledged_at && <>, <When at={data.acknowledged_at} /></>}</p>
        ) : may('acknowledge') ? (
          <Button look="primary" size="l" busy={acknowledge.pending} onClick={() => acknowledge.run(undefined)}>{texts.acknowledge}</Button>
        ) : (
          <p className={css.sub}>{texts.nobody}{data.holder && `: ${data.holder.person?.name ?? data.holder.role.title}`}</p>
        )}
        <ProblemNote problem={acknowledge.problem} />
      </Step>
      <Step number={2} title={texts.steps.contain} done={data.containment !== undefined} now={may('contain')}>
        {data.containment && <p>{data.containment}</p>}
        {!data.containment && may('contain') && (
          <form onSubmit={submit(contain)}>
            <TextArea label={texts.containQ} required rows={2} value={containment} onChange={setContainment} />
            <ProblemNote problem={contain.problem} />
            <div><Button type="submit" look="primary" busy={contain.pending} disabled={containment.trim() === ''}>{texts.contain}</Button></div>
          </form>
        )}
      </Step>
      <Step number={3} title={texts.steps.cause} done={data.analysis !== undefined} now={may('state_cause') && data.analysis === undefined}>
        {data.analysis && <Analysis analysis={data.analysis} />}
        {may('state_cause') && <StateCause key={data.analysis?.stated_at} issue={data.issue} analysis={data.analysis} />}
      </Step>
      <Step number={4} title={texts.steps.resolve} done={data.state === 'resolved'} now={may('resolve')}>
        {data.fixed_by && data.tested_until && (
          <p>{texts.fixed(data.fixed_by.name)} <When at={data.tested_until} />. {data.not_known && `${texts.notKnown} ${data.not_known}`}</p>
        )}
        {(data.state === 'resolved' || data.state === 'fixed') && <Facts items={[[texts.cause, data.cause], [texts.fix, data.fix]]} />}
        {data.state !== 'resolved' && may('resolve') && (
          <form onSubmit={submit(resolve)}>
            <TextArea label={texts.causeQ} required={!told} rows={2} hint={told ? texts.causeTold(told) : texts.causeHint} value={cause} onChange={setCause} />
            <TextArea label={texts.fixQ} required rows={2} hint={texts.fixHint} value={fix} onChange={setFix} />
            <ProblemNote problem={resolve.problem} />
            <div><Button type="submit" look="primary" busy={resolve.pending} disabled={(!told && cause.trim() === '') || fix.trim() === ''}>{texts.resolve}</Button></div>
          </form>
        )}
      </Step>
    </ol>
  )
}
