// The andon wall: what is open, who is called, how long they have.
import {useInfiniteQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useFlash} from '~/api/live'
import {issues} from '~/api/queries'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Badge, Tag, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {Help} from '~/ui/term'
import {Countdown, When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {Pareto} from './pareto'
import {Raise} from './raise'
import {texts} from './texts'
import css from './issues.module.css'

export const ISSUE_TONES: Record<Schemas['IssueState'], Tone> = {called: 'alarm', acknowledged: 'warn', contained: 'accent', fixed: 'accent', resolved: 'ok'}

export function IssuesPage() {
  const url = useUrlState()
  const show = (['resolved', 'pareto'] as const).find((one) => one === url.get('show')) ?? 'open'
  const query = useInfiniteQuery(issues(show === 'resolved' ? {state: ['resolved']} : {}))
  const {rows, more} = pages(query)
  return (
    <Page
      title={texts.title}
      lead={<>{texts.lead} <Help word="andon" /></>}
      actions={<Button look="danger" icon="megaphone" size="l" onClick={() => url.set({raise: 'yes'})}>{texts.raise}</Button>}
    >
      <Stack>
        <div>
          <Choice label={texts.show} value={show} options={[{value: 'open', title: texts.open}, {value: 'resolved', title: texts.resolved}, {value: 'pareto', title: texts.pareto}]} onChange={(value) => url.set({show: value === 'open' ? undefined : value, by: undefined}, {replace: true})} />
        </div>
        {show === 'pareto' ? <Pareto /> : <Loaded query={query}>
          {() =>
            show === 'open' ? (
              rows.length === 0 ? (
                <Card><Empty title={texts.none}>{texts.noneText}</Empty></Card>
              ) : (
                <div className={css.wall}>
                  {rows.map((issue) => (
                    <Tile key={issue.issue} issue={issue} />
                  ))}
                </div>
              )
            ) : (
              <Card flush label={texts.resolved}>
                <Table
                  label={texts.resolved}
                  rows={rows}
                  list={{path: '/issues', query: {state: ['resolved']}}}
                  more={more}
                  rowKey={(row) => row.issue}
                  href={(row) => `/issues/${row.issue}`}
                  empty={<Empty icon="issues" title={texts.noneResolved} />}
                  columns={[
                    {key: 'title', title: texts.title, main: true, cell: (row) => row.title},
                    {key: 'type', title: texts.source, cell: (row) => <Tag>{row.issue_type.title}</Tag>},
                    {key: 'who', title: texts.answeredBy, cell: (row) => row.acknowledged_by?.name},
                    {key: 'when', title: texts.resolved, cell: (row) => row.resolved_at && <When at={row.resolved_at} />},
                  ]}
                />
              </Card>
            )
          }
        </Loaded>}
      </Stack>
      {url.get('raise') === 'yes' && <Raise onClose={() => url.set({raise: undefined}, {replace: true})} />}
    </Page>
  )
}

function Tile({issue}: {issue: Schemas['IssueSummary']}) {
  const flash = useFlash(issue.issue)
  const acknowledge = useAct({act: () => write(client.POST('/issues/{issue}/acknowledge', {params: {path: {issue: issue.issue}}, body: {}})), done: texts.acknowledged})
  return (
    <article className={`${css.tile} ${flash ? 'flash' : ''}`} data-state={issue.state} data-row={issue.issue}>
      <div className={css.tileTop}>
        <Badge tone={ISSUE_TONES[issue.state]}>{texts.states[issue.state]}</Badge>
        <Tag>{issue.issue_type.title}</Tag>
        {issue.stops_work && <Badge tone="alarm">{texts.stops}</Badge>}
        {issue.count > 1 && <Tag>{texts.times(issue.count)}</Tag>}
      </div>
      <A href={`/issues/${issue.issue}`} className={css.tileTitle}>{issue.title}</A>
      <p className={css.sub}>
        {issue.unit && `${issue.unit.title} · `}
        <When at={issue.raised_at} style="away" />
        {issue.raised_by ? ` · ${issue.raised_by.name}` : ` · ${texts.sources[issue.source] ?? issue.source}`}
      </p>
      <div className={css.clockRow}>
        {issue.acknowledged_by ? (
          <span className={css.sub}>{texts.answeredBy}: <strong>{issue.acknowledged_by.name}</strong></span>
        ) : (
          issue.holder && <HolderName holder={issue.holder} />
        )}
        {issue.until && (
          <span className={css.clock}>
            <Countdown until={issue.until} />
            <small>{texts.toTier(issue.tier + 1)}</small>
          </span>
        )}
      </div>
      {issue.may.includes('acknowledge') && <Button look="primary" wide busy={acknowledge.pending} onClick={() => acknowledge.run(undefined)}>{texts.acknowledge}</Button>}
      <ProblemNote problem={acknowledge.problem} />
    </article>
  )
}
