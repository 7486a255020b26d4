// Whether the network is there, and what is kept here until it is: always in sight, never only a colour.
import {useState} from 'react'
import type {Schemas} from '~/api/client'
import type {Deed} from '~/api/outbox'
import {useReached} from '~/api/reach'
import {outbox, useDeeds} from '~/api/station_outbox'
import {Button, LinkButton} from '~/ui/button'
import {Dialog} from '~/ui/dialog'
import {ProblemNote} from '~/ui/problem'
import {Badge, Shape} from '~/ui/status'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './station.module.css'

export function Network({person}: {person: Schemas['Person'] | undefined}) {
  const reached = useReached()
  const deeds = useDeeds()
  const [opened, setOpened] = useState(false)
  const mine = deeds.filter((deed) => deed.person === person?.id)
  const others = deeds.filter((deed) => deed.person !== person?.id)
  const waiting = mine.filter((deed) => deed.state === 'waiting').length
  return (
    <div className={css.network} role="status">
      <span className={css.reach} data-away={!reached || undefined}>
        <Shape tone={reached ? 'ok' : 'warn'} size={18} label="" /> {reached ? texts.online : texts.offline}
      </span>
      {(mine.length > 0 || others.length > 0) && (
        <button type="button" className={css.keptButton} onClick={() => setOpened(true)}>
          {mine.length > 0 ? (reached && waiting === mine.length ? texts.sending(waiting) : texts.kept(mine.length)) : texts.keptForOthers(others.length)}
        </button>
      )}
      {opened && <KeptList mine={mine} others={others} onClose={() => setOpened(false)} />}
    </div>
  )
}

function KeptList({mine, others, onClose}: {mine: Deed[]; others: Deed[]; onClose: () => void}) {
  const names = [...new Set(others.map((deed) => deed.name))]
  return (
    <Dialog opened onClose={onClose} title={texts.keptTitle} size={680}>
      <p className={css.lead}>{texts.keptLead}</p>
      {mine.length > 0 ? <ol className={css.deeds}>{mine.map((deed) => <OneDeed key={deed.id} deed={deed} />)}</ol> : <p>{texts.nothingKept}</p>}
      {names.map((name) => <p key={name} className={css.lead}>{texts.keptFor(others.filter((deed) => deed.name === name).length, name)}</p>)}
    </Dialog>
  )
}

function OneDeed({deed}: {deed: Deed}) {
  const [leaving, setLeaving] = useState(false)
  const refused = deed.state === 'refused'
  const entered = Object.entries(deed.entered ?? {})
  return (
    <li className={css.deed} data-refused={refused || undefined}>
      <p><strong>{texts.deeds[deed.what]}: {deed.title}</strong> <small><When at={deed.at} /></small></p>
      <p>{refused ? <Badge tone="alarm">{texts.notTaken}</Badge> : <Badge tone="warn">{texts.waits}</Badge>}</p>
      {entered.length > 0 && (
        <dl className={css.know}>
          {entered.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
      {refused && (
        <>
          <p>{texts.whyNot(deed.problem?.status ?? 0)}</p>
          <ProblemNote problem={deed.problem} />
          <div className={css.choices}>
            {deed.item && <LinkButton href={`/today/${deed.item}`} size="l">{texts.look}</LinkButton>}
            <Button size="l" onClick={() => void outbox.retry(deed.id)}>{texts.again}</Button>
            {leaving ? <Button size="l" look="danger" onClick={() => outbox.drop(deed.id)}>{texts.dropSure}</Button> : <Button size="l" look="quiet" onClick={() => setLeaving(true)}>{texts.drop}</Button>}
          </div>
        </>
      )}
    </li>
  )
}

/** What was done without network and then not taken stands on the page until somebody has looked at it. */
export function Refused({person}: {person: string}) {
  const refused = useDeeds().filter((deed) => deed.person === person && deed.state === 'refused')
  const [opened, setOpened] = useState(false)
  if (refused.length === 0 && !opened) return null
  return (
    <>
      {refused.length > 0 && (
        <div className={css.refused} role="alert">
          <Shape tone="alarm" size={22} label="" />
          <p>{texts.refusedCount(refused.length)}</p>
          <Button size="l" onClick={() => setOpened(true)}>{texts.see}</Button>
        </div>
      )}
      {opened && <KeptList mine={refused} others={[]} onClose={() => setOpened(false)} />}
    </>
  )
}
