// Who does what: roles by processes, each number the tasks behind it, listed below.
import type {Schemas} from '~/api/client'
import {number} from '~/format/number'
import {duration} from '~/format/time'
import {LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Card, Stack} from '~/ui/page'
import {Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {useUrlState} from '~/ui/url_state'
import {texts} from './texts'
import css from './roles.module.css'

export function WhoDoesWhat({form}: {form: Schemas['Form']}) {
  const url = useUrlState()
  const role = url.get('role')
  const process = url.get('process')
  const processes = [...new Map(form.tasks.map((task) => [task.process.id, task.process])).values()]
  const count = (roleId: string, processId: string) => form.tasks.filter((task) => task.role.id === roleId && task.process.id === processId).length
  const most = Math.max(1, ...form.roles.flatMap((one) => processes.map((other) => count(one.id, other.id))))
  const doing = form.roles.filter((one) => one.tasks + one.decisions + one.rhythms > 0)
  const shown = form.tasks.filter((task) => (!role || task.role.id === role) && (!process || task.process.id === process))
  return (
    <Stack>
      <Card title={texts.matrix} flush>
        <p className={css.hint}>{texts.matrixHint}</p>
        <div className={css.scroll} tabIndex={0} role="region" aria-label={texts.matrix}>
          <table className={css.matrix}>
            <thead>
              <tr>
                <th scope="col">{texts.role}</th>
                {processes.map((one) => <th key={one.id} scope="col">{one.title}</th>)}
                <th scope="col" className={css.own}>{texts.total}</th>
                <th scope="col">{texts.decisionsColumn}</th>
                <th scope="col">{texts.rhythmsColumn}</th>
              </tr>
            </thead>
            <tbody>
              {doing.map((one) => (
                <tr key={one.id}>
                  <th scope="row"><A href={one.href}>{one.title}</A></th>
                  {processes.map((other) => {
                    const n = count(one.id, other.id)
                    return (
                      <td key={other.id}>
                        {n > 0 && (
                          <A href={url.href({role: one.id, process: other.id})} className={css.cell} style={{'--strength': `${8 + (22 * n) / most}%`} as React.CSSProperties} aria-current={role === one.id && process === other.id ? 'true' : undefined} aria-label={`${one.title}, ${other.title}: ${n}`}>
                            {n}
                          </A>
                        )}
                      </td>
                    )
                  })}
                  <td className={css.own}>{one.tasks > 0 && number(one.tasks)}</td>
                  <td>{one.decisions > 0 && number(one.decisions)}</td>
                  <td>{one.rhythms > 0 && number(one.rhythms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
      <Card title={texts.tasks} flush>
        {(role ?? process) && (
          <div className={css.filter}>
            <span>{texts.narrowed}:</span>
            {role && <Tag>{form.roles.find((one) => one.id === role)?.title ?? role}</Tag>}
            {process && <Tag>{processes.find((one) => one.id === process)?.title ?? process}</Tag>}
            <LinkButton size="s" look="quiet" icon="close" href={url.href({role: undefined, process: undefined})}>{texts.clear}</LinkButton>
          </div>
        )}
        <Table
          label={texts.tasks}
          rows={shown}
          list={shown.length === form.tasks.length ? {path: '/form', query: {part: 'tasks', on: form.on}} : undefined}
          rowKey={(row) => `${row.process.id}/${row.element}`}
          href={(row) => `${row.process.href}?element=${row.element}`}
          empty={<Empty icon="search" title={texts.noTask} />}
          columns={[
            {key: 'title', title: texts.task, main: true, cell: (row) => row.title},
            {key: 'process', title: texts.process, cell: (row) => <A href={row.process.href}>{row.process.title}</A>},
            {key: 'role', title: texts.performs, cell: (row) => <A href={`/roles/${row.role.id}`}>{row.role.title}</A>},
            {key: 'expected', title: texts.expected, numeric: true, cell: (row) => row.expected && duration(row.expected)},
          ]}
        />
      </Card>
    </Stack>
  )
}
