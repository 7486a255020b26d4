// Doing what the work asks for: its form, kept as one types, checked at once when it is done, and what the server refuses at its field.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {exactJson} from '~/api/exact'
import {workItem} from '~/api/queries'
import {usePerson} from '~/api/company'
import {Button} from '~/ui/button'
import {Dialog} from '~/ui/dialog'
import {NumberField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Small} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {schemaOfFields, typedFrom, type Schema} from '~/ui/work/schema'
import {SchemaFields, useSchemaForm} from '~/ui/work/schema_form'
import {forgetLocal, localDraft, useKeptDraft} from '~/ui/work/work_draft'
import {nameOf} from './name'
import {texts} from './texts'
import css from './work.module.css'

type Item = Schemas['WorkItem']

export function CompleteForm({item, onDone}: {item: Item; onDone?: () => void}) {
  const person = usePerson()?.id ?? ''
  const [schema] = useState<Schema>(() => (item.form ? (item.form.schema as Schema) : schemaOfFields(item.fields)))
  const [worked, setWorked] = useState('')
  const resolving = item.may.includes('resolve')
  const path = {path: {item: item.item}}
  const act = useAct({
    act: (values: Record<string, unknown>) =>
      resolving
        ? write(client.POST('/work-items/{item}/resolve', {params: path, body: {values}, bodySerializer: exactJson}))
        : write(client.POST('/work-items/{item}/complete', {params: path, body: {result: values, ...(worked ? {worked: `PT${Math.round(Number(worked))}M`} : {})}, bodySerializer: exactJson})),
    done: resolving ? texts.resolved(item.owner?.name ?? '') : texts.completed(nameOf(item)),
    onDone: () => {
      forgetLocal(person, item.item)
      onDone?.()
    },
  })
  const form = useSchemaForm(schema, (questions) => localDraft(person, item.item) ?? typedFrom(questions, item.draft, item.form?.values), act.problem)
  const draft = useKeptDraft({person, item: item.item, questions: form.questions, typed: form.typed, mayServe: item.may.includes('draft')})
  const send = () => {
    const values = form.finish()
    if (values) act.run(values)
  }
  return (
    <form
      className={css.form} noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <SchemaFields of={form} />
      {!resolving && <NumberField label={texts.worked} hint={texts.workedHint} unit={texts.minutes} min={0} value={worked} onChange={setWorked} />}
      {form.wrong > 0 && <p className={css.wrong} role="alert">{texts.wrong(form.wrong)}</p>}
      <ProblemNote problem={form.problem(act.problem)} />
      <div className={css.finish}>
        <Button type="submit" look="primary" size="l" icon="check" busy={act.pending}>{resolving ? texts.resolve : texts.complete}</Button>
        {form.questions.length > 0 && <Small>{texts.draft[draft]}</Small>}
      </div>
    </form>
  )
}

/** From a card, over the page: the work with its form is read first. */
export function CompleteDialog({item, onClose}: {item: Item; onClose: () => void}) {
  const query = useQuery(workItem(item.item))
  return (
    <Dialog opened onClose={onClose} title={texts.doneTitle(nameOf(item))} size={620}>
      <p className={css.does}>{texts.doneDoes}</p>
      <Loaded query={query}>{(whole) => <CompleteForm item={whole} onDone={onClose} />}</Loaded>
    </Dialog>
  )
}
