import {metrics} from './fixtures/admin'
import {changes, isGroup, setAt, type Json} from '~/pages/changes/field_edits'
import {describe, expect, test, vi} from 'vitest'
import {Invalidator} from '~/api/live'
import {diffLines, hunks} from '~/pages/changes/diff'
import {figuresOf, requestsOf} from '~/pages/admin/figures'
import {scopesOf} from '~/pages/admin/scopes'
import {exactJson} from '~/api/exact'
import {typedOf, valueOf} from '~/pages/cases/value_field'
import {place, reach, reduce, type Node} from '~/pages/strategy/sight'
import {fits} from '~/shell/palette'
import {valuesOf} from '~/ui/form'
import {at} from '~/ui/link'
import {sparkLine} from '~/ui/spark'
import {parseSearch, writeSearch} from '~/ui/url_state'

test('an event makes exactly the queries of its topics stale, a burst of them once', () => {
  vi.useFakeTimers()
  const metas = [{topics: ['work']}, {topics: ['kpis', 'model']}, {topics: ['all']}, undefined]
  const rounds: boolean[][] = []
  const invalidator = new Invalidator({invalidateQueries: (filter: {predicate?: (query: never) => boolean}) => (rounds.push(metas.map((meta) => filter.predicate!({meta} as never))), Promise.resolve())} as never)
  invalidator.hear({position: 7, topics: ['work'], subjects: ['work-1']})
  invalidator.hear({position: 8, topics: ['model'], subjects: []})
  invalidator.hear({position: 9, topics: [], subjects: []})
  vi.advanceTimersByTime(500)
  expect(rounds).toEqual([[true, true, true, false]])
  vi.useRealTimers()
})

test('difference of two files', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\n'
  const lines = diffLines(before, 'a\nb\nC\nd\ne\nf\ng\nh\ni\n')
  expect(lines.filter((line) => line.kind !== 'same').map((line) => line.kind[0] + line.text)).toEqual(['rc', 'aC', 'ai'])
  expect(lines.find((line) => line.text === 'i')).toMatchObject({after: 9})
  expect(hunks(lines, 1).map((hunk) => [hunk.skipped, hunk.lines.length])).toEqual([[1, 4], [3, 2]])
  expect(diffLines('', 'x\n')).toEqual([{kind: 'added', text: 'x', after: 1}])
  expect(hunks(diffLines(before, before))).toEqual([])
})

test('any difference, applied, gives the new file', () => {
  let seed = 7
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  for (let round = 0; round < 200; ++round) {
    const text = () => Array.from({length: Math.floor(random() * 12)}, () => 'abc'[Math.floor(random() * 3)]).join('\n')
    const [before, after] = [text(), text()]
    const lines = diffLines(before, after)
    const side = (kind: string) => lines.filter((line) => line.kind === 'same' || line.kind === kind).map((line) => line.text).join('\n')
    expect(side('removed')).toBe(before)
    expect(side('added')).toBe(after)
  }
})

const node = (key: string): Node => ({key, kind: key.split('/')[0] as Node['kind'], id: key, title: key, status: 'ok', href: '/'})
test('line of sight: what a node reaches, and what reaches it, but not its siblings', () => {
  const links = [{from: 'objective/a', to: 'requirement/r'}, {from: 'objective/b', to: 'requirement/r'}, {from: 'requirement/r', to: 'process/p'}, {from: 'objective/b', to: 'requirement/s'}]
  expect([...reach('requirement/r', links)].sort()).toEqual(['objective/a', 'objective/b', 'process/p', 'requirement/r'])
  expect([...reach('objective/a', links)].sort()).toEqual(['objective/a', 'process/p', 'requirement/r'])
})
test('line of sight: no two nodes lie on each other, and neighbours stand level', () => {
  const nodes = ['objective/a', 'objective/b', 'requirement/s', 'requirement/r', 'process/p'].map(node)
  const {placed} = place(nodes, [{from: 'objective/a', to: 'requirement/r'}, {from: 'objective/b', to: 'requirement/s'}], 1200)
  expect(new Set(placed.map((one) => `${one.x},${one.y}`)).size).toBe(5)
  expect(placed.filter((one) => one.column === 1).map((one) => one.key)).toEqual(['requirement/r', 'requirement/s'])
})

test('line of sight: a direct line is left out where a path says the same', () => {
  const link = (from: string, to: string) => ({from, to})
  const links = [link('objective/a', 'requirement/r'), link('requirement/r', 'process/p'), link('objective/a', 'process/p'), link('objective/a', 'kpi/k')]
  expect(reduce(links).map((one) => `${one.from} ${one.to}`)).toEqual(['objective/a requirement/r', 'requirement/r process/p', 'objective/a kpi/k'])
})

