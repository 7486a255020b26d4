// A form's JSON Schema (the part of draft 2020-12 that a person can fill in: objects, texts, numbers, truths, dates, choices, lists of them) as
// questions: what is asked, whether what was typed answers it, and the values that travel. Numbers travel with all their digits.
import {Exact, exact} from '~/api/exact'
import {capital, digits, words} from '~/format/number'
import {instantOf, localOf} from '~/format/time'
import {locale} from '~/i18n/language'
import {texts} from './texts'

export type Schema = {
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: readonly string[]
  enum?: readonly unknown[]
  /** A choice whose values have names. */
  oneOf?: readonly {const?: unknown; title?: string}[]
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  items?: Schema
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  default?: unknown
  readOnly?: boolean
  /** As people write it behind the number: ours, and as others say it. */
  unit?: string
  'x-unit'?: string
  'x-widget'?: string
}

/** One question. `pointer` (RFC 6901) says where its answer stands in the values. */
export type Question = {pointer: string; name: string; title: string; schema: Schema; kind: Kind; required: boolean; group?: string; unit?: string}
export type Kind = 'text' | 'long' | 'number' | 'integer' | 'boolean' | 'choice' | 'date' | 'date-time' | 'list' | 'choices'
/** What stands in the fields, by pointer: a list has a text for each entry. */
export type Typed = Record<string, string | string[]>

const DEEPEST = 4

/** What may be chosen, each with its name; undefined where anything may be said. */
export function choicesOf(schema: Schema): {value: unknown; title: string}[] | undefined {
  if (schema.enum) return schema.enum.map((value) => ({value, title: capital(words(String(value)))}))
  return schema.oneOf?.filter((one) => 'const' in one).map((one) => ({value: one.const, title: one.title ?? capital(words(String(one.const)))}))
}
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

function typeOf(schema: Schema): string {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type
  if (type) return type
  if (schema.properties) return 'object'
  if (schema.items) return 'array'
  const first = choicesOf(schema)?.[0]?.value
  return typeof first === 'number' ? 'number' : typeof first === 'boolean' ? 'boolean' : 'string'
}

function kindOf(schema: Schema): Kind {
  const type = typeOf(schema)
  if (type === 'array') return schema.items && choicesOf(schema.items) ? 'choices' : 'list'
  if (type === 'boolean') return 'boolean'
  if (choicesOf(schema)) return 'choice'
  if (type === 'number' || type === 'integer') return type
  if (schema.format === 'date' || schema.format === 'date-time') return schema.format
  return (schema.maxLength ?? 0) > 200 || schema['x-widget'] === 'textarea' ? 'long' : 'text'
}

/** In the order of the schema; those of an object within it stay together. */
export function questionsOf(schema: Schema, base = '', group?: string, needed = true, depth = 0): Question[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const pointer = `${base}/${escaped(name)}`
    const title = one.title ?? capital(words(name))
    const required = needed && (schema.required ?? []).includes(name)
    if (typeOf(one) === 'object') return depth < DEEPEST ? questionsOf(one, pointer, title, required, depth + 1) : []
    return [{pointer, name, title, schema: one, kind: kindOf(one), required, group, unit: one.unit ?? one['x-unit']}]
  })
}

/**
 * A number as a person types it in the page's language: 12.5 or 12,5. A sign that would group thousands is refused instead of guessed, because
 * 1,250 is two different measurements in two languages.
 */
export function numberTyped(typed: string, spoken = locale): Exact | 'ambiguous' | undefined {
  const text = typed.trim().replace(/[\s\u00a0\u202f]/g, '').replace('−', '-')
  if (/^[+-]?\d{1,3}([.,]\d{3})$/.test(text) && !/^[+-]?0[.,]/.test(text) && (spoken.startsWith('de') ? text.includes('.') : text.includes(','))) return 'ambiguous'
  if (text.includes(',') && text.includes('.')) return 'ambiguous'
  return exact(text.replace(',', '.'))
}

const emptyText = (value: string | string[] | undefined) => value === undefined || (Array.isArray(value) ? value.every((one) => one.trim() === '') : value.trim() === '')

/** The value of one entry, or why it is none. */
function read(kind: Kind, schema: Schema, text: string): {value: unknown} | {fault: string} {
  const choices = choicesOf(schema)
  if (choices) {
    const chosen = choices.find((one) => String(one.value) === text)
    return chosen ? {value: chosen.value} : {fault: texts.noChoice}
  }
  if (kind === 'number' || kind === 'integer') {
    const value = numberTyped(text)
    if (value === 'ambiguous') return {fault: texts.ambiguous(digits('1250'), digits('1.25'))}
    if (!value) return {fault: texts.noNumber}
    const fault = faultOfNumber(kind, schema, Number(value.digits))
    return fault ? {fault} : {value}
  }
  if (kind === 'boolean') return {value: text === 'true'}
  if (kind === 'date') return isDay(text) ? {value: text} : {fault: texts.noDate}
  if (kind === 'date-time') {
    const at = instantOf(text)
    return at ? {value: at} : {fault: texts.noDate}
  }
  const length = [...text].length
  if (schema.minLength !== undefined && length < schema.minLength) return {fault: texts.short(schema.minLength)}
  if (schema.maxLength !== undefined && length > schema.maxLength) return {fault: texts.long(schema.maxLength, length)}
  if (schema.pattern !== undefined && length <= 1000) {
    try {
      if (!new RegExp(schema.pattern, 'u').test(text)) return {fault: schema.description ? texts.shape(schema.description) : texts.misfit}
    } catch {
      // A pattern that this browser cannot read is the server's to check.
    }
  }
  return {value: text}
}

/** A day of the calendar: not 30 February. */
function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

