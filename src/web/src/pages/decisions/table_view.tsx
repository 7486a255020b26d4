// One table as a person reads it: conditions left, answers right, why in the last columns. Of a trial the rules that matched are lit,
// and every cell says whether it holds. What the compiler found stands at its rule and cell.
import {useState} from 'react'
import type {Schemas} from '~/api/client'
import {number} from '~/format/number'
import {Button, LinkButton} from '~/ui/button'
import {Shape, Tag} from '~/ui/status'
import {FindingMark, findingsOf, MissingRules} from './table_findings'
import {cellWords, outputWords, rowId} from './table_words'
import {texts} from './texts'
import css from './table.module.css'

type View = Schemas['TableView']
export type Trial = NonNullable<Schemas['Evaluation']['tables']>[number]
type Gap = NonNullable<Schemas['Finding']['gap']>

export function TableView({table, trial, findings = [], onTry, addHref}: {table: View; trial?: Trial; findings?: Schemas['Finding'][]; onTry?: (gap: Gap) => void; addHref?: (gap: Gap) => string}) {
  const [written, setWritten] = useState(false)
  const fired = new Set(trial?.rules.map((rule) => rule.number))
  const found = findingsOf(findings, table)
  const inputs = table.inputs.length
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
              {table.inputs.map((column, index) => (
                <th key={column.label + column.expression} scope="col">
                  {column.label}<FindingMark findings={found.ofColumn(index)} />
                  {column.expression !== column.label && <code>{column.expression}</code>}
                  {column.values && <code>{column.values}</code>}
                </th>
              ))}
              {table.outputs.map((column, index) => (
                <th key={column.label + column.name} scope="col" className={css.output}>
                  {column.label}<FindingMark findings={found.ofColumn(inputs + index)} />
                  {column.default && <span className={css.default}>{texts.otherwise} {outputWords(column.default)}</span>}
                </th>
              ))}
              {table.annotations.map((name, index) => (
                <th key={index} scope="col">{name || texts.annotation}</th>
              ))}
              <th scope="col" className={css.hits}>{texts.hits}</th>
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule) => (
              <tr key={rule.number} data-fired={fired.has(rule.number) || undefined} data-found={found.touches(rule.number) || undefined} id={rowId(table.name, rule.number)} tabIndex={-1}>
                <th scope="row" className={css.number}>
                  {rule.number}
                  {fired.has(rule.number) && <span className={css.mark}><Shape tone="ok" label={texts.matches} /></span>}
                  <FindingMark findings={found.ofRule(rule.number)} />
                </th>
                {rule.cells.map((cell, index) => (
                  <td key={index} data-title={table.inputs[index]?.label} title={cell.text}>
                    <span>
                      <Held holds={trial?.cells_hold?.[rule.number - 1]?.[index]} />
                      {written ? <code>{cell.text}</code> : (cellWords(cell) ?? <code>{cell.text}</code>)}
                      <FindingMark findings={found.ofCell(rule.number, index)} />
                    </span>
                  </td>
                ))}
                {rule.outputs.map((cell, index) => (
                  <td key={index} className={css.output} data-title={table.outputs[index]?.label}>
                    <span>{written ? <code>{cell.text}</code> : outputWords(cell.text)}<FindingMark findings={found.ofCell(rule.number, inputs + index)} /></span>
                  </td>
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
      <MissingRules
        findings={found}
        acts={(gap) => (
          <>
            {onTry && gap.inputs && <Button size="s" onClick={() => onTry(gap)}>{texts.tryThis}</Button>}
            {addHref && table.element && <LinkButton size="s" href={addHref(gap)}>{texts.addRuleFor}</LinkButton>}
          </>
        )}
      />
      {table.rules_total > table.rules.length && <p className={css.sub}>{texts.rulesCut(table.rules.length, table.rules_total)}</p>}
    </div>
  )
}

/** Told by shape and word; nothing while nothing is tried, or when only the whole rule can tell. */
function Held({holds}: {holds: 'yes' | 'no' | 'unknown' | undefined}) {
  if (holds === undefined || holds === 'unknown') return null
  return <span className={css.held}>{holds === 'yes' ? <Shape tone="ok" size={12} label={texts.holds} /> : <Shape tone="no_data" size={12} label={texts.holdsNot} />}</span>
}
