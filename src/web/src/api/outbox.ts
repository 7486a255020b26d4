// What a person does at a station goes through here, with network and without: it is written down before it is sent, under a key by which the
// server does it once however often it comes (Idempotency-Key), in the name of the person who did it (Drivetrain-Person: at a shared device nobody
// sends what another one did). Without network it stays, in its order, over reloads, until it is answered.
//
// An answer ends a deed. Silence, "too often" and "not ready" leave it where it is, and those behind it wait, too. A refusal of what was done a while
// ago stays for the person who did it to see, with what was entered; only later deeds about the same work wait behind it. The server knows a key for
// 24 hours; a deed sent later than that meets the work as it stands then, and is refused when somebody did it.
import type {Problem} from './client'

export type Deed = {
  /** Also its Idempotency-Key. */
  id: string
  person: string
  name: string
  what: 'start' | 'claim' | 'complete' | 'return' | 'raise'
  /** The work that it is about; deeds about one work keep their order. */
  item?: string
  title: string
  /** Below /api/v1. */
  path: string
  body: string
  /** What was entered, in words, for the person who did it. */
  entered?: Record<string, string>
  at: string
  state: 'waiting' | 'refused'
  problem?: Problem
}
export type Reply = {kind: 'done'; position: number; id?: string} | {kind: 'refused'; problem: Problem} | {kind: 'silent'} | {kind: 'stranger'; problem: Problem}
export type Outcome = {kind: 'done'; id?: string} | {kind: 'refused'; problem: Problem} | {kind: 'kept'} | {kind: 'full'}
export type NewDeed = Omit<Deed, 'id' | 'state' | 'problem'>

const PREFIX = 'drivetrain-outbox '
export const MOST_DEEDS = 200
export const LONGEST_BODY = 65_536

type World = {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  send: (deed: Deed) => Promise<Reply>
  /** One sender at a time over all tabs; without such a lock the keys alone see that nothing is done twice. */
  alone: <T>(work: () => Promise<T>) => Promise<T | undefined>
  key: () => string
  now: () => number
  /** So long a person waits for the answer before being told that it is kept. */
  patience_ms: number
}

type Stored = {place: string; deed: Deed}

export class Outbox {
  private readonly listeners = new Set<() => void>()
  private readonly asked = new Map<string, (outcome: Outcome) => void>()
  private running: Promise<void> | undefined
  private again: string | undefined
  private last = 0
  private seen: {text: string; deeds: Deed[]} = {text: '', deeds: []}

  constructor(private readonly world: World) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  /** Another tab wrote or removed one. */
  heard = (key: string | null) => {
    if (key === null || key.startsWith(PREFIX)) this.tell()
  }
  private tell() {
    this.listeners.forEach((listener) => listener())
  }

  /** Everybody's, in the order in which it was done; the same list while nothing changes. */
  all = (): Deed[] => {
    const stored = this.read()
    const text = stored.map(({place, deed}) => `${place}${deed.id}${deed.state}`).join()
    if (text !== this.seen.text) this.seen = {text, deeds: stored.map(({deed}) => deed)}
    return this.seen.deeds
  }
  of(person: string): Deed[] {
    return this.all().filter((deed) => deed.person === person)
  }

  private read(): Stored[] {
    const found: Stored[] = []
    try {
      for (let index = 0; index < this.world.storage.length; index += 1) {
        const place = this.world.storage.key(index)
        if (!place?.startsWith(PREFIX)) continue
        const deed = deedOf(this.world.storage.getItem(place))
        if (deed) found.push({place, deed})
      }
    } catch {
      return []
    }
    return found.sort((a, b) => (a.place < b.place ? -1 : 1))
  }
  /** Each deed has a place of its own, so that two tabs never write over one another. */
  private write(place: string, deed: Deed): boolean {
    try {
      this.world.storage.setItem(place, JSON.stringify(deed))
      this.tell()
      return true
    } catch {
      return false
    }
  }
  private erase(place: string) {
    try {
      this.world.storage.removeItem(place)
    } catch {
      // It was never there.
    }
    this.tell()
  }

