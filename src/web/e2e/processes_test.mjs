// What an operations manager does to processes under way, in a browser against a running company: the live map and its list, cases found and
// changed many at a time, a case moved, mended, suspended, migrated and cancelled, jobs that failed, messages that nobody waited for.
import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {after, before, describe, test} from 'node:test'
import {accessibility, launch, VIEWS} from './browser.mjs'

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const NAMED = process.env.DRIVETRAIN ?? process.env.DRIVETRAIN_BINARY
const BINARY = resolve(WEB, NAMED ?? '../../build/drivetrain')
const skip = NAMED || existsSync(BINARY) ? false : `there is no ${BINARY}; build it, or name one by DRIVETRAIN`

/** A parcel is packed by a person and booked by a program; then it waits for the customer, and its slip is checked by another process. */
const parcel = (pack) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" id="d1" targetNamespace="https://drivetrain.dev/models/parcels">
  <message id="m1" name="customer-ready"/>
  <process id="parcel" name="Parcel" isExecutable="true">
    <startEvent id="ordered" name="Ordered"/>
    <parallelGateway id="both"/>
    <userTask id="${pack}" name="Pack it" dt:role="worker" dt:duration="PT1H"/>
    <serviceTask id="book" name="Book a carrier" dt:topic="carrier" dt:retries="1"/>
    <parallelGateway id="ready" name="Packed and booked"/>
    <intermediateCatchEvent id="call" name="Customer is ready" dt:correlation="business_key" dt:role="worker"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
    <callActivity id="slip" name="Check the slip" calledElement="slip"/>
    <endEvent id="sent" name="Sent"/>
    <sequenceFlow id="f1" sourceRef="ordered" targetRef="both"/>
    <sequenceFlow id="f2" sourceRef="both" targetRef="${pack}"/>
    <sequenceFlow id="f3" sourceRef="both" targetRef="book"/>
    <sequenceFlow id="f4" sourceRef="${pack}" targetRef="ready"/>
    <sequenceFlow id="f5" sourceRef="book" targetRef="ready"/>
    <sequenceFlow id="f6" sourceRef="ready" targetRef="call"/>
    <sequenceFlow id="f7" sourceRef="call" targetRef="slip"/>
    <sequenceFlow id="f8" sourceRef="slip" targetRef="sent"/>
  </process>
</definitions>
`
const SLIP = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" id="d2" targetNamespace="https://drivetrain.dev/models/parcels">
  <process id="slip" name="Slip" isExecutable="true">
    <startEvent id="begun" name="Begun"/>
    <userTask id="look" name="Look at the slip" dt:role="worker" dt:duration="PT5M"/>
    <endEvent id="fine" name="Fine"/>
    <sequenceFlow id="g1" sourceRef="begun" targetRef="look"/>
    <sequenceFlow id="g2" sourceRef="look" targetRef="fine"/>
  </process>
</definitions>
`
const sidecar = (id, title, more = '') => `apiVersion: drivetrain/v1
kind: Process
metadata: {id: ${id}, title: ${title}, owner: operations-manager}
spec:
  bpmn: ${id}.bpmn
  purpose: What was ordered leaves on the day we said.
  unit: company
  contributes: [{objective: keep-promises, strength: 3}]
${more}`

function run(...words) {
  const {status, stdout, stderr} = spawnSync(BINARY, words, {encoding: 'utf8'})
  assert.equal(status, 0, `drivetrain ${words.join(' ')}: ${stderr}${stdout}`)
}

/** Its diagram is laid out by the engine: what has none cannot be shown. */
function draw(model, id, text) {
  const file = join(model, `processes/${id}.bpmn`)
  writeFileSync(file, text)
  run('bpmn', 'layout', file, '--in-place')
}

