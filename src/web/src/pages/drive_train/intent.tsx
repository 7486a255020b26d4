// Stated beside revealed: the essay's question "does behaviour follow intent?", objective by objective.
import type {Schemas} from '~/api/client'
import {number, signed} from '~/format/number'
import {A} from '~/ui/link'
import {Card, Small} from '~/ui/page'
import {ShareBar} from '~/ui/spark'
import {Help} from '~/ui/term'
import {texts} from './texts'
import css from './page.module.css'

export function Intent({shares}: {shares: Schemas['Share'][]}) {
  const scale = Math.max(10, ...shares.flatMap((share) => [share.stated, share.expected ?? 0, share.revealed ?? 0])) * 1.08
  return (
    <Card title={<>{texts.intent} <Help word="stated" /></>} actions={<Legend />}>
      <Small>{texts.intentLead}</Small>
      <div className={css.shares}>
        {shares.map((share) => {
          const gap = share.revealed === undefined ? undefined : share.revealed - (share.expected ?? share.stated)
          return (
            <div key={share.objective.id} className={css.shareRow}>
              <A href={share.objective.href} className={css.shareName}>{share.objective.title}</A>
              <ShareBar share={share} scale={scale} />
              <span className={css.shareFigures}>
                <span>{number(share.stated, 0)} {texts.stated}</span>
                <span>{share.expected === undefined ? '' : `${number(share.expected, 0)} ${texts.expected}`}</span>
                <strong>{number(share.revealed, 0)} {texts.revealed}</strong>
                <span className={gap !== undefined && Math.abs(gap) >= 5 ? css.gapFar : css.gap}>{gap === undefined ? '' : signed(gap, 0)}</span>
              </span>
            </div>
          )
        })}
      </div>
    </Card>
  )
}

function Legend() {
  return (
    <span className={css.legend} aria-hidden="true">
      <span><i className={css.keyStated} /> {texts.stated}</span>
      <span><i className={css.keyExpected} /> {texts.expected}</span>
      <span><i className={css.keyRevealed} /> {texts.revealed}</span>
    </span>
  )
}
