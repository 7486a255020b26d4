// Parts of decisions of others that this person is asked for now: they come before the answer.
import type {Schemas} from '~/api/client'
import {LinkButton} from '~/ui/button'
import {A} from '~/ui/link'
import {Card} from '~/ui/page'
import {Due} from '~/ui/time'
import {texts} from './texts'
import css from './page.module.css'

export function PartCards({parts}: {parts: Schemas['Today']['parts']}) {
  if (parts.length === 0) return null
  return (
    <Card title={texts.parts} flush>
      <div className={css.list}>
        {parts.map((one) => (
          <div key={one.part + one.decision.live} className={css.item}>
            <span className={css.text}>
              <A href={`/decisions/${one.decision.live}`}>{one.decision.title}</A>
              <small>{texts.partOf[one.part]} · {one.role.title}</small>
            </span>
            <span className={css.side}>
              {one.decision.due && <Due at={one.decision.due} />}
              <LinkButton href={`/decisions/${one.decision.live}`} size="s">{texts.toPart}</LinkButton>
            </span>
          </div>
        ))}
      </div>
    </Card>
  )
}
