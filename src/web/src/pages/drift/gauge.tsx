// One gauge: its course, what it means, and every fact behind it. From here it becomes a signal, and from that a change.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {gauge, gaugeEvidence} from '~/api/queries'
import {amount, number} from '~/format/number'
import {date} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {named} from '~/i18n/server_words'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {TextField} from '~/ui/form'
import {LazyChart} from '~/ui/lazy_chart'
import {A, at} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Split} from '~/ui/page'
import {ShareBar} from '~/ui/spark'
import {Badge, Shape} from '~/ui/status'
import {pages} from '~/ui/table'
import {Help} from '~/ui/term'
import {Timeline} from '~/ui/timeline'
import {gaugeTone} from './page'
import {SignalCard} from './signal'
import {texts} from './texts'
import css from './page.module.css'

export function GaugePage() {
  const {gauge: id} = useParams({strict: false}) as {gauge: string}
  const query = useQuery(gauge(id))
  return <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
}

function View({data}: {data: Schemas['GaugeDetail']}) {
  const [raising, setRaising] = useState(false)
  const evidence = useInfiniteQuery(gaugeEvidence(data.gauge))
  const {rows, more} = pages(evidence)
  const open = data.signals.find((one) => one.state === 'open')
  return (
    <Page
      title={named('gauge', data.gauge, data.title)}
      lead={<span lang={serverLang}>{data.text}</span>}
      crumbs={[{title: texts.title, href: '/drift'}]}
      meta={
        <>
          <Badge tone={gaugeTone(data)}>{data.value === undefined ? texts.noEvidence : data.over ? texts.over : texts.inOrder}</Badge>
          {data.from && data.to && <span>{texts.window(date(data.from), date(data.to))}</span>}
          <span>{texts.facts(data.evidence_count)}</span>
        </>
      }
      actions={
        open ? (
          <LinkButton look="primary" icon="changes" href={at('/changes/new', {signal: open.signal})}>{texts.propose}</LinkButton>
        ) : (
          <Button look="primary" icon="bell" onClick={() => setRaising(true)}>{texts.raise} </Button>
        )
      }
    >
      <Split
        aside={
          <>
            <Card title={<>{texts.means} <Help word="signal" /></>}>
              <p style={{marginBottom: 12}}>{data.meaning}</p>
              <Facts items={[[texts.prevents, <span key="prevents" lang={serverLang}>{data.prevents}</span>], data.objective && [texts.objective, <A key="o" href={data.objective.href}>{data.objective.title}</A>]]} />
            </Card>
            {data.signals.length > 0 && (
              <Card title={texts.signals}>
                {data.signals.map((signal) => (
                  <SignalCard key={signal.signal} signal={signal} />
                ))}
              </Card>
            )}
          </>
        }
      >
        <Card title={texts.course}>
          <dl className={css.big}>
            <div>
              <dt>{data.to && date(data.to)}</dt>
              <dd>{amount(data.value, data.unit, data.decimals)} <Shape tone={gaugeTone(data)} size={20} /></dd>
            </div>
            {data.limit !== undefined && <div><dt>{texts.limit}</dt><dd>{amount(data.limit, data.unit, data.decimals)}</dd></div>}
          </dl>
          {data.series.length > 0 ? (
            <LazyChart label={named('gauge', data.gauge, data.title)} points={data.series} limits={data.limit === undefined ? [] : [{value: data.limit, label: `${texts.limit} ${number(data.limit)}`, look: 'alarm'}]} marks={data.marks} unit={data.unit} decimals={data.decimals} height={220} />
          ) : (
            <Empty icon="drift" title={texts.none_} />
          )}
        </Card>
        {data.shares.length > 0 && (
          <Card title={<>{texts.shares} <Help word="stated" /></>}>
            <div className={css.shares}>
              {data.shares.map((share) => (
                <div key={share.objective.id} className={css.share}>
                  <A href={share.objective.href}>{share.objective.title}</A>
                  <ShareBar share={share} scale={Math.max(...data.shares.flatMap((one) => [one.stated, one.revealed ?? 0])) * 1.1} />
                  <span className={css.sub}>{number(share.stated, 0)} / {number(share.expected, 0)} / {number(share.revealed, 0)}</span>
                </div>
              ))}
            </div>
          </Card>
        )}
        <Card title={texts.evidence}>
          <p className={css.sub} style={{marginBottom: 12}}>{texts.evidenceLead}</p>
          <Loaded query={evidence}>{() => (rows.length === 0 ? <Empty icon="drift" title={texts.none_} /> : <Timeline entries={rows} more={more} label={texts.evidence} />)}</Loaded>
        </Card>
      </Split>
      {raising && <Raise gauge={data} onClose={() => setRaising(false)} />}
    </Page>
  )
}

function Raise({gauge: data, onClose}: {gauge: Schemas['Gauge']; onClose: () => void}) {
  const [title, setTitle] = useState('')
  const act = useAct({act: () => write(client.POST('/drift/signals', {body: {gauge: data.gauge, title}})), done: texts.raised, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.raiseTitle} does={texts.raiseDoes} act={{label: texts.raise, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={title.trim() === ''}>
      <p className={css.quote} lang={serverLang}>{data.text}</p>
      <TextField label={texts.raiseName} required value={title} onChange={setTitle} autoFocus />
    </ActDialog>
  )
}
