// What was just done, said once: a line at the bottom for the eye, a live region for a screen reader.
import {useEffect, useState, useSyncExternalStore} from 'react'
import {Icon} from './icon'
import css from './announce.module.css'

type Said = {id: number; text: string}
let said: Said = {id: 0, text: ''}
const listeners = new Set<() => void>()

export function say(text: string) {
  said = {id: said.id + 1, text}
  listeners.forEach((listener) => listener())
}

export function Announcer() {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
  )
  const [hidden, setHidden] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setHidden(now.id), 5000)
    return () => clearTimeout(timer)
  }, [now])
  const shown = now.id > hidden && now.text !== ''
  return (
    <div className={css.place} role="status" aria-live="polite">
      {shown && (
        <p className={css.line} key={now.id}>
          <Icon name="check" size={16} /> {now.text}
        </p>
      )}
    </div>
  )
}
