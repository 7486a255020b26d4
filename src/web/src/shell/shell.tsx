// The frame around every page: the cascade on the left, the company and its time on top.
import {lazy, Suspense, useEffect, useRef, useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {Outlet, useLocation} from '@tanstack/react-router'
import {useCompanyClock, useSession} from '~/api/company'
import {useLive, useStreamUp} from '~/api/live'
import {session} from '~/api/queries'
import {useSending} from '~/api/station_outbox'
import {Announcer} from '~/ui/announce'
import {Icon} from '~/ui/icon'
import {ReadProblem} from '~/ui/problem'
import {BottomBar, Nav} from './nav'
import {TopBar} from './top_bar'
import {ShellContext, type Panel} from './panels'
import {ResetNote} from './reset_note'
import {texts} from './texts'
import css from './shell.module.css'

// Panels come when they are first opened; most visits open none.
const Palette = lazy(() => import('./palette').then((module) => ({default: module.Palette})))
const SignIn = lazy(() => import('./sign_in').then((module) => ({default: module.SignIn})))
const Menu = lazy(() => import('./menu').then((module) => ({default: module.Menu})))

export function Shell() {
  const here = useQuery(session)
  if (here.error && !here.data) {
    return (
      <main className={css.alone}>
        <ReadProblem error={here.error} again={() => void here.refetch()} />
      </main>
    )
  }
  return here.data ? <Frame /> : null
}

function Frame() {
  useLive()
  const clock = useCompanyClock()
  const [panel, open] = useState<Panel>()
  const up = useStreamUp()
  const {demo, account, person} = useSession()
  useSending(person?.id)
  const {pathname} = useLocation()
  const main = useRef<HTMLDivElement>(null)
  const first = useRef(true)

  useEffect(() => {
    open(undefined)
    // A new page is told to whoever does not see it; the very first one the browser tells itself.
    if (first.current) first.current = false
    else main.current?.querySelector<HTMLElement>('#page-title')?.focus({preventScroll: true})
  }, [pathname])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        open((now) => (now === 'palette' ? undefined : 'palette'))
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <ShellContext value={{panel, open}}>
      <a href="#page" className={css.skip}>{texts.skip}</a>
      {pathname === '/station' ? (
        // A station has the whole screen to itself.
        <div id="page" ref={main} tabIndex={-1} className={css.whole}>
          <Suspense>
            <Outlet />
          </Suspense>
        </div>
      ) : (
      <div className={css.frame}>
        <div className={css.side}><Nav /></div>
        <TopBar clock={clock} />
        <main id="page" className={css.main} ref={main} tabIndex={-1}>
          {/* Who has not signed in is told nothing, which is no failure. */}
          {!up && (demo || account) && (
            <p className={css.stale} role="status">
              <Icon name="clock" size={16} /> {texts.streamDown}
            </p>
          )}
          <ResetNote />
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
        <BottomBar />
      </div>
      )}
      <Suspense>
        {panel === 'palette' && <Palette opened onClose={() => open(undefined)} />}
        {panel === 'sign_in' && <SignIn opened onClose={() => open(undefined)} />}
        {panel === 'menu' && <Menu onClose={() => open(undefined)} />}
      </Suspense>
      <Announcer />
    </ShellContext>
  )
}
