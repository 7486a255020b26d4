// What happened, latest first, in sentences. Machinery is folded away until asked for; long silences are told, not drawn.
import {useState} from 'react'
import {useLocation} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {durationMs, fullTime, spell} from '~/format/time'
import {A} from './link'
import {Button} from './button'
import {Avatar} from './people'
import {When} from './time'
import {texts} from './texts'
import css from './timeline.module.css'

type Entry = Schemas['TimelineEntry']
const SILENCE = 'PT20H'
const AT_FIRST = 15

type Props = {
  entries: readonly Entry[]
  more?: {has: boolean; load: () => void; loading: boolean}
  label?: string
  /** From how long on nothing happened is told, as a gap. */
  silence?: string
  /** Told as well: how long nothing has happened by now. */
  now_ms?: number
}

export function Timeline({entries, more, label = texts.happened, silence = SILENCE, now_ms}: Props) {
  const silence_ms = durationMs(silence)
  const {pathname} = useLocation()
  const [all, setAll] = useState(false)
  const [long, setLong] = useState(false)
  const fitting = all ? entries : entries.filter((entry) => entry.importance > 1)
  const shown = long ? fitting : fitting.slice(0, AT_FIRST)
  const hidden = entries.length - entries.filter((entry) => entry.importance > 1).length
  const still_ms = now_ms !== undefined && shown[0] ? now_ms - Date.parse(shown[0].at) : 0
  return (
    <div>
      {still_ms > silence_ms && <p className={`${css.gap} ${css.still}`}>{texts.since(spell(still_ms))}</p>}
      <ol className={css.list} aria-label={label}>
        {shown.map((entry, index) => {
          const next = shown[index + 1]
          const gap = next ? Date.parse(entry.at) - Date.parse(next.at) : 0
          return (
            <li key={entry.position} className={`${css.entry} ${entry.importance === 3 ? css.turning : ''}`}>
              <span className={css.mark} aria-hidden="true">{entry.person ? <Avatar name={entry.person.name} size={22} /> : <span className={css.dot} />}</span>
              <div className={css.text}>
                <p lang={serverLang}>{entry.href && entry.href.split('?')[0] !== pathname ? <A href={entry.href} className={css.link}>{entry.text}</A> : entry.text}</p>
                <p className={css.meta}>
                  <When at={entry.at} />
                  {entry.person && <> · {entry.person.name}</>}
                  <span className={css.position} title={texts.entry(entry.type, entry.position, fullTime(entry.at))}>#{entry.position}</span>
                </p>
                {gap > silence_ms && <p className={css.gap}>{texts.silence(spell(gap))}</p>}
              </div>
            </li>
          )
        })}
      </ol>
      <div className={css.foot}>
        {hidden > 0 && (
          <Button size="s" look="quiet" onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? texts.hideMachinery : texts.showMachinery(hidden)}
          </Button>
        )}
        {shown.length < fitting.length && (
          <Button size="s" look="quiet" onClick={() => setLong(true)}>
            {texts.showN(fitting.length - shown.length)}
          </Button>
        )}
        {shown.length === fitting.length && more?.has && (
          <Button size="s" look="quiet" busy={more.loading} onClick={more.load}>
            {texts.earlier}
          </Button>
        )}
      </div>
    </div>
  )
}
