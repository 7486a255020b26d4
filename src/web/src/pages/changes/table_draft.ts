// A decision table while somebody changes it: its rules in their new order with their new cells, and what the whole table does. Becomes edits by
// meaning, which keep every byte that they do not change.
import type {Schemas} from '~/api/client'

type Edits = Schemas['Edits']
type View = Schemas['TableView']
type TableEdit = NonNullable<Edits['edit_table']>[number]
export type HitPolicy = View['hit_policy']
export type Aggregation = NonNullable<View['aggregation']>

/** `from`: the number of the rule that it was; none for a new one. */
export type DraftRow = {key: number; from?: number; cells: string[]}
export type Draft = {rows: DraftRow[]; policy: HitPolicy; aggregation?: Aggregation; defaults: string[]; values: string[]}

/** Inputs, then outputs, then annotations, as edits count them. */
export const cellsOf = (table: View, rule: View['rules'][number]) => [...rule.cells.map((cell) => cell.text), ...rule.outputs.map((cell) => cell.text), ...table.annotations.map((_, index) => rule.annotations[index] ?? '')]

export const draftOf = (table: View): Draft => ({
  rows: table.rules.map((rule) => ({key: rule.number, from: rule.number, cells: cellsOf(table, rule)})),
  policy: table.hit_policy,
  ...(table.aggregation ? {aggregation: table.aggregation} : {}),
  defaults: table.outputs.map((column) => column.default ?? ''),
  values: table.inputs.map((column) => column.values ?? ''),
})

/** A new rule at a place (from 0): given conditions, what is left open matches all. */
export function withRule(draft: Draft, table: View, at: number, conditions: string[] = []): Draft {
  const key = Math.max(0, ...draft.rows.map((row) => row.key), table.rules_total) + 1
  const cells = [...table.inputs.map((_, index) => conditions[index] || '-'), ...table.outputs.map(() => ''), ...table.annotations.map(() => '')]
  return {...draft, rows: [...draft.rows.slice(0, at), {key, cells}, ...draft.rows.slice(at)]}
}
export const withoutRule = (draft: Draft, at: number): Draft => ({...draft, rows: draft.rows.filter((_, index) => index !== at)})
export function withMoved(draft: Draft, at: number, to: number): Draft {
  const rows = [...draft.rows]
  const [row] = rows.splice(at, 1)
  if (row) rows.splice(to, 0, row)
  return {...draft, rows}
}
export const withCell = (draft: Draft, at: number, column: number, text: string): Draft => ({...draft, rows: draft.rows.map((row, index) => (index === at ? {...row, cells: row.cells.map((cell, place) => (place === column ? text : cell))} : row))})

/** What leads from the table in force to the draft: cells by their rules' numbers in force, then rules out, and in order in or moved. */
export function editsOf(draft: Draft, table: View, right: string): Pick<Edits, 'set_cell' | 'edit_table'> {
  const place = {decision: right, ...(table.element ? {element: table.element} : {})}
  const cells: NonNullable<Edits['set_cell']> = []
  const edits: TableEdit[] = []
  const kept = new Map(draft.rows.flatMap((row) => (row.from === undefined ? [] : [[row.from, row] as const])))
  for (const rule of table.rules)
    cellsOf(table, rule).forEach((written, column) => {
      const text = kept.get(rule.number)?.cells[column]
      if (text !== undefined && text !== written) cells.push({...place, rule: rule.number, column, text})
    })
  let now: number[] = table.rules.map((rule) => rule.number)
  for (let index = now.length - 1; index >= 0; --index)
    if (!kept.has(now[index]!)) {
      edits.push({...place, edit: 'remove_rule', rule: index + 1})
      now = now.filter((_, other) => other !== index)
    }
  draft.rows.forEach((row, index) => {
    if (row.from === undefined) {
      edits.push({...place, edit: 'add_rule', rule: index + 1, cells: row.cells})
      now.splice(index, 0, -row.key)
      return
    }
    const stands = now.indexOf(row.from)
    if (stands === index) return
    // One rule that goes down is one move, not one for each that it passes.
    const next = draft.rows.findIndex((other) => other.from !== undefined && other.from === now[index])
    if (now[index + 1] === row.from && next > index && draft.rows.slice(index, next).every((other) => other.from !== undefined)) {
      edits.push({...place, edit: 'move_rule', rule: index + 1, to: next + 1})
      now.splice(next, 0, ...now.splice(index, 1))
      if (now[index] === row.from) return
    }
    const at = now.indexOf(row.from)
    edits.push({...place, edit: 'move_rule', rule: at + 1, to: index + 1})
    now.splice(index, 0, ...now.splice(at, 1))
  })
  if (draft.policy !== table.hit_policy || draft.aggregation !== table.aggregation) edits.push({...place, edit: 'set_hit_policy', hit_policy: draft.policy, ...(draft.aggregation ? {aggregation: draft.aggregation} : {})})
  draft.defaults.forEach((text, column) => {
    if (text.trim() !== (table.outputs[column]?.default ?? '')) edits.push({...place, edit: 'set_default_output', column, text})
  })
  draft.values.forEach((text, column) => {
    if (text.trim() !== (table.inputs[column]?.values ?? '')) edits.push({...place, edit: 'set_input_values', column, text})
  })
  return {...(cells.length > 0 ? {set_cell: cells} : {}), ...(edits.length > 0 ? {edit_table: edits} : {})}
}
