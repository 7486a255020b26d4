// The rhythms of the company: today's, and the health of each.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {useNow} from '~/api/company'
import {occurrences, rhythms} from '~/api/queries'
import {clockTime, dayOf, duration} from '~/format/time'
import {cadence} from '~/i18n/cadence'
import {Empty} from '~/ui/empty'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {Help} from '~/ui/term'
import {When} from '~/ui/time'
import {Health, stateTone, stateWord, Ticks} from './health'
import {texts} from './texts'
import css from './rhythms.module.css'

export const tierText = (tier: number) => (tier > 0 ? `${texts.tier} ${tier}` : texts.tierNone)

function Slot({one}: {one: Schemas['OccurrenceSummary']}) {
  return (
    <A className={css.slot} data-state={one.state} href={one.occurrence ? `/rhythms/occurrences/${one.occurrence}` : one.rhythm.href}>
      <span className={css.slotTop}>
        <span className={css.slotTime}>{clockTime(one.due)}</span>
        <Badge tone={stateTone(one)}>{stateWord(one)}</Badge>
      </span>
      <span className={css.slotTitle}>{one.rhythm.title}</span>
      <span className={css.sub}>
        {tierText(one.tier)} · {duration(one.duration)}
        {one.chair && ` · ${one.chair.name}`}
      </span>
    </A>
  )
}

export function RhythmsPage() {
  const query = useQuery(rhythms)
  const day = dayOf(useNow())
  const todays = useQuery(occurrences({from: day, to: day}))
  return (
    <Page title={texts.title} lead={texts.lead} actions={<a className={css.calendar} href="/api/v1/rhythms/calendar.ics" download="rhythms.ics"><Icon name="rhythms" size={16} /> {texts.calendar}</a>}>
      <Stack>
        <Card title={texts.today}>
          <Loaded query={todays}>
            {({items}) => {
              const shown = items.filter((one) => dayOf(one.due) === day)
              return shown.length === 0 ? <Empty icon="rhythms" title={texts.noneToday} /> : <div className={css.day}>{shown.map((one) => <Slot key={`${one.rhythm.id}${one.due}`} one={one} />)}</div>
            }}
          </Loaded>
        </Card>
        <Card title={<>{texts.all} <Help word="tier" /></>} flush>
          <Loaded query={query}>
            {({items}) => (
              <Table<Schemas['Rhythm']>
                label={texts.all}
                rows={items}
                list={{path: '/rhythms'}}
                rowKey={(row) => row.id}
                href={(row) => `/rhythms/${row.id}`}
                empty={<Empty icon="rhythms" title={texts.none} />}
                columns={[
                  {key: 'title', title: texts.rhythm, main: true, width: '26%', cell: (row) => <><div>{row.title}</div><div className={css.sub}>{cadence(row.cadence)}, {duration(row.duration)}</div></>},
                  {key: 'tier', title: texts.tier, cell: (row) => <Tag>{tierText(row.tier)}</Tag>},
                  {key: 'chair', title: texts.chair, cell: (row) => <HolderName holder={row.chair} />},
                  {key: 'recent', title: texts.recent, cell: (row) => <Ticks recent={row.recent} />},
                  {key: 'health', title: texts.health, cell: (row) => <Health health={row.health} />},
                  {key: 'actions', title: texts.actions, cell: (row) => <div className={css.health}><span>{texts.open_(row.health.actions_open)}</span>{row.health.actions_late > 0 && <span className={css.bad}>{texts.late_(row.health.actions_late)}</span>}</div>},
                  {key: 'next', title: texts.next, cell: (row) => row.next && <>{row.next.state === 'planned' ? <When at={row.next.due} /> : <Badge tone={stateTone(row.next)}>{stateWord(row.next)}</Badge>}</>},
                ]}
              />
            )}
          </Loaded>
        </Card>
      </Stack>
    </Page>
  )
}
