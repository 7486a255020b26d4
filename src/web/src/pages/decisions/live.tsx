// Live decisions: what waits, with whom, and how long it still may.
import {useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {usePerson} from '~/api/company'
import {decisions, type DecisionFilter} from '~/api/queries'
import {plain, words} from '~/format/number'
import {LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Tag} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {Due} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {DecisionsFrame} from './frame'
import {texts} from './texts'
import css from './decisions.module.css'

export function FactLine({facts}: {facts: Schemas['Context']}) {
  return (
    <span className={css.facts}>
      {Object.entries(facts).map(([name, value]) => (
        <span key={name}>{words(name)} <b>{plain(value)}</b></span>
      ))}
    </span>
  )
}

export function LivePage() {
  const person = usePerson()
  const url = useUrlState()
  const show = (url.get('show') ?? 'all') as 'all' | 'mine' | 'late'
  const filter: DecisionFilter = {state: ['open'], person: show === 'mine' ? 'me' : undefined, late: show === 'late' ? true : undefined, decision: url.get('decision')}
  const query = useInfiniteQuery(decisions(filter))
  const {rows, more} = pages(query)
  return (
    <DecisionsFrame>
      <Card flush label={texts.live}>
        <div className={css.filters}>
          <Choice label={texts.live} value={show} onChange={(value) => url.set({show: value === 'all' ? undefined : value}, {replace: true})} options={[{value: 'all', title: texts.all}, ...(person ? [{value: 'mine' as const, title: texts.mine}] : []), {value: 'late', title: texts.overdue}]} />
        </div>
        <Loaded query={query}>
          {() => (
            <Table
              label={texts.live}
              rows={rows}
              list={{path: '/decisions', query: filter}}
              more={more}
              rowKey={(row) => row.live}
              href={(row) => `/decisions/${row.live}`}
              empty={<Empty title={texts.noLive}>{texts.noLiveText}</Empty>}
              columns={[
                {key: 'title', title: texts.decision, main: true, cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.decision.title}</div></>},
                {key: 'facts', title: texts.facts, cell: (row) => <FactLine facts={row.facts} />},
                {key: 'holder', title: texts.holder, cell: (row) => <HolderName holder={row.holder} />},
                {key: 'due', title: texts.due, cell: (row) => <>{row.due ? <Due at={row.due} /> : '–'} {row.escalations > 0 && <Tag>{texts.escalations(row.escalations)}</Tag>}</>},
                {key: 'act', title: texts.takeEmpty, act: true, cell: (row) => row.may_take && <LinkButton size="s" look="primary" href={`/decisions/${row.live}`}>{texts.takeEmpty}</LinkButton>},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </DecisionsFrame>
  )
}
