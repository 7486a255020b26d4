// What one person should do today, in the order of its worth: answer, decide, work, meet.
import {useQuery, useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {useNow, useSession} from '~/api/company'
import {queue, today} from '~/api/queries'
import {when} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {useShell} from '~/shell/panels'
import {Button, LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card, Page, Split} from '~/ui/page'
import {pages} from '~/ui/table'
import {RightsNotices} from '~/ui/rights/notices'
import {Choice} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {DecisionCards, IssueCards, KpiList, MyActions, NoteList, RhythmList} from './aside'
import {PartCards} from './parts'
import {LaterWork, TeamWork} from './whose'
import {WorkCard} from './work'
import {texts} from './texts'
import {texts as uiTexts} from '~/ui/texts'
import css from './page.module.css'

export function TodayPage() {
  const {person, account} = useSession()
  const {open} = useShell()
  if (person) return <Mine person={person} />
  return (
    <Page title={texts.title}>
      <Card>
        {account ? (
          <Empty icon="person" title={texts.nobodysName(account.name)} action={account.administrator && <LinkButton href="/admin" look="primary" icon="admin">{texts.openAdmin}</LinkButton>}>
            {account.administrator ? texts.administratorText : texts.mappedByOthers}
          </Empty>
        ) : (
          <Empty icon="person" title={texts.signedOut} action={<Button look="primary" onClick={() => open('sign_in')}>{texts.signIn}</Button>}>{texts.signedOutText}</Empty>
        )}
      </Card>
    </Page>
  )
}

const VIEWS = ['mine', 'team', 'later'] as const

function Mine({person}: {person: Schemas['Person']}) {
  const query = useQuery(today)
  const url = useUrlState()
  const chosen = url.get('queue')
  const whose = VIEWS.find((one) => one === url.get('whose')) ?? 'mine'
  return (
    <Page title={texts.title} lead={`${person.name} · ${person.roles.map(({role}) => role.title).join(' · ')}`} actions={<LinkButton href="/station" icon="fit">{texts.station}</LinkButton>}>
      <Loaded query={query}>
        {(data) => (
          <Split
            aside={
              <>
                <NoteList notes={data.release_notes} />
                <RhythmList rhythms={data.rhythms} />
                <MyActions actions={data.actions} />
                <KpiList kpis={data.kpis} />
              </>
            }
          >
            <IssueCards issues={data.issues} />
            <RightsNotices notices={data.rights_notices} />
            <DecisionCards decisions={data.decisions} />
            <PartCards parts={data.parts} />
            {data.started.length > 0 && (
              <Card title={texts.working} flush>
                {data.started.map((item) => (
                  <WorkCard key={item.item} item={item} />
                ))}
              </Card>
            )}
            <Card
              title={whose === 'mine' ? texts.first : whose === 'team' ? texts.team : texts.later}
              flush
              actions={
                <div className={css.filters}>
                <Choice label={texts.whose} value={whose} onChange={(one) => url.set({whose: one === 'mine' ? undefined : one}, {replace: true})} options={VIEWS.map((one) => ({value: one, title: texts.views[one]}))} />
                {whose !== 'later' && data.queues.length > 0 && (
                  <Choice
                    label={texts.queueOf}
                    value={chosen ?? ''}
                    onChange={(role) => url.set({queue: role || undefined}, {replace: true})}
                    options={[{value: '', title: texts.allMine}, ...data.queues.map((one) => ({value: one.role.id, title: one.role.title, count: one.ready}))]}
                  />
                )}
                </div>
              }
            >
              <p className={css.lead}>{texts.leads[whose]}</p>
              {whose === 'team' ? <TeamWork roles={(chosen ? data.queues.filter((one) => one.role.id === chosen) : data.queues).map((one) => one.role)} /> : whose === 'later' ? <LaterWork /> : chosen ? <QueueOf role={chosen} /> : <Items items={data.next} />}
            </Card>
          </Split>
        )}
      </Loaded>
    </Page>
  )
}

function Items({items}: {items: Schemas['WorkItem'][]}) {
  if (items.length === 0) return <Empty title={texts.none}>{texts.noneText}</Empty>
  return items.map((item, index) => <WorkCard key={item.item} item={item} prominent={index === 0 && item.may.includes('start')} />)
}

function QueueOf({role}: {role: string}) {
  const query = useInfiniteQuery(queue(role))
  const now = useNow()
  const {rows, more} = pages(query)
  const reordered = query.data?.pages[0]?.reordered
  return (
    <Loaded query={query}>
      {() => (
        <>
          {reordered && (
            <div className={css.reordered} role="note">
              <p>{texts.reordered(when(reordered.at, now), reordered.moved)}</p>
              {reordered.reasons.slice(0, 3).map((reason) => (
                <p key={reason} lang={serverLang}>{reason}</p>
              ))}
              {reordered.reasons.length > 3 && (
                <details>
                  <summary>{texts.moreReasons(reordered.reasons.length - 3)}</summary>
                  {reordered.reasons.slice(3).map((reason) => (
                    <p key={reason} lang={serverLang}>{reason}</p>
                  ))}
                </details>
              )}
            </div>
          )}
          <Items items={rows.filter((item) => item.state === 'ready')} />
          {more.has && <div className={css.more}><Button look="quiet" busy={more.loading} onClick={more.load}>{uiTexts.more}</Button></div>}
        </>
      )}
    </Loaded>
  )
}
