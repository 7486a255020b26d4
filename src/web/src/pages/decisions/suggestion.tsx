// What the right's table said when a decision was opened: beside the criteria, for whoever decides.
import type {Schemas} from '~/api/client'
import {capital, plain, words} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {A} from '~/ui/link'
import {Badge} from '~/ui/status'
import {texts} from './texts'
import css from './decisions.module.css'

export function SuggestionView({decision}: {decision: Schemas['Decision']}) {
  const {suggestion} = decision
  if (!suggestion) return null
  return (
    <div className={css.answer} style={{marginTop: 16}}>
      <p>
        {suggestion.outcome ? <>{texts.tableSuggests} <strong>{capital(words(suggestion.outcome))}</strong></> : <Badge tone="warn">{texts.tableSuggestsNothing}</Badge>}
      </p>
      {suggestion.rules.map((rule) => (
        <p key={rule.table + rule.number}>{texts.ruleOf(rule.number)}{rule.annotations[0] && `: ${rule.annotations[0]}`}</p>
      ))}
      <p className={css.sub}>{suggestion.inputs.map((input) => `${input.name}: ${plain(input.value)}`).join(' · ')}</p>
      {suggestion.warnings.map((warning) => (
        <p key={warning} className={css.sub} lang={serverLang}>{warning}</p>
      ))}
      <p className={css.sub}><A href={`/decisions/tables/${decision.decision.id}`}>{texts.toTable}</A> · {texts.model} <code>{suggestion.revision.slice(0, 7)}</code></p>
    </div>
  )
}
