// Edits by meaning: a weight, a band, a right; and the files themselves for everything else.
import {useEffect} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {decisionRights, entity, people, strategy} from '~/api/queries'
import {number} from '~/format/number'
import {useDraft} from '~/ui/draft'
import {Pick, TextArea, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Small} from '~/ui/page'
import {Badge} from '~/ui/status'
import {texts as uiTexts} from '~/ui/texts'
import {texts} from './texts'
import css from './changes.module.css'

type Edits = Schemas['Edits']
type Props = {onChange: (edits: Edits | undefined) => void}

/** Tells the page what is edited; nothing as long as nothing differs. */
function useEdits(edits: Edits | undefined, onChange: Props['onChange']) {
  const key = JSON.stringify(edits)
  useEffect(() => onChange(edits), [key])
}

export function WeightForm({suggested, onChange}: Props & {suggested?: Edits}) {
  const query = useQuery(strategy)
  return <Loaded query={query}>{({objectives}) => <Weights objectives={objectives} suggested={suggested} onChange={onChange} />}</Loaded>
}

function Weights({objectives, suggested, onChange}: Props & {objectives: Schemas['Objective'][]; suggested?: Edits}) {
  const [typed, setTyped] = useDraft<Record<string, string>>(suggested ? 'suggested-weights' : 'weights', () => Object.fromEntries((suggested?.set_weight ?? []).map(({objective, weight}) => [objective, String(weight)])))
  const weightOf = (one: Schemas['Objective']) => (typed[one.id] === undefined || typed[one.id] === '' ? one.weight : Number(typed[one.id]))
  const changed = objectives.filter((one) => weightOf(one) !== one.weight)
  useEdits(changed.length > 0 ? {set_weight: changed.map((one) => ({objective: one.id, weight: weightOf(one)}))} : undefined, onChange)
  const parents = [...new Set(objectives.map((one) => one.parent))]
  return parents.map((parent) => {
    const siblings = objectives.filter((one) => one.parent === parent)
    const sum = siblings.reduce((total, one) => total + weightOf(one), 0)
    return (
      <fieldset key={parent ?? ''} className={css.weights} style={{border: 0, padding: 0, margin: 0}}>
        <legend className={parents.length > 1 ? css.legend : 'visually-hidden'}>{parent === undefined ? texts.weightsTop : texts.weightsOf(objectives.find((one) => one.id === parent)?.title ?? parent)}</legend>
        {siblings.map((one) => (
          <label key={one.id} className={css.weight} data-changed={weightOf(one) !== one.weight || undefined}>
            <span>{one.title}</span>
            <span className={css.weightNow}>
              {texts.stated} {number(one.weight)}{one.parent === undefined && one.revealed !== undefined && `, ${texts.behaves} ${number(one.revealed, 0)}`}
            </span>
            <input type="number" inputMode="decimal" min={0} max={100} step={1} aria-label={one.title} value={typed[one.id] ?? String(one.weight)} onChange={(event) => setTyped({...typed, [one.id]: event.currentTarget.value})} />
          </label>
        ))}
        <p className={css.sum} role="status">
          {texts.sum} {number(sum)}
          {sum === 100 ? <Badge tone="ok">100</Badge> : <Badge tone="alarm">{sum < 100 ? texts.left(number(100 - sum)) : texts.over(number(sum - 100))}</Badge>}
        </p>
      </fieldset>
    )
  })
}

function useRights(named: boolean) {
  const query = useQuery(decisionRights)
  const known = useQuery(people)
  const rights = query.data?.items ?? []
  const named_roles = rights.flatMap((right) => [...right.bands.map((band) => band.holder), ...(right.decide ? [right.decide] : []), ...(right.owner ? [right.owner] : [])]).map(({role}) => role)
  const held = known.data?.items.flatMap((person) => person.roles.map(({role}) => role)) ?? []
  const roles = new Map([...named_roles, ...held].map((role) => [role.id, role.title]))
  return {
    rights: rights.filter((right) => (named ? right.decide !== undefined : right.bands.length > 0)),
    roles: [...roles].map(([value, title]) => ({value, title})).sort((a, b) => a.title.localeCompare(b.title)),
  }
}

