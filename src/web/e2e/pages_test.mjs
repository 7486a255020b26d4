// The built UI in a real browser, over fixtures: every page in light, dark and on a phone; nothing that WCAG 2.2 AA forbids, no
// message in the console (which is where a breach of the content security policy would be told), nothing that sticks out.
import assert from 'node:assert/strict'
import {after, before, describe, test} from 'node:test'
import {gzipSync} from 'node:zlib'
import {accessibility, FIXTURE_PAGES, launch, PAGES, VIEWS} from './browser.mjs'
import {openPage, startFixtures} from './fixture_pages.mjs'

let server
before(async () => (server = await startFixtures()))
after(() => server.stop())

const open = (context, path) => openPage(context, server.url + path)

for (const [name, view] of Object.entries(VIEWS)) {
  describe(name, () => {
    let context
    const told = []
    before(async () => {
      context = await launch(view)
      const page = context.pages()[0] ?? (await context.newPage())
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && told.push(`${page.url()} ${message.text()}`))
      page.on('pageerror', (error) => told.push(`${page.url()} ${error}`))
    })
    after(() => context.close())

    for (const path of [...PAGES, ...FIXTURE_PAGES]) {
      test(`${name} ${path}`, async () => {
        told.length = 0
        const page = await open(context, path)
        await page.waitForTimeout(250)
        assert.deepEqual(await accessibility(page, name), [])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`)
        assert.deepEqual(told, [])
      })
    }
  })
}

describe('a person', () => {
  let context
  before(async () => (context = await launch(VIEWS.phone)))
  after(() => context.close())

  test('on a phone sees the main act of a page without scrolling sideways', async () => {
    for (const [path, act] of [['/today', 'Answer'], ['/issues', 'Call for help'], ['/decisions', 'Open a decision'], ['/changes', 'Propose a change'], ['/processes/overhaul', 'Start a case']]) {
      const page = await open(context, path)
      const box = await page.getByRole('main').getByText(act, {exact: true}).first().boundingBox()
      assert.ok(box && box.x >= 0 && box.x + box.width <= 390 && box.y < 844, `${path}: “${act}” at ${JSON.stringify(box)}`)
      assert.ok(box.height >= 20)
    }
  })
})

test('the first page costs at most 180 KiB of script and 25 KiB of style, compressed', async () => {
  const context = await launch(VIEWS.light)
  const page = await context.newPage()
  const sizes = {script: 0, stylesheet: 0}
  const waiting = []
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (kind in sizes) waiting.push(response.body().then((body) => (sizes[kind] += gzipSync(body, {level: 9}).length / 1024)))
  })
  await page.goto(server.url)
  await page.getByText('What matters today').waitFor()
  await Promise.all(waiting)
  await context.close()
  assert.ok(sizes.script > 50 && sizes.script <= 180, `${sizes.script.toFixed(1)} KiB of script`)
  assert.ok(sizes.stylesheet > 3 && sizes.stylesheet <= 25, `${sizes.stylesheet.toFixed(1)} KiB of style`)
  console.log(`first page: ${sizes.script.toFixed(1)} KiB of script, ${sizes.stylesheet.toFixed(1)} KiB of style, compressed`)
})

describe('at a desk', () => {
  let context
  before(async () => (context = await launch(VIEWS.light)))
  after(() => context.close())

  test('Ctrl-K finds a case and goes there by keyboard alone', async () => {
    const page = await open(context, '/')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('MK-2207')
    await page.getByRole('option', {name: /MK-2207/}).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/cases/case-4382')
    await page.getByRole('heading', {level: 1, name: 'Overhaul MK-2207'}).waitFor()
  })

  test('reload, back and forward restore what a page showed', async () => {
    const page = await open(context, '/cases?promise=at_risk')
    await page.getByRole('link', {name: /MK-2207/}).click()
    await page.waitForURL('**/cases/case-4382')
    await page.goBack()
    await page.getByRole('button', {name: 'Clear promise'}).waitFor()
    await page.reload()
    await page.getByRole('button', {name: 'Clear promise'}).waitFor()
    await page.locator('tbody tr').nth(1).waitFor()  // the filter stands before its rows are there
    assert.equal(await page.locator('tbody tr').count(), 2)
    await page.goForward()
    await page.waitForURL('**/cases/case-4382')
  })

  test('the map narrows to what an objective reaches, and its address says so', async () => {
    const page = await open(context, '/strategy')
    await page.getByRole('button', {name: /Keep critical customers running/}).click()
    await page.waitForURL('**focus=objective/keep_critical_running')
    await page.getByText('Only what “Keep critical customers running” reaches').waitFor()
    assert.ok((await page.locator('button[data-dim]').count()) > 5)
  })

  test('a wrong hand is refused and told who may', async () => {
    const page = await open(context, '/decisions/decision-41290')
    await page.getByRole('button', {name: 'Answer all the same'}).click()
    await page.getByRole('button', {name: 'Approve', exact: true}).click()
    await page.getByLabel('Reason').fill('The customer rang again.')
    await page.getByRole('button', {name: 'Answer: approve'}).click()
    const refusal = page.getByRole('alert')
    await refusal.waitFor()
    assert.match(await refusal.textContent(), /DT-X904.*Tom Aldridge.*Ask Tom Aldridge/s)
  })

  test('a part of a decision is done before it, and Today asks for it', async () => {
    const today = await open(context, '/today')
    const card = today.locator('section').filter({has: today.getByRole('heading', {level: 2, name: 'You are asked before others decide'})})
    await card.getByRole('link', {name: 'Contribute'}).click()
    const page = today
    await page.waitForURL('**/decisions/decision-*')
    const parts = page.locator('section').filter({has: page.getByRole('heading', {level: 2, name: 'Parts in it'})})
    assert.match(await parts.textContent(), /Recommend.*Priya.*in.*Approve.*Input.*asked now.*Perform.*comes later/s)
    await parts.getByRole('button', {name: 'Give input'}).click()
    const dialog = page.getByRole('dialog')
    assert.equal(await dialog.getByRole('button', {name: 'Send'}).isDisabled(), true, 'input without a word is none')
    await dialog.getByLabel('What whoever decides must know').fill('They stand still since Monday.')
    const said = page.waitForRequest((request) => request.url().endsWith('/contribute') && request.method() === 'POST')
    await dialog.getByRole('button', {name: 'Send'}).click()
    assert.deepEqual((await said).postDataJSON(), {part: 'input', reason: 'They stand still since Monday.'})
    await page.getByText('Your part is in.').waitFor()
  })

  test('old information is signed for by whoever answers', async () => {
    const page = await open(context, '/decisions/decision-41377')
    await page.getByText('too old: to be signed for').waitFor()
    await page.getByRole('button', {name: 'Approve', exact: true}).click()
    await page.getByLabel('Reason').fill('The customer rang again.')
    const answer = page.getByRole('button', {name: 'Answer: approve'})
    assert.equal(await answer.isDisabled(), true, 'nobody has signed')
    await page.getByLabel('Sign: why the old information will do').fill('The planner counted by hand.')
    const said = page.waitForRequest((request) => request.url().endsWith('/take') && request.method() === 'POST')
    await answer.click()
    assert.deepEqual((await said).postDataJSON(), {outcome: 'approve', reason: 'The customer rang again.', signature: 'The planner counted by hand.'})
  })

  test('a right that decides by itself is stopped with a reason', async () => {
    const page = await open(context, '/decisions/rights/release_with_concession')
    const card = page.locator('section').filter({has: page.getByRole('heading', {level: 2, name: 'Decides by itself'})})
    assert.match(await card.textContent(), /runs.*deviation_percent <= 2.*Can stop it/s)
    await card.getByRole('button', {name: 'Stop it'}).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('The gauge is wrong.')
    const said = page.waitForRequest((request) => request.url().endsWith('/autonomy/stop') && request.method() === 'POST')
    await dialog.getByRole('button', {name: 'Stop it'}).click()
    assert.deepEqual((await said).postDataJSON(), {reason: 'The gauge is wrong.'})
  })

  test('scorecards tell shares with what they are counted from, and a dash where there is nothing', async () => {
    const page = await open(context, '/decisions/scorecards')
    const expedite = page.getByRole('row').filter({hasText: '17 of 19'})
    assert.match(await expedite.textContent(), /34.*89 %.*17 of 19.*94 %.*32 of 34.*100 %.*34 of 34.*–/s)
  })

  test('what changed in one’s rights stands on Today, before and now, and is acknowledged there', async () => {
    for (const path of ['/today', '/roles/works_manager']) {
      const page = await open(context, path)
      const card = page.locator('section').filter({has: page.getByRole('heading', {level: 2, name: /Your rights changed/})})
      const expedite = card.getByRole('listitem').filter({has: page.getByRole('link', {name: 'Expedite', exact: true})}).first()
      assert.match(await expedite.textContent(), /changed.*Before.*at most 8.*From.*at most 6/s)
      assert.match(await card.textContent(), /Stop the line.*a new right.*nothing.*every one/s)
      assert.match(await card.textContent(), /A running decision went with it.*Expedite MK-2207.*now with Tom Aldridge/s)
      const said = page.waitForRequest((request) => request.url().endsWith('/rights-notices/rights-40770/acknowledge') && request.method() === 'POST')
      await card.getByRole('button', {name: 'I know', exact: true}).click()
      await said
      await page.getByText('It is recorded that it is known.').waitFor()
    }
  })

  test('the diagram keeps its watermark in full view', async () => {
    const page = await open(context, '/processes/overhaul')
    const mark = page.locator('.bjs-powered-by')
    // A trial click waits until the mark rests (what is above it may still load), and fails when anything covers it.
    await mark.click({trial: true})
    const box = await mark.boundingBox()
    assert.ok(box.width > 40 && box.height > 15, JSON.stringify(box))
  })

  test('two tabs share one stream, and what is done in one is seen in the other', async () => {
    const first = await open(context, '/issues')
    const second = await context.newPage()
    await second.goto(server.url + '/today')
    await second.getByText('Next from your queues').waitFor()
    assert.equal(server.streams(), 1)
    const again = second.waitForRequest('**/api/v1/today', {timeout: 5000})
    await first.bringToFront()
    await first.getByRole('button', {name: 'I am on it'}).click()
    await again
    await first.goto('about:blank')
    for (let n = 0; n < 50 && server.streams() !== 1; ++n) await second.waitForTimeout(100)
    assert.equal(server.streams(), 1, 'the other tab takes the stream over')
    await second.close()
  })

  test('the delegation of authority prints as its own sheet: landscape, light, without the frame', async () => {
    const page = await open(context, '/decisions/authority')
    await page.emulateMedia({media: 'print', colorScheme: 'dark'})
    assert.equal(await page.getByRole('navigation').count(), 0)
    assert.equal(await page.getByRole('button', {name: 'Print'}).count(), 0)
    assert.equal(await page.getByRole('heading', {level: 1}).count(), 0)
    await page.getByRole('heading', {name: /Delegation of authority/}).waitFor()
    const ink = await page.evaluate(() => getComputedStyle(document.querySelector('td')).color)
    assert.match(ink, /rgb\(22, 27, 38\)/)
    const pdf = (await page.pdf({preferCSSPageSize: true})).toString('latin1')
    const boxes = [...pdf.matchAll(/MediaBox ?\[([\d. ]+)\]/g)].map((match) => match[1].split(' ').map(Number))
    assert.ok(boxes.length > 0 && boxes.every(([, , wide, high]) => wide > high && Math.abs(wide - 842) < 2), JSON.stringify(boxes))
    await page.emulateMedia({media: 'screen', colorScheme: 'light'})
  })

  test('signed out, nothing can be written, and one step leads to signing in', async () => {
    const page = await open(context, '/')
    await page.getByRole('button', {name: /Sign in as/}).click()
    await page.getByRole('button', {name: 'Sign out'}).click()
    await page.getByRole('banner').getByRole('button', {name: 'Sign in', exact: true}).click()
    await page.getByRole('dialog').getByRole('button', {name: /Ana Petrov/}).click()
    await page.getByRole('button', {name: /Ana Petrov.*Sign in as/}).waitFor()
  })
})
