// Call for help: two taps. Who is called is shown before the call; without network it is said plainly that nobody hears it yet.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Problem, Schemas} from '~/api/client'
import {callTypes} from '~/api/queries'
import {useReached} from '~/api/reach'
import {outbox} from '~/api/station_outbox'
import {companyNow, duration} from '~/format/time'
import {say} from '~/ui/announce'
import {ActDialog, Dialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {Icon} from '~/ui/icon'
import {Loaded} from '~/ui/loading'
import {Badge} from '~/ui/status'
import {texts} from './texts'
import css from './station.module.css'

type IssueType = Schemas['IssueType']

export function CallForHelp({person, item, onClose}: {person: Schemas['Person']; item: Schemas['WorkItem'] | undefined; onClose: () => void}) {
  const [type, setType] = useState<IssueType>()
  const query = useQuery(callTypes)
  if (type) return <Call type={type} person={person} item={item} onClose={onClose} />
  return (
    <Dialog opened onClose={onClose} title={texts.helpTitle} size={760}>
      <Silence />
      <Loaded query={query}>
        {({items}) => (
          <ul className={css.types}>
            {items.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => setType(one)}>
                  <strong>{one.title}</strong>
                  {one.stops_work && <Badge tone="alarm">{texts.stops}</Badge>}
                  <small>{one.meaning}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Dialog>
  )
}

function Silence() {
  return useReached() ? null : <p className={css.silence} role="alert"><Icon name="stop" size={22} /> {texts.unheard}</p>
}

function Call({type, person, item, onClose}: {type: IssueType; person: Schemas['Person']; item: Schemas['WorkItem'] | undefined; onClose: () => void}) {
  const [detail, setDetail] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const first = type.tiers[0]
  const about = item ? `${item.title} ${item.business_key}`.trim() : undefined
  const call = async () => {
    setBusy(true)
    const title = about ? `${type.title}: ${about}` : type.title
    const outcome = await outbox.do({
      person: person.id, name: person.name, what: 'raise', title, path: '/issues', at: new Date(companyNow()).toISOString(),
      body: JSON.stringify({issue_type: type.id, title, ...(detail.trim() ? {detail: detail.trim()} : {}), ...(item ? {case_id: item.case_id} : {})}),
      entered: detail.trim() ? {[texts.detail]: detail.trim()} : undefined,
    })
    setBusy(false)
    if (outcome.kind === 'refused') return setProblem(outcome.problem)
    if (outcome.kind === 'full') return setProblem({type: 'about:blank', title: texts.full, status: 0, detail: texts.fullText})
    say(outcome.kind === 'kept' ? texts.unheard : texts.raised)
    onClose()
  }
  return (
    <ActDialog
      opened onClose={onClose} title={type.title} look="danger" size={560}
      does={first && texts.called(first.holder.person?.name ?? first.holder.role.title, duration(first.within))}
      act={{label: texts.help, run: () => void call()}} pending={busy} problem={problem}
    >
      <Silence />
      {about && <p>{about}</p>}
      <TextArea label={texts.detail} value={detail} onChange={setDetail} autoFocus />
    </ActDialog>
  )
}