export function BandForm({decision, onChange}: Props & {decision?: string}) {
  const {rights, roles} = useRights(false)
  const [chosen, setChosen] = useDraft(`band:${decision ?? ''}`, decision)
  const [typed, setTyped] = useDraft<Record<number, {when?: string; role?: string}>>(`bands:${decision ?? ''}`, {})
  const right = rights.find((one) => one.id === chosen)
  const changed = (right?.bands ?? []).flatMap((band) => {
    const edit = typed[band.band] ?? {}
    const when = edit.when !== undefined && edit.when.trim() !== band.when ? {when: edit.when.trim()} : {}
    const role = edit.role !== undefined && edit.role !== band.holder.role.id ? {role: edit.role} : {}
    return Object.keys({...when, ...role}).length > 0 ? [{decision: right!.id, band: band.band, ...when, ...role}] : []
  })
  useEdits(changed.length > 0 ? {set_band: changed} : undefined, onChange)
  const set = (band: number, edit: {when?: string; role?: string}) => setTyped({...typed, [band]: {...typed[band], ...edit}})
  return (
    <div className={css.form}>
      <Pick label={texts.decision} required value={chosen} onChange={(id) => { setChosen(id); setTyped({}) }} options={rights.map((one) => ({value: one.id, title: one.title, text: one.question}))} />
      {right && <Small>{texts.whenHint}</Small>}
      {right?.bands.map((band) => (
        <div key={`${right.id}${band.band}`} className={css.form} role="group" aria-label={`${texts.band} ${band.band + 1}`}>
          <TextArea mono required rows={2} label={`${texts.band} ${band.band + 1}: ${texts.whenField.toLowerCase()}`} value={typed[band.band]?.when ?? band.when} onChange={(when) => set(band.band, {when})} />
          <Pick required label={`${texts.band} ${band.band + 1}: ${texts.role.toLowerCase()}`} value={typed[band.band]?.role ?? band.holder.role.id} onChange={(role) => role && set(band.band, {role})} options={roles} />
        </div>
      ))}
    </div>
  )
}

export function RightForm({decision, onChange}: Props & {decision?: string}) {
  const {rights, roles} = useRights(true)
  const [chosen, setChosen] = useDraft(`right:${decision ?? ''}`, decision)
  const [role, setRole] = useDraft<string | undefined>(`decider:${decision ?? ''}`, undefined)
  const right = rights.find((one) => one.id === chosen)
  useEdits(right && role && role !== right.decide?.role.id ? {set_decider: [{decision: right.id, role}]} : undefined, onChange)
  return (
    <div className={css.form}>
      <Pick label={texts.decision} required hint={texts.namedHint} value={chosen} onChange={(id) => { setChosen(id); setRole(undefined) }} options={rights.map((one) => ({value: one.id, title: one.title, text: one.question}))} />
      {right && <Pick label={texts.role} required value={role ?? right.decide?.role.id} onChange={setRole} options={roles} />}
    </div>
  )
}

export function FileForm({onChange}: Props) {
  const query = useQuery(decisionRights)
  const goals = useQuery(strategy)
  const [chosen, setChosen] = useDraft<string | undefined>('file', undefined)
  const [kind, id] = (chosen ?? '/').split('/') as [string, string]
  const found = useQuery({...entity(kind, id), enabled: chosen !== undefined})
  const [typed, setTyped] = useDraft<{path: string; content: string} | undefined>('content', undefined)
  const path = typed?.path ?? found.data?.path ?? ''
  const content = typed?.content ?? found.data?.source ?? ''
  useEdits(typed && typed.content !== found.data?.source && path.trim() !== '' ? {files: [{path, content}]} : undefined, onChange)
  const options = [
    ...(goals.data?.nodes ?? []).map((node) => ({value: node.key, title: node.title, text: uiTexts.kinds[node.kind]})),
    ...(query.data?.items ?? []).filter((right) => !goals.data?.nodes.some((node) => node.key === `decision/${right.id}`)).map((right) => ({value: `decision/${right.id}`, title: right.title, text: uiTexts.kinds.decision})),
  ]
  return (
    <div className={css.form}>
      <Pick label={texts.entity} value={chosen} onChange={(value) => { setChosen(value); setTyped(undefined) }} options={options} />
      <TextField label={texts.path} required value={path} onChange={(value) => setTyped({path: value, content})} />
      <TextArea mono required rows={18} label={texts.content} value={content} onChange={(value) => setTyped({path, content: value})} />
    </div>
  )
}
