// Operational strategy as it stands in the files, beside what behaviour has shown.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {strategy} from '~/api/queries'
import {amount, number, signed} from '~/format/number'
import {date} from '~/format/time'
import {Button, LinkButton} from '~/ui/button'
import {Entities} from '~/ui/entities'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Grid, Page, Small, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {ShareBar} from '~/ui/spark'
import {Badge, Shape} from '~/ui/status'
import {Table} from '~/ui/table'
import {Tabs} from '~/ui/tabs'
import {Help} from '~/ui/term'
import {useUrlState} from '~/ui/url_state'
import {CapabilitiesTab} from './capabilities'
import {Gears} from './gears'
import {Initiatives} from './initiatives'
import {LayersTab} from './layers'
import {SightMap} from './map'
import {Draft, Requirements} from './register'
import {texts} from './texts'
import css from './page.module.css'

type TabName = keyof typeof texts.tabs
/** Which tab shows a thing that an address asks for. */
function tabOf(focus: string | undefined): TabName {
  const kind = focus?.split('/')[0]
  if (kind === 'choice') return 'choices'
  if (kind === 'assumption') return 'assumptions'
  if (kind === 'initiative') return 'initiatives'
  if (kind === 'principle' || kind === 'constraint') return 'requirements'
  return 'map'
}

