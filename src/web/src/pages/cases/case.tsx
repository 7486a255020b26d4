// One case: where it waits and why, the way it took, what it knows, what happened to it, and all that may be done to it by hand.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useNow} from '~/api/company'
import {caseTimeline, caseWhy, oneCase} from '~/api/queries'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A, at} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Split, Stack} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Badge, Tag} from '~/ui/status'
import {pages} from '~/ui/table'
import {Due, When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {useUrlState} from '~/ui/url_state'
import {Raise} from '../issues/raise'
import {LazyDiagram} from '../processes/lazy_diagram'
import {marksOfCase} from '../processes/marks'
import {Cancel, Suspend} from './halt'
import {RetryAll} from './mend'
import {Migrate} from './migrate'
import {Move} from './move'
import {PROMISE_TONES} from './page'
import {Related} from './related'
import {texts} from './texts'
import {TokenCard} from './tokens'
import {Variables} from './variables'
import css from './cases.module.css'

type Case = Schemas['Case']
type Asking = 'cancel' | 'raise' | 'suspend' | 'move' | 'migrate' | 'retry'

export function CasePage() {
  const {case_id} = useParams({strict: false}) as {case_id: string}
  const query = useQuery(oneCase(case_id))
  return <Loaded query={query}>{(data) => <View key={data.case_id} data={data} />}</Loaded>
}

function View({data}: {data: Case}) {
  const [asking, setAsking] = useState<Asking>()
  const [pointed, setPointed] = useState<string>()
  const close = () => setAsking(undefined)
  const dialogs: Record<Asking, React.ReactNode> = {
    raise: <Raise caseId={data.case_id} onClose={close} />,
    cancel: <Cancel data={data} onClose={close} />,
    suspend: <Suspend data={data} onClose={close} />,
    move: <Move data={data} onClose={close} />,
    migrate: <Migrate data={data} onClose={close} />,
    retry: <RetryAll data={data} onClose={close} />,
  }
  return (
    <Page
      wide
      title={`${data.process.title} ${data.business_key}`.trim()}
      lead={data.customer}
      crumbs={[{title: texts.processes, href: '/processes'}, {title: data.process.title, href: data.process.href}, {title: texts.title, href: at('/cases', {process: data.process.id})}]}
      sight={data.line_of_sight}
      meta={
        <>
          <Tag>{texts.states[data.state]}</Tag>
          {data.suspended && <Badge tone="warn">{texts.suspended}</Badge>}
          {data.incidents > 0 && <Badge tone="alarm">{texts.incident(data.incidents)}</Badge>}
          {data.tier && <Tag>{data.tier}</Tag>}
          {data.promised && (data.state === 'running' ? <Due at={data.promised} word={texts.promised_} /> : <span>{texts.promised_} <When at={data.promised} /></span>)}
          {data.promise !== 'none' && <Badge tone={PROMISE_TONES[data.promise]}>{texts.promises[data.promise]}</Badge>}
          <span>{texts.started_} <When at={data.started_at} /></span>
          {data.ended_at && <span>{texts.ended} <When at={data.ended_at} /></span>}
          <span>{texts.version} <A href={at(`/processes/${data.process.id}`, {revision: data.revision})}><code>{data.revision.slice(0, 7)}</code></A></span>
        </>
      }
      actions={data.state === 'running' && <Acts data={data} ask={setAsking} />}
    >
      <Halted data={data} />
      <Split
        aside={
          <>
            <Related data={data} />
            <Happened data={data} />
          </>
        }
      >
        <Waits data={data} onPoint={setPointed} />
        <Way data={data} pointed={pointed} />
        <Variables data={data} />
      </Split>
      {asking && dialogs[asking]}
    </Page>
  )
}

function Acts({data, ask}: {data: Case; ask: (what: Asking) => void}) {
  const stuck = data.tokens.filter((token) => token.incident?.may_retry).length
  return (
    <>
      <Button icon="megaphone" onClick={() => ask('raise')}>{texts.raise}</Button>
      {stuck > 1 && <Button look="primary" icon="return" onClick={() => ask('retry')}>{texts.retryAll}</Button>}
      {data.may_cancel && !data.cancelling && (
        <>
          <Button icon="branch" onClick={() => ask('move')}>{texts.move}</Button>
          <Button icon="changes" onClick={() => ask('migrate')}>{texts.migrate}</Button>
          {data.suspended ? <Resume data={data} /> : <Button icon="stop" onClick={() => ask('suspend')}>{texts.suspend}</Button>}
          <Button look="danger" onClick={() => ask('cancel')}>{texts.cancel}</Button>
        </>
      )}
    </>
  )
}

/** It can be suspended again at once; so nobody is asked. */
function Resume({data}: {data: Case}) {
  const act = useAct({act: () => write(client.POST('/cases/{case_id}/resume', {params: {path: {case_id: data.case_id}}, body: {}})), done: texts.resumed})
  return (
    <>
      <Button look="primary" icon="play" busy={act.pending} onClick={() => act.run(undefined)}>{texts.resume}</Button>
      <ProblemNote problem={act.problem} />
    </>
  )
}

function Halted({data}: {data: Case}) {
  const halt = data.cancelling ?? data.halted
  if (!halt && !data.reason) return null
  return (
    <div className={css.halted} role="status">
      <strong>{data.cancelling ? texts.isCancelling : halt ? texts.isSuspended : texts.wasCancelled}</strong>
      {halt && <span>{texts.since} <When at={halt.since} /></span>}
      <span>{halt?.reason ?? data.reason}</span>
    </div>
  )
}

function Waits({data, onPoint}: {data: Case; onPoint: (element: string | undefined) => void}) {
  const chosen = useUrlState().get('element')
  const why = useQuery({...caseWhy(data.case_id), enabled: data.state === 'running'})
  const tokens = data.tokens.filter((token) => !token.listens)
  const listeners = data.tokens.filter((token) => token.listens)
  const whyOf = (token: Schemas['Token']) => why.data?.tokens.find((one) => (one.activity ? one.activity === token.activity : one.element === token.element && token.kind === 'join'))
  return (
    <Card title={texts.where}>
      {data.tokens.length === 0 ? (
        <Empty title={texts.nothingWaits} />
      ) : (
        <Stack>
          <div className={css.tokens}>
            {tokens.map((token) => <TokenCard key={token.activity} token={token} why={whyOf(token)} data={data} chosen={token.element === chosen} onPoint={onPoint} />)}
          </div>
          {listeners.length > 0 && (
            <details className={css.listeners}>
              <summary>{texts.listens(listeners.length)}</summary>
              <ul>{listeners.map((one) => <li key={one.activity}><strong>{one.title}</strong> <span lang={serverLang}>{one.why}</span></li>)}</ul>
            </details>
          )}
        </Stack>
      )}
    </Card>
  )
}

function Way({data, pointed}: {data: Case; pointed: string | undefined}) {
  const url = useUrlState()
  const selected = url.get('element')
  return (
    <Card title={texts.way}>
      <LazyDiagram process={data.process.id} revision={data.revision} marks={marksOfCase(data.marks)} path={data.path} begin={data.tokens[0]?.element} selected={selected ? [selected] : []} pointed={pointed} onSelect={(element) => url.set({element: element === selected ? undefined : element}, {replace: true})} />
      <p className={css.legend}>{texts.wayLegend}</p>
    </Card>
  )
}

function Happened({data}: {data: Case}) {
  const now = useNow()
  const timeline = useInfiniteQuery(caseTimeline(data.case_id))
  const {rows, more} = pages(timeline)
  return (
    <Card title={texts.happened}>
      <Loaded query={timeline}>{() => <Timeline entries={rows} more={more} silence="PT2H" now_ms={data.state === 'running' ? now : undefined} />}</Loaded>
    </Card>
  )
}
