// Rows of things. A table on a wide screen, cards on a phone: each cell then carries its column's name, and the act stays in
// view. A row that changed flashes; the order does not move under a pointer (useCalm).
import {useEffect, useRef, useState, type ReactNode} from 'react'
import {useFlash} from '~/api/live'
import {A} from './link'
import {Button} from './button'
import {Icon} from './icon'
import {SaveAs, type List} from './save_as'
import {texts} from './texts'
import css from './table.module.css'

export type Column<Row> = {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** The name of the row: heads the card on a phone and carries the link. */
  main?: boolean
  numeric?: boolean
  /** The act: right-most, full width on a phone. */
  act?: boolean
  width?: string
  /** Left out on a phone. */
  wideOnly?: boolean
  /** What its head shows instead of the title, which the card on a phone and those who hear the page still get. */
  head?: ReactNode
  /** By what the list is ordered when somebody asks for this column; with a minus the other way round. */
  sort?: string
}
export type Sorting = {by: string; set: (by: string) => void}

type Props<Row> = {
  label: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  href?: (row: Row) => string | undefined
  selected?: (row: Row) => boolean
  empty?: ReactNode
  more?: {has: boolean; load: () => void; loading: boolean}
  calm?: boolean
  /** The list of the API behind it, to be saved for a spreadsheet. */
  list?: List
  /** How the list is ordered now; columns that can be ordered have a button in their head. */
  sort?: Sorting
}

export function Table<Row>({label, columns, rows, rowKey, href, selected, empty, more, calm = true, list, sort}: Props<Row>) {
  const place = useRef<HTMLDivElement>(null)
  const {shown, moved, show} = useCalm(rows, rowKey, place, calm, sort?.by)
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <div ref={place} className={css.place}>
      {moved && (
        <div className={css.moved} role="status">
          {texts.orderChanged} <Button size="s" look="quiet" onClick={show}>{texts.show}</Button>
        </div>
      )}
      <table className={css.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <TableRow key={rowKey(row)} id={rowKey(row)} row={row} columns={columns} href={href?.(row)} selected={selected?.(row)} />
          ))}
        </tbody>
      </table>
      {more?.has && (
        <div className={css.more}>
          <Button look="quiet" busy={more.loading} onClick={more.load}>{texts.showMore}</Button>
        </div>
      )}
      {list && <SaveAs list={list} label={label} />}
    </div>
  )
}

function Head<Row>({column, sort}: {column: Column<Row>; sort: Sorting | undefined}) {
  const {title, numeric, width, act, head} = column
  const by = column.sort
  const order = by === undefined || !sort ? undefined : sort.by === by ? 'ascending' : sort.by === `-${by}` ? 'descending' : 'none'
  return (
    <th scope="col" className={numeric ? css.numeric : undefined} style={{width}} aria-sort={order}>
      {head ?? (act ? <span className="visually-hidden">{title}</span> : order === undefined ? title : (
        <button type="button" className={css.sort} onClick={() => sort!.set(order === 'ascending' ? `-${by}` : by!)}>
          {title} {order !== 'none' && <Icon name={order === 'ascending' ? 'arrow_up' : 'arrow_down'} size={12} />}
        </button>
      ))}
    </th>
  )
}

function TableRow<Row>({id, row, columns, href, selected}: {id: string; row: Row; columns: Column<Row>[]; href?: string; selected?: boolean}) {
  const flash = useFlash(id)
  return (
    <tr className={[flash && 'flash', selected && css.selected, href && css.linked].filter(Boolean).join(' ') || undefined} aria-current={selected || undefined} data-row={id}>
      {columns.map((column) => {
        const classes = [column.numeric && css.numeric, column.main && css.main, column.act && css.act, column.wideOnly && css.wideOnly].filter(Boolean).join(' ')
        const content = column.cell(row)
        const named = !column.main && !column.act
        return (
          <td key={column.key} className={classes || undefined} data-title={named ? column.title : undefined}>
            {column.main && href ? <A href={href} className={css.rowLink}>{content}</A> : named ? <div>{content}</div> : content}
          </td>
        )
      })}
    </tr>
  )
}

/** Keeps the order of what is shown while somebody points at it or works in it; contents stay fresh. Another order that was `asked` for is shown at once. */
export function useCalm<Row>(rows: readonly Row[], rowKey: (row: Row) => string, place: React.RefObject<HTMLElement | null>, on = true, asked?: string) {
  const [order, setOrder] = useState<string[]>([])
  const [pointed, setBusy] = useState(false)
  const [known, setKnown] = useState({asked, key: ''})
  const fresh = rows.map(rowKey)
  useEffect(() => {
    const element = place.current
    if (!element || !on) return
    const look = () => setBusy(element.matches(':hover') || element.contains(document.activeElement))
    const kinds = ['pointerenter', 'pointerleave', 'focusin', 'focusout'] as const
    const listen = () => setTimeout(look)
    kinds.forEach((kind) => element.addEventListener(kind, listen))
    return () => kinds.forEach((kind) => element.removeEventListener(kind, listen))
  }, [place, on, rows.length === 0])
  const key = fresh.join('\n')
  // What was asked for is on its way while the rows are still those of before.
  const awaited = known.asked !== asked
  const busy = pointed && !awaited
  useEffect(() => {
    if (!busy) setOrder(key === '' ? [] : key.split('\n'))
    setKnown((now) => (now.asked === asked ? {asked, key} : now.key === key ? now : {asked, key}))
  }, [busy, key, asked])
  const byKey = new Map(rows.map((row) => [rowKey(row), row]))
  const kept = busy ? order.filter((id) => byKey.has(id)) : fresh
  const added = fresh.filter((id) => !kept.includes(id))
  // At the end of what is shown, new rows may come at once: nothing moves.
  const shownKeys = busy && order.length > 0 ? [...kept, ...(fresh.slice(0, kept.length).join() === kept.join() ? added : [])] : fresh
  const moved = shownKeys.join('\n') !== key
  return {shown: shownKeys.map((id) => byKey.get(id)!), moved, show: () => setOrder(fresh)}
}

/** Rows of an infinite query. */
export function pages<Row>(query: {data?: {pages: {items: Row[]}[]}; hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown}) {
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    more: {has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage()},
  }
}
