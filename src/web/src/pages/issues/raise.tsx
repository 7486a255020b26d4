// Andon: two taps and a sentence. Whoever is called is shown before the call is made.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {issueTypes} from '~/api/queries'
import {duration} from '~/format/time'
import {Button} from '~/ui/button'
import {ActDialog, Dialog} from '~/ui/dialog'
import {TextArea, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {useGo} from '~/ui/link'
import {Badge} from '~/ui/status'
import {texts} from './texts'
import css from './issues.module.css'

type IssueType = Schemas['IssueType']

export function Raise({onClose, caseId}: {onClose: () => void; caseId?: string}) {
  const [type, setType] = useState<IssueType>()
  const query = useQuery(issueTypes)
  if (type) return <Describe type={type} caseId={caseId} onClose={onClose} onBack={() => setType(undefined)} />
  return (
    <Dialog opened onClose={onClose} title={texts.raise} size={680}>
      <p className={css.sub} style={{marginBottom: 12}}>{texts.raiseLead}</p>
      <Loaded query={query}>
        {({items}) => (
          <div className={css.types}>
            {items.map((one) => (
              <button key={one.id} type="button" className={css.type} onClick={() => setType(one)}>
                <strong>
                  {one.title} {one.stops_work && <Badge tone="alarm">{texts.stops}</Badge>}
                </strong>
                <span className={css.sub}>{one.meaning}</span>
              </button>
            ))}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Describe({type, caseId, onClose, onBack}: {type: IssueType; caseId?: string; onClose: () => void; onBack: () => void}) {
  const go = useGo()
  const [title, setTitle] = useState('')
  const [detail, setDetail] = useState('')
  const [about, setAbout] = useState(caseId ?? '')
  const first = type.tiers[0]
  const act = useAct({
    act: () => write(client.POST('/issues', {body: {issue_type: type.id, title, ...(detail ? {detail} : {}), ...(about ? {case_id: about} : {})}})),
    done: texts.raised,
    onDone: (accepted) => (accepted.id ? go(`/issues/${accepted.id}`) : onClose()),
  })
  return (
    <ActDialog
      opened onClose={onClose} title={`${texts.raise}: ${type.title}`} look="danger"
      does={first && texts.called(first.holder.person?.name ?? first.holder.role.title, duration(first.within))}
      act={{label: texts.raise, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={title.trim() === ''}
    >
      <TextField label={texts.raiseWhat} required value={title} onChange={setTitle} autoFocus />
      <TextArea label={texts.raiseDetail} hint={texts.raiseDetailHint} value={detail} onChange={setDetail} />
      <TextField label={texts.raiseCase} hint={texts.raiseCaseHint} value={about} onChange={setAbout} />
      <div><Button look="quiet" size="s" icon="back" onClick={onBack}>{texts.back}</Button></div>
    </ActDialog>
  )
}