test('line of sight: parts of an objective stand below it, stepped in', () => {
  const nodes = ['objective/a', 'objective/b', 'objective/a1'].map(node)
  const {placed} = place(nodes, [{from: 'objective/a', to: 'objective/a1'}], 1200)
  expect(placed.map((one) => one.key)).toEqual(['objective/a', 'objective/a1', 'objective/b'])
  expect(placed[1]!.x).toBeGreaterThan(placed[0]!.x)
  expect(placed[1]!.x + placed[1]!.width).toBe(placed[0]!.x + placed[0]!.width)
})

test('what was typed, as declared', () => {
  const fields = [{name: 'delay_hours', type: 'number' as const}, {name: 'urgent', type: 'boolean' as const}]
  expect(valuesOf(fields, {delay_hours: '12', urgent: 'true'})).toEqual({delay_hours: 12, urgent: true})
  expect(valuesOf(fields, {delay_hours: 'x', urgent: 'true'})).toBeUndefined()
  expect(valuesOf(fields, {delay_hours: '12'})).toBeUndefined()
  expect(valuesOf(fields, {delay_hours: '12'}, false)).toEqual({delay_hours: 12})
  const sent = (type: Parameters<typeof valueOf>[0]['type'], text: string) => exactJson(valueOf({type, text}))
  expect([sent('number', ' 12.50 '), sent('number', '0.1000000000000000000000001'), sent('boolean', 'true'), sent('text', '007'), sent('json', '[1]'), sent('nothing', 'x')]).toEqual(['12.50', '0.1000000000000000000000001', 'true', '"007"', '[1]', 'null'])
  expect([valueOf({type: 'number', text: 'G2.5'}), valueOf({type: 'json', text: '{'}), valueOf({type: 'date', text: 'soon'})]).toEqual([undefined, undefined, undefined])
  expect([typedOf(7), typedOf('2026-03-01'), typedOf({a: 1}).type, typedOf(null)]).toEqual([{type: 'number', text: '7'}, {type: 'date', text: '2026-03-01'}, 'json', {type: 'nothing', text: ''}])
})

test('a line has gaps where there was no data', () => {
  const point = (value?: number) => ({at: '2026-01-01T00:00:00Z', value})
  expect(sparkLine([point(1), point(), point(3)], 100, 20).d.match(/M/g)).toHaveLength(2)
  expect(sparkLine([point(), point()], 100, 20).d).toBe('')
})

test('addresses hold state as plain text', () => {
  expect(at('/cases', {process: 'overhaul', q: '', state: ['running', 'completed'], x: undefined})).toBe('/cases?process=overhaul&state=running&state=completed')
  expect(writeSearch({focus: 'objective/keep'})).toBe('?focus=objective/keep')
  expect(parseSearch('?focus=objective/keep&n=412&state=a&state=b')).toEqual({focus: 'objective/keep', n: '412', state: ['a', 'b']})
})

test('the palette finds by beginnings of words', () => {
  expect(fits('Call for help (andon)', 'help ca')).toBe(true)
  expect(fits('Call for help (andon)', 'elp')).toBe(false)
  expect(fits('Inês Carvalho', 'inês')).toBe(true)
})

