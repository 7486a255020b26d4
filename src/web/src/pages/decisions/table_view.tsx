// One table as a person reads it: conditions left, answers right, why in the last columns. Of a trial the rules that matched are lit,
// and every cell says whether it holds.
import {useState} from 'react'
import type {Schemas} from '~/api/client'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {Shape, Tag} from '~/ui/status'
import {cellWords, holds, outputWords} from './table_words'
import {texts} from './texts'
import css from './table.module.css'

type View = Schemas['TableView']
export type Trial = NonNullable<Schemas['Evaluation']['tables']>[number]

export function TableView({table, trial}: {table: View; trial?: Trial}) {
  const [written, setWritten] = useState(false)
  const fired = new Set(trial?.rules.map((rule) => rule.number))
  return (
    <div className={css.view}>
      <div className={css.bar}>
        <Tag>{texts.policies[table.hit_policy]}{table.aggregation && ` · ${texts.aggregations[table.aggregation]}`}</Tag>
        <span className={css.sub}>{texts.policyTexts[table.hit_policy]}</span>
        <Button size="s" look="quiet" aria-pressed={written} onClick={() => setWritten(!written)}>{texts.asWritten}</Button>
      </div>
      <div className={css.scroll} role="region" aria-label={table.name} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{table.name}</caption>
          <thead>
            <tr>
              <th scope="col" className={css.number}>{texts.rule}</th>
              {table.inputs.map((column) => (
                <th key={column.label + column.expression} scope="col">
                  {column.label}
                  {column.expression !== column.label && <code>{column.expression}</code>}
                </th>
              ))}
              {table.outputs.map((column) => (
                <th key={column.label + column.name} scope="col" className={css.output}>{column.label}</th>
              ))}
              {table.annotations.map((name, index) => (
                <th key={index} scope="col">{name || texts.annotation}</th>
              ))}
              <th scope="col" className={css.hits}>{texts.hits}</th>
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule) => (
              <tr key={rule.number} data-fired={fired.has(rule.number) || undefined} id={`rule-${table.name}-${rule.number}`.replaceAll(' ', '-')}>
                <th scope="row" className={css.number}>
                  {rule.number}
                  {fired.has(rule.number) && <span className={css.mark}><Shape tone="ok" label={texts.matches} /></span>}
                </th>
                {rule.cells.map((cell, index) => (
                  <td key={index} data-title={table.inputs[index]?.label} title={cell.text}>
                    <Held value={trial && holds(cell, trial.columns[index]?.value)} />
                    {written ? <code>{cell.text}</code> : (cellWords(cell) ?? <code>{cell.text}</code>)}
                  </td>
                ))}
                {rule.outputs.map((cell, index) => (
                  <td key={index} className={css.output} data-title={table.outputs[index]?.label}>{written ? <code>{cell.text}</code> : outputWords(cell.text)}</td>
                ))}
                {table.annotations.map((name, index) => (
                  <td key={index} className={css.why} data-title={name || texts.annotation}>{rule.annotations[index] ?? ''}</td>
                ))}
                <td className={css.hits} data-title={texts.hits}>{number(rule.hits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.rules_total > table.rules.length && <p className={css.sub}>{texts.rulesCut(table.rules.length, table.rules_total)}</p>}
    </div>
  )
}

/** Told by shape and word; nothing while nothing is tried, or when only the server could tell. */
function Held({value}: {value: boolean | undefined}) {
  if (value === undefined) return null
  return <span className={css.held}>{value ? <Shape tone="ok" size={12} label={texts.holds} /> : <Shape tone="no_data" size={12} label={texts.holdsNot} />}</span>
}
