// Promises of services: how much is kept, what of the error budget is used up and how fast, and the cases that fall due next.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {promises} from '~/api/queries'
import {amount, number} from '~/format/number'
import {duration} from '~/format/time'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Grid} from '~/ui/page'
import {Badge} from '~/ui/status'
import {Due} from '~/ui/time'
import {texts} from './texts'
import css from './page.module.css'

const words = texts.promises

/** Nothing at all when the model has no promise of this kind. */
export function Promises() {
  const query = useQuery(promises)
  return (
    <Loaded query={query}>
      {({items}) => items.length > 0 && (
        <Card title={words.title}>
          <p className={css.lead}>{words.lead}</p>
          <Grid min={320}>{items.map((one) => <Kept key={one.id} promise={one} />)}</Grid>
        </Card>
      )}
    </Loaded>
  )
}

function Kept({promise}: {promise: Schemas['Promise']}) {
  return (
    <section className={css.promise} id={promise.id} data-status={promise.status} aria-label={promise.title}>
      <span className={css.head}>
        <span className={css.name}>{promise.service ? <A href={promise.service.href}>{promise.title}</A> : promise.title}</span>
        <Badge tone={promise.status}>{words.status[promise.status]}</Badge>
      </span>
      <span className={css.meta}>
        <span>{promise.attained === undefined ? words.none : `${number(promise.attained)} % ${words.attained}`}</span>
        <span>{words.target} {amount(promise.target, promise.unit)} {words.within} {duration(promise.window)}</span>
        <A href={promise.indicator.href}>{promise.indicator.title}</A>
      </span>
      {promise.used !== undefined && (
        <>
          <progress className={css.budget} data-status={promise.status} max={100} value={Math.min(100, promise.used)} aria-label={words.budget} />
          <span className={css.meta}>
            <span>{words.used(number(promise.used))}</span>
            {promise.lasts && <strong>{words.lasts(duration(promise.lasts))}</strong>}
          </span>
        </>
      )}
      {promise.burns.map((burn) => (
        <span key={burn.window} className={css.meta}>
          {burn.rate === undefined ? words.burnNone(duration(burn.window)) : words.burn(number(burn.rate), duration(burn.window))} {burn.too_fast && <Badge tone="alarm">{words.tooFast}</Badge>}
        </span>
      ))}
      {promise.open > 0 && (
        <span className={css.meta}>
          <span>{words.open(promise.open)}</span>
          {promise.broken > 0 && <Badge tone="alarm">{words.broken(promise.broken)}</Badge>}
        </span>
      )}
      {promise.next.length > 0 && (
        <ul className={css.next} aria-label={words.next}>
          {promise.next.map((one) => <li key={one.case_id}><A href={`/cases/${one.case_id}`}>{one.business_key || one.case_id}</A>{one.promised && <Due at={one.promised} />}</li>)}
        </ul>
      )}
    </section>
  )
}