describe('edits by form', () => {
  const edits = (before: Json, after: Json) => changes(['spec'], before, after).map(({path, op = 'set', value}) => `${op} ${path.slice(1).join('.')} ${JSON.stringify(value) ?? ''}`.trim())

  test('only what differs is an edit', () => {
    expect(edits({a: 1, b: {c: 'x', d: [1, 2]}}, {a: 1, b: {c: 'x', d: [1, 2]}})).toEqual([])
    expect(edits({a: 1, b: {c: 'x'}}, {a: 2, b: {c: 'y'}})).toEqual(['set a 2', 'set b.c "y"'])
    expect(edits({a: 1, b: 2}, {a: 1})).toEqual(['remove b'])
    expect(edits({}, {a: {b: 1}})).toEqual(['set a {"b":1}'])
  })

  test('what is put into a list or taken out of it moves nothing else', () => {
    expect(edits({l: ['a', 'c']}, {l: ['a', 'b', 'c']})).toEqual(['insert l.1 "b"'])
    expect(edits({l: ['a', 'b', 'c']}, {l: ['a', 'c']})).toEqual(['remove l.1'])
    expect(edits({l: ['a', 'b']}, {l: ['a', 'b', 'c', 'd']})).toEqual(['insert l.- "c"', 'insert l.- "d"'])
    expect(edits({l: ['a', 'b', 'c', 'd']}, {l: ['a']})).toEqual(['remove l.3', 'remove l.2', 'remove l.1'])
    expect(edits({l: [{p: 'a'}, {p: 'b', to: 1}]}, {l: [{p: 'a'}, {p: 'b', to: 2}]})).toEqual(['set l.1.to 2'])
    expect(edits({l: ['a']}, {})).toEqual(['remove l'])
  })

  test('a short form grows where it stands', () => {
    expect(edits({holders: 'lea'}, {holders: ['lea', 'max']})).toEqual(['insert holders.- "max"'])
    expect(edits({holders: 'lea'}, {holders: [{person: 'lea', to: '2026-12-31'}]})).toEqual(['set holders.0 {"person":"lea","to":"2026-12-31"}'])
  })

  test('the edits, made one after the other, lead from the one tree to the other', () => {
    let seed = 7
    const next = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
    /** A list of one and its only value say the same. */
    const short = (tree: Json): Json => (Array.isArray(tree) ? (tree.length === 1 ? short(tree[0]!) : tree.map(short)) : isGroup(tree) ? Object.fromEntries(Object.entries(tree).map(([key, one]) => [key, short(one!)])) : tree)
    // No kind has lists of lists.
    const make = (depth: number, lists = true): Json =>
      depth === 0 || next(3) === 0 ? 'abcdef'[next(6)]! : lists && next(2) === 0 ? Array.from({length: next(4) + 1}, () => make(depth - 1, false)) : Object.fromEntries(Array.from({length: next(3) + 1}, () => ['xyzw'[next(4)]!, make(depth - 1)]))
    for (let n = 0; n < 500; ++n) {
      const [before, after] = [{s: make(3)}, {s: make(3)}]
      let tree: Json = before as Json
      for (const {path, op, value} of changes([], before, after)) {
        const at = path.slice(0, -1)
        const last = path[path.length - 1]!
        const parent: Json | undefined = at.reduce<Json | undefined>((node, step) => (Array.isArray(node) ? node[Number(step)] : isGroup(node) ? node[step] : node), tree)
        // A single value stands for a list of one.
        const list: Json[] | undefined = Array.isArray(parent) ? parent : isGroup(parent) || parent === undefined ? undefined : [parent]
        if (!list) tree = setAt(tree, path, op === 'remove' ? undefined : (value as Json))!
        else if (op === 'insert') tree = setAt(tree, at, list.toSpliced(last === '-' ? list.length : Number(last), 0, value as Json))!
        else tree = setAt(tree, at, op === 'remove' ? list.toSpliced(Number(last), 1) : list.with(Number(last), value as Json))!
      }
      expect(short(tree)).toEqual(short(after))
    }
  })
})

test('figures of the server are read for people: a histogram is its mean', () => {
  expect(figuresOf(metrics)).toEqual([
    {name: 'drivetrain_journal_records', labels: '', help: 'Records on stable storage.', value: 41822},
    {name: 'drivetrain_sessions', labels: '', help: 'Sessions that are open.', value: 3},
    {name: 'drivetrain_journal_bytes', labels: '', help: 'Size of the journal\'s files.', value: 48_300_000},
    {name: 'drivetrain_http_requests', labels: 'operation=get_today,status=200', help: 'Requests answered, by operation of the contract and status.', value: 38},
    {name: 'drivetrain_http_requests', labels: 'operation=get_today,status=403', help: 'Requests answered, by operation of the contract and status.', value: 2},
    {name: 'drivetrain_http_request_seconds', labels: 'operation=get_today', help: 'How long requests took. Mean of 40.', value: 0.02},
  ])
  expect(figuresOf('')).toEqual([])
  const asked = figuresOf(`# TYPE drivetrain_http_requests counter
drivetrain_http_requests_total{operation="get_today",status="200"} 7
drivetrain_http_requests_total{operation="get_today",status="403"} 2
drivetrain_http_requests_total{operation="livez",status="200"} 30
# TYPE drivetrain_http_request_seconds histogram
drivetrain_http_request_seconds_count{operation="get_today"} 9
drivetrain_http_request_seconds_sum{operation="get_today"} 0.18
`)
  expect(requestsOf(asked)).toEqual([{operation: 'livez', requests: 30, refused: 0, mean_s: undefined}, {operation: 'get_today', requests: 9, refused: 2, mean_s: expect.closeTo(0.02)}])
})

test('a token is offered only what the server gives its account', () => {
  expect(scopesOf({person: true, administers: false, byAdministrator: false})).toEqual(['read', 'write'])
  expect(scopesOf({person: true, administers: true, byAdministrator: true})).toEqual(['read', 'write', 'admin'])
  expect(scopesOf({person: false, administers: false, byAdministrator: false})).toEqual(['read', 'write', 'work'])
  expect(scopesOf({person: false, administers: false, byAdministrator: true})).toEqual(['read', 'write', 'work', 'deploy'])
})
