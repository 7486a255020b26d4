// Where most of the trouble comes from: what is most frequent first, and how much of all it makes together.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {issuePareto} from '~/api/queries'
import {number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {texts} from './texts'
import css from './issues.module.css'

const WAYS = ['type', 'cause', 'unit', 'subject'] as const
type Way = (typeof WAYS)[number]

export function Pareto() {
  const url = useUrlState()
  const by = WAYS.find((one) => one === url.get('by')) ?? 'type'
  const query = useQuery(issuePareto(by))
  const called = (row: Schemas['ParetoRow']) => row.of?.title ?? (row.key === '' ? texts.unsaid : by === 'cause' ? texts.categories[row.key as keyof typeof texts.categories] : row.key)
  return (
    <>
      <div><Choice<Way> label={texts.countedBy} value={by} options={WAYS.map((value) => ({value, title: texts.ways[value]}))} onChange={(value) => url.set({by: value === 'type' ? undefined : value}, {replace: true})} /></div>
      <Loaded query={query}>
        {({items}) => (
          <Card flush label={texts.pareto}>
            <Table<Schemas['ParetoRow']>
              label={texts.pareto}
              rows={items}
              list={{path: '/issues/pareto', query: {by}}}
              rowKey={(row) => row.key}
              empty={<Empty icon="issues" title={texts.noneCounted} />}
              columns={[
                {key: 'what', title: texts.ways[by], main: true, cell: called},
                {key: 'times', title: texts.timesCount, cell: (row) => number(row.times)},
                {key: 'share', title: texts.share, cell: (row) => <><progress className={css.share} max={100} value={row.share} aria-label={texts.share} /> {number(row.share)} %</>},
                {key: 'cumulative', title: texts.cumulative, cell: (row) => `${number(row.cumulative)} %`},
                {key: 'reopened', title: texts.notHeld, cell: (row) => row.reopened > 0 && number(row.reopened)},
              ]}
            />
          </Card>
        )}
      </Loaded>
    </>
  )
}
