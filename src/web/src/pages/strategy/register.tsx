// Requirements with the choice they come from and whether their owner answers for them; constraints with the rule that keeps each.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useSession} from '~/api/company'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Entities} from '~/ui/entities'
import {kindWord} from '~/ui/kinds'
import {Pick, TextArea, TextField} from '~/ui/form'
import {A} from '~/ui/link'
import {Card, Small, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './page.module.css'

type Strategy = Schemas['Strategy']
type Requirement = Schemas['Requirement']
type Enforced = Schemas['Enforced']

export function Requirements({strategy}: {strategy: Strategy}) {
  const [accepting, setAccepting] = useState<Requirement>()
  return (
    <Stack>
      <Card title={texts.requirements} flush>
        <Table<Requirement>
          label={texts.tabs.requirements}
          rows={strategy.requirements}
          rowKey={(row) => row.id}
          columns={[
            {key: 'title', title: texts.requirement, main: true, cell: (row) => <><div>{row.title} <Tag>{texts.requirementKinds[row.kind]}</Tag></div><div className={css.sub}>{row.statement}</div></>},
            {key: 'choices', title: texts.from, cell: (row) => (row.choices.length > 0 ? <Entities items={row.choices} /> : null)},
            {key: 'serves', title: texts.serves, cell: (row) => (row.objectives.length > 0 ? <Entities items={row.objectives} /> : null)},
            {key: 'by', title: texts.realised, cell: (row) => <Entities items={row.realised_by} none={texts.nothing} />},
            {key: 'accepted', title: texts.answers, cell: (row) => <Accepted requirement={row} onAccept={() => setAccepting(row)} />},
          ]}
        />
      </Card>
      <Rules title={texts.constraints} lead={texts.constraintsLead} rows={strategy.constraints} />
      <Rules title={texts.principles} lead={texts.principlesLead} rows={strategy.principles} />
      {accepting && <Accept requirement={accepting} onClose={() => setAccepting(undefined)} />}
    </Stack>
  )
}

function Accepted({requirement, onAccept}: {requirement: Requirement; onAccept: () => void}) {
  const {state, by, at, may_accept} = requirement.acceptance
  return (
    <div className={css.accepted}>
      {requirement.owner && <HolderName holder={requirement.owner} />}
      <Badge tone={state === 'accepted' ? 'ok' : state === 'no_owner' ? 'no_data' : 'warn'}>{texts.acceptance[state]}</Badge>
      {by && at && <span className={css.sub}>{by.name}, <When at={at} /></span>}
      {may_accept && <Button size="s" onClick={onAccept}>{texts.accept}</Button>}
    </div>
  )
}

function Accept({requirement, onClose}: {requirement: Requirement; onClose: () => void}) {
  const [note, setNote] = useState('')
  const act = useAct({
    act: () => write(client.POST('/requirements/{requirement}/accept', {params: {path: {requirement: requirement.id}}, body: note ? {note} : {}})),
    done: texts.acceptDone(requirement.title),
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.acceptTitle(requirement.title)} does={requirement.statement} act={{label: texts.accept, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <TextArea label={texts.note} hint={texts.acceptHint} value={note} onChange={setNote} autoFocus />
    </ActDialog>
  )
}

function Rules({title, lead, rows}: {title: string; lead: string; rows: readonly Enforced[]}) {
  if (rows.length === 0) return null
  return (
    <Card title={title} flush>
      <div className={css.inset}><Small>{lead}</Small></div>
      <Table<Enforced>
        label={title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {key: 'title', title, main: true, width: '30%', cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.statement}</div></>},
          {key: 'rules', title: texts.enforced, cell: (row) => (row.rules.length === 0 ? <Badge tone="alarm">{texts.nothing}</Badge> : <ul className={css.rules}>{row.rules.map((rule) => <Rule key={`${rule.kind}/${rule.id}/${rule.step ?? ''}`} rule={rule} />)}</ul>)},
          {key: 'owner', title: texts.owner, cell: (row) => row.owner && <HolderName holder={row.owner} />},
        ]}
      />
    </Card>
  )
}

function Rule({rule}: {rule: Enforced['rules'][number]}) {
  const name = rule.step_title ? `${rule.title}: ${rule.step_title}` : rule.title
  return (
    <li className={css.tooth}>
      <Shape tone={rule.stands ? 'ok' : 'alarm'} />
      <div>
        <div className={css.ruleName}>{rule.href ? <A href={rule.href}>{name}</A> : <code>{name}</code>} <Tag>{kindWord(rule.kind)}</Tag></div>
        <p>{rule.how}</p>
        <p className={css.sub}>
          {rule.text}
          {rule.last_at && <>, {texts.capabilities.last} <When at={rule.last_at} /></>}
          {rule.stopped > 0 && <>. {texts.stopped(number(rule.stopped))}</>}
        </p>
      </div>
    </li>
  )
}

/** What a choice asks of operations, as a change of the model: the requirement, and the choice that yields it. */
export function Draft({choice, strategy, onClose}: {choice: Schemas['Choice']; strategy: Strategy; onClose: () => void}) {
  const {person} = useSession()
  const [title, setTitle] = useState('')
  const [statement, setStatement] = useState('')
  const [objective, setObjective] = useState<string>()
  const [realiser, setRealiser] = useState<string>()
  const [owner, setOwner] = useState<string>()
  const [reason, setReason] = useState('')
  const id = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  const owners = new Map(strategy.objectives.flatMap((one) => (one.owner ? [one.owner.role] : [])).concat(strategy.nodes.flatMap((one) => (one.owner ? [one.owner.role] : []))).map((role) => [role.id, role.title]))
  const [kind, of] = (realiser ?? '/').split('/')
  const act = useAct({
    act: () =>
      write(
        client.POST('/changes', {
          body: {
            title: texts.draftChange(title), reason, base: strategy.revision,
            edits: {
              add: [{kind: 'Requirement', id, title, owner, spec: {kind: 'capability', statement, objectives: [objective!], realised_by: [{[kind!]: of}]}}],
              fields: [{kind: 'choice', id: choice.id, path: ['spec', 'yields', '-'], op: 'insert', value: id}],
            },
          },
        }),
      ),
    done: texts.drafted,
    onDone: onClose,
  })
  const complete = [title, statement, objective, realiser, owner, reason].every((one) => one !== undefined && one.trim() !== '')
  return (
    <ActDialog opened onClose={onClose} size={640} title={texts.draftTitle(choice.title)} does={texts.draftDoes} act={{label: texts.draftSend, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!complete || !person}>
      <TextField required label={texts.draftName} value={title} onChange={setTitle} autoFocus />
      <TextArea required label={texts.statement} value={statement} onChange={setStatement} />
      <Pick required label={texts.objective} value={objective} onChange={setObjective} options={strategy.objectives.map((one) => ({value: one.id, title: one.title}))} />
      <Pick required label={texts.realised} value={realiser} onChange={setRealiser} options={strategy.nodes.filter((node) => ['process', 'decision', 'rhythm', 'kpi'].includes(node.kind)).map((node) => ({value: node.key, title: node.title, text: kindWord(node.kind)}))} />
      <Pick required label={texts.answers} value={owner} onChange={setOwner} options={[...owners].map(([value, title_]) => ({value, title: title_})).sort((a, b) => a.title.localeCompare(b.title))} />
      <TextArea required label={texts.because} rows={2} value={reason} onChange={setReason} />
    </ActDialog>
  )
}
