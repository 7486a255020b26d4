// Station: the whole screen for one bench. What is next and why, how it is done, three buttons; it goes on without network.
import {useEffect} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useSession} from '~/api/company'
import type {Schemas} from '~/api/client'
import {stations} from '~/api/queries'
import {useShell} from '~/shell/panels'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Hidden} from '~/ui/hidden'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Avatar} from '~/ui/people'
import {useUrlState} from '~/ui/url_state'
import {Bench} from './bench'
import {chosenFrom, keepChoice, keptChoice, type Chosen} from './choice'
import {Network} from './network'
import {texts} from './texts'
import css from './station.module.css'

/** The page opens without network once it was opened with it (sw.js); the worker sees /station alone and never an answer of the API. */
function useOffline() {
  useEffect(() => {
    if (import.meta.env.PROD && 'serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js', {scope: '/station'}).catch(() => undefined)
  }, [])
}

export function StationPage() {
  const {person} = useSession()
  const {open} = useShell()
  const url = useUrlState()
  useOffline()
  const asked = url.get('at')
  const chosen = asked === 'choose' ? undefined : (chosenFrom(asked) ?? keptChoice())
  useEffect(() => {
    document.title = `${texts.title} · Drivetrain`
  }, [])
  const choose = (next: Chosen | undefined) => {
    keepChoice(next)
    url.set({at: next ? `${next.kind}/${next.id}` : 'choose'}, {replace: true})
  }
  return (
    <div className={css.station}>
      <header className={css.head}>
        <A href="/today" className={css.leave} aria-label={texts.leave} title={texts.leave}><Icon name="back" size={22} /></A>
        <Where chosen={person ? chosen : undefined} onChange={() => choose(undefined)} />
        <Network person={person} />
        {person ? (
          <button type="button" className={css.person} onClick={() => open('sign_in')}>
            <Avatar name={person.name} size={34} /> <span aria-hidden="true">{person.name}</span> <Hidden>{texts.whoIsHere(person.name)}</Hidden>
          </button>
        ) : (
          <Button look="primary" size="l" onClick={() => open('sign_in')}>{texts.signIn}</Button>
        )}
      </header>
      {!person ? (
        <main className={css.alone}><h1 className={css.lost} id="page-title" tabIndex={-1}>{texts.title}</h1><Empty icon="person" title={texts.signedOut} action={<Button look="primary" size="l" onClick={() => open('sign_in')}>{texts.signIn}</Button>}>{texts.signedOutText}</Empty></main>
      ) : chosen ? (
        <Bench key={`${person.id} ${chosen.kind}/${chosen.id}`} chosen={chosen} person={person} onChoose={() => choose(undefined)} />
      ) : (
        <Choose onChoose={choose} />
      )}
    </div>
  )
}

function Where({chosen, onChange}: {chosen: Chosen | undefined; onChange: () => void}) {
  const {data} = useQuery({...stations, enabled: chosen !== undefined})
  if (!chosen) return <span className={css.where}>{texts.title}</span>
  const title = data?.items.find((one) => one.kind === chosen.kind && one.id === chosen.id)?.title ?? chosen.id
  return (
    <button type="button" className={css.where} onClick={onChange} title={texts.change}>
      <Icon name={chosen.kind === 'role' ? 'roles' : 'map'} size={20} /> <span>{title}</span> <Icon name="down" size={16} />
    </button>
  )
}

function Choose({onChoose}: {onChoose: (chosen: Chosen) => void}) {
  const query = useQuery(stations)
  return (
    <main className={css.choose}>
      <h1 id="page-title" tabIndex={-1}>{texts.choose}</h1>
      <p>{texts.chooseLead}</p>
      <Loaded query={query}>
        {({items}) =>
          items.length === 0 ? <Empty icon="map" title={texts.noStation}>{texts.noStationText}</Empty> : (
            <>
              <Group title={texts.byRole} items={items.filter((one) => one.kind === 'role')} onChoose={onChoose} />
              <Group title={texts.byPlace} items={items.filter((one) => one.kind === 'work_centre')} onChoose={onChoose} />
            </>
          )
        }
      </Loaded>
    </main>
  )
}

function Group({title, items, onChoose}: {title: string; items: Schemas['StationSummary'][]; onChoose: (chosen: Chosen) => void}) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className={css.places}>
        {items.map((one) => (
          <li key={`${one.kind}/${one.id}`}>
            <button type="button" onClick={() => onChoose({kind: one.kind, id: one.id})}>
              <strong>{one.title}</strong>
              <span>{texts.waiting(one.ready)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
