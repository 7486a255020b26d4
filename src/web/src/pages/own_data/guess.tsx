// One table of the guess: what it is, and what each column means. Each answer of the person becomes a line of the mapping.
import type {Schemas} from '~/api/client'
import {Select} from '~/ui/form'
import {Badge} from '~/ui/status'
import {Table} from '~/ui/table'
import {sureness, type Guess} from './page'
import {texts} from './texts'
import css from './own_data.module.css'

/** As mappings name it. */
export const nameOf = (table: Schemas['OwnTable']) => (table.sheet ? `${table.file} › ${table.sheet}` : table.file)

export function TableGuess({table, kinds, say}: {table: Schemas['OwnTable']; kinds: Guess['kinds']; say: (key: string, line: string) => void}) {
  const name = nameOf(table)
  const fields = kinds.find((one) => one.kind === table.kind)?.fields ?? []
  const understood = table.kind !== 'unknown' && table.kind !== 'ignored'
  const options = [...kinds.map((one) => one.kind), 'ignored'].map((kind) => ({value: kind, title: texts.kinds[kind] ?? kind}))
  return (
    <section className={css.table} aria-label={name}>
      <div className={css.head}>
        <h3>{name}</h3>
        <Badge tone={understood ? (table.confidence < 0.7 ? 'warn' : 'ok') : 'alarm'}>{understood ? sureness(table) : texts.kinds[table.kind]}</Badge>
        <span className={css.note}>{[texts.rows(table.rows), table.header_row !== undefined ? texts.header(table.header_row) : undefined, table.why, ...table.notes].filter(Boolean).join(', ')}</span>
      </div>
      <Select label={texts.kind} value={table.kind} options={table.kind === 'unknown' ? [{value: 'unknown', title: texts.kinds.unknown!}, ...options] : options} onChange={(kind) => kind !== 'unknown' && say(name, `${name}=${kind}`)} />
      {understood && (
        <Table<Schemas['OwnTable']['columns'][number]>
          label={name}
          rows={table.columns.filter((column) => column.header || column.samples.length > 0)}
          rowKey={(column) => column.column}
          calm={false}
          columns={[
            {key: 'header', title: texts.column, main: true, cell: (column) => column.header || column.column},
            {key: 'sample', title: texts.sample, cell: (column) => column.samples.join(' · ')},
            {
              key: 'field',
              title: texts.meaning,
              cell: (column) => (
                <Select
                  bare
                  label={texts.meaningOf(column.header || column.column)}
                  value={column.field ?? ''}
                  options={[{value: '', title: texts.unused}, ...fields.map((one) => ({value: one.field, title: one.field.replaceAll('_', ' ')}))]}
                  onChange={(field) => say(`${name}:${column.column}`, `${name}:${column.column}=${field}`)}
                />
              ),
            },
          ]}
        />
      )}
    </section>
  )
}
