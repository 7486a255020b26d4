// The rights that are decided by a table, and whether their holders follow it.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionTables} from '~/api/queries'
import {number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Badge, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {When} from '~/ui/time'
import {DecisionsFrame} from './frame'
import {texts} from './texts'
import css from './decisions.module.css'

export function TablesPage() {
  const query = useQuery(decisionTables)
  return (
    <DecisionsFrame>
      <Card flush label={texts.tables}>
        <Loaded query={query}>
          {({items}) => (
            <Table<Schemas['DecisionTableSummary']>
              label={texts.tables}
              rows={items}
              list={{path: '/decision-tables'}}
              rowKey={(row) => row.id}
              href={(row) => `/decisions/tables/${row.id}`}
              empty={<Empty icon="decisions" title={texts.noTables}>{texts.noTablesText}</Empty>}
              columns={[
                {key: 'title', title: texts.decision, main: true, width: '34%', cell: (row) => <><div>{row.title}</div>{row.question !== row.title && <div className={css.sub}>{row.question}</div>}</>},
                {key: 'policy', title: texts.hitPolicy, cell: (row) => <Tag>{texts.policies[row.hit_policy]}</Tag>},
                {key: 'rules', title: texts.rules, numeric: true, cell: (row) => number(row.rules)},
                {key: 'asked', title: texts.asked, numeric: true, cell: (row) => <>{number(row.asked)}{row.last && <div className={css.sub}><When at={row.last} /></div>}</>},
                {key: 'followed', title: texts.followed, numeric: true, cell: (row) => number(row.followed)},
                {key: 'overridden', title: texts.overridden, numeric: true, cell: (row) => number(row.overridden)},
                {key: 'findings', title: texts.findings, cell: (row) => (row.errors + row.warnings === 0 ? <Badge tone="ok">{texts.sound}</Badge> : <Badge tone={row.errors > 0 ? 'alarm' : 'warn'}>{texts.findingsCount(row.errors + row.warnings)}</Badge>)},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </DecisionsFrame>
  )
}
