// One value of a case: of which type, and typed so that every digit is kept.
import {exact} from '~/api/exact'
import {NumberField, Select, TextArea, TextField} from '~/ui/form'
import {texts} from './texts'

export const TYPES = ['text', 'number', 'boolean', 'date', 'json', 'nothing'] as const
export type ValueType = (typeof TYPES)[number]
export type TypedValue = {type: ValueType; text: string}

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function typeOf(value: unknown): ValueType {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return DAY.test(value) ? 'date' : 'text'
  return 'json'
}
export const typedOf = (value: unknown): TypedValue => ({type: typeOf(value), text: value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value)})

/** Undefined while what is typed is no such value. */
export function valueOf({type, text}: TypedValue): unknown {
  if (type === 'nothing') return null
  if (type === 'text') return text
  if (type === 'number') return exact(text)
  if (type === 'boolean') return text === 'true'
  if (type === 'date') return DAY.test(text) ? text : undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What was typed stays, but for yes or no. */
const retyped = ({text}: TypedValue, type: ValueType): TypedValue => ({type, text: type === 'boolean' ? String(text === 'true') : text})

export function ValueField({typed, onChange}: {typed: TypedValue; onChange: (typed: TypedValue) => void}) {
  const set = (text: string) => onChange({...typed, text})
  const wrong = typed.text !== '' && valueOf(typed) === undefined ? texts.noSuchValue : undefined
  return (
    <>
      <Select label={texts.type} value={typed.type} onChange={(type) => onChange(retyped(typed, type as ValueType))} options={TYPES.map((type) => ({value: type, title: texts.types[type]}))} />
      {typed.type === 'text' && <TextArea label={texts.value} required rows={2} value={typed.text} onChange={set} />}
      {typed.type === 'number' && <NumberField label={texts.value} required error={wrong} value={typed.text} onChange={set} />}
      {typed.type === 'boolean' && <Select label={texts.value} value={typed.text} onChange={set} options={[{value: 'true', title: texts.yes}, {value: 'false', title: texts.no}]} />}
      {typed.type === 'date' && <TextField label={texts.value} required type="date" value={typed.text} onChange={set} />}
      {typed.type === 'json' && <TextArea label={texts.value} required mono rows={8} error={wrong} value={typed.text} onChange={set} />}
    </>
  )
}
