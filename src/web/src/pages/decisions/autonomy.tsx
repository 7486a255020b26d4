// How far a right decides by itself, and its switch.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {Card} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {Badge} from '~/ui/status'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './decisions.module.css'

export function AutonomyCard({right}: {right: Schemas['DecisionRight']}) {
  const [switching, setSwitching] = useState(false)
  const autonomy = right.autonomy
  if (!autonomy) return null
  const stopped = autonomy.stopped
  return (
    <Card title={texts.autonomy}>
      <div className={css.route}>
        <p>
          {autonomy.mode === 'automatic' && <Badge tone={stopped ? 'alarm' : 'ok'}>{stopped ? texts.autonomyStopped : texts.autonomyRuns}</Badge>} {texts.autonomyModes[autonomy.mode]}
        </p>
        {autonomy.bounds && <p className={css.when}>{texts.bounds} <code>{autonomy.bounds}</code></p>}
        {stopped && <p className={css.sub}>{stopped.by && <PersonName person={stopped.by} />} <When at={stopped.at} />: {stopped.reason}</p>}
        {autonomy.kill && <div className={css.sub}>{texts.killSwitch} <HolderName holder={autonomy.kill} /></div>}
        {autonomy.may_switch && <div className={css.acts}><Button onClick={() => setSwitching(true)}>{stopped ? texts.autonomyResume : texts.autonomyStop}</Button></div>}
      </div>
      {switching && <Switch right={right} stopped={stopped !== undefined} onClose={() => setSwitching(false)} />}
    </Card>
  )
}

function Switch({right, stopped, onClose}: {right: Schemas['DecisionRight']; stopped: boolean; onClose: () => void}) {
  const [reason, setReason] = useState('')
  const params = {params: {path: {decision: right.id}}, body: {reason}}
  const act = useAct({
    act: () => write(stopped ? client.POST('/decision-rights/{decision}/autonomy/resume', params) : client.POST('/decision-rights/{decision}/autonomy/stop', params)),
    done: stopped ? texts.autonomyResumed : texts.autonomyStoppedSay,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={stopped ? texts.autonomyResume : texts.autonomyStop} does={stopped ? texts.autonomyResumeDoes : texts.autonomyStopDoes} act={{label: stopped ? texts.autonomyResume : texts.autonomyStop, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reasonLabel} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
