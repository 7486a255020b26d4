// Proposals to change the operating model, and what the compiler says about the one in force.
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {useSession} from '~/api/company'
import {changes, findings} from '~/api/queries'
import {LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card, Page, Small} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {Badge, Tag, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Tabs} from '~/ui/tabs'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {FindingCounts, Findings} from './parts'
import {texts} from './texts'
import css from './changes.module.css'

export const CHANGE_TONES: Record<Schemas['ChangeState'], Tone> = {proposed: 'accent', approved: 'accent', deployed: 'ok', refused: 'no_data', withdrawn: 'no_data', outdated: 'warn'}

export function ChangeTabs({current}: {current: 'proposals' | 'versions' | 'notes' | 'findings'}) {
  const {errors, warnings} = useSession()
  return (
    <Tabs
      label={texts.title}
      items={[
        {href: '/changes', title: texts.proposals, current: current === 'proposals'},
        {href: '/changes/versions', title: texts.versions, current: current === 'versions'},
        {href: '/changes/notes', title: texts.notes, current: current === 'notes'},
        {href: '/changes?tab=findings', title: texts.findings, count: errors + warnings, tone: errors > 0 ? 'alarm' : 'warn', current: current === 'findings'},
      ]}
    />
  )
}

export function ChangesPage() {
  const url = useUrlState()
  const tab = url.get('tab') === 'findings' ? 'findings' : 'proposals'
  return (
    <Page title={texts.title} lead={texts.lead} tabs={<ChangeTabs current={tab} />} actions={<><LinkButton look="primary" icon="plus" href="/changes/new">{texts.propose}</LinkButton><LinkButton href="/own-data">{texts.ownData}</LinkButton></>}>
      {tab === 'findings' ? <ModelFindings /> : <Proposals />}
    </Page>
  )
}

function ModelFindings() {
  const query = useQuery(findings)
  return (
    <Card title={texts.findings}>
      <Loaded query={query}>
        {(data) => (
          <div className={css.form}>
            <Small>{texts.ofModel(data.revision.slice(0, 7))}</Small>
            <Findings findings={data.findings} none={texts.noFindingsText} />
          </div>
        )}
      </Loaded>
    </Card>
  )
}

function Proposals() {
  const query = useInfiniteQuery(changes({}))
  const {rows, more} = pages(query)
  return (
    <Card flush label={texts.proposals}>
      <Loaded query={query}>
        {() => (
          <Table<Schemas['ChangeSummary']>
            label={texts.proposals}
            rows={rows}
            list={{path: '/changes'}}
            more={more}
            rowKey={(row) => row.change}
            href={(row) => `/changes/${row.change}`}
            empty={<Empty icon="changes" title={texts.none}>{texts.noneText}</Empty>}
            columns={[
              {key: 'title', title: texts.change, main: true, width: '42%', cell: (row) => <><div>{row.title}</div>{row.summary.slice(0, 2).map((line) => <div key={line} className={css.sub}>{line}</div>)}</>},
              {key: 'state', title: texts.state, cell: (row) => <Badge tone={CHANGE_TONES[row.state]}>{texts.states[row.state]}</Badge>},
              {key: 'touches', title: texts.touches, cell: (row) => row.touches.map((one) => <Tag key={one}>{one}</Tag>)},
              {key: 'findings', title: texts.findings, cell: (row) => <FindingCounts errors={row.errors} warnings={0} />},
              {key: 'by', title: texts.by, cell: (row) => <PersonName person={row.by} />},
              {key: 'approver', title: texts.approver, cell: (row) => row.approver && <HolderName holder={row.approver} />},
              {key: 'when', title: texts.when, cell: (row) => <When at={row.proposed_at} />},
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}
