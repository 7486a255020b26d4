// Any entity by form: what is written now, field by field as its kind declares it. Only what differs becomes an edit.
import {useEffect} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {entitiesOf, entity, kindForm} from '~/api/queries'
import {words} from '~/format/number'
import {useDraft} from '~/ui/draft'
import {Button} from '~/ui/button'
import {Pick, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Small} from '~/ui/page'
import {useUrlState} from '~/ui/url_state'
import {Fields, FindingsContext} from './fields'
import {fieldEdits, isGroup, setAt, type Json} from './field_edits'
import {texts} from './texts'
import css from './fields.module.css'

type Edits = Schemas['Edits']
type Tree = {metadata: Json; spec: Json}
type Props = {kind: string; findings: readonly Schemas['Finding'][]; onChange: (edits: Edits | undefined) => void}
const groupOf = (value: Json) => (isGroup(value) ? value : {})

export function EntityForm({kind, findings, onChange}: Props) {
  const url = useUrlState()
  const id = url.get('id')
  const making = url.get('new') === 'yes'
  const known = useQuery(entitiesOf(kind))
  const declared = useQuery(kindForm(kind))
  const found = useQuery({...entity(kind, id ?? ''), enabled: id !== undefined && !making})
  return (
    <Loaded query={declared}>
      {(form) => (
        <div className={css.fields}>
          <Small>{form.doc}</Small>
          <div className={css.head}>
            <Pick label={texts.which} required value={making ? undefined : id} placeholder={making ? texts.newOne(words(form.kind)) : texts.choose} onChange={(chosen) => url.set({id: chosen, new: undefined}, {replace: true})} options={(known.data?.items ?? []).map((one) => ({value: one.id, title: one.title, text: `${one.file}:${one.line}`}))} />
            <Button icon="plus" aria-pressed={making} onClick={() => url.set({new: making ? undefined : 'yes'}, {replace: true})}>{texts.newOne(words(form.kind))}</Button>
          </div>
          {making && <NewEntity key={kind} form={form} findings={findings} onChange={onChange} />}
          {!making && id !== undefined && <Loaded query={found}>{(one) => <Written key={`${kind}/${id}/${one.revision}`} form={form} one={one} findings={findings} onChange={onChange} />}</Loaded>}
        </div>
      )}
    </Loaded>
  )
}

const about = (findings: Props['findings'], kind: string, id: string) => findings.filter(({place}) => place?.kind === kind && place.id === id)

function Written({form, one, findings, onChange}: {form: Schemas['KindForm']; one: Schemas['Entity']} & Omit<Props, 'kind'>) {
  const before: Tree = {metadata: one.written.metadata as Json, spec: one.written.spec as Json}
  const [draft, setDraft] = useDraft(`${form.kind}/${one.id}@${one.revision}`, before)
  const edits = fieldEdits(form.kind, one.id, before, draft)
  const key = JSON.stringify(edits)
  useEffect(() => onChange(edits.length > 0 ? {fields: edits} : undefined), [key])
  const set = (part: keyof Tree) => (field: string, value: Json | undefined) => setDraft({...draft, [part]: setAt(draft[part], [field], value) ?? {}})
  return (
    <FindingsContext value={about(findings, form.kind, one.id)}>
      <Fields fields={form.metadata.filter((field) => field.key !== 'id')} values={groupOf(draft.metadata)} path={['metadata']} onChange={set('metadata')} />
      <Fields fields={form.fields} values={groupOf(draft.spec)} path={['spec']} onChange={set('spec')} />
    </FindingsContext>
  )
}

function NewEntity({form, findings, onChange}: {form: Schemas['KindForm']} & Omit<Props, 'kind'>) {
  const [id, setId] = useDraft(`new-id:${form.kind}`, '')
  const [title, setTitle] = useDraft(`new-title:${form.kind}`, '')
  const [owner, setOwner] = useDraft<string | undefined>(`new-owner:${form.kind}`, undefined)
  const [spec, setSpec] = useDraft<Json>(`new:${form.kind}`, {})
  const roles = useQuery(entitiesOf('role'))
  const name = id.trim() || title.trim().toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  const added = {kind: form.kind, id: name, ...(title.trim() ? {title: title.trim()} : {}), ...(owner ? {owner} : {}), spec: groupOf(spec) as Record<string, unknown>}
  const key = JSON.stringify(added)
  useEffect(() => onChange(name ? {add: [added]} : undefined), [key])
  return (
    <FindingsContext value={about(findings, form.kind, name)}>
      <div className={css.new}>
        <TextField label={texts.title_} required value={title} onChange={setTitle} />
        <TextField label={texts.id} hint={texts.idHint} value={id} placeholder={name} onChange={setId} />
        <Pick label={texts.owner} value={owner} onChange={setOwner} options={(roles.data?.items ?? []).map((one) => ({value: one.id, title: one.title}))} />
      </div>
      <Fields fields={form.fields} values={groupOf(spec)} path={['spec']} onChange={(field, value) => setSpec(setAt(spec, [field], value) ?? {})} />
    </FindingsContext>
  )
}
