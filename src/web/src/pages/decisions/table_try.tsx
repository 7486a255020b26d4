// A form to try a table with: what it answers for these inputs, by which rule, and why. What is left empty is not known.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {exact} from '~/api/exact'
import {evaluation} from '~/api/queries'
import {capital, words} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {FieldsForm, type Typed} from '~/ui/form'
import {ReadProblem} from '~/ui/problem'
import {Badge} from '~/ui/status'
import {cellWords, rowId, told, typedConstant} from './table_words'
import {texts} from './texts'
import css from './table.module.css'

type OneTable = Schemas['DecisionTable']
type Fields = OneTable['fields']

/** Values of what was typed, numbers with all their digits; undefined before anything is typed, and while a number is none. */
export function inputsOf(fields: Fields, typed: Typed): Record<string, unknown> | undefined {
  if (Object.keys(typed).length === 0) return undefined
  const inputs: Record<string, unknown> = {}
  for (const {name, type} of fields) {
    const text = (typed[name] ?? '').trim()
    if (text === '') continue
    const value = type === 'number' ? exact(text) : type === 'boolean' ? text === 'true' : text
    if (value === undefined) return undefined
    inputs[name] = value
  }
  return inputs
}

export function useTrial(table: OneTable) {
  const [typed, setTyped] = useState<Typed>({})
  const fields = table.fields.map((field) => ({...field, title: field.name, type: field.type === 'date' || field.type === 'number' || field.type === 'string' || field.type === 'boolean' ? field.type : ('any' as const)}))
  const inputs = inputsOf(table.fields, typed)
  const query = useQuery(evaluation(table.id, table.revision, inputs))
  /** An input of a gap, by the columns of a table. */
  const fill = (columns: readonly {expression: string}[], constants: readonly string[]) => setTyped(Object.fromEntries(table.fields.map(({name}) => [name, typedConstant(constants[columns.findIndex((column) => column.expression === name)] ?? '')])))
  return {fields, typed, setTyped, fill, inputs, query, result: inputs ? query.data?.results[0] : undefined}
}

export function TryForm({table, trial}: {table: OneTable; trial: ReturnType<typeof useTrial>}) {
  const {result} = trial
  return (
    <div className={css.try}>
      <FieldsForm fields={trial.fields} typed={trial.typed} onChange={trial.setTyped} required />
      <div aria-live="polite" className={css.result}>
        {trial.inputs && trial.query.error && <ReadProblem error={trial.query.error} />}
        {result && <Answered table={table} result={result} />}
        {!trial.inputs && <p className={css.sub}>{texts.tryAll}</p>}
      </div>
      {Object.keys(trial.typed).length > 0 && <div><Button size="s" look="quiet" onClick={() => trial.setTyped({})}>{texts.tryAnew}</Button></div>}
    </div>
  )
}

/** To the rule's row, which a long table keeps out of sight. */
function ToRule({table, rule}: {table: string; rule: number}) {
  const id = rowId(table, rule)
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault()
        const row = document.getElementById(id)
        row?.scrollIntoView({block: 'center'})
        row?.focus({preventScroll: true})
      }}
    >
      {texts.showRule(rule)}
    </a>
  )
}

function Answered({table, result}: {table: OneTable; result: Schemas['Evaluation']}) {
  const first = result.tables?.find((hit) => hit.name === table.tables[0]?.name)
  return (
    <>
      <p className={css.answer}>
        {result.value === undefined ? <Badge tone="warn">{texts.noAnswer}</Badge> : <>{texts.answer} <strong>{result.outcome ? capital(words(result.outcome)) : told(result)}</strong></>}
      </p>
      {first?.rules.map((rule) => {
        const written = table.tables[0]?.rules.find((one) => one.number === rule.number)
        return (
          <div key={rule.number}>
            <p><strong>{texts.ruleMatches(rule.number)}</strong>{rule.annotations[0] && `: ${rule.annotations[0]}`} <ToRule table={first.name} rule={rule.number} /></p>
            <ul className={css.because}>
              {first.columns.map((column, index) => (
                <li key={column.name}>{column.name}: {texts.isCell(told(column), (written?.cells[index] && cellWords(written.cells[index])) ?? written?.cells[index]?.text ?? '')}</li>
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