function ownModel() {
  const model = join(mkdtempSync(join(tmpdir(), 'drivetrain-parcels-')), 'model')
  run('init', model)
  draw(model, 'parcel', parcel('pack'))
  draw(model, 'slip', SLIP)
  writeFileSync(join(model, 'processes/parcel.yaml'), sidecar('parcel', 'Parcel', '  promise: PT40H\n  variables: [{name: weight_kg, type: number, unit: kg}, {name: fragile, type: boolean}]\n'))
  writeFileSync(join(model, 'processes/slip.yaml'), sidecar('slip', 'Slip', '  steps:\n    - step: begun\n      form: {type: object, properties: {pieces: {type: integer, title: Pieces, minimum: 1}, remark: {type: string, title: Remark}}, required: [pieces]}\n'))
  return model
}

describe('an operations manager', {skip}, () => {
  let model, data, server, url, context, page
  const cases = {}

  const api = async (method, path, body) => {
    const answer = await page.request.fetch(`${url}/api/v1${path}`, {method, headers: {'drivetrain-request': '1'}, ...(body ? {data: body} : {})})
    return {status: answer.status(), body: await answer.json().catch(() => undefined)}
  }
  const ok = async (method, path, body) => {
    const {status, body: answer} = await api(method, path, body)
    assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  const main = () => page.getByRole('main')
  const dialog = () => page.getByRole('dialog')
  const go = async (path) => {
    await page.goto(url + path)
    await page.locator('h1').waitFor()
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  }
  const shows = (text, where = main()) => where.getByText(text).first().waitFor()
  const row = (text) => main().getByRole('row').filter({hasText: text})
  const pick = async (where, label, text) => {
    await where.getByLabel(label, {exact: true}).fill(text)
    await page.getByRole('option', {name: new RegExp(text)}).first().click()
  }
  const start = async (key, variables = {}) => (cases[key] = (await ok('POST', '/cases', {process: 'parcel', business_key: key, customer: `Customer of ${key}`, variables})).id)
  const tokens = async (id) => (await ok('GET', `/cases/${id}`)).tokens.filter((token) => !token.listens)
  const elements = async (id) => (await tokens(id)).map((token) => token.element).sort()
  /** A worker takes the job of this case and cannot do it. */
  const failJob = async (id, message) => {
    const [job] = (await ok('GET', `/jobs?case_id=${id}`)).items
    const taken = (await ok('POST', '/jobs/activation', {worker: 'carrier-bot', topics: [{topic: 'carrier', lock: 'PT1H'}], most: 100})).items
    assert.ok(taken.some((one) => one.id === job.id))
    for (const one of taken) await (one.id === job.id ? ok('POST', `/jobs/${one.id}/failure`, {worker: 'carrier-bot', message, retries: 0}) : ok('POST', `/jobs/${one.id}/unlock`, {}))
  }
  const eventually = async (what, holds) => {
    for (let n = 0; n < 100; ++n) {
      if (await holds()) return
      await new Promise((done) => setTimeout(done, 100))
    }
    assert.fail(what)
  }

  before(async () => {
    model = ownModel()
    data = mkdtempSync(join(tmpdir(), 'drivetrain-parcels-data-'))
    server = spawn(BINARY, ['serve', model, '--data', data, '--port', '0', '--demo', '--start', '2026-03-02T09:00:00Z'], {stdio: ['ignore', 'pipe', 'pipe']})
    let said = ''
    server.stderr.on('data', (text) => (said += text))
    url = await new Promise((done, failed) => {
      let out = ''
      server.stdout.on('data', (text) => {
        const found = (out += text).match(/http:\/\/[\w.:]+/)
        if (found && out.includes('\n')) setTimeout(() => done(found[0]), 200)
      })
      server.once('exit', (code) => failed(new Error(`drivetrain serve ended with ${code}: ${said}`)))
    })
    context = await launch()
    page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(15_000)
    await ok('POST', '/session', {person: 'ben'})
    for (const key of ['P-1', 'P-2', 'P-3', 'P-4']) await start(key, {weight_kg: 12, fragile: false})
    await failJob(cases['P-2'], 'The carrier knows no such postcode.')
  })
  after(async () => {
    await context?.close()
    if (server) {
      const gone = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await gone
    }
    for (const folder of [data, model && dirname(model)]) if (folder) rmSync(folder, {recursive: true, force: true})
  })

  test('sees on the map what waits, what is stuck and since when, and by keyboard in the list the same', async () => {
    await go('/processes/parcel')
    const map = page.locator('.djs-overlay-counts')
    await map.first().waitFor()
    assert.ok((await map.allTextContents()).includes('4'), 'four wait at a step')
    assert.ok((await map.allTextContents()).some((text) => text.includes('! 1')), 'one is stuck, which is said by more than colour')
    await page.locator('.bjs-powered-by').click({trial: true})
    const steps = main().getByRole('list', {name: 'Steps'})
    const book = steps.getByRole('button', {name: /Book a carrier/})
    await book.focus()
    await page.waitForFunction(() => /pointed/.test(document.querySelector('[data-element-id="book"]').getAttribute('class')))
    await page.keyboard.press('Enter')
    await page.waitForURL('**element=book')
    await page.waitForFunction(() => /selected/.test(document.querySelector('[data-element-id="book"]').getAttribute('class')))
    await main().getByRole('link', {name: 'Show the stuck one'}).click()
    await page.waitForURL('**/cases?**incident=yes')
    await row('P-2').waitFor()
    assert.equal(await main().locator('tbody tr').count(), 1)
  })

  test('chooses what the map shows, and it follows what happens', async () => {
    await go('/processes/parcel?show=incidents')
    const overlays = page.locator('.djs-overlay-counts')
    await overlays.first().waitFor()
    assert.deepEqual(await overlays.allTextContents(), ['! 1'])
    await main().getByRole('button', {name: 'Waiting', exact: true}).click()
    await page.waitForURL('**show=running')
    await eventually('counts of what waits', async () => (await overlays.allTextContents()).join() === '4,4')
    await start('P-5')
    await eventually('a new case is counted without a reload', async () => (await overlays.allTextContents()).join() === '5,5')
  })

  test('narrows the list by what the address says, orders it by a column, and saves it', async () => {
    await go('/cases?process=parcel&q=p-')
    await main().getByRole('columnheader', {name: 'Case'}).getByRole('button').click()
    await page.waitForURL('**sort=key')
    const keys = () => main().locator('tbody tr').evaluateAll((rows) => rows.map((one) => one.textContent.match(/P-\d/)[0]))
    await eventually('in order', async () => (await keys()).join() === 'P-1,P-2,P-3,P-4,P-5')
    await main().getByRole('columnheader', {name: 'Case'}).getByRole('button').click()
    await eventually('the other way round', async () => (await keys()).join() === 'P-5,P-4,P-3,P-2,P-1')
    await main().getByRole('button', {name: 'More filters'}).click()
    await main().getByLabel('Whole business key').fill('P-3')
    await eventually('one is left', async () => (await keys()).join() === 'P-3')
    await page.reload()
    await eventually('a reload changes nothing', async () => (await keys()).join() === 'P-3')
    const download = page.waitForEvent('download')
    await main().getByRole('link', {name: 'Cases as CSV'}).click()
    const lines = readFileSync(await (await download).path(), 'utf8').trim().split('\n')
    assert.equal(lines.length, 2, 'the same filter')
    assert.match(lines[1], /P-3/)
    await main().getByRole('button', {name: /Clear key/}).click()
    await main().getByLabel('Started until').fill('2026-03-01')
    await shows('No case fits.')
  })

  test('suspends chosen cases at once, after seeing how many, and resumes them', async () => {
    await go('/cases?process=parcel')
    await main().getByRole('checkbox', {name: 'Choose P-3'}).check()
    await main().getByRole('checkbox', {name: 'Choose P-4'}).check()
    await shows('2 chosen:')
    await main().getByRole('button', {name: 'Suspend', exact: true}).click()
    await shows('2 cases', dialog())
    const act = dialog().getByRole('button', {name: 'Suspend: 2'})
    assert.ok(await act.isDisabled(), 'not without a reason')
    await dialog().getByLabel('Reason').fill('Stocktaking until noon.')
    await act.click()
    await shows('2 of 2', dialog())
    await shows('ended', dialog())
    await page.keyboard.press('Escape')
    await row('P-3').getByText('stands still').waitFor()
    await main().getByRole('button', {name: 'Resume', exact: true}).click()
    await dialog().getByLabel('Reason').fill('It is noon.')
    await dialog().getByRole('button', {name: 'Resume: 2'}).click()
    await shows('2 of 2', dialog())
    await page.keyboard.press('Escape')
    await eventually('they move again', async () => (await ok('GET', '/cases?suspended=true')).total === 0)
    await go('/batches')
    await shows('Stocktaking until noon.')
  })

  test('sees why a case waits and for whom, and tries the stuck step again', async () => {
    await go(`/cases/${cases['P-2']}`)
    const stuck = main().getByRole('region', {name: 'Book a carrier'})
    await stuck.getByText('The carrier knows no such postcode.').waitFor()
    const packing = main().getByRole('region', {name: 'Pack it'})
    await packing.getByText('Who can move it').waitFor()
    await packing.getByText(/Any worker/).waitFor()
    await stuck.getByRole('button', {name: 'Try again'}).click()
    await dialog().getByLabel(/Mend a variable/).fill('postcode')
    await dialog().getByLabel('Value', {exact: true}).fill('BS1 4ST')
    await dialog().getByRole('button', {name: 'Try again'}).click()
    await page.getByText('It is tried again.').waitFor()
    assert.equal((await ok('GET', `/cases/${cases['P-2']}`)).incidents, 0)
    assert.equal((await ok('GET', `/cases/${cases['P-2']}`)).variables.postcode, 'BS1 4ST')
  })

  test('sets a variable with all its digits, and sets it back', async () => {
    await go(`/cases/${cases['P-1']}`)
    await row('weight_kg').getByRole('button', {name: 'Change weight_kg'}).click()
    await dialog().getByLabel('Value', {exact: true}).fill('14.25')
    await dialog().getByRole('button', {name: 'Save'}).click()
    await page.getByText('The value is set.').waitFor()
    assert.equal((await ok('GET', `/cases/${cases['P-1']}`)).variables.weight_kg, 14.25)
    await row('weight_kg').getByText('14.25').waitFor()
    await row('weight_kg').getByRole('button', {name: 'Set back to 12'}).click()
    await page.getByText('The value is set back.').waitFor()
    assert.equal((await ok('GET', `/cases/${cases['P-1']}`)).variables.weight_kg, 12)
    await main().getByRole('button', {name: 'Add a variable'}).click()
    await dialog().getByLabel('Name', {exact: true}).fill('slots')
    await dialog().getByLabel('Type', {exact: true}).selectOption('json')
    await dialog().getByLabel('Value', {exact: true}).fill('{"monday": [8, ')
    await shows('That is no value of this type.', dialog())
    assert.ok(await dialog().getByRole('button', {name: 'Save'}).isDisabled())
    await dialog().getByLabel('Value', {exact: true}).fill('{"monday": [8, 9], "tuesday": [10, 11, 12]}')
    await dialog().getByRole('button', {name: 'Save'}).click()
    await row('slots').getByText('fields monday, tuesday').waitFor()
  })

  test('moves a token: is told what would be cancelled, and does it', async () => {
    const id = cases['P-1']
    await go(`/cases/${id}`)
    await main().getByRole('button', {name: 'Move a token'}).click()
    await dialog().getByRole('checkbox', {name: /Pack it/}).check()
    await shows(/cancels a\d+ \('Pack it'\)/, dialog())
    await pick(dialog(), 'Go on at optional', 'Customer is ready')
    await shows(/starts .*'Customer is ready'/, dialog())
    assert.deepEqual(await elements(id), ['book', 'pack'], 'nothing is done yet')
    await dialog().getByLabel('Reason').fill('It was packed yesterday.')
    await dialog().getByRole('button', {name: 'Move a token'}).click()
    await page.getByText('The case goes on as you said.').waitFor()
    assert.deepEqual(await elements(id), ['book', 'call'])
  })

  test('delivers the message by hand; the case that is called is linked both ways', async () => {
    const id = cases['P-1']
    await go(`/cases/${id}`)
    await main().getByRole('region', {name: 'Customer is ready'}).getByRole('button', {name: 'Deliver the message'}).click()
    await dialog().getByRole('button', {name: 'Deliver the message'}).click()
    await page.getByText('The message is delivered.').waitFor()
    assert.deepEqual(await elements(id), ['book', 'slip'])
    await main().getByRole('region', {name: 'Check the slip'}).getByRole('link', {name: /^Slip/}).click()
    await page.getByRole('heading', {level: 1, name: /^Slip/}).waitFor()
    await main().getByRole('link', {name: 'Parcel P-1'}).click()
    await page.waitForURL(`**/cases/${id}`)
  })

  test('cancels a case only after seeing what goes with it', async () => {
    const id = cases['P-1']
    await go(`/cases/${id}`)
    await main().getByRole('button', {name: 'Cancel the case'}).click()
    const list = dialog().getByRole('list', {name: 'What is withdrawn'})
    await list.getByText('Book a carrier').waitFor()
    await list.getByText(/^Slip.*Look at the slip/).waitFor()
    await dialog().getByLabel('Reason').fill('The customer went elsewhere.')
    await dialog().getByRole('button', {name: 'Cancel the case'}).click()
    await shows('The case was cancelled.')
    await shows('The customer went elsewhere.')
    assert.equal((await ok('GET', `/cases/${id}`)).state, 'cancelled')
    assert.equal((await ok('GET', '/cases?process=slip')).total, 0)
  })

  test('looks after jobs: by topic, who holds them until when, and gives a failed one another try', async () => {
    await failJob(cases['P-3'], 'No van today.')
    await ok('POST', '/jobs/activation', {worker: 'carrier-7', topics: [{topic: 'carrier', lock: 'PT1H'}], most: 1})
    await go('/jobs')
    await row('No van today.').getByText('stuck').waitFor()
    await row('carrier-7').getByText('held').waitFor()
    await main().getByRole('button', {name: 'stuck', exact: true}).click()
    await page.waitForURL('**state=stuck')
    await eventually('only that one', async () => (await main().getByRole('table', {name: 'Jobs'}).locator('tbody tr').count()) === 1)
    await row('No van today.').getByRole('button', {name: 'Try again'}).click()
    await dialog().getByLabel('How often it is tried').fill('2')
    await dialog().getByRole('button', {name: 'Try again'}).click()
    await page.getByText('The job is free again.').waitFor()
    const [job] = (await ok('GET', `/jobs?case_id=${cases['P-3']}`)).items
    assert.deepEqual([job.state, job.retries], ['free', 2])
    await go('/jobs?state=held')
    await row('carrier-7').getByRole('button', {name: 'Take back'}).click()
    await dialog().getByRole('button', {name: 'Take back'}).click()
    await shows('No job fits.')
  })

  test('finds what reached nobody, with the reason, and what is kept', async () => {
    assert.equal((await api('POST', '/messages', {message: 'customer-ready', key: 'P-99', variables: {}})).status, 409)
    await ok('POST', '/messages', {message: 'customer-ready', key: 'P-77', variables: {pieces: 3}, ttl: 'P1D'})
    await go('/discards')
    await row('P-99').getByText('customer-ready').first().waitFor()
    await row('P-77').getByText('pieces: 3').waitFor()
    await main().getByLabel('Kind').selectOption('signal')
    await shows('Nothing was lost.')
  })

  test('lets a case follow another version: what does not fit is told before, a plan says where it goes on', async () => {
    const id = cases['P-4']
    const was = (await ok('GET', '/session')).revision
    draw(model, 'parcel', parcel('wrap'))
    await eventually('the changed folder comes into force', async () => (await ok('GET', '/session')).revision !== was)
    await go(`/processes/parcel?revision=${was}`)
    await main().getByRole('list', {name: 'Steps'}).getByRole('button', {name: /Pack it.*\d/}).waitFor()
    await go(`/cases/${id}`)
    await main().getByRole('button', {name: 'Change version'}).click()
    await dialog().getByRole('button', {name: 'Look', exact: true}).click()
    await dialog().getByRole('alert').getByText(/Pack it.* is gone/).waitFor()
    await dialog().getByLabel('Reason').fill('The new way is the safer one.')
    assert.ok(await dialog().getByRole('button', {name: 'Change version'}).isDisabled(), 'what does not fit is not done')
    await pick(dialog(), 'Pack it optional', 'wrap')
    await dialog().getByRole('status', {name: 'What would happen'}).getByRole('listitem').first().waitFor()
    await dialog().getByRole('button', {name: 'Change version'}).click()
    await page.getByText('The case follows the other version.').waitFor()
    assert.deepEqual(await elements(id), ['book', 'wrap'])
    assert.notEqual((await ok('GET', `/cases/${id}`)).revision, was)
  })

  test('lets many cases follow another version by one plan, after seeing how many wait where', async () => {
    await go('/cases?process=parcel')
    for (const key of ['P-3', 'P-5']) await main().getByRole('checkbox', {name: `Choose ${key}`}).check()
    await main().getByRole('button', {name: 'Change version', exact: true}).click()
    await shows('2 cases', dialog())
    await shows('That version has no such step · 2 cases wait there', dialog())
    await pick(dialog(), 'Pack it optional', 'wrap')
    await dialog().getByLabel('Reason').fill('The new way is the safer one.')
    await dialog().getByRole('button', {name: 'Change version: 2'}).click()
    await shows('2 of 2', dialog())
    await eventually('they go on in the other version', async () => (await elements(cases['P-3'])).includes('wrap') && (await elements(cases['P-5'])).includes('wrap'))
    await page.keyboard.press('Escape')
  })

  test('starts a case by what its start asks for', async () => {
    await go('/processes/slip')
    await main().getByRole('button', {name: 'Start a case'}).click()
    await dialog().getByLabel('Business key').fill('S-1')
    const begin = dialog().getByRole('button', {name: 'Start a case'})
    await dialog().getByLabel('Pieces', {exact: true}).fill('0')
    await begin.click()
    await shows('It must be at least 1.', dialog())
    await dialog().getByLabel('Pieces', {exact: true}).fill('3')
    await dialog().getByLabel(/^Remark/).fill('By the back door.')
    await begin.click()
    await page.waitForURL(/\/cases\/case-\d+/)
    const {variables} = await ok('GET', `/cases/${page.url().match(/case-\d+/)[0]}`)
    assert.deepEqual(variables, {pieces: 3, remark: 'By the back door.'})
  })

  test('whoever does not answer for the process is shown no act, and is refused', async () => {
    await ok('POST', '/session', {person: 'dan'})
    await go(`/cases/${cases['P-4']}`)
    await shows('Where it is, and why')
    for (const name of ['Move a token', 'Change version', 'Suspend', 'Cancel the case']) assert.equal(await main().getByRole('button', {name, exact: true}).count(), 0, name)
    assert.equal((await api('POST', `/cases/${cases['P-4']}/suspend`, {reason: 'x'})).status, 403)
    await ok('POST', '/session', {person: 'ben'})
  })

  for (const [name, view] of Object.entries(VIEWS)) {
    test(`nothing sticks out and nothing bars anybody: ${name}`, async () => {
      const other = await launch(view)
      try {
        await other.request.post(`${url}/api/v1/session`, {data: {person: 'ben'}, headers: {'drivetrain-request': '1'}})
        const look = other.pages()[0] ?? (await other.newPage())
        for (const path of ['/processes/parcel?element=book', `/cases/${cases['P-4']}`, '/cases?process=parcel&waiting=PT1H', '/jobs', '/discards', '/batches']) {
          await look.goto(url + path)
          await look.locator('h1').waitFor()
          await look.waitForTimeout(600)
          assert.deepEqual(await accessibility(look, name), [], path)
          const wide = await look.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          assert.ok(wide <= 0, `${path} is ${wide} px wider than the screen`)
        }
      } finally {
        await other.close()
      }
    })
  }
})