function faultOfNumber(kind: Kind, schema: Schema, value: number): string | undefined {
  const unit = schema.unit ?? schema['x-unit']
  const said = (limit: number) => `${digits(limit)}${unit ? ` ${unit}` : ''}`
  if (kind === 'integer' && !Number.isInteger(value)) return texts.whole
  if (schema.minimum !== undefined && value < schema.minimum) return texts.atLeast(said(schema.minimum))
  if (schema.maximum !== undefined && value > schema.maximum) return texts.atMost(said(schema.maximum))
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return texts.above(said(schema.exclusiveMinimum))
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) return texts.below(said(schema.exclusiveMaximum))
  if (schema.multipleOf !== undefined && Math.abs(value / schema.multipleOf - Math.round(value / schema.multipleOf)) > 1e-9) return texts.steps(said(schema.multipleOf))
  return undefined
}

/** What is wrong with what stands in a field; undefined when nothing is. */
export function faultOf(question: Question, typed: string | string[] | undefined): string | undefined {
  if (question.schema.readOnly) return undefined
  if (emptyText(typed)) return question.required ? texts.missing : undefined
  const {schema, kind} = question
  if (kind === 'list' || kind === 'choices') {
    const entries = (Array.isArray(typed) ? typed : [typed!]).map((one) => one.trim()).filter(Boolean)
    if (schema.minItems !== undefined && entries.length < schema.minItems) return texts.few(schema.minItems)
    if (schema.maxItems !== undefined && entries.length > schema.maxItems) return texts.many(schema.maxItems)
    if (schema.uniqueItems && new Set(entries).size < entries.length) return texts.twice
    const inner = schema.items ?? {type: 'string'}
    for (const entry of entries) {
      const answer = read(kindOf(inner), inner, entry)
      if ('fault' in answer) return `${entry}: ${answer.fault}`
    }
    return undefined
  }
  const answer = read(kind, schema, kind === 'text' || kind === 'long' ? String(typed) : String(typed).trim())
  return 'fault' in answer ? answer.fault : undefined
}

/** What was typed, as values: only what answers its question. Nothing that was left empty, nothing that may only be read. */
export function valuesTyped(questions: readonly Question[], typed: Typed): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const question of questions) {
    const text = typed[question.pointer]
    if (question.schema.readOnly || emptyText(text) || faultOf(question, text) !== undefined) continue
    const inner = question.schema.items ?? {type: 'string'}
    const one = (kind: Kind, schema: Schema, entry: string) => (read(kind, schema, entry) as {value: unknown}).value
    const value = question.kind === 'list' || question.kind === 'choices' ? (Array.isArray(text) ? text : [text!]).map((entry) => entry.trim()).filter(Boolean).map((entry) => one(kindOf(inner), inner, entry)) : one(question.kind, question.schema, question.kind === 'text' || question.kind === 'long' ? String(text) : String(text).trim())
    put(values, question.pointer, value)
  }
  return values
}

const names = (pointer: string) => pointer.slice(1).split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
function put(values: Record<string, unknown>, pointer: string, value: unknown) {
  const path = names(pointer)
  let at = values
  for (const name of path.slice(0, -1)) at = (Object.hasOwn(at, name) ? at[name] : (at[name] = {})) as Record<string, unknown>
  Object.defineProperty(at, path.at(-1)!, {value, enumerable: true, writable: true, configurable: true})
}
function valueAt(values: unknown, pointer: string): unknown {
  let at = values
  for (const name of names(pointer)) at = at !== null && typeof at === 'object' && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined
  return at
}

/** A value as it stands in its field. */
function textOf(kind: Kind, value: unknown): string | string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'number' ? digits(one) : String(one)))
  if (kind === 'date-time' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return localOf(value)
  if (kind === 'number' || kind === 'integer') return digits(value instanceof Exact ? value.digits : (value as number | string))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
/** Fields filled from values: the first that has one wins, the schema's own default is the last. */
export function typedFrom(questions: readonly Question[], ...sources: unknown[]): Typed {
  const typed: Typed = {}
  for (const question of questions) {
    const value = [...sources.map((values) => valueAt(values, question.pointer)), question.schema.default].find((one) => one !== undefined && one !== null)
    const text = textOf(question.kind, value)
    if (text !== undefined) typed[question.pointer] = text
  }
  return typed
}

/** The server's faults at their fields: its pointers begin where the request's body does, a field's where the values do. */
export function faultsAt(questions: readonly Question[], errors: readonly {pointer: string; detail: string}[] | undefined): {at: Record<string, string>; rest: {pointer: string; detail: string}[]} {
  const at: Record<string, string> = {}
  const rest: {pointer: string; detail: string}[] = []
  for (const error of errors ?? []) {
    const question = questions
      .filter((one) => [error.pointer, error.pointer.replace(/^\/[^/]+/, '')].some((pointer) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`)))
      .sort((a, b) => b.pointer.length - a.pointer.length)[0]
    if (question) at[question.pointer] ??= error.detail
    else rest.push(error)
  }
  return {at, rest}
}

type Declared = {name: string; type: string; title?: string; unit?: string; min?: number; max?: number; values?: readonly string[]; value?: unknown}
/** Declared variables, asked the same way. */
export function schemaOfFields(fields: readonly Declared[], required = false): Schema {
  const properties = Object.fromEntries(fields.map((field): [string, Schema] => {
    const type = field.type === 'number' || field.type === 'boolean' ? field.type : 'string'
    return [field.name, {type, title: field.title, unit: field.unit, minimum: field.min, maximum: field.max, enum: field.values?.length ? field.values : undefined, format: field.type === 'date' ? 'date' : undefined, default: field.value}]
  }))
  return {type: 'object', properties, required: required ? fields.map((field) => field.name) : []}
}
