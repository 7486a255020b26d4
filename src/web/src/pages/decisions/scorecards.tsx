// How well each right is decided: consistent, timely, transparent, aligned; each share with what it is counted from.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionScorecards} from '~/api/queries'
import {duration} from '~/format/time'
import {number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Table} from '~/ui/table'
import {DecisionsFrame} from './frame'
import {texts} from './texts'
import css from './decisions.module.css'

type Row = Schemas['DecisionScorecard']

export function ScorecardsPage() {
  const query = useQuery(decisionScorecards)
  return (
    <DecisionsFrame>
      <Card flush label={texts.scorecards}>
        <p className={css.note}>{texts.scorecardsLead}</p>
        <Loaded query={query}>
          {({items}) => (
            <Table<Row>
              label={texts.scorecards}
              rows={items}
              list={{path: '/decision-scorecards'}}
              rowKey={(row) => row.decision.id}
              href={(row) => row.decision.href}
              empty={<Empty icon="decisions" title={texts.noRight} />}
              columns={[
                {key: 'title', title: texts.decision, main: true, width: '28%', cell: (row) => <><div>{row.decision.title}</div>{!row.serves_objective && <div className={css.bad}>{texts.noObjective}</div>}</>},
                {key: 'answered', title: texts.answered, numeric: true, cell: (row) => <>{number(row.answered)}{row.automatic > 0 && <div className={css.sub}>{texts.byItself(row.automatic)}</div>}</>},
                {key: 'consistent', title: texts.consistent, numeric: true, cell: (row) => <Part share={row.consistent} />},
                {key: 'timely', title: texts.timely, numeric: true, cell: (row) => <><Part share={row.timely} />{row.median_latency && <div className={css.sub}>{texts.latency} {duration(row.median_latency)}</div>}</>},
                {key: 'transparent', title: texts.transparent, numeric: true, cell: (row) => <Part share={row.transparent} />},
                {key: 'aligned', title: texts.aligned, numeric: true, cell: (row) => <><Part share={row.aligned} />{row.against > 0 && <div className={css.sub}>{texts.againstCount(row.against)}</div>}</>},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </DecisionsFrame>
  )
}

/** A dash where there is nothing to judge by: that is not a hundred percent. */
function Part({share}: {share: Schemas['Counted']}) {
  if (share.of === 0) return <span title={texts.nothingToJudge}>–</span>
  return <>{number(Math.floor((share.count * 100) / share.of))} %<div className={css.sub}>{texts.countOf(share.count, share.of)}</div></>
}
