// The gauges of drift, the furthest over first, and the signals that people made of them.
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useFlash} from '~/api/live'
import {drift} from '~/api/queries'
import {number} from '~/format/number'
import {date} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {named} from '~/i18n/server_words'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Spark} from '~/ui/spark'
import {Badge, Shape, type Tone} from '~/ui/status'
import {Tabs} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {SignalCard} from './signal'
import {texts} from './texts'
import css from './page.module.css'

export const gaugeTone = (gauge: Pick<Schemas['Gauge'], 'value' | 'over'>): Tone => (gauge.value === undefined ? 'no_data' : gauge.over ? 'alarm' : 'ok')

export function DriftPage() {
  const query = useQuery(drift)
  const url = useUrlState()
  const tab = url.get('tab') === 'signals' ? 'signals' : 'gauges'
  const measure = useAct({act: () => write(client.POST('/drift/measure', {body: {}})), done: texts.measured})
  const open = query.data?.signals.filter((one) => one.state === 'open').length ?? 0
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={<Button icon="drift" busy={measure.pending} onClick={() => measure.run(undefined)}>{texts.measure}</Button>}
      tabs={<Tabs label={texts.title} items={[{href: '/drift', title: texts.gauges, current: tab === 'gauges'}, {href: '/drift?tab=signals', title: texts.signals, count: open, tone: 'warn', current: tab === 'signals'}]} />}
    >
      <ProblemNote problem={measure.problem} />
      <Loaded query={query}>
        {(data) =>
          tab === 'gauges' ? (
            data.gauges.length === 0 ? (
              <Card><Empty icon="drift" title={texts.none}>{texts.noneText}</Empty></Card>
            ) : (
              <div className={css.gauges}>
                {data.gauges.map((gauge) => (
                  <GaugeRow key={gauge.gauge} gauge={gauge} />
                ))}
              </div>
            )
          ) : (
            <Card>
              {data.signals.length === 0 ? <Empty icon="drift" title={texts.noSignals}>{texts.noSignalsText}</Empty> : data.signals.map((signal) => <SignalCard key={signal.signal} signal={signal} />)}
            </Card>
          )
        }
      </Loaded>
    </Page>
  )
}

function GaugeRow({gauge}: {gauge: Schemas['Gauge']}) {
  const flash = useFlash(gauge.gauge)
  const tone = gaugeTone(gauge)
  return (
    <article className={`${css.gauge} ${flash ? 'flash' : ''}`} data-over={gauge.over || undefined} data-row={gauge.gauge}>
      <div>
        <div className={css.head}>
          <Shape tone={tone} size={17} />
          <A href={gauge.href} className={css.name}>{named('gauge', gauge.gauge, gauge.title)}</A>
          {gauge.signal && <Badge tone="accent">{texts.signalOpen}</Badge>}
        </div>
        <p className={css.text} lang={serverLang}>{gauge.text}</p>
        <p className={css.meta}>
          <span>{texts.facts(gauge.evidence_count)}</span>
          {gauge.from && gauge.to && <span>{texts.window(date(gauge.from), date(gauge.to))}</span>}
        </p>
      </div>
      <Spark points={gauge.series} limit={gauge.limit} tone={tone} width={200} height={46} />
      <div className={css.reading}>
        <div className={css.value}>{number(gauge.value, gauge.decimals)} {gauge.value !== undefined && <small>{named('unit', gauge.unit ?? '', gauge.unit ?? '')}</small>}</div>
        <div className={css.limit}>{gauge.value === undefined ? texts.noEvidence : gauge.limit !== undefined && `${texts.limit} ${number(gauge.limit, gauge.decimals)}`}</div>
      </div>
    </article>
  )
}
