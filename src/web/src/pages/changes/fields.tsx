// A field of an entity as its kind declares it: each shape has its way of being asked for, and what the compiler says about this
// place stands at the place.
import {createContext, useContext, useId, useState, type ReactNode} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {entitiesOf} from '~/api/queries'
import {capital, words} from '~/format/number'
import {duration, durationMs} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {Button, IconButton} from '~/ui/button'
import {NumberField, Pick, TextArea, TextField} from '~/ui/form'
import {isGroup, type Json} from './field_edits'
import {texts} from './texts'
import css from './fields.module.css'

type Field = Schemas['FormField']
type Type = Schemas['FormType']
type Finding = Schemas['Finding']
type Path = readonly string[]

/** What the compiler says about the entity that is edited. */
export const FindingsContext = createContext<readonly Finding[]>([])

const startsWith = (long: Path, start: Path) => start.every((step, index) => long[index] === step)
function useFindings(path: Path, exactly: boolean): readonly Finding[] {
  return useContext(FindingsContext).filter(({place}) => place && startsWith(place.path, path) && (!exactly || place.path.length === path.length))
}

export const labelOf = (key: string) => capital(words(key))

function Said({path, exactly = true}: {path: Path; exactly?: boolean}) {
  const findings = useFindings(path, exactly)
  return findings.map((finding) => (
    <p key={finding.code + finding.message} className={css.said} data-tone={finding.severity} lang={serverLang}>
      {finding.message} <code>{finding.code} {finding.file}:{finding.line}</code> {finding.help && <span>{finding.help}</span>}
    </p>
  ))
}

type Props = {field: Field; value: Json | undefined; onChange: (value: Json | undefined) => void; path: Path}

export function FieldInput(props: Props) {
  const {field, path} = props
  const nested = field.type.shape === 'list' || field.type.shape === 'map' || field.type.shape === 'object'
  return (
    <div className={css.field} data-broken={useFindings(path, nested).length > 0 || undefined}>
      <ByShape {...props} type={field.type} label={labelOf(field.key)} hint={hintOf(field)} />
      <Said path={path} exactly={nested} />
    </div>
  )
}

function hintOf(field: Field): string {
  return [field.doc, field.fallback && texts.otherwise(field.fallback), field.example && texts.forExample(field.example)].filter(Boolean).join(' ')
}

type ShapeProps = Omit<Props, 'field'> & {field: Field; type: Type; label: string; hint?: string}

function ByShape(props: ShapeProps): ReactNode {
  const {type, field, value, onChange, label, hint} = props
  const text = value === undefined ? '' : String(value)
  const base = {label, hint, required: field.required}
  const typed = (entered: string) => onChange(entered === '' ? undefined : entered)
  switch (type.shape) {
    case 'flag':
      return <Pick {...base} value={value === undefined ? undefined : String(value === true)} onChange={(chosen) => onChange(chosen === undefined ? undefined : chosen === 'true')} options={[{value: 'true', title: texts.yes}, {value: 'false', title: texts.no}]} />
    case 'integer':
    case 'number':
      return <NumberField {...base} value={text} min={field.minimum} max={field.maximum} step={type.shape === 'integer' ? 1 : 'any'} onChange={(entered) => onChange(entered === '' ? undefined : Number(entered))} />
    case 'date':
      return <TextField {...base} type="date" value={text} onChange={typed} />
    case 'duration':
      return <TextField {...base} hint={[hint, Number.isNaN(durationMs(text)) ? texts.durationHint : `= ${duration(text)}`].filter(Boolean).join(' ')} value={text} onChange={typed} />
    case 'choice':
      return <Pick {...base} value={value === undefined ? undefined : text} onChange={onChange} options={(type.choices ?? []).map((one) => ({value: one.value, title: words(one.value), text: one.doc}))} />
    case 'reference':
      return <Reference {...props} />
    case 'formula':
      return <TextArea {...base} mono rows={2} value={text} onChange={typed} />
    case 'list':
      return <List {...props} />
    case 'map':
      return <MapInput {...props} />
    case 'object':
      return <Group {...props} />
    case 'anything':
      return <p className={css.note}>{label}: {texts.inTheFile}</p>
    default:
      if (field.words) return <Pick {...base} value={value === undefined ? undefined : text} onChange={onChange} options={field.words.map((word) => ({value: word, title: words(word)}))} />
      return text.length > 60 || /statement|definition|purpose|question|meaning|behaviour/.test(field.key) ? <TextArea {...base} rows={2} value={text} onChange={typed} /> : <TextField {...base} value={text} onChange={typed} />
  }
}

function Reference({type, field, value, onChange, label, hint}: ShapeProps) {
  const query = useQuery(entitiesOf(type.target ?? ''))
  const options = [...(query.data?.items ?? []).map((one) => ({value: one.id, title: one.title, text: one.id})), ...(field.words ?? []).map((word) => ({value: word, title: words(word)}))]
  const known = value === undefined || options.some((one) => one.value === value)
  return <Pick label={label} hint={hint} required={field.required} value={value === undefined ? undefined : String(value)} onChange={onChange} options={known ? options : [...options, {value: String(value), title: String(value)}]} />
}

