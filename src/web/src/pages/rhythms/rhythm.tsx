// One rhythm: its contract and how it has been kept.
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {useNow} from '~/api/company'
import {occurrences, rhythms} from '~/api/queries'
import {addDays, dayOf, duration} from '~/format/time'
import {cadence} from '~/i18n/cadence'
import {named} from '~/i18n/server_words'
import {LinkButton} from '~/ui/button'
import {Entities} from '~/ui/entities'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Split} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge} from '~/ui/status'
import {Table} from '~/ui/table'
import {When} from '~/ui/time'
import {Lost} from '~/shell/lost'
import {Health, stateTone, stateWord, Ticks} from './health'
import {tierText} from './page'
import {texts} from './texts'

export function RhythmPage() {
  const {rhythm} = useParams({strict: false}) as {rhythm: string}
  const query = useQuery(rhythms)
  return (
    <Loaded query={query}>
      {({items}) => {
        const found = items.find((one) => one.id === rhythm)
        return found ? <View rhythm={found} /> : <Lost />
      }}
    </Loaded>
  )
}

function View({rhythm}: {rhythm: Schemas['Rhythm']}) {
  const today = dayOf(useNow())
  const past = useQuery(occurrences({rhythm: rhythm.id, from: addDays(today, -28), to: addDays(today, 7)}))
  const next = rhythm.next
  return (
    <Page
      title={rhythm.title}
      lead={`${cadence(rhythm.cadence)} · ${duration(rhythm.duration)} · ${tierText(rhythm.tier)}`}
      crumbs={[{title: texts.title, href: '/rhythms'}]}
      actions={<>{next?.occurrence && (next.state === 'due' || next.state === 'running') && <LinkButton look="primary" href={`/rhythms/occurrences/${next.occurrence}`}>{stateWord(next)}</LinkButton>}<LinkButton href={`/changes/new?edit=rhythm&id=${rhythm.id}`} icon="changes">{texts.propose}</LinkButton></>}
    >
      <Split
        aside={
          <>
            <Card title={texts.recent}>
              <Ticks recent={rhythm.recent} />
              <div style={{marginTop: 12}}><Health health={rhythm.health} /></div>
            </Card>
            <Card>
              <Facts
                items={[
                  [texts.chair, <HolderName key="chair" holder={rhythm.chair} />],
                  rhythm.attendees.length > 0 && [texts.attendees, rhythm.attendees.map((one) => <div key={one.role.id} style={{marginBottom: 6}}><HolderName holder={one} /></div>)],
                  rhythm.grace !== undefined && [texts.grace, duration(rhythm.grace)],
                ]}
              />
            </Card>
          </>
        }
      >
        <Card>
          <Facts
            items={[
              [texts.inputs, rhythm.inputs.map((one) => <div key={one.title}>{one.kpi ? <A href={one.kpi.href}>{one.title}</A> : one.list ? named('list', one.list, one.title) : one.title}</div>)],
              [texts.outputs, rhythm.outputs.join(' · ')],
              rhythm.takes.length > 0 && [texts.takes, <Entities key="takes" items={rhythm.takes} />],
              rhythm.feeds.length > 0 && [texts.feeds, <Entities key="feeds" items={rhythm.feeds} />],
              rhythm.aligns.length > 0 && [texts.aligns, <Entities key="aligns" items={rhythm.aligns} />],
            ]}
          />
        </Card>
        <Card title={texts.occurrences} flush>
          <Loaded query={past}>
            {({items}) => (
              <Table
                label={texts.occurrences}
                rows={[...items].reverse()}
                list={{path: '/rhythms/occurrences', query: {rhythm: rhythm.id, from: addDays(today, -28), to: addDays(today, 7)}}}
                rowKey={(row) => row.occurrence ?? row.due}
                href={(row) => (row.occurrence ? `/rhythms/occurrences/${row.occurrence}` : undefined)}
                columns={[
                  {key: 'due', title: texts.next, main: true, cell: (row) => <When at={row.due} />},
                  {key: 'state', title: texts.health, cell: (row) => <Badge tone={stateTone(row)}>{stateWord(row)}</Badge>},
                  {key: 'chair', title: texts.chair, cell: (row) => row.chair?.name},
                  {key: 'actions', title: texts.actions, numeric: true, cell: (row) => row.actions},
                ]}
              />
            )}
          </Loaded>
        </Card>
      </Split>
    </Page>
  )
}
