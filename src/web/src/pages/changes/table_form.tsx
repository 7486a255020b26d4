// A decision table to be written anew: cells, rules in and out and in another order, the hit policy, defaults, allowed values. What differs goes
// along as edits by meaning; every other byte of the file stays. What the compiler finds stands at its rule and cell while one writes.
import {useEffect, useRef, useState, type KeyboardEvent} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionTable, decisionTables} from '~/api/queries'
import {Button, IconButton} from '~/ui/button'
import {Pick, Select, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Small} from '~/ui/page'
import {FindingMark, findingsOf, MissingRules} from '../decisions/table_findings'
import {texts as tableTexts} from '../decisions/texts'
import {draftOf, editsOf, withCell, withMoved, withoutRule, withRule, type Aggregation, type Draft, type HitPolicy} from './table_draft'
import {texts} from './texts'
import css from './table_form.module.css'

type Edits = Schemas['Edits']
type View = Schemas['TableView']
type Findings = Schemas['Finding'][]
/** A rule that the form begins with: where somebody saw a gap. */
export type NewRule = {element: string; conditions: string[]}
type Props = {onChange: (edits: Edits | undefined) => void; findings: Findings; begin?: NewRule}

export function TableForm({decision, ...rest}: Props & {decision?: string}) {
  const [chosen, setChosen] = useState(decision)
  const all = useQuery(decisionTables)
  const one = useQuery({...decisionTable(chosen ?? ''), enabled: chosen !== undefined})
  return (
    <>
      <Pick label={texts.tableField} required value={chosen} onChange={setChosen} options={(all.data?.items ?? []).map((table) => ({value: table.id, title: table.title, text: table.file}))} />
      {chosen && <Loaded query={one}>{(table) => <Tables key={table.id + table.revision} table={table} {...rest} />}</Loaded>}
    </>
  )
}

function Tables({table, onChange, findings, begin}: Props & {table: Schemas['DecisionTable']}) {
  const [made, setMade] = useState<Record<string, TableEdits>>({})
  const parts = Object.values(made)
  const edits: Edits = {set_cell: parts.flatMap((one) => one.set_cell ?? []), edit_table: parts.flatMap((one) => one.edit_table ?? [])}
  const key = JSON.stringify(edits)
  useEffect(() => {
    const {set_cell, edit_table} = edits
    onChange(set_cell?.length || edit_table?.length ? {...(set_cell?.length ? {set_cell} : {}), ...(edit_table?.length ? {edit_table} : {})} : undefined)
  }, [key])
  const changed = parts.some((one) => one.set_cell || one.edit_table)
  return table.tables.map((one) =>
    one.element ? (
      <OneTable key={one.name + one.line} right={table.id} table={one} findings={changed ? findings : table.findings} begin={begin?.element === one.element ? begin.conditions : undefined} onEdits={(own) => setMade((others) => ({...others, [one.element!]: own}))} />
    ) : (
      <Small key={one.name + one.line}>{texts.tableElsewhere(one.name)}</Small>
    ),
  )
}
type TableEdits = ReturnType<typeof editsOf>

type Step = {draft: Draft; tag: string}
const POLICIES = Object.keys(tableTexts.policies) as HitPolicy[]
const AGGREGATIONS: Aggregation[] = ['SUM', 'COUNT', 'MIN', 'MAX']

