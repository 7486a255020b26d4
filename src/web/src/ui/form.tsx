// Questions to a person. Each has its label above it, its hint below, and keeps what was typed until it is sent.
import {useId, useState, type ReactNode} from 'react'
import {Combobox, InputBase, useCombobox} from '@mantine/core'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/Combobox.css'
import type {Schemas} from '~/api/client'
import {capital, words} from '~/format/number'
import {Icon} from './icon'
import {texts} from './texts'
import css from './form.module.css'

type Base = {label: string; hint?: ReactNode; error?: string; required?: boolean; autoFocus?: boolean}

export function Labelled({label, hint, error, required, children, id}: Base & {children: (props: {id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean}) => ReactNode; id?: string}) {
  const own = useId()
  const name = id ?? own
  const described = hint || error ? `${name}-hint` : undefined
  return (
    <div className={css.field}>
      <label htmlFor={name} className={css.label}>
        {label} {!required && <span className={css.optional}>{texts.optional}</span>}
      </label>
      {children({id: name, 'aria-describedby': described, 'aria-invalid': error ? true : undefined})}
      {(hint || error) && (
        <p id={described} className={error ? css.error : css.hint}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

export function TextField({value, onChange, placeholder, type = 'text', autoComplete, ...base}: Base & {value: string; onChange: (value: string) => void; placeholder?: string; type?: 'text' | 'date' | 'datetime-local' | 'search' | 'password'; autoComplete?: string}) {
  return <Labelled {...base}>{(props) => <input {...props} className={css.input} type={type} autoComplete={autoComplete} value={value} placeholder={placeholder} data-autofocus={base.autoFocus || undefined} onChange={(event) => onChange(event.currentTarget.value)} />}</Labelled>
}

export function TextArea({value, onChange, rows = 3, placeholder, mono, ...base}: Base & {value: string; onChange: (value: string) => void; rows?: number; placeholder?: string; mono?: boolean}) {
  return (
    <Labelled {...base}>
      {(props) => <textarea {...props} className={`${css.input} ${css.area} ${mono ? css.mono : ''}`} rows={rows} value={value} placeholder={placeholder} data-autofocus={base.autoFocus || undefined} spellCheck={!mono} onChange={(event) => onChange(event.currentTarget.value)} />}
    </Labelled>
  )
}

export function NumberField({value, onChange, unit, min, max, step = 'any', ...base}: Base & {value: string; onChange: (value: string) => void; unit?: string; min?: number; max?: number; step?: number | 'any'}) {
  return (
    <Labelled {...base}>
      {(props) => (
        <span className={css.withUnit}>
          <input {...props} className={css.input} type="number" inputMode="decimal" value={value} min={min} max={max} step={step} data-autofocus={base.autoFocus || undefined} onChange={(event) => onChange(event.currentTarget.value)} />
          {unit && <span className={css.unit}>{unit}</span>}
        </span>
      )}
    </Labelled>
  )
}

export type Option = {value: string; title: string; text?: string}
/** One of many, found by typing. */
export function Pick({value, onChange, options, placeholder = texts.choose, ...base}: Base & {value: string | undefined; onChange: (value: string | undefined) => void; options: Option[]; placeholder?: string}) {
  const combobox = useCombobox({onDropdownClose: () => combobox.resetSelectedOption()})
  const [typed, setTyped] = useState<string>()
  const chosen = options.find((option) => option.value === value)
  const shown = typed === undefined ? options : options.filter((option) => `${option.title} ${option.text ?? ''}`.toLowerCase().includes(typed.toLowerCase()))
  return (
    <Labelled {...base}>
      {(props) => (
        <Combobox
          store={combobox}
          onOptionSubmit={(picked) => {
            onChange(picked)
            setTyped(undefined)
            combobox.closeDropdown()
          }}
          classNames={{dropdown: css.dropdown, option: css.option}}
          shadow="md"
        >
          <Combobox.Target>
            <InputBase
              {...props}
              classNames={{input: css.input}}
              rightSection={<Icon name="down" size={14} />}
              rightSectionPointerEvents="none"
              value={typed ?? chosen?.title ?? ''}
              placeholder={placeholder}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                if (event.currentTarget.value === '' && !base.required) onChange(undefined)
                combobox.openDropdown()
                combobox.updateSelectedOptionIndex()
              }}
              onClick={() => combobox.openDropdown()}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={() => {
                combobox.closeDropdown()
                setTyped(undefined)
              }}
            />
          </Combobox.Target>
          <Combobox.Dropdown>
            <Combobox.Options mah={280} style={{overflowY: 'auto'}}>
              {shown.map((option) => (
                <Combobox.Option key={option.value} value={option.value} active={option.value === value}>
                  <span>{option.title}</span>
                  {option.text && <span className={css.optionText}>{option.text}</span>}
                </Combobox.Option>
              ))}
              {shown.length === 0 && <Combobox.Empty>{texts.nothingFits(typed ?? '')}</Combobox.Empty>}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      )}
    </Labelled>
  )
}

/** One of a list that a person knows; the device's own. `bare`: the label is only spoken, as in a table. */
export function Select({label, value, options, onChange, bare}: {label: string; value: string; options: Option[]; onChange: (value: string) => void; bare?: boolean}) {
  const select = (props: {id?: string}) => (
    <select {...props} aria-label={bare ? label : undefined} className={css.input} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map((option) => <option key={option.value} value={option.value}>{option.title}</option>)}
    </select>
  )
  return bare ? select({}) : <Labelled label={label} required>{({id}) => select({id})}</Labelled>
}

/** One of a few, all in sight. */
export function Radios<T extends string>({label, value, options, onChange}: {label: string; value: T | undefined; options: {value: T; title: string; text?: ReactNode}[]; onChange: (value: T) => void}) {
  const name = useId()
  return (
    <fieldset className={css.radios}>
      <legend className={css.label}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={css.radio} data-checked={option.value === value || undefined}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            <span className={css.radioTitle}>{option.title}</span>
            {option.text && <span className={css.hint}>{option.text}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

type FieldSpec = Schemas['Field']
export type Typed = Record<string, string>
/** What was typed, as values of their declared types; undefined while something is missing or wrong. */
export function valuesOf(fields: readonly FieldSpec[], typed: Typed, needed = true): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    const text = (typed[field.name] ?? '').trim()
    if (text === '') {
      if (needed) return undefined
      continue
    }
    if (field.type === 'number') {
      const value = Number(text)
      if (Number.isNaN(value)) return undefined
      values[field.name] = value
    } else if (field.type === 'boolean') values[field.name] = text === 'true'
    else values[field.name] = text
  }
  return values
}
export const typedOf = (fields: readonly FieldSpec[]): Typed => Object.fromEntries(fields.filter((field) => field.value !== undefined).map((field) => [field.name, String(field.value)]))

/** A form from declared variables or facts. */
export function FieldsForm({fields, typed, onChange, required = true}: {fields: readonly FieldSpec[]; typed: Typed; onChange: (typed: Typed) => void; required?: boolean}) {
  return (
    <div className={css.fields}>
      {fields.map((field) => {
        const title = field.title ?? capital(words(field.name))
        const set = (value: string) => onChange({...typed, [field.name]: value})
        const value = typed[field.name] ?? ''
        if (field.type === 'boolean') return <Radios key={field.name} label={title} value={value as 'true' | 'false'} onChange={set} options={[{value: 'true', title: texts.yes}, {value: 'false', title: texts.no}]} />
        if (field.values?.length) return <Pick key={field.name} label={title} required={required} value={value} onChange={(picked) => set(picked ?? '')} options={field.values.map((one) => ({value: one, title: capital(words(one))}))} />
        if (field.type === 'number') return <NumberField key={field.name} label={title} required={required} unit={field.unit} min={field.min} max={field.max} value={value} onChange={set} />
        return <TextField key={field.name} label={title} required={required} type={field.type === 'date' ? 'date' : 'text'} value={value} onChange={set} />
      })}
    </div>
  )
}
