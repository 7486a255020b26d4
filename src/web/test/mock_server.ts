// Answers like the binary would, from fixtures, so that pages can be seen and tested without it: `npm run mock`.
// Serves the built UI with the same headers that the binary sends. Never shipped.
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {existsSync, readFileSync} from 'node:fs'
import {extname, join, normalize} from 'node:path'
import type {Problem, Schemas} from '../src/api/client'
import {absences, accounts, backup, metrics, modelFolder, tokens} from './fixtures/admin'
import {audit, past, story} from './fixtures/audit'
import {capabilitiesWithout} from './fixtures/capabilities'
import {notes, noteText, rightsNotices} from './fixtures/notes'
import {change, changes, checkEdits, comparison, source, versions, warnings} from './fixtures/changes'
import {clock, holder, NOW, people, REVISION, session} from './fixtures/company'
import {decision, delegation, log, rights, scorecards} from './fixtures/decisions'
import {driveTrain, today} from './fixtures/drive_train'
import {gaugeDetail, gaugeEvidence, gauges, signals} from './fixtures/drift'
import {form, roleCard} from './fixtures/form'
import {entities, kindForms, kinds, written} from './fixtures/forms'
import {issue, issues, issueTypes, pareto} from './fixtures/issues'
import {kpiChart, kpiDetail, kpiEvidence, kpis, promises} from './fixtures/performance'
import {idea, ideaCounts, ideas} from './fixtures/ideas'
import {batch, batches, bpmn, cases, caseTimeline, discards, jobs, messages, oneCase, process as overhaul, processes, topics, why} from './fixtures/processes'
import {built, guessed} from './fixtures/own_data'
import {actions, occurrence, occurrences, rhythms} from './fixtures/rhythms'
import {layers} from './fixtures/layers'
import {strategy} from './fixtures/strategy'
import {evaluate, tables} from './fixtures/tables'
import {decisionSummaries, queue, queueItems, queues, started} from './fixtures/work'
import {stationOf, stations} from './fixtures/stations'
import {standards} from './fixtures/standards'

class Refused {
  constructor(readonly problem: Problem) {}
}
const refuse = (status: number, title: string, detail: string, more: Partial<Problem> = {}) => new Refused({type: 'about:blank', status, title, detail, ...more})
const missing = (what: string) => refuse(404, 'Not there', `There is no ${what}.`, {code: 'DT-X902', help: 'It may belong to another version of the model; look at the list.'})

type Ask = {path: string[]; query: URLSearchParams; body: Record<string, unknown>}
type Answer = object | Refused
const list = <T>(items: T[]) => ({items})
const found = <T extends object>(item: T | undefined, what: string): Answer => item ?? missing(what)

