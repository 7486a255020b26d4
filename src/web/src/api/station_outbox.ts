// The outbox of this browser (see outbox.ts): kept in its storage, sent over the network, tried again when the network may be back.
import {useEffect, useSyncExternalStore} from 'react'
import {useQueryClient} from '@tanstack/react-query'
import type {Problem} from './client'
import {sawPosition} from './client'
import {Outbox, type Deed, type Reply} from './outbox'
import {session} from './queries'
import {isReached, onReach, setReached} from './reach'
import {texts} from './texts'

const TIMEOUT_MS = 20_000
const PATIENCE_MS = 5_000
const TRY_AGAIN_MS = 15_000

/** A random key also where the page came without TLS and the browser therefore hides randomUUID. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const strange = (response: Response): Problem => ({type: 'about:blank', title: texts.strange, status: response.status, detail: texts.answered(`${response.status} ${response.statusText}`.trim()), help: texts.strangeHelp})

export async function post(deed: Deed, fetch: typeof globalThis.fetch = (...given) => globalThis.fetch(...given)): Promise<Reply> {
  const ask = () =>
    fetch(`${location.origin}/api/v1${deed.path}`, {
      method: 'POST',
      body: deed.body,
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': deed.id, 'Drivetrain-Person': deed.person},
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  try {
    let response = await ask()
    // Either the state forbids it, or the first sending is still at work; asked again, a settled answer says that it was given before.
    if (response.status === 409 && !response.headers.has('Idempotency-Replayed')) {
      await new Promise((resolve) => setTimeout(resolve, 400))
      response = await ask()
      if (response.status === 409 && !response.headers.has('Idempotency-Replayed')) return {kind: 'silent'}
    }
    setReached(true)
    const answer = (await response.json().catch(() => undefined)) as (Problem & {position?: number; id?: string}) | undefined
    if (response.ok) {
      sawPosition(answer?.position ?? 0)
      return {kind: 'done', position: answer?.position ?? 0, id: answer?.id}
    }
    const problem = answer && typeof answer.detail === 'string' ? answer : strange(response)
    if (response.status === 401 || problem.code === 'DT-X944') return {kind: 'stranger', problem}
    // Not ready, or too often: later. A server that fails at this one deed must not keep all that stand behind it waiting.
    return [429, 502, 503, 504].includes(response.status) ? {kind: 'silent'} : {kind: 'refused', problem}
  } catch {
    setReached(false)
    return {kind: 'silent'}
  }
}

/** An empty shelf, where the browser gives none: what is done is sent at once or not at all. */
const storage = (): Storage | Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> => {
  try {
    return window.localStorage
  } catch {
    return {length: 0, key: () => null, getItem: () => null, removeItem: () => undefined, setItem: () => { throw new Error('no storage') }}
  }
}

export const outbox = new Outbox({
  storage: storage(),
  send: post,
  // Another tab that sends already does it for both.
  alone: async (work) => (navigator.locks ? navigator.locks.request('drivetrain-outbox', (lock) => (lock ? work() : undefined)) : work()),
  key: newKey,
  now: () => Date.now(),
  patience_ms: PATIENCE_MS,
})

export const useDeeds = (): Deed[] => useSyncExternalStore(outbox.subscribe, outbox.all)

/** Sends what waits of this person whatever page is open. */
export function useSending(person: string | undefined) {
  const queries = useQueryClient()
  useEffect(() => {
    if (person === undefined) return
    let before = outbox.of(person).length
    const waits = () => outbox.of(person).some((deed) => deed.state === 'waiting')
    const send = async () => {
      if (!waits()) return
      await outbox.flush(person)
      // It was heard and not taken: perhaps the session has ended, and whoever is here should be told.
      if (isReached() && waits()) void queries.invalidateQueries({queryKey: session.queryKey})
    }
    const heard = (event: StorageEvent) => outbox.heard(event.key)
    const changed = outbox.subscribe(() => {
      const now = outbox.of(person).length
      // What was done changes what comes next.
      if (now < before && isReached()) void queries.invalidateQueries({predicate: (query) => query.meta?.topics !== undefined})
      before = now
    })
    const back = onReach(() => isReached() && void send())
    const timer = setInterval(() => void send(), TRY_AGAIN_MS)
    window.addEventListener('online', send)
    window.addEventListener('storage', heard)
    document.addEventListener('visibilitychange', send)
    void send()
    return () => {
      changed()
      back()
      clearInterval(timer)
      window.removeEventListener('online', send)
      window.removeEventListener('storage', heard)
      document.removeEventListener('visibilitychange', send)
    }
  }, [person, queries])
}
