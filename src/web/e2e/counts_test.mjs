// What the pages count about form is what a script counts over the same files, written without any of the engine's code.
import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'node:test'
import {parseAllDocuments} from 'yaml'

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const BINARY = resolve(WEB, process.env.DRIVETRAIN ?? process.env.DRIVETRAIN_BINARY ?? '../../build/drivetrain')
const MODEL = resolve(WEB, '../../models/tarnwick')
const skip = existsSync(BINARY) ? false : `there is no ${BINARY}; build it, or name one by DRIVETRAIN`

function readModel() {
  const files = readdirSync(MODEL, {recursive: true}).map(String)
  const documents = files.filter((file) => file.endsWith('.yaml')).flatMap((file) => parseAllDocuments(readFileSync(join(MODEL, file), 'utf8')).map((one) => one.toJS())).filter((one) => one?.kind && one.metadata)
  const of = (kind) => documents.filter((one) => one.kind === kind)
  const diagrams = of('Process').map((process) => ({process: process.metadata.id, text: readFileSync(join(MODEL, 'processes', process.spec.bpmn), 'utf8')}))
  return {of, diagrams}
}

/** Ways from task to task over whatever is no user task; of diagrams without sub-processes, which is said when it is not so. */
function handoffsOf({process, text}) {
  assert.ok(!/<(\w+:)?subProcess\b/.test(text), `${process} has a sub-process; this script does not know them`)
  const attribute = (tag, name) => tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1]
  const tags = (name) => [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>`, 'g'))].map((match) => match[0])
  const roles = new Map(tags('userTask').map((tag) => [attribute(tag, 'id'), attribute(tag, 'dt:role')]))
  const next = new Map()
  const link = (from, to) => next.set(from, [...(next.get(from) ?? []), to])
  for (const tag of tags('sequenceFlow')) link(attribute(tag, 'sourceRef'), attribute(tag, 'targetRef'))
  for (const tag of tags('boundaryEvent')) link(attribute(tag, 'attachedToRef'), attribute(tag, 'id'))
  const found = []
  for (const [from, giver] of roles) {
    const seen = new Set()
    const waiting = [...(next.get(from) ?? [])]
    while (waiting.length > 0) {
      const node = waiting.pop()
      if (seen.has(node)) continue
      seen.add(node)
      if (!roles.has(node)) waiting.push(...(next.get(node) ?? []))
      else if (roles.get(node) !== giver) found.push({process, from, to: node, giver, taker: roles.get(node)})
    }
  }
  return {tasks: roles.size, found}
}

/** Who touches what directly, as the files say. */
function nearIn(of) {
  const all = (value) => (value === undefined ? [] : [value].flat())
  const ids = (value) => all(value).map((one) => (typeof one === 'object' ? (one.kpi ?? one.decision ?? one.rhythm) : one)).filter(Boolean)
  return (thing) => {
    const [kind, id] = thing.split('/')
    if (kind === 'decision') {
      const {spec} = of('Decision').find((one) => one.metadata.id === id)
      const meets = of('Rhythm').filter((one) => all(one.spec.takes).includes(id)).map((one) => one.metadata.id)
      return [...ids(spec.affects).map((one) => `decision/${one}`), ...ids(spec.moves).map((one) => `kpi/${one}`), ...meets.map((one) => `rhythm/${one}`), ...all(spec.forum).map((one) => `rhythm/${one}`), ...all(spec.covers).map((one) => `work_centre/${one.work_centre}`)]
    }
    if (kind === 'work_centre') {
      const answers = of('Decision').filter((one) => all(one.spec.covers).some((cover) => cover.work_centre === id)).map((one) => `decision/${one.metadata.id}`)
      const limits = of('Process').filter((one) => all(one.spec.steps).some((step) => step.work_centre === id)).map((one) => `process/${one.metadata.id}`)
      const {alternatives} = of('WorkCentre').find((one) => one.metadata.id === id).spec
      return [...answers, ...all(alternatives).map((one) => `work_centre/${one}`), ...limits]
    }
    if (kind === 'kpi') {
      const looks = of('Decision').filter((one) => ids(one.spec.information).includes(id)).map((one) => `decision/${one.metadata.id}`)
      const {reaction = {}} = of('Kpi').find((one) => one.metadata.id === id).spec
      const wrong = of('Assumption').filter((one) => one.spec.metric === id).map((one) => `assumption/${one.metadata.id}`)
      return [...looks, ...(reaction.decision ? [`decision/${reaction.decision}`] : []), ...(reaction.issue ? [`issue_type/${reaction.issue}`] : []), ...wrong]
    }
    return []
  }
}

test('units, layers, spans, tasks, handoffs and what decisions reach are those of the files', {skip}, async () => {
  const data = mkdtempSync(join(tmpdir(), 'drivetrain-counts-'))
  const server = spawn(BINARY, ['serve', MODEL, '--data', data, '--demo', '--start', '2026-02-16T06:00:00Z', '--port', '0'], {stdio: ['ignore', 'pipe', 'inherit']})
  try {
    const url = await new Promise((done, failed) => {
      let out = ''
      server.stdout.on('data', (text) => { const found = (out += text).match(/http:\/\/[\w.:]+/); if (found) done(found[0]) })
      server.once('exit', (code) => failed(new Error(`drivetrain serve ended with ${code}`)))
    })
    const form = await (await fetch(`${url}/api/v1/form`)).json()
    const {of, diagrams} = readModel()
    const [units, roles, people] = [of('Unit'), of('Role'), of('Person')]
    const level = (unit) => (unit.spec.parent ? 1 + level(units.find((one) => one.metadata.id === unit.spec.parent)) : 1)
    const unitOf = new Map(roles.map((role) => [role.metadata.id, role.spec.unit]))
    const ways = diagrams.map(handoffsOf)
    const found = ways.flatMap((one) => one.found)
    const {outcomes, outcomes_without_owner, vacant, handoffs_placed, handoff_metres, ...counted} = form.counts
    assert.deepEqual(counted, {
      units: units.length, layers: Math.max(...units.map(level)), roles: roles.length, people: people.length, tasks: ways.reduce((sum, one) => sum + one.tasks, 0),
      handoffs: found.length, handoffs_between_units: found.filter((one) => unitOf.get(one.giver) !== unitOf.get(one.taker)).length,
    })
    // The way that work goes between the places of two units: the shortest over the distances that the files state.
    const roads = of('Location').flatMap((one) => (one.spec.distance_to ?? []).map((to) => [one.metadata.id, to.location, to.metres]))
    const far = (from, to, seen = []) => (from === to ? 0 : Math.min(Infinity, ...roads.flatMap(([a, b, metres]) => [[a, b, metres], [b, a, metres]]).filter(([a, b]) => a === from && !seen.includes(b)).map(([, b, metres]) => metres + far(b, to, [...seen, from]))))
    const placeOf = new Map(units.map((unit) => [unit.metadata.id, unit.spec.location]))
    const metres = found.map((one) => [placeOf.get(unitOf.get(one.giver)), placeOf.get(unitOf.get(one.taker))]).filter(([from, to]) => from && to).map(([from, to]) => far(from, to)).filter(Number.isFinite)
    assert.equal(handoffs_placed, metres.length)
    assert.equal(handoff_metres, metres.reduce((sum, one) => sum + one, 0))
    assert.ok(metres.some((one) => one > 0), 'something goes from place to place')
    assert.ok(counted.handoffs > 10 && counted.units > 5, 'the sample company has something to count')
    const key = (one) => `${one.process} ${one.from} ${one.to}`
    assert.deepEqual(form.handoffs.map((one) => key({process: one.process.id, from: one.from_element, to: one.to_element})).sort(), found.map(key).sort())
    for (const unit of form.units) {
      const inside = roles.filter((role) => role.spec.unit === unit.id)
      const owner = units.find((one) => one.metadata.id === unit.id).metadata.owner
      const below = units.filter((one) => one.spec.parent === unit.id).length
      assert.equal(unit.span, inside.filter((role) => role.metadata.id !== owner).length + below, `span of ${unit.id}`)
      assert.equal(unit.people, people.filter((one) => one.spec.unit === unit.id).length, `people of ${unit.id}`)
    }
    // What a decision touches, near and far: the same closure over the YAML alone.
    const near = nearIn(of)
    const rights = (await (await fetch(`${url}/api/v1/decision-rights`)).json()).items
    assert.equal(rights.length, of('Decision').length)
    for (const right of rights) {
      const seen = new Set([`decision/${right.id}`])
      for (const thing of seen) for (const next of near(thing)) seen.add(next)
      seen.delete(`decision/${right.id}`)
      assert.deepEqual(right.reach.map((one) => `${one.kind}/${one.id}`).sort(), [...seen].sort(), `reach of ${right.id}`)
    }
    assert.ok(rights.some((right) => right.reach.length > right.affects.length + right.moves.length), 'something is touched by something touched')
    // Exactly one accountable role per outcome: nothing is left over.
    assert.deepEqual(form.outcomes.filter((one) => !one.owner).map((one) => one.outcome.id), [])
    assert.equal(outcomes, of('Objective').length + of('Process').length + of('Kpi').length)
    assert.equal(outcomes_without_owner + vacant, 0)
  } finally {
    // It writes down how far the journal reached while it stops.
    const stopped = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await stopped
    rmSync(data, {recursive: true, force: true})
  }
})
