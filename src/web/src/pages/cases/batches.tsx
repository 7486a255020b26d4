// Batches of late: who changed many cases at once, why, how far it is, and what was refused.
import {useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {batches} from '~/api/queries'
import {number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Dialog} from '~/ui/dialog'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {Badge} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {processTabs} from '../processes/tabs'
import {Progress} from './batch'
import {texts} from './texts'
import css from './cases.module.css'

export function BatchesPage() {
  const url = useUrlState()
  const query = useInfiniteQuery(batches)
  const {rows, more} = pages(query)
  const open = url.get('batch')
  return (
    <Page title={texts.batches} lead={texts.batchesLead} tabs={processTabs}>
      <Card flush label={texts.batches}>
        <Loaded query={query}>
          {() => (
            <Table<Schemas['BatchSummary']>
              label={texts.batches}
              rows={rows}
              more={more}
              list={{path: '/batches'}}
              rowKey={(row) => row.batch}
              href={(row) => url.href({batch: row.batch})}
              empty={<Empty icon="table" title={texts.noBatch}>{texts.noBatchHint}</Empty>}
              columns={[
                {key: 'action', title: texts.what, main: true, cell: (row) => <><div>{texts.batchTitles[row.action]}</div><div className={css.sub}>{row.reason}</div></>},
                {key: 'begun', title: texts.begun, cell: (row) => <When at={row.begun_at} />},
                {key: 'state', title: texts.state, cell: (row) => <Badge tone={!row.ended_at ? 'accent' : row.stopped || row.refused > 0 ? 'warn' : 'ok'}>{row.stopped ? texts.stopped : row.ended_at ? texts.ended_ : texts.underWay}</Badge>},
                {key: 'done', title: texts.done, numeric: true, cell: (row) => texts.doneOf(number(row.done), number(row.count))},
                {key: 'refused', title: texts.refused, numeric: true, cell: (row) => number(row.refused)},
              ]}
            />
          )}
        </Loaded>
      </Card>
      {open !== undefined && <Dialog opened onClose={() => url.set({batch: undefined}, {replace: true})} title={open}><Progress batch={open} /></Dialog>}
    </Page>
  )
}
