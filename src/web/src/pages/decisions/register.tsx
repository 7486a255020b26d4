// The register: a delegation-of-authority table that is never out of date, because it is the one that routes.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionRights} from '~/api/queries'
import {duration} from '~/format/time'
import {number} from '~/format/number'
import {Loaded} from '~/ui/loading'
import {Empty} from '~/ui/empty'
import {Card} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {DecisionsFrame} from './frame'
import {texts} from './texts'
import css from './decisions.module.css'

type Right = Schemas['DecisionRight']

export function Bands({right}: {right: Right}) {
  if (right.decide) return <HolderName holder={right.decide} />
  return (
    <div className={css.bands}>
      {right.bands.map((band) => (
        <div key={band.band} className={css.bandRow}>
          <code>{band.when}</code>
          <HolderName holder={band.holder} />
        </div>
      ))}
    </div>
  )
}

export function RegisterPage() {
  const query = useQuery(decisionRights)
  return (
    <DecisionsFrame>
      <Card flush label={texts.register}>
        <Loaded query={query}>
          {({items}) => (
            <Table<Right>
              label={texts.register}
              rows={items}
              list={{path: '/decision-rights'}}
              rowKey={(row) => row.id}
              href={(row) => `/decisions/rights/${row.id}`}
              empty={<Empty icon="decisions" title={texts.noRight} />}
              columns={[
                {key: 'title', title: texts.decision, main: true, width: '27%', cell: (row) => <><div>{row.title} {row.kind === 'design' && <Tag>{texts.design}</Tag>}</div>{row.question !== row.title && <div className={css.sub}>{row.question}</div>}</>},
                {key: 'who', title: texts.today, cell: (row) => <Bands right={row} />},
                {key: 'open', title: texts.open, numeric: true, cell: (row) => number(row.open)},
                {key: 'taken', title: texts.last28, cell: (row) => <div className={css.figures}><span>{number(row.taken)} {texts.taken}</span>{row.late > 0 && <span className={css.bad}>{number(row.late)} {texts.late}</span>}{row.median_latency && <span>{duration(row.median_latency)}</span>}</div>},
                {key: 'wrong', title: texts.wrongHand, numeric: true, cell: (row) => <span className={row.wrong_hand > 5 ? css.bad : undefined}>{number(row.wrong_hand)}</span>},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </DecisionsFrame>
  )
}
