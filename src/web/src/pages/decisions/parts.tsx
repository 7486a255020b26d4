// Parts of one decision: who recommends, agrees, gives input and performs, what each said, and the form of whoever is asked now.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {capital, words} from '~/format/number'
import {named} from '~/i18n/server_words'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Pick, TextArea} from '~/ui/form'
import {HolderName, PersonName} from '~/ui/people'
import {Badge, type Tone} from '~/ui/status'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './decisions.module.css'

type Part = Schemas['DecisionPart']
type Decision = Schemas['Decision']

const TONES: Record<Part['state'], Tone> = {in: 'ok', asked: 'accent', later: 'no_data', over: 'no_data'}

export function Parts({decision}: {decision: Decision}) {
  const [doing, setDoing] = useState<Part>()
  return (
    <>
      {decision.parts.map((part) => (
        <div key={part.part + part.holder.role.id} className={css.part}>
          <span className={css.partName}>{capital(named('part', part.part, part.part))}</span>
          {part.person ? <PersonName person={part.person} /> : <HolderName holder={part.holder} />}
          <Badge tone={part.stance === 'disagree' ? 'alarm' : TONES[part.state]}>{part.stance ? texts.stances[part.stance] : texts.partStates[part.state]}</Badge>
          {(part.outcome && !part.stance) || part.reason || part.at ? (
            <small>
              {part.outcome && !part.stance && <b>{capital(words(part.outcome))}</b>} {part.reason} {part.at && <When at={part.at} />}
            </small>
          ) : part.waited_for && part.state === 'asked' ? (
            <small>{texts.waitedFor}</small>
          ) : null}
          {part.may && <Button size="s" onClick={() => setDoing(part)}>{texts.partActs[part.part]}</Button>}
        </div>
      ))}
      {doing && <Contribute decision={decision} part={doing} onClose={() => setDoing(undefined)} />}
    </>
  )
}

function Contribute({decision, part, onClose}: {decision: Decision; part: Part; onClose: () => void}) {
  const [outcome, setOutcome] = useState<string>()
  const [stance, setStance] = useState<'agree' | 'disagree'>()
  const [reason, setReason] = useState('')
  const act = useAct({
    act: () => write(client.POST('/decisions/{live}/contribute', {params: {path: {live: decision.live}}, body: {part: part.part, reason, ...(outcome ? {outcome} : {}), ...(stance ? {stance} : {})}})),
    done: texts.partDone,
    onDone: onClose,
  })
  const silent = part.part === 'perform' || (part.part === 'agree' && stance === 'agree')
  const missing = (part.part === 'recommend' && !outcome) || (part.part === 'agree' && !stance) || (!silent && reason.trim() === '')
  return (
    <ActDialog opened onClose={onClose} title={texts.partActs[part.part]} does={texts.partDoes(decision.title)} act={{label: texts.partSend, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={missing}>
      {part.part === 'recommend' && <Pick label={texts.recommendationField} required value={outcome} onChange={setOutcome} options={decision.outcomes.map((one) => ({value: one, title: capital(words(one))}))} />}
      {part.part === 'agree' && (
        <div className={css.outcomes} role="group" aria-label={texts.stance}>
          {(['agree', 'disagree'] as const).map((one) => (
            <button key={one} type="button" className={css.outcome} aria-pressed={one === stance} onClick={() => setStance(one)}>{texts.stances[one]}</button>
          ))}
        </div>
      )}
      <TextArea label={texts.partReason} required={!silent} value={reason} onChange={setReason} />
    </ActDialog>
  )
}
