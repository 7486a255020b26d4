// What waits for programs: by topic how much, then each job, who holds it until when, how often it is tried yet and why it failed.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {jobs, processes} from '~/api/queries'
import {number} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {NumberField, Pick} from '~/ui/form'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {Badge, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {Age, When} from '~/ui/time'
import {useUrlState, type UrlState} from '~/ui/url_state'
import {processTabs} from './tabs'
import {texts} from './texts'
import css from './processes.module.css'

type Job = Schemas['Job']
type State = Schemas['JobState']
const TONES: Record<State, Tone> = {free: 'no_data', held: 'accent', resting: 'warn', stuck: 'alarm'}
const STATES = ['free', 'held', 'resting', 'stuck'] as const

export function JobsPage() {
  const url = useUrlState()
  const state = url.get('state') as State | undefined
  const filter = {topic: url.all('topic'), process: url.all('process'), case_id: url.get('case_id'), state: state ? [state] : undefined}
  const query = useInfiniteQuery(jobs(filter))
  return (
    <Page wide title={texts.jobs} lead={texts.jobsLead} tabs={processTabs}>
      <Loaded query={query}>
        {(data) => (
          <Stack>
            <Topics topics={data.pages[0]?.topics ?? []} url={url} />
            <Card flush label={texts.jobs}>
              <JobFilters url={url} total={data.pages[0]?.total ?? 0} />
              <JobTable {...pages(query)} filter={filter} />
            </Card>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

type Topic = {topic: string} & Record<State, number>

function Topics({topics, url}: {topics: Topic[]; url: UrlState}) {
  if (topics.length === 0) return null
  const chosen = url.get('topic')
  return (
    <Card flush title={texts.topics}>
      <Table<Topic>
        label={texts.topics}
        rows={topics}
        rowKey={(row) => row.topic}
        selected={(row) => row.topic === chosen}
        columns={[
          {key: 'topic', title: texts.topic, main: true, cell: (row) => <button type="button" className={css.plainButton} aria-pressed={row.topic === chosen} onClick={() => url.set({topic: row.topic === chosen ? undefined : row.topic}, {replace: true})}><code>{row.topic}</code></button>},
          ...STATES.map((state) => ({key: state, title: texts.jobStates[state], numeric: true, cell: (row: Topic) => (state === 'stuck' && row.stuck > 0 ? <Badge tone="alarm">{number(row.stuck)}</Badge> : number(row[state]))})),
        ]}
      />
    </Card>
  )
}

function JobFilters({url, total}: {url: UrlState; total: number}) {
  const all = useQuery(processes)
  const chips = (['topic', 'case_id'] as const).filter((name) => url.get(name) !== undefined)
  return (
    <>
      <div className={css.filters} role="search" aria-label={texts.filterJobs}>
        <Pick label={texts.process} value={url.get('process')} placeholder={texts.everyProcess} onChange={(process) => url.set({process}, {replace: true})} options={(all.data?.items ?? []).map((one) => ({value: one.id, title: one.title}))} />
        <Choice label={texts.state} value={url.get('state') ?? ''} onChange={(state) => url.set({state: state || undefined}, {replace: true})} options={[{value: '', title: texts.every}, ...STATES.map((value) => ({value, title: texts.jobStates[value]}))]} />
      </div>
      <div className={css.chips}>
        <strong role="status">{texts.jobsN(number(total))}</strong>
        {chips.map((name) => (
          <button key={name} type="button" className={css.chip} onClick={() => url.set({[name]: undefined}, {replace: true})}>
            <span className="visually-hidden">{texts.clear} </span>{texts.jobFilters[name]}: {url.get(name)} <Icon name="close" size={12} />
          </button>
        ))}
      </div>
    </>
  )
}

function JobTable({rows, more, filter}: {rows: Job[]; more: {has: boolean; load: () => void; loading: boolean}; filter: Record<string, string | string[] | undefined>}) {
  const [asked, setAsked] = useState<{job: Job; what: 'retry' | 'unlock'}>()
  return (
    <>
      <Table<Job>
        label={texts.jobs}
        rows={rows}
        more={more}
        list={{path: '/jobs', query: filter}}
        rowKey={(row) => row.id}
        empty={<Empty icon="external" title={texts.noJob}>{texts.noJobHint}</Empty>}
        columns={[
          {key: 'title', title: texts.step, main: true, cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.process.title}</div><A href={`/cases/${row.case_id}`}>{row.business_key || row.case_id}</A></>},
          {key: 'topic', title: texts.topic, cell: (row) => <code>{row.topic}</code>},
          {key: 'state', title: texts.state, cell: (row) => <><Badge tone={TONES[row.state]}>{texts.jobStates[row.state]}</Badge>{row.message && <div className={css.sub} lang={serverLang}>{row.message}</div>}</>},
          {key: 'worker', title: texts.heldBy, cell: (row) => row.state !== 'free' && row.state !== 'stuck' && <>{row.worker} {row.until && <span className={css.sub}>{texts.until} <When at={row.until} /></span>}</>},
          {key: 'retries', title: texts.triesLeft, numeric: true, cell: (row) => number(row.retries)},
          {key: 'priority', title: texts.priority, numeric: true, wideOnly: true, cell: (row) => number(row.priority)},
          {key: 'since', title: texts.waits, cell: (row) => <Age since={row.since} />},
          {key: 'act', title: texts.act, act: true, cell: (row) => (row.state === 'stuck' ? <Button size="s" look="primary" icon="return" onClick={() => setAsked({job: row, what: 'retry'})}>{texts.tryAgain}</Button> : row.state === 'held' ? <Button size="s" onClick={() => setAsked({job: row, what: 'unlock'})}>{texts.takeBack}</Button> : null)},
        ]}
      />
      {asked?.what === 'retry' && <RetryJob job={asked.job} onClose={() => setAsked(undefined)} />}
      {asked?.what === 'unlock' && <UnlockJob job={asked.job} onClose={() => setAsked(undefined)} />}
    </>
  )
}

const pathOf = ({case_id, activity}: Job) => ({params: {path: {case_id, activity}}})

function RetryJob({job, onClose}: {job: Job; onClose: () => void}) {
  const [tries, setTries] = useState('1')
  const count = Number(tries)
  const act = useAct({act: () => write(client.POST('/jobs/{case_id}/{activity}/retries', {...pathOf(job), body: {retries: count}})), done: texts.jobFree, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.tryAgainTitle(job.title)} does={texts.tryAgainDoes(job.topic)} act={{label: texts.tryAgain, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!Number.isInteger(count) || count < 1}>
      {job.message && <p lang={serverLang}>{job.message}</p>}
      <NumberField label={texts.tries} required min={1} step={1} value={tries} onChange={setTries} autoFocus />
    </ActDialog>
  )
}

function UnlockJob({job, onClose}: {job: Job; onClose: () => void}) {
  const act = useAct({act: () => write(client.POST('/jobs/{case_id}/{activity}/unlock', {...pathOf(job), body: {}})), done: texts.jobFree, onDone: onClose})
  return <ActDialog opened onClose={onClose} title={texts.takeBackTitle(job.title)} does={texts.takeBackDoes(job.worker ?? '')} act={{label: texts.takeBack, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} />
}
