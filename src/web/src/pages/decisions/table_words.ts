// Cells of a decision table in words, and whether a value fits one. The server says what a cell accepts; what it must compute is shown as written.
import type {Schemas} from '~/api/client'
import {plain} from '~/format/number'
import {texts} from './texts'

type Cell = Schemas['TableCell']
type Part = NonNullable<Cell['accepts']>['parts'][number]

function partWords(part: Part): string {
  if (part.not !== undefined) return texts.notValue(plain(part.not))
  if (part.value !== undefined) return plain(part.value)
  const low = part.from === undefined ? undefined : part.from_included ? texts.atLeast(plain(part.from)) : texts.moreThan(plain(part.from))
  const high = part.to === undefined ? undefined : part.to_included ? texts.atMost(plain(part.to)) : texts.lessThan(plain(part.to))
  return low && high ? texts.both(low, high) : (low ?? high ?? plain(undefined))
}

/** Undefined when only the expression itself can say it. */
export function cellWords(cell: Cell): string | undefined {
  if (!cell.accepts) return undefined
  if (cell.accepts.any) return texts.anything
  const parts = cell.accepts.parts.map(partWords).join(texts.or)
  return cell.accepts.negated ? texts.notValue(parts) : parts
}

type Ordered = string | number
const ordered = (value: unknown): value is Ordered => typeof value === 'number' || typeof value === 'string'

function fits(part: Part, value: unknown): boolean | undefined {
  if (part.not !== undefined) return value !== part.not
  if (part.value !== undefined) return value === part.value
  if (part.from === undefined && part.to === undefined) return undefined
  if (!ordered(value)) return false
  const {from, to} = part
  if ((from !== undefined && typeof from !== typeof value) || (to !== undefined && typeof to !== typeof value)) return undefined
  if (from !== undefined && (part.from_included ? value < (from as Ordered) : value <= (from as Ordered))) return false
  if (to !== undefined && (part.to_included ? value > (to as Ordered) : value >= (to as Ordered))) return false
  return true
}

/** Whether the cell holds for a value; undefined when only the server can tell. */
export function holds(cell: Cell, value: unknown): boolean | undefined {
  if (!cell.accepts) return undefined
  if (cell.accepts.any) return true
  const parts = cell.accepts.parts.map((part) => fits(part, value))
  if (parts.includes(undefined)) return undefined
  return parts.includes(true) !== cell.accepts.negated
}

/** A constant of FEEL as people read it: "accept" is accept. */
export const outputWords = (text: string) => text.replace(/^"([^"\\]*)"$/, '$1')
