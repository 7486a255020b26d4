// The briefing: each figure with its age, and whether it is too old to decide on.
import type {Schemas} from '~/api/client'
import {PersonName} from '~/ui/people'
import {duration} from '~/format/time'
import {amount} from '~/format/number'
import {A} from '~/ui/link'
import {Muted} from '~/ui/page'
import {Badge, Shape} from '~/ui/status'
import {texts} from './texts'
import css from './decisions.module.css'

export function Briefings({items}: {items: Schemas['Briefing'][]}) {
  if (items.length === 0) return <Muted>{texts.noBriefing}</Muted>
  return items.map((item) => (
    <div key={item.kpi?.id ?? item.title} className={css.brief}>
      {item.kpi ? <A href={item.kpi.href}>{item.title}</A> : <span>{item.title}</span>}
      <span className={css.value}>{amount(item.value, item.unit, item.decimals)}</span>
      <Shape tone={item.status} />
      <small>
        {item.source && <>{texts.sourceOf} {item.source}. </>}
        {item.age && <>{duration(item.age)} {texts.age}</>}
        {item.max_age && <>, {texts.maxAge} {duration(item.max_age)}</>} {item.stale && <Badge tone={item.when_stale === 'block' ? 'alarm' : 'warn'}>{texts.staleEffects[item.when_stale]}</Badge>}
      </small>
    </div>
  ))
}

/** What an answer rested on, as it was then. */
export function RestedOn({on}: {on: NonNullable<Schemas['Decision']['rested_on']>}) {
  return (
    <>
      {on.inputs.map((item) => (
        <div key={item.kpi?.id ?? item.title} className={css.brief}>
          {item.kpi ? <A href={item.kpi.href}>{item.title}</A> : <span>{item.title}</span>}
          <span className={css.value}>{amount(item.value, item.unit)}</span>
          <small>
            {item.age && <>{duration(item.age)} {texts.age}</>} {item.stale && <Badge tone="warn">{texts.stale}</Badge>}
          </small>
        </div>
      ))}
      {on.signed_by && <p className={css.sub}><PersonName person={on.signed_by} /> {texts.signedFor}: {on.signature}</p>}
    </>
  )
}
