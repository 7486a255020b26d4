// What changed, as the server says it: one stream for all tabs of a browser (HTTP/1.1 allows six connections per host), held by
// the tab that has the lock and passed on to the others. An event names topics; the queries that depend on them are
// fetched again. It also names the rows that changed, so that they may flash.
import {useEffect, useSyncExternalStore} from 'react'
import {useQueryClient, type QueryClient} from '@tanstack/react-query'
import {sawPosition, type Schemas} from './client'

type Changed = Schemas['ChangedEvent']
type Message = {kind: 'changed'; changed: Changed} | {kind: 'stream'; up: boolean}

const flashed = new Map<string, number>()
const FLASH_MS = 1800
let up = true
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((listener) => listener())
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the row of this id changed a moment ago. */
export function useFlash(id: string | undefined): boolean {
  return useSyncExternalStore(subscribe, () => id !== undefined && (flashed.get(id) ?? 0) > performance.now())
}

/** False while the stream is down: what is shown may be old. */
export function useStreamUp(): boolean {
  return useSyncExternalStore(subscribe, () => up)
}

function setUp(value: boolean) {
  if (up === value) return
  up = value
  tell()
}

function dependsOn(meta: Record<string, unknown> | undefined, topics: Set<string>): boolean {
  const own = meta?.topics as string[] | undefined
  if (!own) return false
  return topics.has('all') || own.includes('all') || own.some((topic) => topics.has(topic))
}

/** Collects events for a moment, so that a burst of a hundred makes one round of requests. */
export class Invalidator {
  private topics = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined
  constructor(
    private readonly queries: Pick<QueryClient, 'invalidateQueries'>,
    private readonly wait_ms = 120,
  ) {}
  hear(changed: Changed) {
    sawPosition(changed.position)
    changed.topics.forEach((topic) => this.topics.add(topic))
    const until = performance.now() + FLASH_MS
    changed.subjects.forEach((id) => flashed.set(id, until))
    if (changed.topics.length > 0) this.timer ??= setTimeout(() => this.flush(), this.wait_ms)
  }
  private flush() {
    const topics = this.topics
    this.topics = new Set()
    this.timer = undefined
    void this.queries.invalidateQueries({predicate: (query) => dependsOn(query.meta, topics)})
    tell()
    setTimeout(() => {
      const now = performance.now()
      for (const [id, until] of flashed) if (until <= now) flashed.delete(id)
      tell()
    }, FLASH_MS + 50)
  }
}

function holdStream(pass: (message: Message) => void): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let wait_ms = 1000
  const open = () => {
    source = new EventSource('/api/v1/events')
    const heard = (event: MessageEvent<string>) => pass({kind: 'changed', changed: JSON.parse(event.data) as Changed})
    source.addEventListener('changed', heard)
    source.addEventListener('hello', (event) => {
      const hello = JSON.parse((event as MessageEvent<string>).data) as Changed
      // The line was down for a while: nobody knows what was missed.
      if (wait_ms > 1000) pass({kind: 'changed', changed: {...hello, topics: ['all']}})
      wait_ms = 1000
      pass({kind: 'stream', up: true})
    })
    source.onerror = () => {
      pass({kind: 'stream', up: false})
      // The browser retries by itself unless the server refused; then it stays closed.
      wait_ms = Math.min(wait_ms * 2, 30_000)
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, wait_ms)
    }
  }
  open()
  return () => {
    source?.close()
    clearTimeout(retry)
  }
}

/** Once, in the shell. */
export function useLive() {
  const queries = useQueryClient()
  useEffect(() => {
    const invalidator = new Invalidator(queries)
    const take = (message: Message) => (message.kind === 'changed' ? invalidator.hear(message.changed) : setUp(message.up))
    const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('drivetrain-events')
    channel?.addEventListener('message', (event: MessageEvent<Message>) => take(event.data))
    const pass = (message: Message) => {
      take(message)
      channel?.postMessage(message)
    }
    let close: (() => void) | undefined
    const gone = new AbortController()
    if (navigator.locks) {
      const asked_at = performance.now()
      navigator.locks
        .request('drivetrain-events', {signal: gone.signal}, () => {
          close = holdStream(pass)
          // Taken over from a tab that closed: nobody listened in between.
          if (performance.now() - asked_at > 1000) pass({kind: 'changed', changed: {position: 0, topics: ['all'], subjects: []}})
          return new Promise<void>((resolve) => gone.signal.addEventListener('abort', () => resolve()))
        })
        .catch(() => undefined)
    } else {
      close = holdStream(pass)
    }
    return () => {
      gone.abort()
      close?.()
      channel?.close()
    }
  }, [queries])
}
