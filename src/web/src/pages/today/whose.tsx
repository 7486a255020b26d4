// Work by whose it is: the team's, with who is on what, and what was put off until later.
import {useInfiniteQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {usePerson, useNow} from '~/api/company'
import {workOf} from '~/api/queries'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {pages} from '~/ui/table'
import {texts as uiTexts} from '~/ui/texts'
import {texts} from './texts'
import {WorkCard} from './work'
import css from './page.module.css'

type Item = Schemas['WorkItem']
/** Put off, and its time has not come. */
export const isLater = (item: Pick<Item, 'follow_up'>, now_ms: number) => item.follow_up !== undefined && Date.parse(item.follow_up) > now_ms

export function TeamWork({roles}: {roles: Schemas['RoleRef'][]}) {
  if (roles.length === 0) return <Empty title={texts.none}>{texts.noneText}</Empty>
  return roles.map((role) => <OfRole key={role.id} role={role} named={roles.length > 1} />)
}

function OfRole({role, named}: {role: Schemas['RoleRef']; named: boolean}) {
  const query = useInfiniteQuery(workOf({role: role.id}))
  const {rows, more} = pages(query)
  return (
    <section aria-label={role.title}>
      {named && <h3 className={css.roleHead}>{role.title}</h3>}
      <Loaded query={query}>
        {() => (rows.length === 0 ? <Empty title={texts.none} /> : [...rows].sort((a, b) => Number(a.state === 'ready') - Number(b.state === 'ready')).map((item) => <WorkCard key={item.item} item={item} whose />))}
      </Loaded>
      {more.has && <div className={css.more}><Button look="quiet" busy={more.loading} onClick={more.load}>{uiTexts.more}</Button></div>}
    </section>
  )
}

export function LaterWork() {
  const me = usePerson()?.id
  const now = useNow()
  const query = useInfiniteQuery({...workOf({assignee: 'me'}), enabled: me !== undefined})
  const {rows, more} = pages(query)
  const later = rows.filter((item) => isLater(item, now)).sort((a, b) => Date.parse(a.follow_up!) - Date.parse(b.follow_up!))
  return (
    <Loaded query={query}>
      {() => (
        <>
          {later.length === 0 ? <Empty icon="clock" title={texts.noLater}>{texts.noLaterText}</Empty> : later.map((item) => <WorkCard key={item.item} item={item} whose />)}
          {more.has && <div className={css.more}><Button look="quiet" busy={more.loading} onClick={more.load}>{uiTexts.more}</Button></div>}
        </>
      )}
    </Loaded>
  )
}