/** Of a list: each item by itself, without a label of its own. */
const itemField = (field: Field, key: string): Field => ({...field, key, doc: '', example: undefined, fallback: undefined, required: true})

function List({field, type, value, onChange, path, label, hint}: ShapeProps) {
  const items = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const element = type.element!
  const grouped = element.shape === 'object'
  const set = (next: Json[]) => onChange(next.length === 0 ? undefined : next)
  return (
    <fieldset className={css.list}>
      <legend>{label} {!field.required && <span>{texts.optional}</span>}</legend>
      {hint && <p className={css.hint}>{hint}</p>}
      {items.map((item, index) => (
        <div key={index} className={css.item} data-group={grouped || undefined}>
          <div>
            <ByShape field={itemField(field, `${field.key} ${index + 1}`)} type={element} value={item} path={[...path, String(index)]} label={`${label} ${index + 1}`} onChange={(next) => set(next === undefined ? items.filter((_, at) => at !== index) : items.map((one, at) => (at === index ? next : one)))} />
            {!grouped && <Said path={[...path, String(index)]} exactly={false} />}
          </div>
          <IconButton icon="close" label={`${texts.takeOut} ${label} ${index + 1}`} onClick={() => set(items.filter((_, at) => at !== index))} />
        </div>
      ))}
      <div><Button size="s" icon="plus" onClick={() => set([...items, grouped ? {} : ''])}>{texts.putIn(label)}</Button></div>
    </fieldset>
  )
}

function MapInput({field, type, value, onChange, path, label, hint}: ShapeProps) {
  const [name, setName] = useState('')
  const id = useId()
  const entries = isGroup(value) ? value : {}
  const set = (key: string, next: Json | undefined) => onChange({...entries, [key]: next})
  return (
    <fieldset className={css.list}>
      <legend>{label} {!field.required && <span>{texts.optional}</span>}</legend>
      {hint && <p className={css.hint}>{hint}</p>}
      {Object.entries(entries).filter(([, one]) => one !== undefined).map(([key, one]) => (
        <div key={key} className={css.item}>
          <div>
            <ByShape field={itemField(field, key)} type={type.element!} value={one} path={[...path, key]} label={key} onChange={(next) => set(key, next)} />
            <Said path={[...path, key]} exactly={false} />
          </div>
          <IconButton icon="close" label={`${texts.takeOut} ${key}`} onClick={() => set(key, undefined)} />
        </div>
      ))}
      <div className={css.newKey}>
        <label htmlFor={id} className="visually-hidden">{texts.newKey(label)}</label>
        <input id={id} value={name} placeholder={texts.newKey(label)} onChange={(event) => setName(event.currentTarget.value)} />
        <Button size="s" icon="plus" disabled={name.trim() === '' || entries[name.trim()] !== undefined} onClick={() => { set(name.trim(), emptyOf(type.element!)); setName('') }}>{texts.add}</Button>
      </div>
    </fieldset>
  )
}

const emptyOf = (type: Type): Json => (type.shape === 'object' || type.shape === 'map' ? {} : type.shape === 'list' ? [] : '')

function Group({field, type, value, onChange, path, label, hint}: ShapeProps) {
  const fields = type.fields ?? []
  // A plain value may stand for the whole group.
  const chief = fields.find((one) => one.stands_for_group)
  const group = isGroup(value) ? value : chief && value !== undefined ? {[chief.key]: value} : {}
  return (
    <fieldset className={css.group}>
      <legend>{label} {!field.required && <span>{texts.optional}</span>}</legend>
      {hint && <p className={css.hint}>{hint}</p>}
      <Fields
        fields={fields}
        values={group}
        path={path}
        onChange={(key, next) => {
          const changed = {...group, [key]: next}
          const left = Object.keys(changed).filter((one) => changed[one] !== undefined)
          // What was written short stays short as long as it is no more than that.
          onChange(!isGroup(value) && value !== undefined && chief && left.length === 1 && left[0] === chief.key ? changed[chief.key] : left.length === 0 ? undefined : Object.fromEntries(left.map((one) => [one, changed[one]])))
        }}
      />
    </fieldset>
  )
}

/** What is written or required is shown; the rest waits to be asked for. */
export function Fields({fields, values, path, onChange}: {fields: readonly Field[]; values: {[key: string]: Json | undefined}; path: Path; onChange: (key: string, value: Json | undefined) => void}) {
  const [asked, setAsked] = useState<string[]>([])
  const broken = useFindings(path, false).map(({place}) => place!.path[path.length])
  const shown = fields.filter((field) => values[field.key] !== undefined || field.required || asked.includes(field.key) || broken.includes(field.key))
  const more = fields.filter((field) => !shown.includes(field))
  return (
    <div className={css.fields}>
      {shown.map((field) => <FieldInput key={field.key} field={field} value={values[field.key]} path={[...path, field.key]} onChange={(value) => onChange(field.key, value)} />)}
      {more.length > 0 && (
        <div className={css.more}>
          <span>{texts.moreFields}</span>
          {more.map((field) => <Button key={field.key} size="s" look="quiet" icon="plus" onClick={() => setAsked([...asked, field.key])}>{labelOf(field.key)}</Button>)}
        </div>
      )}
    </div>
  )
}