export function makeApi() {
  let me: Schemas['Person'] | undefined = session.person
  let position = session.position
  const accepted = (id?: string) => ({position: ++position, ...(id ? {id} : {})})
  const mine = <T extends Schemas['DecisionSummary']>(one: T): T => ({...one, may_take: one.state === 'open' && one.holder.person?.id === me?.id})
  const weights = Object.fromEntries(strategy.objectives.map((one) => [one.id, one.weight]))

  const reads: Record<string, (ask: Ask) => Answer> = {
    session: () => (me ? {...session, person: me, position} : {...session, person: undefined, account: undefined, position}),
    people: () => list(people),
    search: ({query}) => list([...processes.map((one) => ({kind: 'process', id: one.id, title: one.title, href: `/processes/${one.id}`})), ...cases.map((one) => ({kind: 'case', id: one.case_id, title: `${one.business_key} ${one.customer}`, text: one.waits_at.join(', '), href: `/cases/${one.case_id}`})), ...rights.map((one) => ({kind: 'decision', id: one.id, title: one.title, href: `/decisions/rights/${one.id}`}))].filter((one) => one.title.toLowerCase().includes((query.get('q') ?? '').toLowerCase()))),
    'drive-train': () => ({...driveTrain, waiting: me ? driveTrain.waiting : []}),
    today: () => (me ? {...today, person: me, decisions: decisionSummaries.map(mine).filter((one) => one.may_take)} : refuse(401, 'Nobody is signed in', 'This page shows what waits for a person.', {help: 'Sign in.'})),
    queues: () => list(queues),
    'queues/*': () => queue,
    'work-items': ({query}) => list([...queueItems, started].filter((one) => !query.get('assignee') || one.assignee !== undefined).map((one) => (one.item === 'work-4415' || query.get('assignee') ? {...one, follow_up: '2026-12-01T08:00:00Z'} : one))),
    'work-items/*': ({path}) => found([...queueItems, started].find((one) => one.item === path[1]), `work item ${path[1]}`),
    strategy: () => strategy,
    capabilities: ({query}) => capabilitiesWithout(query.get('without')),
    stations: () => list(stations),
    'stations/*/*': ({path}) => found(stationOf(path[1]!, path[2]!), `station ${path[1]}/${path[2]}`),
    'work-items/*/standards': ({path}) => found([...queueItems, started].some((one) => one.item === path[1]) ? standards : undefined, `work item ${path[1]}`),
    form: ({query}) => (query.get('on') && query.get('on') !== form.on ? {...form, on: query.get('on'), today: false} : form),
    'roles/*': ({path}) => {
      const line = form.roles.find((one) => one.id === path[1])
      return line ? {...roleCard, id: line.id, title: line.title, holder: line.holder} : missing(`role ${path[1]}`)
    },
    delegation: () => delegation,
    'decision-rights': () => list(rights),
    'decision-rights/*': ({path}) => found(rights.find((one) => one.id === path[1]), `decision ${path[1]}`),
    'decision-rights/*/who': ({path, query}) => {
      const right = rights.find((one) => one.id === path[1])
      const hours = Number((JSON.parse(query.get('facts') ?? '{}') as Record<string, unknown>).delay_hours ?? 0)
      const band = right?.bands[hours <= 8 ? 0 : hours <= 40 ? 1 : 2]
      return right && band ? {decision: {kind: 'decision', id: right.id, title: right.title, href: ''}, band: band.band, when: band.when, holder: {...band.holder, why: `${band.when} holds`}, ladder: right.escalation, sla: right.sla, due: NOW} : missing('such decision')
    },
    'decision-scorecards': () => list(scorecards),
    'decision-tables': () => list(tables),
    'decision-tables/*': ({path}) => found(tables.find((one) => one.id === path[1]), `decision table ${path[1]}`),
    decisions: ({query}) => list((query.getAll('state').includes('taken') ? log : decisionSummaries).map(mine).filter((one) => !query.get('decision') || one.decision.id === query.get('decision'))),
    'decisions/*': ({path}) => mine({...decision, ...(decisionSummaries.find((one) => one.live === path[1]) ?? decision)}),
    rhythms: () => list(rhythms),
    'rhythms/occurrences': ({query}) => list(query.get('rhythm') ? (rhythms.find((one) => one.id === query.get('rhythm'))?.recent ?? []) : occurrences),
    'rhythms/occurrences/*': () => occurrence,
    actions: () => list(actions),
    'issue-types': () => list(issueTypes),
    issues: ({query}) => list(issues.filter((one) => (query.getAll('state').length ? query.getAll('state').includes(one.state) : one.state !== 'resolved'))),
    'issues/pareto': ({query}) => ({by: query.get('by') ?? 'type', since: NOW, items: query.get('by') === 'cause' ? [{key: 'machine', issues: 9, times: 14, reopened: 2, share: 70, cumulative: 70}, {key: '', issues: 6, times: 6, reopened: 0, share: 30, cumulative: 100}] : pareto}),
    'issues/*': ({path}) => ({...issue, ...(issues.find((one) => one.issue === path[1]) ?? issue)}),
    processes: () => list(processes),
    'processes/*': ({path}) => ({...overhaul, ...(processes.find((one) => one.id === path[1]) ?? overhaul)}),
    'processes/*/diagram': () => ({process: 'overhaul', revision: REVISION, bpmn}),
    cases: ({query}) => {
      const shown = cases.filter((one) => (!query.get('promise') || one.promise === query.get('promise')) && (!query.get('q') || one.business_key.includes(query.get('q')!)))
      return {items: shown, total: shown.length, complete: true, totals: {incidents: shown.filter((one) => one.incidents > 0).length, suspended: shown.filter((one) => one.suspended).length, broken: shown.filter((one) => one.promise === 'broken').length}}
    },
    'cases/*': ({path}) => ({...oneCase, ...(cases.find((one) => one.case_id === path[1]) ?? oneCase)}),
    'cases/*/timeline': () => list(caseTimeline),
    'cases/*/why': () => why,
    jobs: ({query}) => {
      const shown = jobs.filter((one) => (!query.get('topic') || query.getAll('topic').includes(one.topic)) && (!query.get('state') || query.getAll('state').includes(one.state)))
      return {items: shown, total: shown.length, topics}
    },
    discards: ({query}) => {
      const shown = discards.filter((one) => (!query.get('kind') || one.kind === query.get('kind')) && (!query.get('case_id') || one.case_id === query.get('case_id')))
      return {items: shown, total: shown.length}
    },
    messages: () => ({...list(messages), total: messages.length}),
    batches: () => list(batches),
    'batches/*': ({path}) => ({...batch, ...(batches.find((one) => one.batch === path[1]) ?? batch)}),
    kpis: () => list(kpis),
    promises: () => list(promises),
    ideas: ({query}) => list(ideas.filter((one) => query.getAll('state').length === 0 || query.getAll('state').includes(one.state))),
    'ideas/summary': () => ideaCounts,
    'ideas/*': ({path}) => ({...idea, ...(ideas.find((one) => one.idea === path[1]) ?? idea)}),
    'kpis/*': ({path}) => ({...kpiDetail, ...(kpis.find((one) => one.id === path[1]) ?? kpiDetail)}),
    'kpis/*/chart': () => kpiChart,
    'kpis/*/evidence': () => list(kpiEvidence),
    drift: () => ({as_of: NOW, gauges, signals}),
    'drift/gauges/*': ({path}) => ({...gaugeDetail, ...(gauges.find((one) => one.gauge === path[2]) ?? gaugeDetail)}),
    'drift/gauges/*/evidence': () => list(gaugeEvidence),
    'drift/signals/*': ({path}) => found(signals.find((one) => one.signal === path[2]), `signal ${path[2]}`),
    changes: () => list(changes),
    'changes/*': ({path}) => ({...change, ...(changes.find((one) => one.change === path[1]) ?? change)}),
    'model/findings': () => ({revision: REVISION, errors: 0, warnings: warnings.length, findings: warnings}),
    'model/versions': () => list(versions),
    'model/compare': ({query}) => comparison(query.get('from'), query.get('to')),
    'model/layers': () => layers,
    'model/kinds': () => list(kinds),
    'model/kinds/*': ({path}) => found(kindForms.find((one) => one.kind === path[2]), `kind ${path[2]}`),
    'model/entities': ({query}) => list((entities[query.get('kind') ?? ''] ?? []).map((one) => ({...one, file: 'org/roles.yaml', line: 4}))),
    'model/entities/*/*': ({path}) => ({kind: path[2], id: path[3], title: path[3], path: `decisions/${path[3]}.yaml`, source, span: {line: 1, column: 1, end_line: 15, end_column: 1}, revision: REVISION, written: written[path[2] ?? ''] ?? {metadata: {}, spec: {}}, used_by: []}),
    audit: ({query}) => list(audit.filter((one) => (!query.get('actor') || one.actor.id === query.get('actor')) && one.text.toLowerCase().includes(query.get('q') ?? ''))),
    'audit/records/*': ({path}) => found(story(Number(path[2])), `record ${path[2]}`),
    'audit/state': ({query}) => ({...past, ...(query.get('at') ? {at: query.get('at')!} : {})}),
    absences: () => list(absences),
    'rights-notices': () => list(rightsNotices),
    'release-notes': ({query}) => list(notes.filter((one) => !query.get('state') || (query.get('state') === 'acknowledged') === (one.state === 'acknowledged'))),
    'release-notes/*': ({path}) => found(noteText(path[1]!), `release note ${path[1]}`),
    accounts: () => list(accounts),
    'admin/backup': () => backup,
    'admin/model-folder': () => modelFolder,
    tokens: () => list(tokens),
    'audit/verify': () => ({ok: true, records: 41822, head: '9f2c', verified_at: NOW}),
    clock: () => ({...clock, position}),
  }
  const writes: Record<string, (ask: Ask) => Answer> = {
    'cases/batch': ({body}) => (body.dry_run ? {count: cases.length, cases: cases.map((one) => one.case_id)} : {...accepted('batch-41815'), count: cases.length}),
    'cases/*/modify': ({body}) => ({...accepted(), changes: [...((body.cancel ?? []) as string[]).map((one) => `cancels ${one}`), ...((body.start ?? []) as {element: string}[]).map((one) => `starts ${one.element}`)], dry_run: body.dry_run === true}),
    'cases/*/migrate': ({body}) => ({...accepted(), changes: [`${oneCase.case_id} follows ${String(body.revision)}`], dry_run: body.dry_run === true}),
    session: ({body}) => {
      me = people.find((one) => one.id === body.person)
      return me ? {...session, person: me, position} : missing(`person ${String(body.person)}`)
    },
    'decisions/*/take': ({path, body}) => {
      const one = decisionSummaries.find((known) => known.live === path[1]) ?? decision
      if (one.holder.person?.id !== me?.id) return refuse(403, 'Somebody else decides this', `${me?.name ?? 'Nobody'} does not hold the right “${one.decision.title}” for this case today.`, {code: 'DT-X904', holder: one.holder, help: `Ask ${one.holder.person?.name ?? 'the holder'}, or recommend an outcome.`})
      return body.reason ? accepted() : refuse(422, 'A reason is required', 'A decision without a reason cannot be understood later.', {code: 'DT-X905', errors: [{pointer: '/reason', detail: 'must not be empty'}]})
    },
    'decision-tables/*/evaluations': ({body}) => ({revision: REVISION, hash: '9f2c1b', engine: 'drivetrain-dmn/1', at: '2026-03-27T09:00:00Z', results: [evaluate(body.inputs as Record<string, unknown>)]}),
    'work-items/*/start': ({path, body}) => {
      const one = queueItems.find((known) => known.item === path[1])
      return one?.passes_over && !body.reason ? refuse(422, 'A reason is required', `“${one.passes_over.title}” ${one.passes_over.business_key} is worth more and waits.`, {code: 'DT-X905', passed_over: one.passes_over}) : accepted()
    },
    'own-data/guess': ({body}) => guessed((body.map ?? []) as string[]),
    'own-data/model': () => built,
    'model/check': ({body}) => checkEdits(body.edits as Schemas['Edits'], weights),
    'clock/advance': () => ({...clock, now: new Date(Date.parse(NOW) + 3_600_000).toISOString(), position: ++position}),
    'model/roll-back': () => refuse(403, 'Somebody else decides this', 'Putting an earlier version back changes a weight.', {code: 'DT-X904', holder: holder('managing_director', 'mara'), help: 'Ask Mara Ellery.'}),
    changes: ({body}) => (body.base ? accepted('change-41610') : refuse(428, 'Say which version', 'A change is made from a version; name it as base.')), decisions: () => accepted('decision-41377'), accounts: ({body}) => ({...accepted(), account: String(body.account), link: '/join#a-secret-that-is-shown-once', expires: NOW}), tokens: () => ({...accepted('token-9'), token: 'dt_shown_once', expires: NOW}), issues: () => accepted('issue-41801'), cases: () => accepted('case-4382'), 'drift/signals': () => accepted('signal-41220'),
  }

  const matches = (pattern: string, path: string[]) => {
    const parts = pattern.split('/')
    return parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index])
  }
  return function answer(method: string, ask: Ask): {status: number; body?: object} {
    if (method === 'DELETE') {
      me = undefined
      return {status: 204}
    }
    const table = method === 'POST' ? writes : reads
    // The most specific pattern wins: fewer stars first.
    const hit = Object.keys(table).filter((pattern) => matches(pattern, ask.path)).sort((a, b) => a.split('*').length - b.split('*').length)[0]
    const result = hit ? table[hit]!(ask) : method === 'POST' ? accepted() : missing(`/${ask.path.join('/')}`)
    return result instanceof Refused ? {status: result.problem.status, body: result.problem} : {status: 200, body: result}
  }
}