  /** Keeps it, sends it, and says what came of it; `kept` after a while without answer, and it is sent later then. */
  async do(what: NewDeed): Promise<Outcome> {
    if (what.body.length > LONGEST_BODY || this.of(what.person).length >= MOST_DEEDS) return {kind: 'full'}
    const deed: Deed = {...what, id: this.world.key(), state: 'waiting'}
    this.last = Math.max(this.last + 1, this.world.now())
    if (!this.write(`${PREFIX}${String(this.last).padStart(16, '0')} ${deed.id}`, deed)) return {kind: 'full'}
    const answered = new Promise<Outcome>((resolve) => {
      this.asked.set(deed.id, resolve)
      setTimeout(() => this.answer(deed.id, {kind: 'kept'}), this.world.patience_ms)
    })
    void this.flush(what.person)
    return answered
  }
  private answer(id: string, outcome: Outcome): boolean {
    const waiting = this.asked.get(id)
    this.asked.delete(id)
    waiting?.(outcome)
    return waiting !== undefined
  }

  /** Sends what waits of this person, in order. Called when something was done, and whenever the network may be back. */
  flush(person: string): Promise<void> {
    this.again = person
    this.running ??= (async () => {
      while (this.again !== undefined) {
        const whose: string = this.again
        this.again = undefined
        await this.world.alone(() => this.sendAll(whose)).catch(() => undefined)
        // Whoever still waits for an answer knows now that it comes later.
        if (this.again === undefined) for (const deed of this.of(whose)) this.answer(deed.id, {kind: 'kept'})
      }
      this.running = undefined
    })()
    return this.running
  }

  private async sendAll(person: string) {
    for (;;) {
      const stored = this.read().filter(({deed}) => deed.person === person)
      const stuck = new Set(stored.filter(({deed}) => deed.state === 'refused').map(({deed}) => deed.item))
      const next = stored.find(({deed}) => deed.state === 'waiting' && (deed.item === undefined || !stuck.has(deed.item)))
      if (!next) return
      const reply = await this.world.send(next.deed)
      if (reply.kind === 'silent' || reply.kind === 'stranger') return
      if (reply.kind === 'done') {
        this.erase(next.place)
        this.answer(next.deed.id, {kind: 'done', id: reply.id})
      } else if (this.answer(next.deed.id, reply)) this.erase(next.place)
      else if (!this.write(next.place, {...next.deed, state: 'refused', problem: reply.problem})) return
    }
  }

  /** Once more, as a new request: what was refused is not asked for again by the same key. */
  retry(id: string): Promise<void> {
    const found = this.read().find(({deed}) => deed.id === id)
    if (!found) return Promise.resolve()
    this.write(found.place, {...found.deed, id: this.world.key(), state: 'waiting', problem: undefined})
    return this.flush(found.deed.person)
  }
  /** The person has seen it and lets it go; later deeds about the same work go with it, for they built on it. */
  drop(id: string) {
    const stored = this.read()
    const found = stored.find(({deed}) => deed.id === id)
    if (!found) return
    const {item, person} = found.deed
    for (const {place, deed} of stored) if (deed.id === id || (item !== undefined && deed.item === item && deed.person === person && place > found.place)) this.erase(place)
  }
}

function deedOf(text: string | null): Deed | undefined {
  try {
    const deed = JSON.parse(text ?? 'null') as Deed | null
    return deed && typeof deed.id === 'string' && typeof deed.person === 'string' && typeof deed.path === 'string' ? deed : undefined
  } catch {
    return undefined
  }
}

/** What the person's list looks like once all that waits is done: what was started is under way, what was completed is gone. */
export function afterDeeds<Item extends {item: string; state: string; may: string[]}>(started: readonly Item[], next: readonly Item[], deeds: readonly Pick<Deed, 'what' | 'item' | 'state'>[]): {started: Item[]; next: Item[]} {
  let now = [...started]
  let then = [...next]
  for (const deed of deeds) {
    if (deed.state !== 'waiting' || !deed.item) continue
    if (deed.what === 'start' || deed.what === 'claim') {
      const taken = then.find((one) => one.item === deed.item)
      if (deed.what === 'start' && taken) {
        then = then.filter((one) => one !== taken)
        now = [...now, {...taken, state: 'started', may: ['complete', 'return']}]
      }
    } else if (deed.what === 'complete' || deed.what === 'return') {
      now = now.filter((one) => one.item !== deed.item)
      then = then.filter((one) => one.item !== deed.item)
    }
  }
  return {started: now, next: then}
}
