// One case: where it waits and why, what it knows, what happened to it.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {caseTimeline, oneCase} from '~/api/queries'
import {plain, words} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {TextArea} from '~/ui/form'
import {A, at} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Muted, Page, Split} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {pages} from '~/ui/table'
import {Due, When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {useUrlState} from '~/ui/url_state'
import {Raise} from '../issues/raise'
import {PROMISE_TONES} from './cases'
import {LazyDiagram} from './lazy_diagram'
import {Deliver, Retry} from './mend'
import {texts} from './texts'
import css from './processes.module.css'

type Case = Schemas['Case']

export function CasePage() {
  const {case_id} = useParams({strict: false}) as {case_id: string}
  const query = useQuery(oneCase(case_id))
  return <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
}

function View({data}: {data: Case}) {
  const url = useUrlState()
  const timeline = useInfiniteQuery(caseTimeline(data.case_id))
  const {rows, more} = pages(timeline)
  const [asking, setAsking] = useState<'cancel' | 'raise'>()
  return (
    <Page
      title={`${data.process.title} ${data.business_key}`}
      lead={data.customer}
      crumbs={[{title: texts.title, href: '/processes'}, {title: data.process.title, href: data.process.href}, {title: texts.cases, href: at('/cases', {process: data.process.id})}]}
      sight={data.line_of_sight}
      meta={
        <>
          <Tag>{texts.states[data.state]}</Tag>
          {data.tier && <Tag>{data.tier}</Tag>}
          {data.promised && (data.state === 'running' ? <Due at={data.promised} word={texts.promised_} /> : <span>{texts.promised_} <When at={data.promised} /></span>)}
          {data.promise !== 'none' && <Badge tone={PROMISE_TONES[data.promise]}>{texts.promises[data.promise]}</Badge>}
          <span>{texts.startedAt_} <When at={data.started_at} /></span>
          <span>{texts.version} <code>{data.revision.slice(0, 7)}</code></span>
        </>
      }
      actions={
        data.state === 'running' && (
          <>
            <Button icon="megaphone" onClick={() => setAsking('raise')}>{texts.raise}</Button>
            {data.may_cancel && <Button look="danger" onClick={() => setAsking('cancel')}>{texts.cancel}</Button>}
          </>
        )
      }
    >
      <Split
        aside={
          <>
            <Card title={texts.facts}>
              {Object.keys(data.variables).length === 0 ? <Muted>{texts.noFacts}</Muted> : <Facts items={Object.entries(data.variables).map(([name, value]) => [words(name), plain(value)])} />}
            </Card>
            <Card title={texts.happened}>
              <Loaded query={timeline}>{() => <Timeline entries={rows} more={more} />}</Loaded>
            </Card>
          </>
        }
      >
        <Card title={texts.where}>
          {data.tokens.length === 0 ? (
            <Empty title={texts.nothingWaits} />
          ) : (
            <div className={css.tokens}>
              {data.tokens.map((token) => (
                <TokenCard key={token.activity} token={token} caseId={data.case_id} />
              ))}
            </div>
          )}
        </Card>
        <Card title={texts.diagram}>
          <LazyDiagram
            process={data.process.id}
            revision={data.revision}
            marks={data.marks.map(({element, waiting, incident, done}) => ({element, waiting, incidents: incident ? 1 : 0, done}))}
            selected={url.get('element')}
            onSelect={(element) => url.set({element}, {replace: true})}
          />
        </Card>
      </Split>
      {asking === 'raise' && <Raise caseId={data.case_id} onClose={() => setAsking(undefined)} />}
      {asking === 'cancel' && <Cancel data={data} onClose={() => setAsking(undefined)} />}
    </Page>
  )
}

function TokenCard({token, caseId}: {token: Schemas['Token']; caseId: string}) {
  const [mending, setMending] = useState<'retry' | 'deliver'>()
  return (
    <div className={css.token} data-stuck={token.incident ? true : undefined}>
      <div className={css.tokenHead}>
        <h3>{token.title}</h3>
        <span className={css.sub}>
          <When at={token.since} style="away" />
          {token.due && <> · <Due at={token.due} /></>}
        </span>
      </div>
      <p>{token.why}</p>
      {token.holder && <HolderName holder={token.holder} />}
      {token.incident && (
        <div className={css.incident}>
          <Badge tone="alarm">{texts.stuck}</Badge>
          <p lang={serverLang}>{token.incident.message}</p>
          <p className={css.sub} lang={serverLang}>{token.incident.help}</p>
          {token.incident.may_retry && <Button size="s" look="primary" onClick={() => setMending('retry')}>{texts.retry}</Button>}
        </div>
      )}
      <div>
        {token.decision && <LinkButton size="s" href={token.decision.href}>{token.decision.title}</LinkButton>}
        {token.work && <A href={token.work.href}>{token.work.title}</A>}
        {token.message && token.may_send !== false && <Button size="s" onClick={() => setMending('deliver')}>{texts.send}</Button>}
      </div>
      {mending === 'retry' && <Retry token={token} caseId={caseId} onClose={() => setMending(undefined)} />}
      {mending === 'deliver' && <Deliver token={token} onClose={() => setMending(undefined)} />}
    </div>
  )
}

function Cancel({data, onClose}: {data: Case; onClose: () => void}) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/cases/{case_id}/cancel', {params: {path: {case_id: data.case_id}}, body: {reason}})), done: texts.cancelled_, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} look="danger" title={texts.cancelTitle(data.business_key)} does={texts.cancelDoes(data.tokens.length)} act={{label: texts.cancel, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
