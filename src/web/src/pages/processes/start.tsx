// A person starts a case: whose, which service and tier, and what its start asks for: its form, or else the variables that the process declares.
import {useEffect, useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write} from '~/api/client'
import {useAct} from '~/api/act'
import {exactJson} from '~/api/exact'
import {process, processes} from '~/api/queries'
import {ActDialog} from '~/ui/dialog'
import {FieldsForm, Pick, TextField, valuesOf, type Typed} from '~/ui/form'
import {useGo} from '~/ui/link'
import {typedFrom, type Schema} from '~/ui/work/schema'
import {SchemaFields, useSchemaForm} from '~/ui/work/schema_form'
import {texts} from './texts'

export function StartCase({of, onClose}: {of?: string; onClose: () => void}) {
  const go = useGo()
  const catalogue = useQuery(processes)
  const [chosen, setChosen] = useState(of)
  const [key, setKey] = useState('')
  const [customer, setCustomer] = useState('')
  const [service, setService] = useState<string>()
  const [tier, setTier] = useState<string>()
  const [typed, setTyped] = useState<Typed>({})
  const {data} = useQuery({...process(chosen ?? ''), enabled: chosen !== undefined})
  const fields = data?.variables.filter((field) => field.name !== 'customer' && field.name !== 'tier') ?? []
  const services = data?.services ?? []
  const taken = services.find((one) => one.id === service) ?? (services.length === 1 ? services[0] : undefined)
  const act = useAct({
    act: (variables: Record<string, unknown>) =>
      write(client.POST('/cases', {body: {process: chosen!, business_key: key, variables, ...(customer ? {customer} : {}), ...(taken ? {service: taken.id} : {}), ...(tier ? {tier} : {})}, bodySerializer: exactJson})),
    done: texts.started,
    onDone: (accepted) => (accepted.id ? go(`/cases/${accepted.id}`) : onClose()),
  })
  const asked = data?.start_form
  const form = useSchemaForm(asked?.schema as Schema | undefined, (questions) => typedFrom(questions, asked?.values), act.problem)
  const {replace, questions} = form
  // Another process asks for something else: it begins with what its own form begins with.
  useEffect(() => replace(typedFrom(questions, asked?.values)), [asked, questions, replace])
  const values = asked ? {} : valuesOf(fields, typed, false)
  const send = () => {
    const variables = asked ? form.finish() : values
    if (variables) act.run(variables)
  }
  return (
    <ActDialog opened onClose={onClose} title={data ? texts.startTitle(data.title) : texts.start} does={texts.startDoes} act={{label: texts.start, run: send}} pending={act.pending} problem={form.problem(act.problem)} disabled={!data || key.trim() === '' || values === undefined}>
      {!of && <Pick label={texts.which} required value={chosen} onChange={setChosen} options={(catalogue.data?.items ?? []).filter((one) => one.startable).map((one) => ({value: one.id, title: one.title, text: one.purpose}))} />}
      {data && (
        <>
          <TextField label={texts.key} required hint={texts.keyHint} value={key} onChange={setKey} autoFocus />
          <TextField label={texts.customer} value={customer} onChange={setCustomer} />
          {services.length > 1 && <Pick label={texts.service} value={service} onChange={setService} options={services.map((one) => ({value: one.id, title: one.title, text: one.promise}))} />}
          {taken && <Pick label={texts.tier} value={tier} onChange={setTier} options={taken.tiers.map((one) => ({value: one.id, title: one.title}))} />}
          {asked ? <SchemaFields of={form} /> : <FieldsForm fields={fields} typed={typed} onChange={setTyped} required={false} />}
        </>
      )}
    </ActDialog>
  )
}
