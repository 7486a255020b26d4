// The board of ideas: from what somebody noticed to a standard that holds, or no longer does.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {ideas, ideaSummary, kpis, processes} from '~/api/queries'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Pick, TextArea, TextField} from '~/ui/form'
import {A, useGo} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {PersonName} from '~/ui/people'
import {Badge, Tag, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {VERDICT_TONES} from './compared'
import {texts} from './texts'
import css from './improvements.module.css'

type Summary = Schemas['IdeaSummary']
export const IDEA_TONES: Record<Schemas['IdeaState'], Tone> = {proposed: 'no_data', trial: 'accent', judged: 'warn', adopted: 'accent', standard: 'ok', regressed: 'alarm', kept: 'ok', dropped: 'no_data'}
const COLUMNS = ['proposed', 'trial', 'judged', 'adopted', 'standard', 'regressed'] as const
const OVER: Schemas['IdeaState'][] = ['kept', 'dropped']

export function ImprovementsPage() {
  const url = useUrlState()
  const show = (['over', 'people'] as const).find((one) => one === url.get('show')) ?? 'board'
  return (
    <Page title={texts.title} lead={texts.lead} actions={<Button look="primary" icon="plus" size="l" onClick={() => url.set({propose: 'yes'})}>{texts.propose}</Button>}>
      <Stack>
        <div>
          <Choice label={texts.show} value={show} options={[{value: 'board', title: texts.board}, {value: 'over', title: texts.over}, {value: 'people', title: texts.people}]} onChange={(value) => url.set({show: value === 'board' ? undefined : value}, {replace: true})} />
        </div>
        {show === 'board' ? <Board /> : show === 'over' ? <Over /> : <People />}
      </Stack>
      {url.get('propose') === 'yes' && <Propose issue={url.get('issue')} onClose={() => url.set({propose: undefined, issue: undefined}, {replace: true})} />}
    </Page>
  )
}

function Board() {
  const query = useInfiniteQuery(ideas({state: [...COLUMNS]}))
  const {rows, more} = pages(query)
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <Card><Empty title={texts.noIdea}>{texts.noIdeaText}</Empty></Card>
        ) : (
          <>
            <div className={css.board}>
              {COLUMNS.map((state) => {
                const cards = rows.filter((one) => one.state === state)
                return (
                  <section key={state} className={css.column} aria-labelledby={`column-${state}`}>
                    <h2 id={`column-${state}`} className={css.columnTitle}>{texts.columns[state]} <span className={css.count}>{number(cards.length)}</span></h2>
                    {cards.length === 0 ? <p className={css.nothing}>{texts.none}</p> : cards.map((one) => <Tile key={one.idea} idea={one} />)}
                  </section>
                )
              })}
            </div>
            {more.has && <div><Button busy={more.loading} onClick={more.load}>{texts.more}</Button></div>}
          </>
        )
      }
    </Loaded>
  )
}

function Tile({idea}: {idea: Summary}) {
  return (
    <article className={css.tile} data-state={idea.state}>
      <A href={`/improvements/${idea.idea}`} className={css.tileTitle}>{idea.title}</A>
      <p className={css.sub}>{idea.problem}</p>
      <div className={css.tags}>
        {idea.latest && <Badge tone={VERDICT_TONES[idea.latest.verdict]}>{texts.verdicts[idea.latest.verdict]}</Badge>}
        {idea.kpi && <Tag>{idea.kpi.title}</Tag>}
        {idea.rounds > 1 && <Tag>{texts.round(idea.rounds)}</Tag>}
      </div>
      <p className={css.sub}>{idea.proposed_by.name} · {idea.until ? <>{texts.until} <When at={idea.until} /></> : <>{texts.since} <When at={idea.since} /></>}</p>
    </article>
  )
}

function Over() {
  const query = useInfiniteQuery(ideas({state: OVER}))
  const {rows, more} = pages(query)
  return (
    <Card flush label={texts.over}>
      <Loaded query={query}>
        {() => (
          <Table<Summary>
            label={texts.over}
            rows={rows}
            more={more}
            list={{path: '/ideas', query: {state: OVER}}}
            rowKey={(row) => row.idea}
            href={(row) => `/improvements/${row.idea}`}
            empty={<Empty icon="table" title={texts.noneOver} />}
            columns={[
              {key: 'title', title: texts.idea, main: true, cell: (row) => row.title},
              {key: 'state', title: texts.trial, cell: (row) => <Badge tone={IDEA_TONES[row.state]}>{texts.states[row.state]}</Badge>},
              {key: 'by', title: texts.by, cell: (row) => row.proposed_by.name},
              {key: 'since', title: texts.since, cell: (row) => <When at={row.since} />},
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}

function People() {
  const query = useQuery(ideaSummary)
  return (
    <Card flush label={texts.people}>
      <Loaded query={query}>
        {(data) => (
          <Table<Schemas['IdeaCounts']['people'][number]>
            label={texts.people}
            rows={data.people}
            list={{path: '/ideas/summary'}}
            rowKey={(row) => row.person.id}
            empty={<Empty icon="person" title={texts.noIdea} />}
            columns={[
              {key: 'person', title: texts.person, main: true, cell: (row) => <PersonName person={row.person} />},
              {key: 'proposed', title: texts.ideas, numeric: true, cell: (row) => number(row.proposed)},
              {key: 'tried', title: texts.tried, numeric: true, cell: (row) => number(row.tried)},
              {key: 'adopted', title: texts.adopted, numeric: true, cell: (row) => number(row.adopted)},
              {key: 'holding', title: texts.holding, numeric: true, cell: (row) => number(row.holding)},
              {key: 'regressed', title: texts.regressed, numeric: true, cell: (row) => number(row.regressed)},
              {key: 'dropped', title: texts.dropped, numeric: true, cell: (row) => number(row.dropped)},
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}

function Propose({issue, onClose}: {issue: string | undefined; onClose: () => void}) {
  const go = useGo()
  const [title, setTitle] = useState('')
  const [problem, setProblem] = useState('')
  const [fix, setFix] = useState('')
  const [kpi, setKpi] = useState<string>()
  const [process, setProcess] = useState<string>()
  const figures = useQuery(kpis)
  const where = useQuery(processes)
  const act = useAct({
    act: () => write(client.POST('/ideas', {body: {title, problem, ...(fix.trim() ? {fix} : {}), ...(kpi ? {kpi} : {}), ...(process ? {process} : {}), ...(issue ? {issue} : {})}})),
    done: texts.proposed,
    onDone: (accepted) => (accepted.id ? go(`/improvements/${accepted.id}`) : onClose()),
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.propose} act={{label: texts.propose, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={title.trim() === '' || problem.trim() === ''}>
      <TextField label={texts.what} required value={title} onChange={setTitle} autoFocus />
      <TextArea label={texts.problem} required value={problem} onChange={setProblem} />
      <TextArea label={texts.fix} rows={2} value={fix} onChange={setFix} />
      <Pick label={texts.figure} value={kpi} placeholder={texts.noFigure} onChange={setKpi} options={(figures.data?.items ?? []).map((one) => ({value: one.id, title: one.title}))} />
      <Pick label={texts.process} value={process} placeholder={texts.noProcess} onChange={setProcess} options={(where.data?.items ?? []).map((one) => ({value: one.id, title: one.title}))} />
    </ActDialog>
  )
}
