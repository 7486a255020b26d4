import {afterEach, expect, test, vi} from 'vitest'
import {client, read, Refusal, write} from '~/api/client'

const answers = (...responses: (Response | Error)[]) => {
  const asked: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request)
    const next = responses.shift()!
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  })
  return asked
}
const json = (body: object, status = 200) => new Response(JSON.stringify(body), {status, headers: {'content-type': status >= 400 ? 'application/problem+json' : 'application/json'}})
afterEach(() => vi.unstubAllGlobals())

test('a read after a write names the position of the write', async () => {
  const asked = answers(json({position: 412, id: 'decision-412'}), json({items: []}))
  await write(client.POST('/decisions', {body: {decision: 'expedite', title: 'x', facts: {}}}))
  await read(client.GET('/decision-rights'))
  expect(asked[1]!.headers.get('Drivetrain-Position')).toBe('412')
})

test('a refusal keeps who may and what next', async () => {
  const holder = {role: {id: 'works_manager', title: 'Works manager'}, person: {id: 'ben', name: 'Ben Okafor'}, via: 'holder' as const}
  answers(json({type: 'about:blank', title: 'Somebody else decides this', status: 403, detail: 'Sue does not hold it.', code: 'DT-X904', holder, help: 'Ask Ben.'}, 403))
  const refused = await write(client.POST('/decisions/{live}/take', {params: {path: {live: 'decision-1'}}, body: {outcome: 'approve', reason: 'x'}})).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect((refused as Refusal).problem).toMatchObject({code: 'DT-X904', holder: {person: {name: 'Ben Okafor'}}, help: 'Ask Ben.'})
})

test('an answer that is no problem document, and no answer at all, still say what happened', async () => {
  answers(new Response('<html>', {status: 502, statusText: 'Bad Gateway'}), new TypeError('network'))
  expect(await read(client.GET('/session')).catch((error: Refusal) => error.problem.status)).toBe(502)
  expect(await read(client.GET('/session')).catch((error: Refusal) => error.problem)).toMatchObject({status: 0, title: 'The server cannot be reached'})
})

test('lists of values are repeated in the address', async () => {
  const asked = answers(json({items: []}))
  await read(client.GET('/decisions', {params: {query: {state: ['taken', 'withdrawn']}}}))
  expect(asked[0]!.url).toContain('state=taken&state=withdrawn')
})
