// What the three views of the system of decisions share: tabs, the name of a right, the form that opens one.
import {useState, type ReactNode} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {decisionRights, whoDecides} from '~/api/queries'
import {capital, words} from '~/format/number'
import {ActDialog} from '~/ui/dialog'
import {FieldsForm, Pick, TextField, valuesOf, type Typed} from '~/ui/form'
import {useGo} from '~/ui/link'
import {Button} from '~/ui/button'
import {Page} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {ReadProblem} from '~/ui/problem'
import {Tabs} from '~/ui/tabs'
import {Help} from '~/ui/term'
import {texts} from './texts'
import css from './decisions.module.css'

export function DecisionsFrame({children}: {children: ReactNode}) {
  const [opening, setOpening] = useState(false)
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={<Button icon="plus" onClick={() => setOpening(true)}>{texts.openNew}</Button>}
      tabs={<Tabs label={texts.title} items={[{href: '/decisions', title: texts.register}, {href: '/decisions/live', title: texts.live}, {href: '/decisions/log', title: texts.log}, {href: '/decisions/tables', title: texts.tables}, {href: '/decisions/scorecards', title: texts.scorecards}, {href: '/decisions/authority', title: texts.authority}]} />}
    >
      {children}
      {opening && <OpenDecision onClose={() => setOpening(false)} />}
    </Page>
  )
}

export const holderText = (holder: Schemas['Holder']) => holder.person?.name ?? (holder.via === 'nobody' ? texts.notYoursNobody : holder.role.title)

/** Facts in a person's hand, and whose decision that makes it. */
export function WhoWould({right, typed, onChange}: {right: Schemas['DecisionRight']; typed: Typed; onChange: (typed: Typed) => void}) {
  const facts = valuesOf(right.facts, typed)
  const who = useQuery(whoDecides(right.id, facts))
  return (
    <div className={css.who}>
      <FieldsForm fields={right.facts} typed={typed} onChange={onChange} />
      <div aria-live="polite">
        {facts && who.data && (
          <div className={css.answer}>
            <HolderName holder={who.data.holder} why />
            {who.data.when && <p className={css.when}><Help word="band" /> <code>{who.data.when}</code></p>}
          </div>
        )}
        {facts && who.error && <ReadProblem error={who.error} />}
      </div>
    </div>
  )
}

export function OpenDecision({onClose, decision}: {onClose: () => void; decision?: string}) {
  const go = useGo()
  const rights = useQuery(decisionRights)
  const [chosen, setChosen] = useState(decision)
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useState<Typed>({})
  const [recommendation, setRecommendation] = useState<string>()
  const right = rights.data?.items.find((one) => one.id === chosen)
  const facts = right && valuesOf(right.facts, typed)
  const act = useAct({
    act: () => write(client.POST('/decisions', {body: {decision: right!.id, title, facts: facts!, ...(recommendation ? {recommendation} : {})}})),
    done: texts.opened,
    onDone: (accepted) => (accepted.id ? go(`/decisions/${accepted.id}`) : onClose()),
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.openTitle} does={texts.openDoes} act={{label: texts.openSubmit, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!facts || title.trim() === ''}>
      <Pick label={texts.decision} required value={chosen} onChange={setChosen} options={(rights.data?.items ?? []).filter((one) => one.kind === 'operating').map((one) => ({value: one.id, title: one.title, text: one.question}))} />
      {right && (
        <>
          <TextField label={texts.openTitleField} required value={title} onChange={setTitle} />
          <WhoWould right={right} typed={typed} onChange={setTyped} />
          <Pick label={texts.recommendationField} value={recommendation} onChange={setRecommendation} options={right.outcomes.map((one) => ({value: one, title: capital(words(one))}))} />
        </>
      )}
    </ActDialog>
  )
}
