// The cells of a decision table, each to be written anew. What differs goes along as edits of cells; every other byte of the file stays.
import {useEffect, useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionTable, decisionTables} from '~/api/queries'
import {Pick} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Small} from '~/ui/page'
import {texts} from './texts'
import css from './table_form.module.css'

type Edits = Schemas['Edits']
type Props = {onChange: (edits: Edits | undefined) => void}

export function TableForm({decision, onChange}: Props & {decision?: string}) {
  const [chosen, setChosen] = useState(decision)
  const all = useQuery(decisionTables)
  const one = useQuery({...decisionTable(chosen ?? ''), enabled: chosen !== undefined})
  return (
    <>
      <Pick label={texts.tableField} required value={chosen} onChange={setChosen} options={(all.data?.items ?? []).map((table) => ({value: table.id, title: table.title, text: table.file}))} />
      {chosen && <Loaded query={one}>{(table) => <Tables key={table.id + table.revision} table={table} onChange={onChange} />}</Loaded>}
    </>
  )
}

type CellEdit = NonNullable<Edits['set_cell']>[number]

function Tables({table, onChange}: Props & {table: Schemas['DecisionTable']}) {
  const [typed, setTyped] = useState<Record<string, CellEdit>>({})
  const edits = Object.values(typed)
  const key = JSON.stringify(edits)
  useEffect(() => onChange(edits.length > 0 ? {set_cell: edits} : undefined), [key])
  return table.tables.map((one) => {
    const {element} = one
    if (!element) return <Small key={one.name + one.line}>{texts.tableElsewhere(one.name)}</Small>
    const place = (rule: number, column: number) => `${element} ${rule} ${column}`
    const set = (rule: number, column: number, text: string, written: string) =>
      setTyped(({[place(rule, column)]: _, ...others}) => (text === written ? others : {...others, [place(rule, column)]: {decision: table.id, element, rule, column, text}}))
    const columns = [...one.inputs.map((column) => column.label), ...one.outputs.map((column) => column.label), ...one.annotations.map((name) => name || texts.tableNote)]
    return (
      <div key={one.name + one.line} className={css.scroll} role="region" aria-label={one.name} tabIndex={0}>
        <table className={css.table}>
          <caption>{one.name}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.tableRule}</th>
              {columns.map((column, index) => (
                <th key={index} scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {one.rules.map((rule) => {
              const cells = [...rule.cells.map((cell) => cell.text), ...rule.outputs.map((cell) => cell.text), ...one.annotations.map((_, index) => rule.annotations[index] ?? '')]
              return (
                <tr key={rule.number}>
                  <th scope="row">{rule.number}</th>
                  {cells.map((written, column) => {
                    const edit = typed[place(rule.number, column)]
                    return (
                      <td key={column} data-title={columns[column]} data-changed={edit ? true : undefined}>
                        <input aria-label={texts.tableCell(rule.number, columns[column] ?? '')} value={edit?.text ?? written} spellCheck={false} size={Math.max(8, Math.min(40, (edit?.text ?? written).length))} onChange={(event) => set(rule.number, column, event.currentTarget.value, written)} />
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    )
  })
}
