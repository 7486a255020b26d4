// What was done without network: kept, in order, once, in the name of who did it.
import {beforeEach, describe, expect, test} from 'vitest'
import {afterDeeds, LONGEST_BODY, MOST_DEEDS, Outbox, type Deed, type NewDeed, type Reply} from '~/api/outbox'
import type {Problem} from '~/api/client'

class Shelf {
  private readonly map = new Map<string, string>()
  full = false
  get length() { return this.map.size }
  key(index: number) { return [...this.map.keys()][index] ?? null }
  getItem(key: string) { return this.map.get(key) ?? null }
  setItem(key: string, value: string) {
    if (this.full) throw new DOMException('full', 'QuotaExceededError')
    this.map.set(key, value)
  }
  removeItem(key: string) { this.map.delete(key) }
}

const conflict: Problem = {type: 'about:blank', title: 'Conflict', status: 409, detail: 'Bob is on it', code: 'DT-X903'}
const deed = (n: number, more: Partial<NewDeed> = {}): NewDeed => ({person: 'ann', name: 'Ann Bell', what: 'complete', item: `work-${n}`, title: `Work ${n}`, path: `/work-items/work-${n}/complete`, body: '{"result":{}}', at: '2026-03-27T09:00:00Z', ...more})

let shelf: Shelf
let sent: Deed[]
let reply: (deed: Deed) => Reply
let keys: number
/** A page that was just loaded over the same storage. */
const open = (patience_ms = 50) => new Outbox({storage: shelf, send: async (one) => { sent.push(one); return reply(one) }, alone: (work) => work(), key: () => `key-${++keys}`, now: () => 1000, patience_ms})

beforeEach(() => {
  shelf = new Shelf()
  sent = []
  keys = 0
  reply = () => ({kind: 'done', position: 7, id: 'x'})
})

describe('with network', () => {
  test('a deed is sent at once and leaves nothing behind', async () => {
    const box = open()
    expect(await box.do(deed(1))).toEqual({kind: 'done', id: 'x'})
    expect(sent.map(({id, path}) => [id, path])).toEqual([['key-1', '/work-items/work-1/complete']])
    expect(shelf.length).toBe(0)
  })
  test('a refusal is handed back to who asked, and is not kept', async () => {
    reply = () => ({kind: 'refused', problem: conflict})
    const box = open()
    expect(await box.do(deed(1))).toEqual({kind: 'refused', problem: conflict})
    expect(box.all()).toEqual([])
  })
  test('who waits too long is told that it is kept; the answer that comes later is not lost', async () => {
    let answer = (_: Reply) => undefined as void
    const box = new Outbox({storage: shelf, send: () => new Promise((resolve) => (answer = resolve)), alone: (work) => work(), key: () => 'slow', now: () => 1, patience_ms: 5})
    expect(await box.do(deed(1))).toEqual({kind: 'kept'})
    answer({kind: 'refused', problem: conflict})
    await box.flush('ann')
    expect(box.of('ann')).toMatchObject([{id: 'slow', state: 'refused', problem: conflict}])
  })
})

describe('without network', () => {
  beforeEach(() => (reply = () => ({kind: 'silent'})))

  test('it is kept over a reload and sent in order, each by the key that it had', async () => {
    const box = open()
    for (const n of [1, 2, 3]) expect(await box.do(deed(n))).toEqual({kind: 'kept'})
    sent = []
    const later = open()
    expect(later.of('ann').map(({title, state}) => [title, state])).toEqual([['Work 1', 'waiting'], ['Work 2', 'waiting'], ['Work 3', 'waiting']])
    await later.flush('ann')
    expect(sent.map(({id}) => id)).toEqual(['key-1'])  // the network is still away: the others wait behind it
    reply = () => ({kind: 'done', position: 1})
    sent = []
    await later.flush('ann')
    expect(sent.map(({id, title}) => [id, title])).toEqual([['key-1', 'Work 1'], ['key-2', 'Work 2'], ['key-3', 'Work 3']])
    expect(shelf.length).toBe(0)
  })

  test('nobody sends what another one did', async () => {
    const box = open()
    await box.do(deed(1))
    reply = () => ({kind: 'done', position: 1})
    sent = []
    await box.flush('bob')
    expect(sent).toEqual([])
    expect(box.of('ann')).toHaveLength(1)
    // The server has the last word about who is signed in.
    reply = () => ({kind: 'stranger', problem: {...conflict, status: 412, code: 'DT-X944'}})
    await box.flush('ann')
    expect(box.of('ann')).toMatchObject([{state: 'waiting'}])
  })

  test('what somebody else did meanwhile is shown, and only the same work waits behind it', async () => {
    const box = open()
    await box.do(deed(1, {what: 'start', path: '/work-items/work-1/start'}))
    await box.do(deed(1))
    await box.do(deed(2))
    reply = (one) => (one.what === 'start' ? {kind: 'refused', problem: conflict} : {kind: 'done', position: 1})
    await box.flush('ann')
    expect(box.of('ann').map(({what, state}) => [what, state])).toEqual([['start', 'refused'], ['complete', 'waiting']])
    const refused = box.of('ann')[0]!
    reply = () => ({kind: 'done', position: 1})
    sent = []
    await box.retry(refused.id)
    expect(sent.map(({what}) => what)).toEqual(['start', 'complete'])
    expect(sent[0]!.id).not.toBe(refused.id)
    expect(box.all()).toEqual([])
  })

  test('letting it go lets go of what built on it, and of nothing else', async () => {
    const box = open()
    await box.do(deed(1, {what: 'start'}))
    await box.do(deed(1))
    await box.do(deed(2))
    box.drop(box.of('ann')[0]!.id)
    expect(box.of('ann').map(({item}) => item)).toEqual(['work-2'])
  })

  test('it is bounded, and says so instead of losing something', async () => {
    const box = open(0)
    expect(await box.do(deed(1, {body: 'x'.repeat(LONGEST_BODY + 1)}))).toEqual({kind: 'full'})
    for (let n = 0; n < MOST_DEEDS; n += 1) await box.do(deed(n))
    expect(await box.do(deed(9999))).toEqual({kind: 'full'})
    expect(await box.do(deed(9999, {person: 'bob'}))).toEqual({kind: 'kept'})
    shelf.full = true
    expect(await open().do(deed(3, {person: 'eve'}))).toEqual({kind: 'full'})
  })

  test('two tabs do not write over one another', async () => {
    const [one, other] = [open(), open()]
    await Promise.all([one.do(deed(1)), other.do(deed(2))])
    expect(open().of('ann').map(({item}) => item).sort()).toEqual(['work-1', 'work-2'])
  })

  test('what others left in the storage is passed over', () => {
    shelf.setItem('drivetrain-outbox 1', 'no json')
    shelf.setItem('drivetrain-outbox 2', 'null')
    shelf.setItem('something else', '{}')
    expect(open().all()).toEqual([])
  })
})

test('the list looks as it will when all is sent', () => {
  const work = (n: number, state: string) => ({item: `work-${n}`, state, may: ['start']})
  const deeds = [{...deed(1, {what: 'complete'}), id: 'a', state: 'waiting'}, {...deed(2, {what: 'start'}), id: 'b', state: 'waiting'}, {...deed(3, {what: 'start'}), id: 'c', state: 'refused'}] as Deed[]
  const {started, next} = afterDeeds([work(1, 'started')], [work(2, 'ready'), work(3, 'ready')], deeds)
  expect(started).toEqual([{item: 'work-2', state: 'started', may: ['complete', 'return']}])
  expect(next.map(({item}) => item)).toEqual(['work-3'])
})
