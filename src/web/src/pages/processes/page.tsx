// The catalogue of processes, the most valuable to strategy first.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {processes} from '~/api/queries'
import {duration} from '~/format/time'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge} from '~/ui/status'
import {Table} from '~/ui/table'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {StartCase} from './start'
import {processTabs} from './tabs'
import {texts} from './texts'
import css from './processes.module.css'



export function ProcessesPage() {
  const query = useQuery(processes)
  const url = useUrlState()
  return (
    <Page title={texts.title} lead={texts.lead} tabs={processTabs} actions={<Button look="primary" icon="plus" onClick={() => url.set({start: 'yes'})}>{texts.start}</Button>}>
      <Card flush label={texts.catalogue}>
        <Loaded query={query}>
          {({items}) => {
            const top = Math.max(0.001, ...items.map((one) => one.value))
            return (
              <Table<Schemas['ProcessSummary']>
                label={texts.catalogue}
                rows={items}
                list={{path: '/processes'}}
                rowKey={(row) => row.id}
                href={(row) => `/processes/${row.id}`}
                empty={<Empty icon="processes" title={texts.none} />}
                columns={[
                  {key: 'title', title: texts.process, main: true, width: '28%', cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.purpose}</div></>},
                  {key: 'value', title: texts.value, cell: (row) => <span className={css.value}>{number(row.value, 2)}<span className={css.valueBar} aria-hidden="true"><i style={{width: `${(row.value / top) * 100}%`}} /></span></span>},
                  {key: 'running', title: texts.running, numeric: true, cell: (row) => <><strong>{number(row.running)}</strong> {row.incidents > 0 && <div><Badge tone="alarm">{texts.incident(row.incidents)}</Badge></div>}</>},
                  {key: 'oldest', title: texts.oldest, cell: (row) => row.oldest && <When at={row.oldest} style="away" />},
                  {key: 'last', title: texts.last28, cell: (row) => <div className={css.figures}><span>{number(row.completed)} {texts.done}</span>{row.median_took && <span>{duration(row.median_took)}</span>}</div>},
                  {key: 'promise', title: texts.promiseKept, numeric: true, cell: (row) => (row.promise_kept === undefined ? '–' : <span className={row.promise_kept < 90 ? css.bad : undefined}>{number(row.promise_kept, 0)} %</span>)},
                  {key: 'owner', title: texts.owner, cell: (row) => row.owner && <HolderName holder={row.owner} />},
                ]}
              />
            )
          }}
        </Loaded>
      </Card>
      {url.get('start') === 'yes' && <StartCase onClose={() => url.set({start: undefined}, {replace: true})} />}
    </Page>
  )
}