function OneTable({right, table, findings, begin, onEdits}: {right: string; table: View; findings: Findings; begin?: string[]; onEdits: (edits: TableEdits) => void}) {
  const [steps, setSteps] = useState<Step[]>(() => {
    const first = {draft: draftOf(table), tag: ''}
    return begin ? [first, {draft: withRule(first.draft, table, first.draft.rows.length, begin), tag: 'add'}] : [first]
  })
  const {draft} = steps.at(-1)!
  const area = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | undefined>(begin ? `${steps.at(-1)!.draft.rows.at(-1)!.key} ${table.inputs.length}` : undefined)
  useEffect(() => onEdits(editsOf(draft, table, right)), [draft])
  useEffect(() => {
    if (wanted.current === undefined) return
    area.current?.querySelector<HTMLElement>(`[data-cell="${wanted.current}"]`)?.focus()
    wanted.current = undefined
  }, [draft])

  /** A step that can be undone; typing on in one place is one step. */
  const step = (next: Draft, tag: string, focus?: string) => {
    wanted.current = focus
    setSteps((all) => [...(tag !== '' && all.length > 1 && all.at(-1)!.tag === tag ? all.slice(0, -1) : all), {draft: next, tag}])
  }
  const add = (at: number, conditions?: string[]) => {
    const next = withRule(draft, table, at, conditions)
    step(next, '', `${next.rows[at]!.key} ${conditions ? table.inputs.length : 0}`)
  }
  const remove = (at: number) => {
    const next = withoutRule(draft, at)
    const beside = next.rows[at] ?? next.rows[at - 1]
    step(next, '', beside && `${beside.key} 0`)
  }
  const move = (at: number, by: number, column = 0) => {
    if (at + by < 0 || at + by >= draft.rows.length) return
    step(withMoved(draft, at, at + by), '', `${draft.rows[at]!.key} ${column}`)
  }
  const keys = (event: KeyboardEvent, at: number, column: number) => {
    const to = (row: number) => {
      const target = draft.rows[row]
      if (target) area.current?.querySelector<HTMLElement>(`[data-cell="${target.key} ${column}"]`)?.focus()
    }
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by !== 0 && event.altKey) move(at, by, column)
    else if (by !== 0) to(at + by)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add(at + 1)
    else if (event.key === 'Enter') to(at + 1)
    else return
    event.preventDefault()
  }

  const columns = [...table.inputs.map((column) => column.label), ...table.outputs.map((column) => column.label), ...table.annotations.map((name) => name || texts.tableNote)]
  const found = findingsOf(findings, table)
  const written = new Map(table.rules.map((rule) => [rule.number, [...rule.cells.map((cell) => cell.text), ...rule.outputs.map((cell) => cell.text), ...table.annotations.map((_, index) => rule.annotations[index] ?? '')]]))
  return (
    <section className={css.form} aria-label={table.name} ref={area}>
      <div className={css.head}>
        <h3>{table.name}</h3>
        <Button size="s" look="quiet" icon="return" disabled={steps.length === 1} onClick={() => setSteps((all) => all.slice(0, -1))}>{texts.tableUndo}</Button>
      </div>
      <div className={css.scroll} role="region" aria-label={texts.tableRules(table.name)} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{table.name}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.tableRule}</th>
              {columns.map((column, index) => (
                <th key={index} scope="col">{column}<FindingMark findings={found.ofColumn(index)} /></th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.rows.map((row, at) => (
              <tr key={row.key} data-found={found.touches(at + 1) || undefined} data-new={row.from === undefined || undefined}>
                <th scope="row">
                  <span className={css.rule}>
                    <span>{at + 1}</span>
                    <FindingMark findings={found.ofRule(at + 1)} />
                    <IconButton icon="arrow_up" label={texts.tableUp(at + 1)} disabled={at === 0} onClick={() => move(at, -1)} />
                    <IconButton icon="arrow_down" label={texts.tableDown(at + 1)} disabled={at === draft.rows.length - 1} onClick={() => move(at, 1)} />
                    <IconButton icon="plus" label={texts.tableAddBelow(at + 1)} onClick={() => add(at + 1)} />
                    <IconButton icon="close" label={texts.tableRemove(at + 1)} onClick={() => remove(at)} />
                  </span>
                </th>
                {row.cells.map((text, column) => {
                  const was = row.from === undefined ? undefined : written.get(row.from)?.[column]
                  return (
                    <td key={column} data-title={columns[column]} data-changed={text !== was || undefined}>
                      <span className={css.cell}>
                        <textarea rows={1} data-cell={`${row.key} ${column}`} aria-label={texts.tableCell(at + 1, columns[column] ?? '')} aria-invalid={found.ofCell(at + 1, column).some((one) => one.severity === 'error') || undefined} value={text} spellCheck={false} onKeyDown={(event) => keys(event, at, column)} onChange={(event) => step(withCell(draft, at, column, event.currentTarget.value.replace(/\r?\n/g, ' ')), `${row.key} ${column}`)} />
                        <FindingMark findings={found.ofCell(at + 1, column)} />
                      </span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MissingRules findings={found} acts={(gap) => <Button size="s" icon="plus" onClick={() => add(draft.rows.length, gap.rule ?? gap.inputs)}>{tableTexts.addRuleFor}</Button>} />
      <div className={css.foot}>
        <Button size="s" icon="plus" onClick={() => add(draft.rows.length)}>{texts.tableAdd}</Button>
        <Small>{texts.tableKeys}</Small>
      </div>
      <details className={css.whole}>
        <summary>{texts.tableWhole}</summary>
        <div className={css.fields}>
          <Select label={tableTexts.hitPolicy} value={draft.policy} options={POLICIES.map((policy) => ({value: policy, title: `${tableTexts.policies[policy]}: ${tableTexts.policyTexts[policy]}`}))} onChange={(policy) => step({...draft, policy: policy as HitPolicy, ...(policy === 'COLLECT' ? {} : {aggregation: undefined})}, 'policy')} />
          {draft.policy === 'COLLECT' && <Select label={texts.tableAggregation} value={draft.aggregation ?? ''} options={[{value: '', title: texts.tableNoAggregation}, ...AGGREGATIONS.map((one) => ({value: one, title: tableTexts.aggregations[one]}))]} onChange={(one) => step({...draft, aggregation: one === '' ? undefined : (one as Aggregation)}, 'policy')} />}
          {table.outputs.map((column, index) => (
            <TextField key={column.label + column.name} label={texts.tableDefault(column.label)} hint={index === 0 ? texts.tableDefaultHint : undefined} value={draft.defaults[index] ?? ''} onChange={(text) => step({...draft, defaults: draft.defaults.map((one, place) => (place === index ? text : one))}, `default ${index}`)} />
          ))}
          {table.inputs.map((column, index) => (
            <TextField key={column.label + column.expression} label={texts.tableValues(column.label)} hint={index === 0 ? texts.tableValuesHint : undefined} value={draft.values[index] ?? ''} onChange={(text) => step({...draft, values: draft.values.map((one, place) => (place === index ? text : one))}, `values ${index}`)} />
          ))}
        </div>
      </details>
    </section>
  )
}
