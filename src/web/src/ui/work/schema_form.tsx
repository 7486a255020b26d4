// A form made of a JSON Schema (see schema.ts): what is wrong is said at its field once somebody has been there, all at once when the work shall be
// done, and what the server refuses at the field that it points at.
import {useId, useRef, useState, type ReactNode} from 'react'
import type {Problem} from '~/api/client'
import {digits, plain} from '~/format/number'
import {companyZone} from '~/format/time'
import {Labelled} from '~/ui/form'
import {Shape} from '~/ui/status'
import {choicesOf, faultOf, faultsAt, questionsOf, valuesTyped, type Question, type Schema, type Typed} from './schema'
import {texts} from './texts'
import form from '~/ui/form.module.css'
import css from './schema_form.module.css'

export type SchemaForm = {
  questions: Question[]
  typed: Typed
  set: (pointer: string, value: string | string[]) => void
  replace: (typed: Typed) => void
  visit: (pointer: string) => void
  /** What is said at a field now. */
  faultAt: (question: Question) => string | undefined
  /** What answers its question so far. */
  values: () => Record<string, unknown>
  /** Everything, when all of it fits; otherwise says all that does not and goes to the first of it. */
  finish: () => Record<string, unknown> | undefined
  /** How many fields are wrong, once everything was asked for. */
  wrong: number
  problem: (problem: Problem | undefined) => Problem | undefined
  id: string
}

export function useSchemaForm(schema: Schema | undefined, initial: (questions: Question[]) => Typed, refused?: Problem): SchemaForm {
  const id = useId()
  const known = useRef<{schema?: Schema; questions: Question[]}>({questions: []})
  if (known.current.schema !== schema) known.current = {schema, questions: schema ? questionsOf(schema) : []}
  const {questions} = known.current
  const [typed, setTyped] = useState<Typed>(() => initial(questions))
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  /** What stood in a field when the server refused it: its fault is told until something else stands there. */
  const [told, setTold] = useState<{problem?: Problem; typed: Typed}>({typed: {}})
  if (told.problem !== refused) setTold({problem: refused, typed})
  const fromServer = faultsAt(questions, refused?.errors)
  const faultAt = (question: Question) => {
    const own = asked || visited.has(question.pointer) ? faultOf(question, typed[question.pointer]) : undefined
    return own ?? (told.typed[question.pointer] === typed[question.pointer] ? fromServer.at[question.pointer] : undefined)
  }
  return {
    questions, typed, id, faultAt,
    set: (pointer, value) => setTyped((before) => ({...before, [pointer]: value})),
    replace: setTyped,
    visit: (pointer) => setVisited((before) => (before.has(pointer) ? before : new Set([...before, pointer]))),
    values: () => valuesTyped(questions, typed),
    wrong: asked ? questions.filter((question) => faultOf(question, typed[question.pointer]) !== undefined).length : 0,
    finish: () => {
      setAsked(true)
      const first = questions.find((question) => faultOf(question, typed[question.pointer]) !== undefined)
      if (!first) return valuesTyped(questions, typed)
      const field = document.getElementById(fieldId(id, first.pointer))
      field?.scrollIntoView({block: 'center'})
      ;(field?.matches('fieldset') ? field.querySelector('input') : field)?.focus()
      return undefined
    },
    // What stands at its field need not be said twice.
    problem: (problem) => problem && {...problem, errors: faultsAt(questions, problem.errors).rest},
  }
}

const fieldId = (id: string, pointer: string) => `${id}${pointer}`

function rangeOf({schema, unit}: Question): string | undefined {
  const low = schema.minimum ?? schema.exclusiveMinimum
  const high = schema.maximum ?? schema.exclusiveMaximum
  const behind = unit ? ` ${unit}` : ''
  if (low !== undefined && high !== undefined) return `${texts.to(digits(low), digits(high))}${behind}`
  if (low !== undefined) return `${texts.from(digits(low))}${behind}`
  return high === undefined ? undefined : `${texts.upTo(digits(high))}${behind}`
}

export function SchemaFields({of}: {of: SchemaForm}) {
  const groups: {title?: string; questions: Question[]}[] = []
  for (const question of of.questions) {
    if (groups.at(-1)?.title !== question.group || groups.length === 0) groups.push({title: question.group, questions: []})
    groups.at(-1)!.questions.push(question)
  }
  return (
    <div className={css.fields}>
      {groups.map((group, index) => {
        const fields = group.questions.map((question) => <Field key={question.pointer} question={question} of={of} />)
        return group.title === undefined ? fields : <fieldset key={index} className={css.group}><legend>{group.title}</legend>{fields}</fieldset>
      })}
    </div>
  )
}