export function StrategyPage() {
  const query = useQuery(strategy)
  const url = useUrlState()
  const tab = (url.get('tab') as TabName | undefined) ?? tabOf(url.get('focus'))
  const tabs = (Object.keys(texts.tabs) as TabName[]).map((name) => ({href: name === 'map' ? '/strategy' : `/strategy?tab=${name}`, title: texts.tabs[name], current: name === tab}))
  return (
    <Page title={texts.title} lead={texts.lead} wide={tab === 'map'} tabs={<Tabs label={texts.title} items={tabs} />}>
      <Loaded query={query}>
        {(data) => (
          <>
            {tab === 'map' && (
              <Stack>
                <SightMap strategy={data} />
                <Focused strategy={data} focus={url.get('focus')} />
              </Stack>
            )}
            {tab === 'objectives' && <Objectives strategy={data} />}
            {tab === 'choices' && <Choices strategy={data} />}
            {tab === 'capabilities' && <CapabilitiesTab />}
            {tab === 'gears' && <Gears objectives={data.objectives} />}
            {tab === 'requirements' && <Requirements strategy={data} />}
            {tab === 'assumptions' && <Assumptions assumptions={data.assumptions} />}
            {tab === 'layers' && <LayersTab />}
            {tab === 'initiatives' && <Initiatives initiatives={data.initiatives} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** The card of the objective that the map is narrowed to. */
function Focused({strategy: data, focus}: {strategy: Schemas['Strategy']; focus: string | undefined}) {
  const objective = data.objectives.find((one) => `objective/${one.id}` === focus)
  const requirement = data.requirements.find((one) => `requirement/${one.id}` === focus)
  if (objective) return <ObjectiveCard objective={objective} scale={scaleOf(data.objectives)} />
  if (requirement)
    return (
      <Card title={requirement.title}>
        <p>{requirement.statement}</p>
      </Card>
    )
  return null
}

const scaleOf = (objectives: Schemas['Objective'][]) => Math.max(...objectives.flatMap((one) => [one.effective_weight, one.expected ?? 0, one.revealed ?? 0])) * 1.08

function Objectives({strategy: data}: {strategy: Schemas['Strategy']}) {
  return (
    <Stack>
      <div className={css.above}>
        <Small>{texts.window(date(data.from), date(data.to))}. {data.unserved_hours !== undefined && data.unserved_hours > 0 && texts.unserved(number(data.unserved_hours))}</Small>
        <LinkButton href="/changes/new?edit=weight" icon="changes">{texts.propose}</LinkButton>
      </div>
      <Grid min={420}>
        {data.objectives.map((objective) => (
          <ObjectiveCard key={objective.id} objective={objective} scale={scaleOf(data.objectives)} />
        ))}
      </Grid>
    </Stack>
  )
}

function ObjectiveCard({objective, scale}: {objective: Schemas['Objective']; scale: number}) {
  const gap = objective.revealed === undefined ? undefined : objective.revealed - (objective.expected ?? objective.effective_weight)
  return (
    <Card
      title={<><Shape tone={objective.status} size={16} /> <A href={`/strategy?focus=objective/${objective.id}`} className={css.name}>{objective.title}</A></>}
      actions={<Badge tone={objective.gear.closed ? 'ok' : 'alarm'}>{objective.gear.closed ? texts.gearClosed : texts.gearOpen}</Badge>}
    >
      <p className={css.statement}>{objective.statement}</p>
      <div className={css.share}>
        <ShareBar share={{stated: objective.effective_weight, expected: objective.expected, revealed: objective.revealed}} scale={scale} />
        <p className={css.figures}>
          <span>{texts.stated} <b>{number(objective.effective_weight, 0)}</b></span>
          <span>{texts.expected} <b>{number(objective.expected, 0)}</b></span>
          <span>{texts.revealed} <b>{number(objective.revealed, 0)}</b></span>
          {gap !== undefined && <span className={Math.abs(gap) >= 5 ? css.far : undefined}>{signed(gap, 0)}</span>}
          <Help word="stated" />
        </p>
      </div>
      <Facts
        items={[
          objective.parent !== undefined && [texts.weight, `${number(objective.weight)} (${number(objective.effective_weight)} % ${texts.effective})`],
          objective.owner && [texts.owner, <HolderName key="owner" holder={objective.owner} />],
          objective.expected_behaviour !== undefined && [texts.behaviour, objective.expected_behaviour],
          [texts.kpis, objective.kpis.length === 0 ? <Badge key="none" tone="alarm">{texts.nothing}</Badge> : objective.kpis.map((kpi) => <div key={kpi.id} className={css.kpi}><Shape tone={kpi.status} /> <A href={kpi.href} className={css.kpiName}>{kpi.title}</A> <span>{amount(kpi.value, kpi.unit, kpi.decimals)}</span></div>)],
          [texts.hours, number(objective.hours)],
        ]}
      />
    </Card>
  )
}

function Choices({strategy: data}: {strategy: Schemas['Strategy']}) {
  const [drafting, setDrafting] = useState<Schemas['Choice']>()
  return (
    <Grid min={420}>
      {drafting && <Draft choice={drafting} strategy={data} onClose={() => setDrafting(undefined)} />}
      {data.choices.map((choice) => (
        <Card key={choice.id} title={choice.title} label={choice.title} actions={<Button size="s" icon="plus" onClick={() => setDrafting(choice)}>{texts.draft}</Button>}>
          <p className={css.statement}>{choice.question}</p>
          <Facts
            items={[
              [texts.chosen, <strong key="chosen">{choice.chosen}</strong>],
              [texts.notChosen, choice.options.filter((option) => option !== choice.chosen).join(' · ')],
              [texts.because, choice.because.map((reason) => <div key={reason}>{reason}</div>)],
              [texts.yields, <Entities key="yields" items={choice.yields} none={texts.nothing} />],
            ]}
          />
        </Card>
      ))}
    </Grid>
  )
}

function Assumptions({assumptions}: {assumptions: Schemas['Strategy']['assumptions']}) {
  const words = {ok: texts.holds, warn: texts.holds, alarm: texts.broken, no_data: texts.silent}
  return (
    <Card flush>
      <Table
        label={texts.tabs.assumptions}
        rows={assumptions}
        list={{path: '/strategy', query: {part: 'assumptions'}}}
        rowKey={(row) => row.id}
        columns={[
          {key: 'title', title: texts.assumption, main: true, cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.statement}</div></>},
          {key: 'state', title: texts.status, cell: (row) => <Badge tone={row.status}>{words[row.status]}</Badge>},
          {key: 'metric', title: texts.metric, cell: (row) => <>{row.metric && <A href={row.metric.href}>{row.metric.title}</A>} {row.limit && <code>{row.limit}</code>}</>},
          {key: 'for', title: texts.serves, cell: (row) => <Entities items={row.objectives} />},
        ]}
      />
    </Card>
  )
}
