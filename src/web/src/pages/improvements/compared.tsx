// What the data say: before, since, the difference and how sure it is. Computed by the server; nobody types a result.
import type {Schemas} from '~/api/client'
import {amount, signed} from '~/format/number'
import {Facts} from '~/ui/page'
import {Badge, type Tone} from '~/ui/status'
import {texts} from './texts'
import css from './improvements.module.css'

type Compared = Schemas['FigureCompared']
type Trial = NonNullable<Schemas['Idea']['trial']>
export const VERDICT_TONES: Record<Schemas['FigureVerdict'], Tone> = {better: 'ok', worse: 'alarm', same: 'warn', unknown: 'no_data'}

function level(figure: Schemas['FigureLevel'], trial: Trial): string {
  if (figure.mean === undefined) return texts.noneBefore
  return `${amount(figure.mean, trial.unit, trial.decimals)} (${texts.periods(figure.periods)})`
}

export function ComparedFacts({compared, trial}: {compared: Compared; trial: Trial}) {
  const decimals = trial.decimals ?? 1
  return (
    <div className={css.compared}>
      <p><Badge tone={VERDICT_TONES[compared.verdict]}>{texts.verdicts[compared.verdict]}</Badge></p>
      <Facts
        items={[
          [texts.before, level(trial.before, trial)],
          [texts.after, level(compared.after, trial)],
          compared.effect !== undefined && [texts.effect, <span key="effect">{signed(compared.effect, decimals)} {trial.unit}<br /><span className={css.sub}>{texts.interval(signed(compared.low ?? 0, decimals), signed(compared.high ?? 0, decimals))}</span></span>],
        ]}
      />
      {compared.effect !== undefined && <Interval low={compared.low ?? 0} effect={compared.effect} high={compared.high ?? 0} verdict={compared.verdict} />}
    </div>
  )
}

const WIDTH = 320

/** The interval on a line, with a mark where there is no difference: what crosses the mark may be chance. */
function Interval({low, effect, high, verdict}: {low: number; effect: number; high: number; verdict: Schemas['FigureVerdict']}) {
  const reach = Math.max(Math.abs(low), Math.abs(high)) * 1.15 || 1
  const x = (value: number) => ((value + reach) / (2 * reach)) * WIDTH
  return (
    <svg className={css.interval} data-verdict={verdict} viewBox={`0 0 ${WIDTH} 28`} role="img" aria-label={texts.effectOf} preserveAspectRatio="none">
      <line x1={0} x2={WIDTH} y1={14} y2={14} className={css.axis} />
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1={2} y2={26} className={css.zero} />
      <line x1={x(low)} x2={x(high)} y1={14} y2={14} className={css.reach} />
      <circle cx={x(effect)} cy={14} r={5} className={css.dot} />
    </svg>
  )
}
