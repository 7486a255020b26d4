// One idea: what is wrong, what was tried, what the data said, and whether it still holds.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {idea, kpis} from '~/api/queries'
import {signed} from '~/format/number'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {NumberField, Pick, TextArea, TextField} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Row, Split} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {ComparedFacts} from './compared'
import {IDEA_TONES} from './page'
import {texts} from './texts'
import css from './improvements.module.css'

type Idea = Schemas['Idea']

export function IdeaPage() {
  const {idea: id} = useParams({strict: false}) as {idea: string}
  const query = useQuery(idea(id))
  return <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
}

function View({data}: {data: Idea}) {
  return (
    <Page
      title={data.title}
      crumbs={[{title: texts.title, href: '/improvements'}]}
      meta={
        <>
          <Badge tone={IDEA_TONES[data.state]}>{texts.states[data.state]}</Badge>
          {data.rounds > 1 && <Tag>{texts.round(data.rounds)}</Tag>}
          <span>{texts.since} <When at={data.since} /></span>
        </>
      }
      actions={<Acts data={data} />}
    >
      <Split aside={<Aside data={data} />}>
        <Card title={texts.problem_}>
          <p>{data.problem}</p>
          {data.fix && <><h3 className={css.inner}>{texts.fix_}</h3><p>{data.fix}</p></>}
          {data.dropped_because && <p className={css.sub}>{texts.dropped}: {data.dropped_because}</p>}
        </Card>
        {data.trial && (
          <Card title={texts.trial}>
            <Facts
              items={[
                [texts.hypothesis, data.trial.hypothesis],
                [texts.figure, <span key="kpi"><A href={data.trial.kpi.href}>{data.trial.kpi.title}</A>{data.trial.better && <div className={css.sub}>{texts.better[data.trial.better]}</div>}</span>],
                data.trial.expected !== undefined && [texts.expected, `${signed(data.trial.expected, data.trial.decimals ?? 1)} ${data.trial.unit ?? ''}`],
                [texts.from, <span key="from"><When at={data.trial.begun_at} /> {texts.until} <When at={data.trial.until} />, {data.trial.begun_by.name}</span>],
                data.judged?.ended_by && [texts.endedBy, data.judged.ended_by.name],
              ]}
            />
            {data.judged && <ComparedFacts compared={data.judged} trial={data.trial} />}
          </Card>
        )}
        {data.trial && data.standard_at && (
          <Card title={texts.tests}>
            {data.tests.length === 0 && <p className={css.sub}>{texts.noTest}</p>}
            {data.tests.map((test, index) => (
              <section key={index} className={css.test} aria-label={`${texts.tests} ${index + 1}`}>
                <p><Badge tone={test.outcome === 'holds' ? 'ok' : test.outcome === 'regressed' ? 'alarm' : 'no_data'}>{texts.outcomes[test.outcome]}</Badge></p>
                <ComparedFacts compared={test} trial={data.trial!} />
              </section>
            ))}
            {data.tested_next && <p className={css.sub}>{texts.asked}: <When at={data.tested_next} /></p>}
          </Card>
        )}
        <Card title={texts.happened}><Timeline entries={data.timeline} /></Card>
      </Split>
    </Page>
  )
}

function Aside({data}: {data: Idea}) {
  return (
    <>
      <Card title={texts.deciders}>
        {data.deciders.length === 0 ? <p className={css.sub}>{texts.nobody}</p> : <div className={css.deciders}>{data.deciders.map((one) => <HolderName key={one.role.id} holder={one} />)}</div>}
      </Card>
      <Card>
        <Facts
          items={[
            [texts.by, <PersonName key="by" person={data.proposed_by} />],
            [texts.proposedAt, <When key="at" at={data.proposed_at} />],
            data.process && [texts.about, <A key="process" href={data.process.href}>{data.process.title}</A>],
            data.unit && [texts.about, data.unit.title],
            data.issue && [texts.issue, <A key="issue" href={data.issue.href}>{data.issue.title}</A>],
            data.adopted_by && [texts.adopted, data.adopted_by.name],
            data.adopted_because !== undefined && [texts.why, data.adopted_because],
            data.standard_at !== undefined && [texts.standardSince, <When key="standard" at={data.standard_at} />],
            data.change && [texts.version, <A key="change" href={data.change.href}>{data.change.title}</A>],
          ]}
        />
      </Card>
    </>
  )
}

