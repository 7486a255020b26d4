// The pages in the order of the cascade: from intent down to work, and what brings work back to intent.
import {useQuery} from '@tanstack/react-query'
import {useLocation} from '@tanstack/react-router'
import {usePerson} from '~/api/company'
import {today} from '~/api/queries'
import {A} from '~/ui/link'
import {Icon, type IconName} from '~/ui/icon'
import {Count} from '~/ui/status'
import {LanguageSwitch} from './language_switch'
import {useShell} from './panels'
import {texts} from './texts'
import css from './shell.module.css'

type PageName = keyof typeof texts.pages
export const addresses: Record<PageName, string> = {
  drive_train: '/', today: '/today', strategy: '/strategy', roles: '/roles', decisions: '/decisions', rhythms: '/rhythms', processes: '/processes',
  performance: '/performance', issues: '/issues', improvements: '/improvements', drift: '/drift', changes: '/changes', audit: '/audit', admin: '/admin',
}
const GROUPS: {title?: string; pages: PageName[]}[] = [
  {pages: ['drive_train', 'today']},
  {title: texts.groups.cascade, pages: ['strategy', 'roles', 'decisions', 'rhythms', 'processes', 'performance', 'issues', 'improvements']},
  {title: texts.groups.back, pages: ['drift', 'changes', 'audit', 'admin']},
]

function isHere(pathname: string, page: PageName): boolean {
  if (page === 'drive_train') return pathname === '/'
  if (page === 'processes' && /^\/(cases|jobs|discards|batches)(\/|$)/.test(pathname)) return true
  return pathname === addresses[page] || pathname.startsWith(`${addresses[page]}/`)
}

/** What waits for the signed-in person, beside the page where it is. */
function useWaiting(): Partial<Record<PageName, number>> {
  const person = usePerson()
  const {data} = useQuery({...today, enabled: person !== undefined})
  return person && data ? {decisions: data.decisions.length, issues: data.issues.length} : {}
}

export function Links() {
  const {pathname} = useLocation()
  const waiting = useWaiting()
  return (
    <nav aria-label={texts.nav} className={css.nav}>
      {GROUPS.map((group, index) => (
        <div key={index}>
          {group.title && <p className={css.group}>{group.title}</p>}
          {group.pages.map((page) => (
            <A key={page} href={addresses[page]} className={css.item} aria-current={isHere(pathname, page) ? 'page' : undefined}>
              <Icon name={page as IconName} />
              <span>{texts.pages[page]}</span>
              <Count n={waiting[page] ?? 0} tone={page === 'issues' ? 'alarm' : 'accent'} />
            </A>
          ))}
        </div>
      ))}
      <LanguageSwitch />
    </nav>
  )
}

export function Nav() {
  return (
    <>
      <A href="/" className={css.brand} style={{margin: '0 12px 6px'}}>
        <Icon name="drive_train" size={24} />
        {texts.product}
      </A>
      <Links />
    </>
  )
}

/** On a phone: what most people need with one thumb, the rest behind the menu. */
export function BottomBar() {
  const {pathname} = useLocation()
  const {open} = useShell()
  const pages = ['drive_train', 'today', 'decisions', 'issues'] as const
  return (
    <div className={css.bottom} data-no-print>
      {pages.map((page) => (
        <A key={page} href={addresses[page]} aria-current={isHere(pathname, page) ? 'page' : undefined}>
          <Icon name={page as IconName} size={22} />
          {texts.thumb[page]}
        </A>
      ))}
      <button type="button" onClick={() => open('menu')} aria-haspopup="dialog">
        <Icon name="menu" size={22} />
        {texts.menu}
      </button>
    </div>
  )
}
