// A company of its own, without the demo's open door: the first administrator comes by the printed link, lets others in, gives a program a
// token; then people edit the model by form, are told what a version changes for them, report absences, and save tables.
import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {after, before, describe, test} from 'node:test'
import {launch} from './browser.mjs'

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const NAMED = process.env.DRIVETRAIN ?? process.env.DRIVETRAIN_BINARY
const BINARY = resolve(WEB, NAMED ?? '../../build/drivetrain')
const MODEL = resolve(WEB, '../../models/tarnwick')
const skip = NAMED || existsSync(BINARY) ? false : `there is no ${BINARY}; build it, or name one by DRIVETRAIN`
const PASSWORD = 'a long sentence that is easy to keep'

/** The URL from what it prints, and all that it says beside it. */
function serve(model, ...options) {
  const data = mkdtempSync(join(tmpdir(), 'drivetrain-admin-'))
  const server = spawn(BINARY, ['serve', model, '--data', data, '--port', '0', ...options], {stdio: ['ignore', 'pipe', 'pipe']})
  let said = ''
  server.stderr.on('data', (text) => (said += text))
  const started = new Promise((done, failed) => {
    let out = ''
    server.stdout.on('data', (text) => {
      const found = (out += text).match(/http:\/\/[\w.:]+/)
      if (found && out.includes('\n')) setTimeout(() => done({url: found[0], said: () => said, stop}), 200)
    })
    server.once('exit', (code) => failed(new Error(`drivetrain serve ended with ${code}: ${said}`)))
  })
  const stop = async () => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    rmSync(data, {recursive: true, force: true})
  }
  return started
}

/** A company that begins today, as `drivetrain init` writes it: what a sample has due on a day of its story would be overdue by now. */
function ownModel() {
  const model = join(mkdtempSync(join(tmpdir(), 'drivetrain-own-')), 'model')
  const {status, stderr} = spawnSync(BINARY, ['init', model])
  assert.equal(status, 0, String(stderr))
  return model
}

/** The sample company, in which a milestone stands behind a gate. */
function withGate() {
  const model = mkdtempSync(join(tmpdir(), 'drivetrain-gated-'))
  cpSync(MODEL, model, {recursive: true})
  const file = join(model, 'strategy/initiatives.yaml')
  const gated = readFileSync(file, 'utf8').replace('due: 2026-02-27}', 'due: 2026-02-27, gate: promise-date}')
  assert.match(gated, /gate: promise-date/)
  writeFileSync(file, gated)
  return model
}

/** What both stories do with a page. */
function hands(page, url) {
  const main = () => page.getByRole('main')
  const dialog = () => page.getByRole('dialog')
  return {
    main, dialog,
    async go(path) {
      await page.goto(url + path)
      await page.locator('h1').waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
    },
    shows: (text, where = main()) => where.getByText(text).first().waitFor(),
    async pick(where, label, text) {
      await where.getByLabel(label, {exact: true}).fill(text)
      await page.getByRole('option', {name: new RegExp(text)}).first().click()
    },
    row: (text) => main().getByRole('row').filter({hasText: text}),
    async fact(path) {
      const answer = await page.request.get(`${url}/api/v1${path}`)
      assert.ok(answer.ok(), `GET ${path}: ${answer.status()} ${await answer.text()}`)
      return answer.json()
    },
  }
}

async function join_(page, link, account) {
  await page.goto(link)
  if (account) await page.getByLabel('Account').fill(account)
  await page.getByLabel('Password', {exact: true}).fill(PASSWORD)
  await page.getByLabel('Password once more').fill(PASSWORD)
  await page.getByRole('button', {name: 'Set the password and sign in'}).click()
  await page.getByText('You are signed in.').waitFor()
}

