// The log: what was decided, on which facts, why, by whom, under which version of the model, and how long it took.
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionRights, decisions} from '~/api/queries'
import {duration} from '~/format/time'
import {capital} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Pick} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {DecisionsFrame} from './frame'
import {FactLine} from './live'
import {texts} from './texts'
import css from './decisions.module.css'

export function DecisionLog({decision}: {decision?: string}) {
  const query = useInfiniteQuery(decisions({state: ['taken', 'withdrawn'], decision}))
  const {rows, more} = pages(query)
  return (
    <Loaded query={query}>
      {() => (
        <Table<Schemas['DecisionSummary']>
          label={texts.log}
          rows={rows}
          list={{path: '/decisions', query: {state: ['taken', 'withdrawn'], decision}}}
          more={more}
          rowKey={(row) => row.live}
          href={(row) => `/decisions/${row.live}`}
          empty={<Empty icon="decisions" title={texts.noLog} />}
          columns={[
            {key: 'title', title: texts.decision, main: true, width: '24%', cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.decision.title}</div></>},
            {key: 'outcome', title: texts.outcome, cell: (row) => <Tag>{row.state === 'withdrawn' ? texts.states.withdrawn : capital(row.outcome ?? '')}</Tag>},
            {key: 'reason', title: texts.reason, cell: (row) => <>{row.reason}<FactLine facts={row.facts} /></>},
            {key: 'by', title: texts.by, cell: (row) => <HolderName holder={row.holder} />},
            {key: 'time', title: texts.time, cell: (row) => <>{row.taken_at && <When at={row.taken_at} />}<div className={css.sub}>{row.latency && duration(row.latency)} {row.late && <Badge tone="warn">{texts.late}</Badge>}</div></>},
            {key: 'model', title: texts.model, wideOnly: true, cell: (row) => <code>{row.revision.slice(0, 7)}</code>},
          ]}
        />
      )}
    </Loaded>
  )
}

export function LogPage() {
  const url = useUrlState()
  const rights = useQuery(decisionRights)
  return (
    <DecisionsFrame>
      <Card flush label={texts.log}>
        <div className={css.filters}>
          <div style={{minWidth: 260}}>
            <Pick label={texts.decision} value={url.get('decision')} placeholder={texts.all} onChange={(decision) => url.set({decision}, {replace: true})} options={(rights.data?.items ?? []).map((one) => ({value: one.id, title: one.title}))} />
          </div>
        </div>
        <DecisionLog decision={url.get('decision')} />
      </Card>
    </DecisionsFrame>
  )
}
