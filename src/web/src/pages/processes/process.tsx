// One process: the map with its counts, the same as a list, and what it is for.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {process} from '~/api/queries'
import {duration, durationMs} from '~/format/time'
import {number} from '~/format/number'
import {Button, LinkButton} from '~/ui/button'
import {Entities} from '~/ui/entities'
import {Icon, type IconName} from '~/ui/icon'
import {A, at} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Muted, Page, Split, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {LazyDiagram} from './lazy_diagram'
import {StartCase} from './start'
import {texts} from './texts'
import css from './processes.module.css'

type Step = Schemas['Step']
const ICONS: Record<Step['kind'], IconName> = {
  start: 'play', end: 'stop', terminate: 'stop', cancel: 'stop', task: 'right', user_task: 'person', business_rule_task: 'decisions', job: 'external', script_task: 'right', receive_task: 'message', call_activity: 'processes',
  sub_process: 'processes', event_sub_process: 'processes', transaction: 'processes', ad_hoc_sub_process: 'processes', exclusive_gateway: 'branch', parallel_gateway: 'branch', inclusive_gateway: 'branch', complex_gateway: 'branch', event_gateway: 'branch',
  timer: 'clock', message: 'message', signal: 'megaphone', conditional: 'filter', error: 'issues', escalation: 'up', compensation: 'return', link: 'link', intermediate: 'right',
}

/** Gateways often have no name of their own; an id is none. */
const nameOf = (step: Step) => (step.title && step.title !== step.element ? step.title : texts.kinds[step.kind])

export function ProcessPage() {
  const {process: id} = useParams({strict: false}) as {process: string}
  const query = useQuery(process(id))
  return <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
}

function View({data}: {data: Schemas['Process']}) {
  const url = useUrlState()
  const [starting, setStarting] = useState(false)
  const selected = url.get('element')
  const picked = data.steps.find((step) => step.element === selected)
  const select = (element: string | undefined) => url.set({element: element === selected ? undefined : element}, {replace: true})
  return (
    <Page
      wide
      title={data.title}
      lead={data.purpose}
      crumbs={[{title: texts.title, href: '/processes'}]}
      sight={data.line_of_sight}
      meta={
        <>
          <span>{number(data.running)} {texts.isRunning}</span>
          {data.incidents > 0 && <A href={at('/cases', {process: data.id, incident: 'yes'})}><Badge tone="alarm">{texts.incident(data.incidents)}</Badge></A>}
          {data.median_took && <span>{texts.took} {duration(data.median_took)}</span>}
          {data.promise_kept !== undefined && <span>{texts.promiseKept} {number(data.promise_kept, 0)} %</span>}
          <span>{texts.value} {number(data.value, 2)}</span>
        </>
      }
      actions={
        <>
          <LinkButton href={at('/cases', {process: data.id})} icon="table">{texts.allCases}</LinkButton>
          {data.startable && <Button look="primary" icon="plus" onClick={() => setStarting(true)}>{texts.start}</Button>}
        </>
      }
    >
      <Stack>
        <Card title={texts.diagram}>
          <LazyDiagram process={data.id} revision={data.revision} marks={data.steps.map(({element, waiting, incidents}) => ({element, waiting, incidents}))} selected={selected} onSelect={select} />
          <div className={css.picked} aria-live="polite">
            {picked ? (
              <>
                <strong>{nameOf(picked)}</strong>
                <StepDetail step={picked} process={data.id} />
              </>
            ) : (
              <Muted>{texts.pick}</Muted>
            )}
          </div>
        </Card>
        <Split aside={<Versions data={data} />}>
          <Card title={texts.steps} flush>
            <ol className={css.steps}>
              {data.steps.map((step) => (
                <StepRow key={step.element} step={step} selected={step.element === selected} process={data.id} onSelect={select} />
              ))}
            </ol>
          </Card>
        </Split>
      </Stack>
      {starting && <StartCase of={data.id} onClose={() => setStarting(false)} />}
    </Page>
  )
}

function StepRow({step, selected, process: id, onSelect}: {step: Step; selected: boolean; process: string; onSelect: (element: string) => void}) {
  const slow = step.expected && step.median_took ? durationMs(step.median_took) / durationMs(step.expected) : 0
  return (
    <li>
      <button type="button" className={css.step} aria-pressed={selected} onClick={() => onSelect(step.element)}>
        <span className={css.stepTitle}>
          <Icon name={ICONS[step.kind]} size={15} label={texts.kinds[step.kind]} /> {nameOf(step)}
          {step.incidents > 0 && <Badge tone="alarm">{texts.incident(step.incidents)}</Badge>}
        </span>
        <span className={css.stepMeta}>
          {step.role?.title ?? step.decision?.title ?? texts.kinds[step.kind]}
          {step.median_took && <span className={slow >= 2 ? css.over : undefined}> · {duration(step.median_took)}{step.expected && `, ${texts.expected} ${duration(step.expected)}`}</span>}
        </span>
        <span className={css.stepCounts}>
          {step.waiting > 0 ? <strong>{number(step.waiting)} <span className="visually-hidden">{texts.waiting}</span></strong> : <span>–</span>}
          <span>{number(step.done)} {texts.done}</span>
        </span>
      </button>
      {selected && (
        <div className={css.detail}>
          <StepDetail step={step} process={id} />
        </div>
      )}
    </li>
  )
}

function StepDetail({step, process: id}: {step: Step; process: string}) {
  return (
    <>
      {step.waiting > 0 ? (
        <>
          {step.oldest && <Muted>{texts.since} <When at={step.oldest} style="full" /></Muted>}
          <LinkButton size="s" href={at('/cases', {process: id, element: step.element})}>{texts.showCases(step.waiting)}</LinkButton>
        </>
      ) : (
        <Muted>{texts.noneHere}</Muted>
      )}
      {step.decision && <A href={step.decision.href}>{step.decision.title}</A>}
    </>
  )
}

function Versions({data}: {data: Schemas['Process']}) {
  return (
    <>
      <Card>
        <Facts
          items={[
            data.owner && [texts.owner, <HolderName key="owner" holder={data.owner} />],
            data.promise !== undefined && [texts.promise, duration(data.promise)],
            [texts.contributes, <Entities key="serves" items={data.contributes.map((one) => one.objective)} after={(_, index) => <Tag>{data.contributes[index]?.strength}</Tag>} />],
            data.services.length > 0 && [texts.service, data.services.map((one) => <div key={one.id}>{one.title}: {one.promise} <div className={css.sub}>{one.tiers.map((tier) => `${tier.title} × ${number(tier.factor)}${tier.promise ? `, ${duration(tier.promise)}` : ''}`).join(' · ')}</div></div>)],
            data.variables.length > 0 && [texts.variables, data.variables.map((one) => <div key={one.name}><code>{one.name}</code> <span className={css.sub}>{one.type}{one.unit && `, ${one.unit}`}</span></div>)],
          ]}
        />
      </Card>
      <Card title={texts.versions} flush>
        <Table
          label={texts.versions}
          rows={data.versions}
          list={{path: `/processes/${data.id}`, query: {part: 'versions'}}}
          rowKey={(row) => row.revision}
          columns={[
            {key: 'revision', title: texts.version, main: true, cell: (row) => <A href="/changes/versions"><code>{row.revision.slice(0, 7)}</code></A>},
            {key: 'since', title: texts.inForceSince, cell: (row) => <When at={row.since} />},
            {key: 'running', title: texts.running, numeric: true, cell: (row) => number(row.running)},
          ]}
        />
      </Card>
    </>
  )
}
