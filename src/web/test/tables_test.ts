// Decision tables as the page computes with them: exact numbers, and drafts as edits whose replay gives the draft.
import {expect, test} from 'vitest'
import {exact, exactJson} from '../src/api/exact'
import {draftOf, editsOf, withCell, withMoved, withoutRule, withRule, type Draft} from '../src/pages/changes/table_draft'
import {inputsOf} from '../src/pages/decisions/table_try'
import {typedConstant} from '../src/pages/decisions/table_words'
import {tables} from './fixtures/tables'

const table = tables[0]!.tables[0]!

test('a typed number travels with every digit', () => {
  const inputs = inputsOf([{name: 'months', type: 'number'}, {name: 'tier', type: 'string'}, {name: 'late', type: 'boolean'}], {months: '12.00000000000000000000001', tier: '"a"', late: ''})
  expect(exactJson({inputs})).toBe('{"inputs":{"months":12.00000000000000000000001,"tier":"\\"a\\""}}')
  expect([' 007.50', '.5', '-3', '5.', '1e400'].map((one) => exact(one)?.digits)).toEqual(['7.50', '0.5', '-3', '5', '1e400'])
  for (const odd of ['', '-', 'e5', '.', '1.2.3', '0x10', 'NaN']) expect(exact(odd)).toBeUndefined()
  expect(inputsOf([{name: 'n', type: 'number'}], {n: '-'})).toBeUndefined()
  expect(inputsOf([{name: 'n', type: 'number'}], {})).toBeUndefined()
  expect(inputsOf([{name: 'n', type: 'number'}], {n: ''})).toEqual({})
  expect(['"a \\"b\\""', 'null', '', '12.5', 'true'].map(typedConstant)).toEqual(['a "b"', '', '', '12.5', 'true'])
  expect(['date("2024-01-01")', '@"P1D"', 'date and time("2024-01-01T10:00:00Z")', 'duration("P1Y2M")', 'time("10:00:00")'].map(typedConstant)).toEqual(['2024-01-01', 'P1D', '2024-01-01T10:00:00Z', 'P1Y2M', '10:00:00'])
})

/** As the server applies them. */
function replayed(draft: Draft): string[][] {
  const {set_cell = [], edit_table = []} = editsOf(draft, table, 'r')
  const rows = draftOf(table).rows.map((row) => [...row.cells])
  for (const {rule, column, text} of set_cell) rows[rule - 1]![column] = text
  for (const one of edit_table) {
    if (one.edit === 'add_rule') rows.splice(one.rule! - 1, 0, one.cells!)
    if (one.edit === 'remove_rule') rows.splice(one.rule! - 1, 1)
    if (one.edit === 'move_rule') rows.splice(one.to! - 1, 0, ...rows.splice(one.rule! - 1, 1))
  }
  return rows
}

test('edits lead to the draft, however its rules were moved about', () => {
  let seed = 7
  const below = (n: number) => (seed = (seed * 16807) % 2147483647) % n
  for (let round = 0; round < 300; ++round) {
    let draft = draftOf(table)
    for (let step = below(7); step >= 0; --step) {
      const at = below(draft.rows.length + 1)
      const inside = Math.min(at, draft.rows.length - 1)
      draft = [() => withRule(draft, table, at, [`${step}`]), () => withoutRule(draft, inside), () => withMoved(draft, inside, below(draft.rows.length || 1)), () => withCell(draft, inside, below(4), `"${step}"`)][below(4)]!()
    }
    expect(replayed(draft)).toEqual(draft.rows.map((row) => row.cells))
  }
})

test('little is sent for little', () => {
  const draft = draftOf(table)
  expect(editsOf(draft, table, 'r')).toEqual({})
  expect(editsOf(withMoved(draft, 0, 2), table, 'r').edit_table).toEqual([{decision: 'r', element: 'accept', edit: 'move_rule', rule: 1, to: 3}])
  expect(editsOf({...draft, policy: 'COLLECT', aggregation: 'SUM', defaults: ['"refuse"'], values: ['', '>= 0']}, table, 'r').edit_table).toEqual([
    {decision: 'r', element: 'accept', edit: 'set_hit_policy', hit_policy: 'COLLECT', aggregation: 'SUM'},
    {decision: 'r', element: 'accept', edit: 'set_default_output', column: 0, text: '"refuse"'},
    {decision: 'r', element: 'accept', edit: 'set_input_values', column: 1, text: '>= 0'},
  ])
})