type Asking = 'trial' | 'judge' | 'adopt' | 'drop'

function Acts({data}: {data: Idea}) {
  const [asking, ask] = useState<Asking>()
  const may = (what: Idea['may'][number]) => data.may.includes(what)
  const close = () => ask(undefined)
  return (
    <Row>
      {may('change_standard') && <LinkButton look="primary" href={`/changes/new?idea=${data.idea}`}>{texts.change}</LinkButton>}
      {may('adopt') && <Button look={data.judged?.verdict === 'better' ? 'primary' : 'plain'} onClick={() => ask('adopt')}>{texts.adopt}</Button>}
      {may('begin_trial') && <Button look={data.rounds === 0 ? 'primary' : 'plain'} onClick={() => ask('trial')}>{data.rounds === 0 ? texts.begin : texts.again}</Button>}
      {may('judge') && <Button icon="stop" onClick={() => ask('judge')}>{texts.judge}</Button>}
      {may('drop') && <Button onClick={() => ask('drop')}>{texts.drop}</Button>}
      {asking === 'trial' && <Begin data={data} onClose={close} />}
      {asking === 'judge' && <Judge data={data} onClose={close} />}
      {asking === 'adopt' && <Adopt data={data} onClose={close} />}
      {asking === 'drop' && <Drop data={data} onClose={close} />}
    </Row>
  )
}

type Props = {data: Idea; onClose: () => void}

function Begin({data, onClose}: Props) {
  const [kpi, setKpi] = useState<string | undefined>(data.kpi?.id)
  const [hypothesis, setHypothesis] = useState('')
  const [expected, setExpected] = useState('')
  const [until, setUntil] = useState('')
  const figures = useQuery(kpis)
  const unit = figures.data?.items.find((one) => one.id === kpi)?.unit
  const act = useAct({
    act: () => write(client.POST('/ideas/{idea}/trial', {params: {path: {idea: data.idea}}, body: {hypothesis, until, ...(kpi ? {kpi} : {}), ...(expected === '' ? {} : {expected: Number(expected)})}})),
    done: texts.begun,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={data.rounds === 0 ? texts.begin : texts.again} does={texts.beginDoes} act={{label: texts.begin, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!kpi || hypothesis.trim() === '' || until === ''}>
      <Pick label={texts.figure} required value={kpi} onChange={setKpi} options={(figures.data?.items ?? []).map((one) => ({value: one.id, title: one.title}))} />
      <TextArea label={texts.hypothesis} hint={texts.hypothesisHint} required rows={2} value={hypothesis} onChange={setHypothesis} autoFocus />
      <NumberField label={texts.expected} hint={texts.expectedHint} unit={unit} value={expected} onChange={setExpected} />
      <TextField label={texts.last} required type="date" value={until} onChange={setUntil} />
    </ActDialog>
  )
}

function Judge({data, onClose}: Props) {
  const act = useAct({act: () => write(client.POST('/ideas/{idea}/judge', {params: {path: {idea: data.idea}}, body: {}})), done: texts.judged, onDone: onClose})
  return <ActDialog opened onClose={onClose} title={texts.judge} does={texts.judgeDoes} act={{label: texts.judge, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>{null}</ActDialog>
}

function Adopt({data, onClose}: Props) {
  const [reason, setReason] = useState('')
  const shown = data.judged?.verdict === 'better'
  const act = useAct({act: () => write(client.POST('/ideas/{idea}/adopt', {params: {path: {idea: data.idea}}, body: {reason}})), done: texts.adopted_, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.adopt} does={texts.adoptDoes} act={{label: texts.adopt, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!shown && reason.trim() === ''}>
      <TextArea label={shown ? texts.reason : texts.adoptReason} hint={shown ? undefined : texts.adoptReasonHint} required={!shown} value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}

function Drop({data, onClose}: Props) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/ideas/{idea}/drop', {params: {path: {idea: data.idea}}, body: {reason}})), done: texts.dropped_, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} look="danger" title={texts.drop} does={texts.dropDoes} act={{label: texts.drop, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