describe('an administrator', {skip}, () => {
  let server, admin, other, page, hand
  before(async () => {
    server = await serve(ownModel())
    admin = await launch()
    other = await launch()
    page = admin.pages()[0] ?? (await admin.newPage())
    page.setDefaultTimeout(15_000)
    hand = hands(page, server.url)
  })
  after(async () => {
    await admin?.close()
    await other?.close()
    await server?.stop()
  })

  test('comes by the printed link, sees on Today what to do, and maps the account to a person', async () => {
    const link = server.said().match(/http\S+\/join#\S+/)?.[0]
    assert.ok(link, `the first start prints a link: ${server.said()}`)
    await join_(page, link, 'root')
    await hand.go('/today')
    await hand.shows('root acts in nobody’s name yet.')
    await hand.main().getByRole('link', {name: 'Open Admin'}).click()
    await hand.row('root').getByRole('button', {name: 'Change'}).click()
    await hand.pick(hand.dialog(), 'Person of the model optional', 'Ada')
    await hand.dialog().getByRole('button', {name: 'Save'}).click()
    await page.getByText('It is changed.').waitFor()
    await hand.row('root').getByText(/Ada Example/).waitFor()
    await hand.go('/today')
    await hand.shows(/Ada Example/)
  })

  let link
  test('invites somebody, whose link works once and who does not administer', async () => {
    await hand.go('/admin')
    await hand.main().getByRole('button', {name: 'Invite somebody'}).click()
    await hand.dialog().getByLabel('Name to sign in by').fill('ben@own.example')
    await hand.pick(hand.dialog(), 'Person of the model optional', 'Ben')
    await hand.dialog().getByRole('button', {name: 'Invite somebody'}).click()
    link = (await hand.dialog().getByText(/\/join#/).textContent()).trim()
    await hand.dialog().getByRole('button', {name: 'Done'}).click()
    await hand.row('ben@own.example').getByText('invited').waitFor()
    const guest = other.pages()[0] ?? (await other.newPage())
    await join_(guest, link)
    const there = hands(guest, server.url)
    await there.go('/today')
    await there.shows(/Ben Example/)
    await there.go('/admin')
    await there.shows('Only an administrator sees accounts.')
    await guest.goto('about:blank')
    await guest.goto(link)
    await guest.getByText(/DT-X943/).waitFor()
    await page.reload()
    await hand.row('ben@own.example').getByText('active').waitFor()
  })

  test('resets and deactivates: sessions end at once', async () => {
    const state = async () => (await other.request.get(`${server.url}/api/v1/today`)).status()
    assert.equal(await state(), 200)
    await hand.row('ben@own.example').getByRole('button', {name: 'Reset'}).click()
    await hand.dialog().getByRole('button', {name: 'Reset'}).click()
    const again = (await hand.dialog().getByText(/\/join#/).textContent()).trim()
    assert.notEqual(again, link)
    await hand.dialog().getByRole('button', {name: 'Done'}).click()
    assert.equal(await state(), 401)
    const guest = other.pages()[0]
    await guest.goto('about:blank')
    await join_(guest, again)
    assert.equal(await state(), 200)
    await hand.row('ben@own.example').getByRole('button', {name: 'Deactivate'}).click()
    await hand.dialog().getByRole('button', {name: 'Deactivate'}).click()
    await page.getByText('The account is deactivated.').waitFor()
    await hand.row('ben@own.example').getByText('deactivated').waitFor()
    assert.equal(await state(), 401)
  })

  test('gives a program a token within its scope, and takes it back', async () => {
    await hand.go('/admin?tab=tokens')
    await hand.main().getByRole('button', {name: 'Make a token'}).click()
    await hand.dialog().getByLabel('Which program').fill('Weekly report')
    await hand.dialog().getByRole('radio', {name: 'read', exact: true}).check()
    await hand.dialog().getByRole('button', {name: 'Make', exact: true}).click()
    const token = (await hand.dialog().getByText(/^dt_/).textContent()).trim()
    await hand.dialog().getByRole('button', {name: 'Done'}).click()
    const use = async (method, path) => (await fetch(`${server.url}/api/v1${path}`, {method, headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}, ...(method === 'POST' ? {body: '{}'} : {})})).status
    assert.equal(await use('GET', '/kpis'), 200)
    assert.equal(await use('POST', '/drift/measure'), 403, 'it may read only')
    await hand.row('Weekly report').getByRole('button', {name: 'Revoke'}).click()
    await hand.dialog().getByRole('button', {name: 'Revoke'}).click()
    await page.getByText('The token is revoked.').waitFor()
    assert.equal(await use('GET', '/kpis'), 401)
  })

  test('sees how the server does, and that the journal’s chain is unbroken', async () => {
    await hand.go('/admin?tab=server')
    await hand.shows('takes requests')
    await hand.shows('drivetrain_journal_records')
    await hand.shows('What was asked')
    await hand.shows('never made')
    await hand.main().getByRole('button', {name: 'Verify the chain'}).click()
    await hand.shows(/records checked: the chain holds/)
  })

  test('saves a table for a spreadsheet', async () => {
    await hand.go('/decisions')
    const download = page.waitForEvent('download')
    await hand.main().getByRole('link', {name: 'Register as CSV'}).click()
    const path = await (await download).path()
    const text = readFileSync(path, 'utf8')
    assert.equal(text.trim().split('\n').length - 1, (await hand.fact('/decision-rights')).items.length, 'a line for each right')
    const book = await page.request.get(`${server.url}/api/v1/form?format=xlsx&part=roles`)
    assert.equal((await book.body()).subarray(0, 2).toString(), 'PK')
  })
})

describe('people of the company', {skip}, () => {
  let server, context, page, hand
  before(async () => {
    server = await serve(withGate(), '--demo', '--start', '2026-02-16T09:00:00Z')
    context = await launch()
    page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(15_000)
    hand = hands(page, server.url)
  })
  after(async () => {
    await context?.close()
    await server?.stop()
  })
  const signIn = async (name) => {
    const person = (await hand.fact('/people')).items.find((one) => one.name.startsWith(name))
    const answer = await page.request.post(`${server.url}/api/v1/session`, {data: {person: person.id}, headers: {'drivetrain-request': '1'}})
    assert.ok(answer.ok(), await answer.text())
    return person
  }

  test('a demo prints no link for an administrator', () => assert.doesNotMatch(server.said(), /join#/))

  let change
  test('edit a role by form: findings while typing, one line of the file changes, comments stay', async () => {
    await hand.go('/roles/works-manager')
    await signIn('Quentin')
    await hand.go('/changes/new?edit=role&id=works-manager')
    const purpose = hand.main().getByLabel(/^Purpose/)
    await purpose.waitFor()
    await hand.main().getByLabel(/^Authority/).fill('-4')
    await hand.shows(/DT-/)
    const before = (await hand.fact('/model/entities/role/works-manager')).written.spec.authority
    await hand.main().getByLabel(/^Authority/).fill(String(before))
    await purpose.fill('Runs the works so that every promise of the day is kept.')
    await hand.shows('Will be decided by')
    const file = hand.main().locator('section').filter({has: page.getByText(/^org\/.*\.yaml/)}).last()
    await file.waitFor()
    await hand.main().getByLabel('Title', {exact: true}).last().fill('Say what the works manager is for')
    await hand.main().getByLabel('Reason').fill('Newcomers ask.')
    await hand.main().getByRole('button', {name: 'Propose', exact: true}).click()
    await page.waitForURL('**/changes/change-*')
    change = new URL(page.url()).pathname
    const {files} = await hand.fact(change)
    assert.equal(files.length, 1)
    const [was, is] = [files[0].before.split('\n'), files[0].after.split('\n')]
    assert.equal(was.length, is.length)
    const changed = was.filter((line, index) => line !== is[index])
    assert.equal(changed.length, 1, `one line differs: ${changed.join(' | ')}`)
    assert.match(changed[0], /purpose/)
    assert.equal(was.filter((line) => line.includes('#')).length, is.filter((line) => line.includes('#')).length, 'comments stay')
  })

  test('approve it by right, and whoever leads a unit acknowledges what changes for it', async () => {
    const holder = (await hand.fact(change)).approver
    await signIn(holder.person.name)
    await hand.go(change)
    await hand.main().getByRole('link', {name: 'Approve'}).click()
    await hand.main().getByRole('group', {name: 'Your answer'}).getByRole('button').first().click()
    await hand.main().getByLabel('Reason').fill('It is true.')
    await hand.main().getByRole('button', {name: /^Answer: /}).click()
    await hand.main().getByRole('heading', {name: /^Decided: /}).waitFor()
    await hand.go('/changes/versions')
    await hand.shows(/0 of \d+ units know/)
    const notes = (await hand.fact('/release-notes')).items
    const works = notes.find((one) => one.unit.id === 'works')
    assert.ok(works, 'the works are told')
    assert.ok(!notes.some((one) => one.unit.id === 'field-service'), 'and nobody whom it does not concern')
    await signIn(works.holder.person.name)
    await hand.go('/today')
    await hand.main().getByRole('link', {name: new RegExp(`${works.unit.title}.*1 change of the model`)}).click()
    await hand.shows(/Runs the works so that every promise/)
    await hand.main().getByRole('button', {name: 'We know'}).click()
    await page.getByText('It is acknowledged.').waitFor()
    await hand.shows('acknowledged')
    await hand.go('/changes/versions')
    await hand.shows(/1 of \d+ units know/)
  })

  test('report an absence: the deputy is asked from then on, until the person is back', async () => {
    const away = await signIn('Tom')
    const role = away.roles.find((one) => one.via === 'holder').role
    await hand.go('/roles?tab=absences')
    await hand.main().getByRole('button', {name: 'Report an absence'}).click()
    await hand.dialog().getByLabel(/^Reason/).fill('A wedding')
    await hand.dialog().getByRole('button', {name: 'Report an absence'}).click()
    await page.getByText('The absence is known').waitFor()
    await hand.row(away.name).getByText('away', {exact: true}).waitFor()
    assert.notEqual((await hand.fact(`/roles/${role.id}`)).holder.person?.id, away.id, 'somebody else answers')
    await hand.row(away.name).getByRole('button', {name: 'Is back'}).click()
    await hand.dialog().getByRole('button', {name: 'Is back'}).click()
    await page.getByText('The absence has ended').waitFor()
    await hand.shows('Nobody is away, and nobody will be.')
    assert.equal((await hand.fact(`/roles/${role.id}`)).holder.person.id, away.id)
  })

  test('ask whoever holds the right to let an initiative pass its gate', async () => {
    const {initiatives} = await hand.fact('/strategy')
    const gated = initiatives.flatMap((one) => one.milestones.filter((milestone) => milestone.gate).map((milestone) => ({one, milestone})))[0]
    assert.ok(gated, 'the model has a gate')
    await signIn(gated.one.owner.person.name)
    await hand.go('/strategy?tab=initiatives')
    await hand.main().getByRole('listitem').filter({hasText: gated.milestone.title}).getByRole('button', {name: 'Ask to pass'}).click()
    await hand.dialog().getByLabel(/^Load percent/).fill('60')
    await hand.dialog().getByRole('button', {name: 'Ask to pass'}).click()
    await page.getByText('The gate’s right is asked.').waitFor()
    const open = (await hand.fact(`/decisions?state=open&decision=${gated.milestone.gate.id}`)).items
    assert.equal(open.length, 1)
  })

  test('look back: the audit finds it in words, tells why, and shows the company as it was', async () => {
    await signIn('Margaret')
    await hand.go('/audit?q=gate')
    await hand.main().getByRole('row').nth(1).waitFor()
    await hand.main().getByRole('row').nth(1).getByRole('link').first().click()
    await hand.shows('What led to it')
    await hand.main().getByRole('link', {name: 'The company at that moment'}).click()
    await hand.shows(/^As of/)
    await hand.shows('Who answered')
  })
})
