import type {Schemas} from '~/api/client'
import {useSession} from '~/api/company'
import {Avatar} from '~/ui/people'
import {Button, IconButton} from '~/ui/button'
import {Icon} from '~/ui/icon'
import {A} from '~/ui/link'
import {Badge} from '~/ui/status'
import {Hidden} from '~/ui/hidden'
import {useTheme} from '~/ui/kit'
import {ClockControl} from './clock'
import {useShell} from './panels'
import {texts} from './texts'
import css from './shell.module.css'

export function TopBar({clock}: {clock: Schemas['Clock']}) {
  const {company, person, account, errors, warnings} = useSession()
  const {open} = useShell()
  const {dark, toggle} = useTheme()
  return (
    <header className={css.top}>
      <span className={css.company}>{company.title}</span>
      {errors + warnings > 0 && (
        <A href="/changes?tab=findings" className={css.found}>
          <Badge tone={errors > 0 ? 'alarm' : 'warn'}>{texts.findings(errors + warnings)}</Badge>
        </A>
      )}
      <span className={css.space} />
      <button type="button" className={css.search} onClick={() => open('palette')}>
        <Icon name="search" />
        <span>{texts.search}</span>
        <kbd>Ctrl K</kbd>
        <Hidden>. {texts.searchHint}</Hidden>
      </button>
      <ClockControl clock={clock} />
      <IconButton icon={dark ? 'sun' : 'moon'} label={texts.themeTo(dark)} onClick={toggle} />
      {person ? (
        <button type="button" className={css.chip} onClick={() => open('sign_in')}>
          <Avatar name={person.name} size={30} />
          <span className={css.who}>
            {person.name}
            <small>{(person.roles.find((one) => one.via === 'holder') ?? person.roles[0])?.role.title}</small>
          </span>
          <Hidden>. {texts.signInAs}…</Hidden>
        </button>
      ) : account ? (
        <button type="button" className={css.chip} onClick={() => open('sign_in')}>
          <Avatar name={account.name} size={30} />
          <span className={css.who}>
            {account.name}
            <small>{account.administrator ? texts.administrator : texts.noPersonYet}</small>
          </span>
          <Hidden>. {texts.signOut}…</Hidden>
        </button>
      ) : (
        <Button look="primary" onClick={() => open('sign_in')}>{texts.signIn}</Button>
      )}
    </header>
  )
}