const TYPES: Record<string, string> = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml'}
export const CSP = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

export function start(port: number, dist: string): Promise<{url: string; streams: () => number; stop: () => void}> {
  const answer = makeApi()
  const streams = new Set<ServerResponse>()
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://mock')
    if (url.pathname === '/api/v1/events') {
      response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'})
      response.write(`event: hello\nid: ${session.position}\ndata: ${JSON.stringify({position: session.position, topics: [], subjects: []})}\n\n`)
      streams.add(response)
      request.on('close', () => streams.delete(response))
      return
    }
    if (['/readyz', '/version', '/api/v1/admin/metrics'].includes(url.pathname)) {
      response.writeHead(200, {'content-type': 'text/plain; charset=utf-8'})
      response.end({'/readyz': 'ok', '/version': JSON.stringify({version: '0.1.0', revision: REVISION}), '/api/v1/admin/metrics': metrics}[url.pathname])
      return
    }
    if (url.pathname.startsWith('/api/v1/')) {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        const {status, body} = answer(request.method ?? 'GET', {path: url.pathname.slice(8).split('/').map(decodeURIComponent), query: url.searchParams, body: text ? (JSON.parse(text) as Record<string, unknown>) : {}})
        response.writeHead(status, {'content-type': status >= 400 ? 'application/problem+json' : 'application/json'})
        response.end(body ? JSON.stringify(body) : undefined)
        if (request.method === 'POST' && status === 200) for (const stream of streams) stream.write(`event: changed\nid: 1\ndata: ${JSON.stringify({position: session.position + 1, topics: ['work', 'decisions'], subjects: ['work-4412']})}\n\n`)
      })
      return
    }
    const file = join(dist, normalize(url.pathname))
    const path = extname(url.pathname) && existsSync(file) ? file : join(dist, 'index.html')
    response.writeHead(200, {'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-security-policy': CSP, 'x-content-type-options': 'nosniff'})
    response.end(readFileSync(path))
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => {
    const address = server.address()
    resolve({url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`, streams: () => streams.size, stop: () => { streams.forEach((stream) => stream.end()); server.close() }})
  }))
}
