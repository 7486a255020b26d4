// The frame of every page: where it stands in the line of sight, its name, what it is, what can be done here.
import {useEffect, type ReactNode} from 'react'
import type {Schemas} from '~/api/client'
import {capital} from '~/format/number'
import {A} from './link'
import {Icon} from './icon'
import {texts} from './texts'
import css from './page.module.css'

export function Page({title, name, lead, crumbs, sight, meta, actions, tabs, children, wide}: {
  /** What is written on the page. */
  title: ReactNode
  /** Of the browser's tab, when the title is not plain text. */
  name?: string
  lead?: ReactNode
  crumbs?: {title: string; href: string}[]
  sight?: Schemas['LineOfSight']
  meta?: ReactNode
  actions?: ReactNode
  tabs?: ReactNode
  children: ReactNode
  wide?: boolean
}) {
  const spoken = name ?? (typeof title === 'string' ? title : texts.product)
  useEffect(() => {
    document.title = spoken === texts.product ? spoken : `${spoken} · ${texts.product}`
  }, [spoken])
  return (
    <div className={wide ? css.wide : css.page}>
      <header className={css.header}>
        {crumbs && <Crumbs items={crumbs} />}
        <div className={css.line}>
          <div className={css.titles}>
            <h1 className={css.title} tabIndex={-1} id="page-title">
              {title}
            </h1>
            {lead && <p className={css.lead}>{lead}</p>}
          </div>
          {actions && <div className={css.actions}>{actions}</div>}
        </div>
        {meta && <div className={css.meta}>{meta}</div>}
        {sight && sight.length > 0 && <LineOfSight sight={sight} />}
        {tabs}
      </header>
      {children}
    </div>
  )
}

function Crumbs({items}: {items: {title: string; href: string}[]}) {
  return (
    <nav aria-label={texts.where} className={css.crumbs}>
      {items.map((item, index) => (
        <A key={item.href} href={item.href}>
          {index > 0 && <Icon name="right" size={12} />}
          {item.title}
        </A>
      ))}
    </nav>
  )
}

/** objective › requirement › decision › process › KPI: why this exists. */
export function LineOfSight({sight}: {sight: Schemas['LineOfSight']}) {
  return (
    <nav className={css.sight} aria-label={texts.sight}>
      {sight.map((entity, index) => (
        <A key={`${entity.kind}/${entity.id}`} href={entity.href} className={css.stop}>
          {index > 0 && <Icon name="right" size={12} className={css.sep} />}
          <span className={css.kind}>{capital(texts.kinds[entity.kind])}</span>
          <span>{entity.title}</span>
        </A>
      ))}
    </nav>
  )
}

export function Card({title, count, actions, children, flush, tone, label, id}: {title?: ReactNode; count?: ReactNode; actions?: ReactNode; children: ReactNode; flush?: boolean; tone?: 'accent'; label?: string; id?: string}) {
  return (
    <section className={`${css.card} ${tone ? css.toned : ''}`} aria-label={label} id={id}>
      {(title || actions) && (
        <div className={css.head}>
          {title && (
            <h2>
              {title} {count}
            </h2>
          )}
          {actions && <div className={css.headActions}>{actions}</div>}
        </div>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  )
}

/** Two columns on a wide screen: what it is, and what belongs to it. */
export function Split({children, aside}: {children: ReactNode; aside: ReactNode}) {
  return (
    <div className={css.split}>
      <div className={css.stack}>{children}</div>
      <aside className={css.stack}>{aside}</aside>
    </div>
  )
}
export const Stack = ({children}: {children: ReactNode}) => <div className={css.stack}>{children}</div>
export const Row = ({children}: {children: ReactNode}) => <div className={css.row}>{children}</div>
export const Grid = ({children, min = 280}: {children: ReactNode; min?: number}) => (
  <div className={css.grid} style={{'--min': `${min}px`} as React.CSSProperties}>
    {children}
  </div>
)

/** Facts by name. */
export function Facts({items}: {items: ([string, ReactNode] | false | undefined)[]}) {
  return (
    <dl className={css.facts}>
      {items.map(
        (item) =>
          item && (
            <div key={item[0]}>
              <dt>{item[0]}</dt>
              <dd>{item[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

export const Muted = ({children}: {children: ReactNode}) => <span className={css.muted}>{children}</span>
export const Small = ({children}: {children: ReactNode}) => <p className={css.small}>{children}</p>
