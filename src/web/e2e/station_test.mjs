// The station at the bench, over a real server: one job after another, with network, without it, and back; nothing done twice, nothing lost, nothing
// in another's name.
import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {after, before, describe, test} from 'node:test'
import {accessibility, launch, VIEWS} from './browser.mjs'

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const NAMED = process.env.DRIVETRAIN ?? process.env.DRIVETRAIN_BINARY
const BINARY = resolve(WEB, NAMED ?? '../../build/drivetrain')
const ROOT = resolve(dirname(BINARY), '..')
const skip = NAMED || existsSync(BINARY) ? false : `there is no ${BINARY}; build it, or name one by DRIVETRAIN`

/** A tablet beside the strip benches. */
const TABLET = {...VIEWS.light, viewport: {width: 1024, height: 768}, hasTouch: true, locale: 'en-GB'}

describe('a station', {skip}, () => {
  const data = mkdtempSync(join(tmpdir(), 'drivetrain-station-'))
  let server, url, context, page
  const sessions = {}

  const start = async (port) => {
    server = spawn(BINARY, ['serve', 'models/tarnwick', '--data', data, '--demo', '--port', String(port)], {cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe']})
    let said = ''
    server.stderr.on('data', (text) => (said = (said + text).slice(-2000)))
    url = await new Promise((done, failed) => {
      server.stdout.on('data', (text) => /http:\/\/[\w.:]+/.test(text) && done(String(text).match(/http:\/\/[\w.:]+/)[0]))
      server.once('exit', (code) => failed(new Error(`drivetrain serve ended with ${code}: ${said}`)))
    })
  }
  const stop = async () => {
    if (server.exitCode !== null) return
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }
  /** As somebody at another device. */
  const api = async (person, method, path, body) => {
    if (person && !sessions[person]) {
      const entered = await fetch(`${url}/api/v1/session`, {method: 'POST', headers: {'content-type': 'application/json', 'drivetrain-request': '1'}, body: JSON.stringify({person})})
      assert.equal(entered.status, 200)
      sessions[person] = entered.headers.get('set-cookie').split(';')[0]
    }
    const answer = await fetch(`${url}/api/v1${path}`, {method, headers: {'content-type': 'application/json', 'drivetrain-request': '1', cookie: sessions[person] ?? ''}, body: body && JSON.stringify(body)})
    return {status: answer.status, body: await answer.json().catch(() => undefined)}
  }
  const done = async (person, path, body) => {
    const answer = await api(person, 'POST', path, body)
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  /** A machine that is washed and waits for the strip bench. */
  const machine = async (key) => {
    await done('ben', '/cases', {process: 'overhaul', business_key: key, service: 'overhaul-service', tier: 'standard', customer: 'Aqua West', variables: {}})
    const {body} = await api('iris', 'GET', '/queues/storekeeper')
    const item = body.items.find((one) => one.business_key === key).item
    await done('iris', `/work-items/${item}/start`, {reason: 'it is the one that stands here'})
    await done('iris', `/work-items/${item}/complete`, {result: {}})
    return (await api('iris', 'GET', '/queues/fitter')).body.items.find((one) => one.business_key === key).item
  }
  /** What the journal says of it, by type of event. */
  const story = async (item) => (await api('quentin', 'GET', `/audit?subject=${item}&limit=100`)).body.items.map((one) => one.type)
  const times = async (item, type) => (await story(item)).filter((one) => one === type).length
  const refusals = async (item) => (await api('quentin', 'GET', `/audit?subject=${item}&kind=rejection&limit=100`)).body.items?.length ?? 0

  const signIn = async (name) => {
    const [open] = [page.getByRole('button', {name: /is signed in; sign out|^Sign in$/}).first()]
    await open.click()
    await page.getByRole('dialog').getByRole('button', {name: new RegExp(name)}).click()
    await page.getByRole('button', {name: new RegExp(`${name} is signed in`)}).waitFor()
  }
  const bench = () => page.locator('#bench')
  const press = (name) => page.getByRole('button', {name, exact: true}).click()
  const shows = (text, where = page) => where.getByText(text).first().waitFor()
  const heading = (key) => page.getByRole('heading', {level: 1, name: new RegExp(key)}).waitFor()
  const settle = async (check) => {
    for (let n = 0; n < 100; n += 1) {
      if (await check()) return
      await new Promise((done) => setTimeout(done, 200))
    }
    assert.fail(`it never came to be: ${check}`)
  }
  const online = async (yes) => context.setOffline(!yes)

  before(async () => {
    assert.ok(existsSync(BINARY), `there is no ${BINARY}; build it`)
    await start(0)
    context = await launch(TABLET)
    page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(20_000)
  })
  after(async () => {
    await context?.close()
    await stop()
    rmSync(data, {recursive: true, force: true})
  })

  test('is chosen once, says what is next and why, and how it is done in its version', async () => {
    await machine('S-1')
    await page.goto(`${url}/station`)
    await signIn('Ida Holm')
    await page.getByRole('heading', {name: 'Where does this device stand?'}).waitFor()
    await page.getByRole('button', {name: /Strip benches/}).click()
    await heading('S-1')
    await shows('Why it is next')
    await page.goto(`${url}/station`)
    await heading('S-1')
    const how = page.getByRole('region', {name: 'How it is done'})
    await shows('Strip and inspect', how)
    await shows('Version 3', how)
    await shows(/insulation resistance: at least 100 MΩ/, how)
    assert.deepEqual(await accessibility(page, 'light'), [])
    assert.ok(await page.getByRole('button', {name: 'Done', exact: true}).isDisabled())
    for (const name of ['Start', 'Done', 'Call for help']) {
      const box = await page.getByRole('button', {name, exact: true}).boundingBox()
      assert.ok(box.height >= 64 && box.width >= 200 && box.y + box.height <= 768, `${name}: ${JSON.stringify(box)}`)
    }
  })

  test('what is entered is checked, kept as one types, and done', async () => {
    const {item} = (await api('ida', 'GET', '/stations/work_centre/stripping')).body.next[0]
    await press('Start')
    await shows('You are working on')
    const share = page.getByLabel(/Repair share/)
    await share.fill('much')
    await share.blur()
    await shows('This is no number.')
    await press('Done')
    await shows('One field needs you.')
    assert.equal(await times(item, 'WorkCompleted'), 0)
    await share.fill('41.5')
    await page.getByText('This is no number.').waitFor({state: 'detached'})
    await page.waitForTimeout(1200)
    await page.reload()
    await heading('S-1')
    assert.equal(await page.getByLabel(/Repair share/).inputValue(), '41.5')
    await press('Done')
    await shows('“Strip and inspect S-1” is done.').catch(() => shows(/S-1” is done\./))
    await shows('Nothing waits here.')
    assert.equal(await times(item, 'WorkStarted'), 1)
    assert.equal(await times(item, 'WorkCompleted'), 1)
  })

  test('goes on without network, over a reload, and sends it once when the network is back', async () => {
    const [first, second] = [await machine('S-2'), await machine('S-3')]
    await heading('S-2')
    await page.waitForTimeout(1500)  // what comes next is read ahead
    await page.evaluate(() => navigator.serviceWorker.ready)
    await online(false)
    await press('Start')
    await shows('You are working on')
    await shows(/1 kept here, sent when the network is back/)
    await page.getByLabel(/Repair share/).fill('55')
    await press('Done')
    await heading('S-3')
    await shows(/2 kept here, sent when the network is back/)
    await shows('No network')
    await page.reload()
    await heading('S-3')
    await shows(/2 kept here, sent when the network is back/)
    await shows('Strip and inspect', page.getByRole('region', {name: 'How it is done'}))
    await press('Start')
    await shows('You are working on')
    await page.getByLabel(/Repair share/).fill('66')
    await page.waitForTimeout(300)
    await page.reload()
    await heading('S-3')
    assert.equal(await page.getByLabel(/Repair share/).inputValue(), '66')
    await page.getByRole('button', {name: /3 kept here/}).click()
    const list = page.getByRole('dialog')
    assert.equal(await list.getByRole('listitem').count(), 3)
    assert.match(await list.textContent(), /Start: .*S-2.*Done: .*S-2.*55.*Start: .*S-3/s)
    assert.deepEqual(await accessibility(page, 'light'), [])
    await page.keyboard.press('Escape')
    assert.equal(await times(first, 'WorkStarted'), 0, 'nothing was sent')
    await online(true)
    await settle(async () => (await times(first, 'WorkCompleted')) === 1 && (await times(second, 'WorkStarted')) === 1)
    await page.getByText(/kept here/).waitFor({state: 'detached'})
    await shows('Connected')
    await heading('S-3')
    for (const [item, type, count] of [[first, 'WorkStarted', 1], [first, 'WorkCompleted', 1], [second, 'WorkStarted', 1]]) assert.equal(await times(item, type), count, `${item} ${type}`)
    assert.equal((await api('quentin', 'GET', `/work-items/${second}`)).body.person.id, 'ida')
    await press('Done')
    await settle(async () => (await times(second, 'WorkCompleted')) === 1)
  })

  test('an answer that is lost on the way does nothing twice', async () => {
    const item = await machine('S-4')
    await heading('S-4')
    let sent = 0
    const keys = new Set()
    await context.route('**/api/v1/work-items/*/start', async (route) => {
      sent += 1
      keys.add(route.request().headers()['idempotency-key'])
      const answer = await route.fetch()
      return sent < 3 ? route.abort('connectionreset') : route.fulfill({response: answer})
    })
    await press('Start')
    await shows('You are working on')
    await settle(async () => sent >= 3 && (await page.getByText(/kept here/).count()) === 0)
    await context.unroute('**/api/v1/work-items/*/start')
    assert.equal(keys.size, 1, 'one key for one deed')
    assert.equal(await times(item, 'WorkStarted'), 1)
    await press('Done')
    await settle(async () => (await times(item, 'WorkCompleted')) === 1)
  })

  test('somebody else was faster: it is shown with what was entered, and the person chooses', async () => {
    const item = await machine('S-5')
    await heading('S-5')
    await page.waitForTimeout(1500)
    await online(false)
    await press('Start')
    await shows('You are working on')
    await page.getByLabel(/Repair share/).fill('77')
    await press('Done')
    await shows(/2 kept here/)
    await done('jack', `/work-items/${item}/start`, {})
    await online(true)
    await shows('One thing that you did without network was not taken.')
    await page.getByRole('button', {name: 'Look', exact: true}).click()
    const list = page.getByRole('dialog')
    await shows(/Somebody else was there before you/, list)
    assert.deepEqual(await accessibility(page, 'light'), [])
    assert.equal((await api('jack', 'GET', `/work-items/${item}`)).body.person.id, 'jack', 'it stays Jack’s')
    await page.keyboard.press('Escape')
    await page.getByRole('button', {name: /2 kept here/}).click()
    assert.match(await list.textContent(), /77/, 'what was entered is there')
    await list.getByRole('button', {name: 'Let it go'}).click()
    await list.getByRole('button', {name: 'Let it go for good'}).click()
    await shows('Nothing of yours is kept here.', list)
    await page.keyboard.press('Escape')
    await done('jack', `/work-items/${item}/complete`, {result: {}})
  })

  test('whoever signs in at the same tablet sends nothing of the one before', async () => {
    const item = await machine('S-6')
    await heading('S-6')
    await context.route('**/api/v1/work-items/*/start', (route) => route.abort('connectionreset'))
    await press('Start')
    await shows(/1 kept here/)
    await signIn('Marco Bassi')
    await shows(/1 kept here for others/)
    await context.unroute('**/api/v1/work-items/*/start')
    await page.reload()
    await heading('S-6')
    await page.waitForTimeout(1500)
    assert.equal(await times(item, 'WorkStarted'), 0, 'Marco’s session sent nothing of Ida’s')
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('drivetrain-kept ')).map((key) => JSON.parse(key.slice(16))[0]))
    assert.deepEqual([...new Set(kept)], ['marco'], 'what Ida read is gone')
    // And whatever a page sends: the server does it in the name of nobody else.
    const refused = await page.evaluate(async (one) => {
      const answer = await fetch(`/api/v1/work-items/${one}/start`, {method: 'POST', headers: {'content-type': 'application/json', 'drivetrain-person': 'ida'}, body: '{}'})
      return [answer.status, (await answer.json()).code]
    }, item)
    assert.deepEqual(refused, [412, 'DT-X944'])
    await signIn('Ida Holm')
    await settle(async () => (await times(item, 'WorkStarted')) === 1)
    assert.equal((await api('quentin', 'GET', `/work-items/${item}`)).body.person.id, 'ida')
    await press('Done')
    await settle(async () => (await times(item, 'WorkCompleted')) === 1)
  })

  test('a call for help is two taps; without network it says that nobody hears it', async () => {
    await press('Call for help')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button').filter({hasText: /Machine|Equipment|Plant/i}).first().click()
    await dialog.getByLabel(/What is wrong/).fill('The press does not close.')
    await dialog.getByRole('button', {name: 'Call for help'}).click()
    await shows('The call is out.')
    const raised = (await api('quentin', 'GET', '/issues')).body.items
    assert.ok(raised.some((one) => one.raised_by?.id === 'ida'), JSON.stringify(raised))
    await online(false)
    await press('Call for help')
    await shows(/nobody hears this call yet/, dialog)
    await page.keyboard.press('Escape')
    await online(true)
    await shows('Connected')
  })

  test('the worker keeps the files of this page alone; no answer of the API, no other page', async () => {
    const stored = await page.evaluate(async () => {
      const urls = []
      for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
      const registrations = await navigator.serviceWorker.getRegistrations()
      return {urls, scopes: registrations.map((one) => new URL(one.scope).pathname), stores: (await caches.keys()).length}
    })
    assert.equal(stored.stores, 1)
    assert.deepEqual(stored.scopes, ['/station'])
    assert.ok(stored.urls.length > 10 && stored.urls.every((path) => path.startsWith('/assets/') || ['/index.html', '/theme.js', '/favicon.svg'].includes(path)), stored.urls.join(' '))
    await page.goto(`${url}/today`)
    await page.getByRole('heading', {level: 1, name: 'Today'}).waitFor()
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null, 'Today is not under it')
  })

  test('opens also while the server is away, and whoever signed out leaves nothing to open', async () => {
    await machine('S-7')
    await page.goto(`${url}/station`)
    await heading('S-7')
    await page.waitForTimeout(1000)
    const port = new URL(url).port
    await stop()
    await page.reload()
    await heading('S-7')
    await shows('No network')
    await start(port)
    await shows('Connected')
    await page.getByRole('button', {name: /Ida Holm is signed in/}).click()
    await page.getByRole('button', {name: 'Sign out', exact: true}).click()
    await shows('Nobody is signed in at this station.')
    const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('drivetrain-kept ') || key === 'drivetrain-session'))
    assert.deepEqual(left, [])
  })
})
