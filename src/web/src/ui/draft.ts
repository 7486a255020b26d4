import {useState} from 'react'

const prefix = 'drivetrain-draft '

/**
 * State that survives reloading the page and coming back to it: what was typed and not yet sent. It is kept in this tab alone, under the page's
 * path; `name` says what it is about (which field, which thing, which version), so that a draft over something else is not taken up.
 */
export function useDraft<T>(name: string, initial: T | (() => T)): [T, (value: T) => void] {
  const [key] = useState(() => `${prefix}${location.pathname} ${name}`)
  const [value, setValue] = useState<T>(() => {
    const kept = read(key)
    return kept === undefined ? (initial instanceof Function ? initial() : initial) : (kept as T)
  })
  const set = (next: T) => {
    setValue(next)
    try {
      if (next === undefined || next === '') sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A full or forbidden storage only means that a reload forgets.
    }
  }
  return [value, set]
}

/** What was typed on this page has been sent. */
export function forgetDrafts() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(`${prefix}${location.pathname} `)) sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

function read(key: string): unknown {
  try {
    const kept = sessionStorage.getItem(key)
    return kept === null ? undefined : JSON.parse(kept)
  } catch {
    return undefined
  }
}
