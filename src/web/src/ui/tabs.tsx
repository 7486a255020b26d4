// Views of one thing, each with its own address.
import {useLocation} from '@tanstack/react-router'
import {A} from './link'
import {Count, type Tone} from './status'
import css from './tabs.module.css'

export type Tab = {href: string; title: string; count?: number; tone?: Tone; current?: boolean}
export function Tabs({label, items}: {label: string; items: Tab[]}) {
  const {pathname} = useLocation()
  return (
    <nav aria-label={label} className={css.tabs}>
      {items.map((item) => {
        const here = item.current ?? item.href.split('?')[0] === pathname
        return (
          <A key={item.href} href={item.href} className={css.tab} aria-current={here ? 'page' : undefined}>
            {item.title}
            {item.count !== undefined && <Count n={item.count} tone={item.tone ?? 'no_data'} />}
          </A>
        )
      })}
    </nav>
  )
}

/** One of a few: a filter or a way of showing. */
export function Choice<T extends string>({label, value, options, onChange}: {label: string; value: T; options: {value: T; title: string; count?: number}[]; onChange: (value: T) => void}) {
  return (
    <div role="group" aria-label={label} className={css.choice}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.title}
          {option.count !== undefined && <span className={css.n}>{option.count}</span>}
        </button>
      ))}
    </div>
  )
}
