// A role and who answers for it today. "Deputy" is said, never implied.
import type {Schemas} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {Icon} from './icon'
import {Badge} from './status'
import {texts} from './texts'
import css from './people.module.css'

const initials = (name: string) => name.split(/\s+/).map((part) => part[0]).filter(Boolean).slice(0, 2).join('').toUpperCase()

export function Avatar({name, size = 26}: {name: string; size?: number}) {
  return (
    <span className={css.avatar} style={{width: size, height: size, fontSize: size * 0.4}} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export function HolderName({holder, why = false}: {holder: Schemas['Holder']; why?: boolean}) {
  const {person, role, via} = holder
  return (
    <span className={css.holder}>
      {person ? <Avatar name={person.name} /> : <span className={`${css.avatar} ${css.empty}`}><Icon name="person" size={14} /></span>}
      <span className={css.text}>
        <span className={css.name}>
          {person ? person.name : via === 'many' ? texts.any(role.title) : texts.nobodyToday}
          {via === 'deputy' && <Badge tone="accent" shape={false}>{texts.deputy}</Badge>}
          {via === 'nobody' && <Badge tone="alarm">{texts.vacant}</Badge>}
        </span>
        {via !== 'many' && <span className={css.role}>{role.title}</span>}
        {why && holder.why && <span className={css.why} lang={serverLang}>{holder.why}</span>}
      </span>
    </span>
  )
}

export function PersonName({person}: {person: Schemas['PersonRef']}) {
  return (
    <span className={css.person}>
      <Avatar name={person.name} size={22} />
      {person.name}
    </span>
  )
}
