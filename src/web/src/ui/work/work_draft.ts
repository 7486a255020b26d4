// What is entered into the form of a piece of work, before it is done: kept on this device as one types, and with the server a moment later, so that
// neither a reload nor another device loses it. It is that person's alone, and gone when the work is done.
import {useEffect, useRef, useState} from 'react'
import {client, read} from '~/api/client'
import {exactJson} from '~/api/exact'
import {isReached, onReach} from '~/api/reach'
import {valuesTyped, type Question, type Typed} from './schema'

const PREFIX = 'drivetrain-work-draft '
const MOST = 40
const WAIT_MS = 900

type Local = {at: number; typed: Typed}
const keyOf = (person: string, item: string) => `${PREFIX}${person} ${item}`

export function localDraft(person: string, item: string): Typed | undefined {
  try {
    const text = localStorage.getItem(keyOf(person, item))
    return text === null ? undefined : (JSON.parse(text) as Local).typed
  } catch {
    return undefined
  }
}
function keepLocal(person: string, item: string, typed: Typed) {
  try {
    const others = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key !== keyOf(person, item))
    const age = (key: string) => (JSON.parse(localStorage.getItem(key) ?? '{"at":0}') as Local).at
    if (others.length >= MOST) others.sort((a, b) => age(a) - age(b)).slice(0, others.length - MOST + 1).forEach((key) => localStorage.removeItem(key))
    localStorage.setItem(keyOf(person, item), JSON.stringify({at: Date.now(), typed} satisfies Local))
  } catch {
    // A full storage only means that a reload forgets; the server has its copy.
  }
}
export function forgetLocal(person: string, item: string) {
  try {
    localStorage.removeItem(keyOf(person, item))
  } catch {
    // It was never there.
  }
}

export type DraftState = 'none' | 'here' | 'saving' | 'saved'

/** Keeps what stands in the fields whenever it changes; `mayServe`: the server takes drafts of this work from this person. */
export function useKeptDraft({person, item, questions, typed, mayServe}: {person: string; item: string; questions: Question[]; typed: Typed; mayServe: boolean}): DraftState {
  const [state, setState] = useState<DraftState>('none')
  const first = useRef(typed)
  const unsaved = useRef(false)
  useEffect(() => {
    if (typed === first.current && !unsaved.current) return
    keepLocal(person, item, typed)
    unsaved.current = true
    setState('here')
    if (!mayServe) return
    let gone = false
    const send = async () => {
      if (!isReached() || gone) return
      setState('saving')
      try {
        await read(client.PUT('/work-items/{item}/draft', {params: {path: {item}}, headers: {'Drivetrain-Person': person}, body: {values: valuesTyped(questions, typed)}, bodySerializer: exactJson}))
        unsaved.current = false
        if (!gone) setState('saved')
      } catch {
        // Refused or unheard: it stays on this device, and is sent again with the next change or when the network is back.
        if (!gone) setState('here')
      }
    }
    const timer = setTimeout(() => void send(), WAIT_MS)
    const back = onReach(() => isReached() && unsaved.current && void send())
    return () => {
      gone = true
      clearTimeout(timer)
      back()
    }
  }, [person, item, questions, typed, mayServe])
  return state
}
