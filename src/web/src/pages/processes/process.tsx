// One process: the map with what is on it now, the same as a list beside it, and what it is for. Both follow the event stream.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {useNow} from '~/api/company'
import {process} from '~/api/queries'
import {duration} from '~/format/time'
import {number} from '~/format/number'
import {Button, LinkButton} from '~/ui/button'
import {Entities} from '~/ui/entities'
import {Select} from '~/ui/form'
import {A, at} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Grid, Page} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {When} from '~/ui/time'
import {useUrlState, type UrlState} from '~/ui/url_state'
import {LazyDiagram} from './lazy_diagram'
import {marksOf, OVERLAYS, type Overlay} from './marks'
import {StartCase} from './start'
import {Steps} from './steps'
import {texts} from './texts'
import css from './processes.module.css'

export function ProcessPage() {
  const {process: id} = useParams({strict: false}) as {process: string}
  const url = useUrlState()
  const query = useQuery(process(id, url.get('revision')))
  return <Loaded query={query}>{(data) => <View data={data} url={url} />}</Loaded>
}

function View({data, url}: {data: Schemas['Process']; url: UrlState}) {
  const [starting, setStarting] = useState(false)
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
      <Board data={data} url={url} />
      {starting && <StartCase of={data.id} onClose={() => setStarting(false)} />}
    </Page>
  )
}

/** The live map with its switches, and the step list. */
function Board({data, url}: {data: Schemas['Process']; url: UrlState}) {
  const now = useNow()
  const [pointed, setPointed] = useState<string>()
  const overlay = OVERLAYS.find((one) => one === url.get('show')) ?? 'all'
  const selected = url.get('element')
  const select = (element: string | undefined) => url.set({element: element === selected ? undefined : element}, {replace: true})
  // Ages are told in minutes; the drawing is not made anew each second.
  const minute = Math.floor(now / 60_000) * 60_000
  return (
    <div className={css.board}>
      <div className={css.mapSide}>
        <Card
          title={texts.map}
          actions={
            <>
              <VersionChoice data={data} url={url} />
              <Choice<Overlay> label={texts.overlay} value={overlay} onChange={(value) => url.set({show: value === 'all' ? undefined : value}, {replace: true})} options={OVERLAYS.map((value) => ({value, title: texts.overlays[value]}))} />
            </>
          }
        >
          <LazyDiagram process={data.id} revision={data.revision} marks={marksOf(data.steps, overlay, minute)} selected={selected ? [selected] : []} pointed={pointed} onSelect={select} />
          <p className={css.legend}>{texts.legends[overlay]}</p>
        </Card>
      </div>
      <div className={css.listSide}>
        <Card title={texts.steps} flush>
          <Steps process={data.id} steps={data.steps} revision={url.get('revision')} selected={selected} onSelect={select} onPoint={setPointed} />
        </Card>
      </div>
      <div className={css.more}>
        <Grid min={320}>
          <About data={data} />
          <Versions data={data} />
        </Grid>
      </div>
    </div>
  )
}

function VersionChoice({data, url}: {data: Schemas['Process']; url: UrlState}) {
  const known = data.versions.some((one) => one.revision === data.in_force) ? data.versions : [{revision: data.in_force, running: 0}, ...data.versions]
  if (known.length < 2) return null
  const options = known.map((one) => ({value: one.revision, title: texts.onlyVersion(one.revision.slice(0, 7), number(one.running), one.revision === data.in_force)}))
  return <div className={css.version}><Select bare label={texts.version} value={url.get('revision') ?? ''} onChange={(value) => url.set({revision: value || undefined, element: undefined}, {replace: true})} options={[{value: '', title: texts.everyVersion}, ...options]} /></div>
}

function About({data}: {data: Schemas['Process']}) {
  return (
    <Card title={texts.about}>
      <Facts
        items={[
          data.owner && [texts.owner, <HolderName key="owner" holder={data.owner} />],
          data.promise !== undefined && [texts.promise, duration(data.promise)],
          data.contributes.length > 0 && [texts.contributes, <Entities key="serves" items={data.contributes.map((one) => one.objective)} after={(_, index) => <Tag>{data.contributes[index]?.strength}</Tag>} />],
          data.services.length > 0 && [texts.service, data.services.map((one) => <div key={one.id}>{one.title}: {one.promise} <div className={css.sub}>{one.tiers.map((tier) => `${tier.title} × ${number(tier.factor)}${tier.promise ? `, ${duration(tier.promise)}` : ''}`).join(' · ')}</div></div>)],
          data.variables.length > 0 && [texts.variables, data.variables.map((one) => <div key={one.name}><code>{one.name}</code> <span className={css.sub}>{one.type}{one.unit && `, ${one.unit}`}</span></div>)],
        ]}
      />
    </Card>
  )
}

function Versions({data}: {data: Schemas['Process']}) {
  return (
    <Card title={texts.versions} flush>
      <Table
        label={texts.versions}
        rows={data.versions}
        list={{path: `/processes/${data.id}`, query: {part: 'versions'}}}
        rowKey={(row) => row.revision}
        columns={[
          {key: 'revision', title: texts.version, main: true, cell: (row) => <><A href={at(`/processes/${data.id}`, {revision: row.revision})}><code>{row.revision.slice(0, 7)}</code></A> {row.revision === data.in_force && <Tag>{texts.inForce}</Tag>}</>},
          {key: 'since', title: texts.since_, cell: (row) => <When at={row.since} />},
          {key: 'running', title: texts.running, numeric: true, cell: (row) => <A href={at('/cases', {process: data.id, revision: row.revision})}>{number(row.running)}</A>},
        ]}
      />
    </Card>
  )
}
