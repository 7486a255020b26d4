// A form to try a table with: what it answers for these inputs, by which rule, and why.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {evaluation} from '~/api/queries'
import {capital, plain, words} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {FieldsForm, valuesOf, type Typed} from '~/ui/form'
import {ReadProblem} from '~/ui/problem'
import {Badge} from '~/ui/status'
import {cellWords} from './table_words'
import {texts} from './texts'
import css from './table.module.css'

type OneTable = Schemas['DecisionTable']

/** Typed inputs and what came of them; nothing is sent before all are there. */
export function useTrial(table: OneTable) {
  const [typed, setTyped] = useState<Typed>({})
  const fields = table.fields.map((field) => ({...field, title: field.name, type: field.type === 'date' || field.type === 'number' || field.type === 'string' || field.type === 'boolean' ? field.type : ('any' as const)}))
  const inputs = valuesOf(fields, typed)
  const query = useQuery(evaluation(table.id, table.revision, inputs))
  return {fields, typed, setTyped, inputs, query, result: inputs ? query.data?.results[0] : undefined}
}

export function TryForm({table, trial}: {table: OneTable; trial: ReturnType<typeof useTrial>}) {
  const {result} = trial
  return (
    <div className={css.try}>
      <FieldsForm fields={trial.fields} typed={trial.typed} onChange={trial.setTyped} />
      <div aria-live="polite" className={css.result}>
        {trial.inputs && trial.query.error && <ReadProblem error={trial.query.error} />}
        {result && <Answered table={table} result={result} />}
        {!trial.inputs && <p className={css.sub}>{texts.tryAll}</p>}
      </div>
    </div>
  )
}

function Answered({table, result}: {table: OneTable; result: Schemas['Evaluation']}) {
  const first = result.tables?.find((hit) => hit.name === table.tables[0]?.name)
  return (
    <>
      <p className={css.answer}>
        {result.value === undefined ? <Badge tone="warn">{texts.noAnswer}</Badge> : <>{texts.answer} <strong>{capital(words(result.outcome ?? plain(result.value)))}</strong></>}
      </p>
      {first?.rules.map((rule) => {
        const written = table.tables[0]?.rules.find((one) => one.number === rule.number)
        return (
          <div key={rule.number}>
            <p><strong>{texts.ruleMatches(rule.number)}</strong>{rule.annotations[0] && `: ${rule.annotations[0]}`}</p>
            <ul className={css.because}>
              {first.columns.map((column, index) => (
                <li key={column.name}>{column.name}: {texts.isCell(plain(column.value), (written?.cells[index] && cellWords(written.cells[index])) ?? written?.cells[index]?.text ?? '')}</li>
              ))}
            </ul>
          </div>
        )
      })}
      {first && first.rules.length === 0 && <p>{texts.noRuleMatches}</p>}
      {result.warnings.map((warning) => (
        <p key={warning.message} className={css.sub} lang={serverLang}>{warning.file && <code>{warning.file}:{warning.line}</code>} {warning.message}</p>
      ))}
    </>
  )
}
