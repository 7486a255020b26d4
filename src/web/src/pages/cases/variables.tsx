// What a case knows: each value with its type, who gave it, and a way to set it and to set it back. Large ones are folded.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {exactJson} from '~/api/exact'
import {digits, words} from '~/format/number'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {TextField} from '~/ui/form'
import {A} from '~/ui/link'
import {Card} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {texts} from './texts'
import {typedOf, typeOf, ValueField, valueOf, type TypedValue} from './value_field'
import css from './cases.module.css'

type Case = Schemas['Case']
type Row = {name: string; value: unknown; position?: number}
/** What somebody changed on this page, with the value before: nothing when there was none. */
type Undo = Record<string, {value: unknown}>
const LONG = 160

function useSet(data: Case, done: string, onDone?: (input: {name: string; value: unknown}) => void) {
  return useAct({
    act: ({name, value}: {name: string; value: unknown}) => write(client.POST('/cases/{case_id}/variables', {params: {path: {case_id: data.case_id}}, body: {variables: {[name]: value}}, bodySerializer: exactJson})),
    done,
    onDone: (_, input) => onDone?.(input),
  })
}

export function Variables({data}: {data: Case}) {
  const [editing, setEditing] = useState<Row | 'new'>()
  const [undo, setUndo] = useState<Undo>({})
  const [json, setJson] = useState(false)
  const back = useSet(data, texts.setBack_, ({name}) => setUndo(({[name]: _, ...rest}) => rest))
  const may = data.may_cancel
  const rows: Row[] = Object.entries(data.variables).map(([name, value]) => ({name, value, position: data.given.find((one) => one.name === name)?.position}))
  return (
    <Card title={texts.variables} flush actions={<>{rows.length > 0 && <Button size="s" look="quiet" aria-pressed={json} onClick={() => setJson(!json)}>{texts.asJson}</Button>}{may && <Button size="s" icon="plus" onClick={() => setEditing('new')}>{texts.addVariable}</Button>}</>}>
      <ProblemNote problem={back.problem} />
      {json ? <div role="region" aria-label={texts.asJson} tabIndex={0} className={css.json}><pre>{JSON.stringify(data.variables, undefined, 2)}</pre></div> : <Table<Row>
        label={texts.variables}
        rows={rows}
        rowKey={(row) => row.name}
        empty={<Empty title={texts.noVariables} />}
        columns={[
          {key: 'name', title: texts.name, main: true, width: '26%', cell: (row) => <><div>{words(row.name)}</div>{words(row.name) !== row.name && <code className={css.sub}>{row.name}</code>}</>},
          {key: 'value', title: texts.value, cell: (row) => <Shown value={row.value} />},
          {key: 'type', title: texts.type, cell: (row) => <><Tag>{texts.types[typeOf(row.value)]}</Tag> {row.position !== undefined && <A className={css.gave} href={`/audit/records/${row.position}`}>{texts.whoGave}</A>}</>},
          {
            key: 'act', title: texts.change, act: true,
            cell: (row) =>
              may && (
                <span className={css.rowActs}>
                  {undo[row.name] && <Button size="s" look="quiet" icon="back" busy={back.pending} onClick={() => back.run({name: row.name, value: undo[row.name]!.value})}>{texts.setBack(short(undo[row.name]!.value))}</Button>}
                  <Button size="s" onClick={() => setEditing(row)} aria-label={texts.changeOf(row.name)}>{texts.change}</Button>
                </span>
              ),
          },
        ]}
      />}
      {editing !== undefined && <Edit data={data} row={editing === 'new' ? undefined : editing} onDone={(name, before) => setUndo((known) => ({...known, [name]: {value: before}}))} onClose={() => setEditing(undefined)} />}
    </Card>
  )
}

const short = (value: unknown): string => {
  const text = value === null || value === undefined ? texts.types.nothing : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 24 ? `${text.slice(0, 23)}…` : text
}

function Shown({value}: {value: unknown}) {
  if (value === null || value === undefined) return <span className={css.sub}>{texts.types.nothing}</span>
  if (typeof value === 'boolean') return <>{value ? texts.yes : texts.no}</>
  if (typeof value === 'number') return <>{digits(value)}</>
  const whole = typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value)
  if (typeof value === 'string' && whole.length <= LONG) return <>{whole}</>
  if (typeof value === 'object' && whole.length <= 40) return <code>{JSON.stringify(value)}</code>
  return (
    <details className={css.folded}>
      <summary>{Array.isArray(value) ? texts.listOf(value.length) : typeof value === 'object' ? texts.objectOf(Object.keys(value).join(', ')) : `${whole.slice(0, 60)}…`}</summary>
      <pre tabIndex={0}>{whole}</pre>
    </details>
  )
}

function Edit({data, row, onDone, onClose}: {data: Case; row: Row | undefined; onDone: (name: string, before: unknown) => void; onClose: () => void}) {
  const [name, setName] = useState(row?.name ?? '')
  const [typed, setTyped] = useState<TypedValue>(row ? typedOf(row.value) : {type: 'text', text: ''})
  const value = valueOf(typed)
  const before = data.variables[name.trim()]
  const act = useSet(data, texts.set_, () => {
    onDone(name.trim(), before ?? null)
    onClose()
  })
  return (
    <ActDialog opened onClose={onClose} title={row ? texts.changeOf(row.name) : texts.addVariable} does={texts.setDoes} act={{label: texts.save, run: () => act.run({name: name.trim(), value})}} pending={act.pending} problem={act.problem} disabled={name.trim() === '' || value === undefined}>
      {!row && <TextField label={texts.name} required value={name} onChange={setName} autoFocus />}
      <ValueField typed={typed} onChange={setTyped} />
      {before !== undefined && <p className={css.sub}>{texts.wasBefore} <code>{short(before)}</code></p>}
    </ActDialog>
  )
}
