// Cells of a decision table in words. What a cell accepts, and whether it holds, the server says; what it must compute is shown as written.
import type {Schemas} from '~/api/client'
import {digits, plain} from '~/format/number'
import {texts} from './texts'

type Cell = Schemas['TableCell']
type Part = NonNullable<Cell['accepts']>['parts'][number]

/** A value with all its digits: a table that tells 12 from 12.001 must not show both as 12. */
export const told = ({value, exact}: {value?: unknown; exact?: string}) => (value === undefined || value === null ? texts.notKnown : typeof value === 'number' ? digits(exact ?? value) : plain(value))
const constant = (value: unknown) => (typeof value === 'number' ? digits(value) : plain(value))

function partWords(part: Part): string {
  if (part.not !== undefined) return texts.notValue(constant(part.not))
  if (part.value !== undefined) return constant(part.value)
  const low = part.from === undefined ? undefined : part.from_included ? texts.atLeast(constant(part.from)) : texts.moreThan(constant(part.from))
  const high = part.to === undefined ? undefined : part.to_included ? texts.atMost(constant(part.to)) : texts.lessThan(constant(part.to))
  return low && high ? texts.both(low, high) : (low ?? high ?? plain(undefined))
}

/** Undefined when only the expression itself can say it. */
export function cellWords(cell: Cell): string | undefined {
  if (!cell.accepts) return undefined
  if (cell.accepts.any) return texts.anything
  const parts = cell.accepts.parts.map(partWords).join(texts.or)
  return cell.accepts.negated ? texts.notValue(parts) : parts
}

/** A constant of FEEL as people read it: "accept" is accept. */
export const outputWords = (text: string) => text.replace(/^"([^"\\]*)"$/, '$1')

/** date("2024-01-01"), @"P1D": what stands between the quotes is what the evaluation takes. */
const temporal = /^(?:(?:date|time|date and time|duration)\(\s*("[^"]*")\s*\)|@\s*("[^"]*"))$/

/** A constant of FEEL as it would be typed into a field; nothing for null. */
export function typedConstant(feel: string): string {
  if (feel === '' || feel === 'null') return ''
  const moment = temporal.exec(feel)
  const text = moment ? (moment[1] ?? moment[2] ?? '') : feel
  if (!text.startsWith('"')) return text
  try {
    return JSON.parse(text) as string
  } catch {
    return outputWords(text)
  }
}

export const rowId = (table: string, rule: number) => `rule-${table}-${rule}`.replaceAll(' ', '-')
