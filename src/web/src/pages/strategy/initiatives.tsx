// Initiatives: milestones are reached by evidence, and health is computed, never typed in.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useSession} from '~/api/company'
import {decisionRight} from '~/api/queries'
import {amount, signed} from '~/format/number'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {TextArea, valuesOf, type Typed} from '~/ui/form'
import {Entities} from '~/ui/entities'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Grid} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape, type Tone} from '~/ui/status'
import {Day, When} from '~/ui/time'
import {WhoWould} from '../decisions/frame'
import {texts} from './texts'
import css from './page.module.css'

type Initiative = Schemas['Initiative']
type Milestone = Initiative['milestones'][number]
const TONES: Record<Milestone['state'], Tone> = {reached: 'ok', ready: 'accent', open: 'no_data', late: 'alarm'}
const WORDS: Record<Milestone['state'], string> = {reached: texts.reached, ready: texts.ready, open: texts.openM, late: texts.late}

export function Initiatives({initiatives}: {initiatives: Initiative[]}) {
  const {company} = useSession()
  const [reaching, setReaching] = useState<[Initiative, Milestone]>()
  const [asking, setAsking] = useState<[Initiative, Milestone]>()
  return (
    <Grid min={460}>
      {initiatives.map((one) => (
        <Card key={one.id} title={one.title} actions={<Badge tone={one.health}>{texts.health[one.health]}</Badge>}>
          <p className={css.statement}>{one.statement}</p>
          <p className={css.health}>{one.health_text}</p>
          <Facts
            items={[
              one.owner && [texts.owner, <HolderName key="owner" holder={one.owner} />],
              [texts.serves, <Entities key="for" items={one.objectives} />],
              one.benefit && [texts.benefit, <><A href={one.benefit.kpi.href}>{one.benefit.kpi.title}</A> {signed(one.benefit.delta)}</>],
              one.budget !== undefined && [texts.budget, amount(one.budget, company.currency)],
            ]}
          />
          <ol className={css.milestones}>
            {one.milestones.map((milestone) => (
              <li key={milestone.id} className={css.milestone}>
                <Shape tone={TONES[milestone.state]} size={16} label={WORDS[milestone.state]} />
                <span>
                  {milestone.title}
                  <small>
                    {milestone.state === 'reached' && milestone.reached_at ? <>{texts.reached} <When at={milestone.reached_at} /></> : <>{texts.due} <Day day={milestone.due} /></>}
                    {milestone.evidence && ` · ${milestone.evidence}`}
                    {milestone.gate && <> · {texts.gate}: <A href={milestone.gate.href}>{milestone.gate.title}</A></>}
                  </small>
                </span>
                {milestone.may_ask_gate && <Button size="s" onClick={() => setAsking([one, milestone])}>{texts.askGate}</Button>}
                {milestone.may_reach && milestone.state !== 'reached' && <Button size="s" onClick={() => setReaching([one, milestone])}>{texts.reach}</Button>}
              </li>
            ))}
          </ol>
        </Card>
      ))}
      {reaching && <Reach initiative={reaching[0]} milestone={reaching[1]} onClose={() => setReaching(undefined)} />}
      {asking && <AskGate initiative={asking[0]} milestone={asking[1]} onClose={() => setAsking(undefined)} />}
    </Grid>
  )
}

function Reach({initiative, milestone, onClose}: {initiative: Initiative; milestone: Milestone; onClose: () => void}) {
  const [note, setNote] = useState('')
  const act = useAct({
    act: () => write(client.POST('/initiatives/{initiative}/milestones/{milestone}/reach', {params: {path: {initiative: initiative.id, milestone: milestone.id}}, body: note ? {note} : {}})),
    done: texts.reachDone(milestone.title),
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.reachTitle(milestone.title)} does={texts.reachDoes} act={{label: texts.reach, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <TextArea label={texts.note} value={note} onChange={setNote} autoFocus />
    </ActDialog>
  )
}

/** The facts that the gate's right declares, and whose answer that makes it. */
function AskGate({initiative, milestone, onClose}: {initiative: Initiative; milestone: Milestone; onClose: () => void}) {
  const query = useQuery(decisionRight(milestone.gate?.id ?? ''))
  const [typed, setTyped] = useState<Typed>({})
  const [note, setNote] = useState('')
  const right = query.data
  const facts = right && valuesOf(right.facts, typed)
  const act = useAct({
    act: () => write(client.POST('/initiatives/{initiative}/milestones/{milestone}/gate', {params: {path: {initiative: initiative.id, milestone: milestone.id}}, body: {facts: facts!, ...(note.trim() ? {note: note.trim()} : {})}})),
    done: texts.gateAsked,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.gateTitle(milestone.title)} does={texts.gateDoes} act={{label: texts.askGate, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!facts}>
      <Loaded query={query}>
        {(found) => (
          <>
            <p className={css.health}>{found.question}</p>
            <WhoWould right={found} typed={typed} onChange={setTyped} />
          </>
        )}
      </Loaded>
      <TextArea label={texts.note} value={note} onChange={setNote} />
    </ActDialog>
  )
}
