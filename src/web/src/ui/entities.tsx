// Things of the model by name, each a link tall enough for a finger (WCAG 2.5.8); none is said where that matters.
import {type ReactNode} from 'react'
import type {Schemas} from '~/api/client'
import {A} from './link'
import {Badge} from './status'
import css from './entities.module.css'

export function Entities({items, none, after}: {items: readonly Schemas['EntityRef'][]; none?: string; after?: (item: Schemas['EntityRef'], index: number) => ReactNode}) {
  if (items.length === 0) return none ? <Badge tone="alarm">{none}</Badge> : null
  return (
    <ul className={css.list}>
      {items.map((item, index) => (
        <li key={`${item.kind}/${item.id}`}>
          <A href={item.href} className={css.link}>{item.title}</A>
          {after?.(item, index)}
        </li>
      ))}
    </ul>
  )
}