function Field({question, of}: {question: Question; of: SchemaForm}) {
  const {schema, kind, title, required, pointer, unit} = question
  const value = of.typed[pointer]
  const text = Array.isArray(value) ? value.join('\n') : (value ?? '')
  const fault = of.faultAt(question)
  const id = fieldId(of.id, pointer)
  const set = (next: string | string[]) => of.set(pointer, next)
  const visit = () => of.visit(pointer)
  if (schema.readOnly) {
    return (
      <dl className={css.given}>
        <dt>{title}</dt>
        <dd>{text === '' ? plain(undefined) : kind === 'boolean' ? plain(text === 'true') : text}{unit && text !== '' && ` ${unit}`}</dd>
      </dl>
    )
  }
  const range = rangeOf(question)
  const hint: ReactNode = [schema.description, range && texts.limits(range), kind === 'list' && texts.oneALine, kind === 'date-time' && texts.zone(companyZone())].filter(Boolean).join(' · ') || undefined
  const choices: [string, string][] = (choicesOf(kind === 'choices' ? (schema.items ?? {}) : schema) ?? []).map((one) => [String(one.value), one.title])
  if (kind === 'boolean' || (kind === 'choice' && choices.length <= 5)) {
    return <Taps id={id} title={title} required={required} hint={hint} fault={fault} options={kind === 'boolean' ? [['true', texts.yes], ['false', texts.no]] : choices} chosen={[text]} many={false} onPick={(one) => { set(one === text && !required ? '' : one); visit() }} />
  }
  if (kind === 'choices') {
    const chosen = Array.isArray(value) ? value : []
    return <Taps id={id} title={title} required={required} hint={hint} fault={fault} many options={choices} chosen={chosen} onPick={(one) => { set(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]); visit() }} />
  }
  return (
    <Labelled label={title} hint={hint} error={fault} required={required} id={id}>
      {(props) => {
        const all = {...props, className: `${form.input} ${css.input}`, value: text, onBlur: visit, required: undefined, 'aria-required': required || undefined}
        if (kind === 'choice')
          return (
            <select {...all} onChange={(event) => set(event.currentTarget.value)}>
              <option value="">{texts.choose}</option>
              {choices.map(([one, word]) => <option key={one} value={one}>{word}</option>)}
            </select>
          )
        if (kind === 'long' || kind === 'list') return <textarea {...all} className={`${form.input} ${form.area}`} rows={kind === 'list' ? 4 : 3} onChange={(event) => set(kind === 'list' ? event.currentTarget.value.split('\n') : event.currentTarget.value)} />
        const number = kind === 'number' || kind === 'integer'
        const type = kind === 'date' ? 'date' : kind === 'date-time' ? 'datetime-local' : 'text'
        return (
          <span className={css.value}>
            {/* A text field that asks for digits: a device's own number field takes the comma of one language alone, and says nothing about the other. */}
            <input {...all} type={type} inputMode={number ? 'decimal' : undefined} autoComplete="off" maxLength={type === 'text' && !number && schema.maxLength ? schema.maxLength * 2 : undefined} onChange={(event) => set(event.currentTarget.value)} />
            {unit && <span className={css.unit}>{unit}</span>}
            {number && range && text !== '' && faultOf(question, text) === undefined && <Shape tone="ok" size={20} label={texts.within} />}
          </span>
        )
      }}
    </Labelled>
  )
}

/** A few answers, each large enough for a glove. */
function Taps({id, title, required, hint, fault, options, chosen, many, onPick}: {id: string; title: string; required: boolean; hint?: ReactNode; fault?: string; options: [string, string][]; chosen: string[]; many: boolean; onPick: (value: string) => void}) {
  const described = hint || fault ? `${id}-hint` : undefined
  return (
    <fieldset id={id} className={css.taps} aria-describedby={described} data-invalid={fault ? true : undefined}>
      <legend className={form.label}>{title} {!required && <span className={form.optional}>{texts.optional}</span>}</legend>
      <div className={css.options}>
        {options.map(([value, word]) => (
          <label key={value} className={css.tap} data-checked={chosen.includes(value) || undefined}>
            <input type={many ? 'checkbox' : 'radio'} name={id} value={value} checked={chosen.includes(value)} onChange={() => onPick(value)} onClick={() => !many && chosen.includes(value) && onPick(value)} />
            <span>{word}</span>
          </label>
        ))}
      </div>
      {(fault || hint) && <p id={described} className={fault ? form.error : form.hint}>{fault ?? hint}</p>}
    </fieldset>
  )
}
