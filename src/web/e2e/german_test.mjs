// The built UI in German, in a real browser: every page in light, dark and on a phone, nothing that WCAG 2.2 AA forbids, nothing that
// sticks out or is cut, and no word left in English except what the server itself wrote.
import assert from 'node:assert/strict'
import {after, before, describe, test} from 'node:test'
import {accessibility, FIXTURE_PAGES, launch, PAGES, VIEWS} from './browser.mjs'
import {openPage, startFixtures} from './fixture_pages.mjs'

let server
before(async () => (server = await startFixtures()))
after(() => server.stop())

async function open(context, path) {
  const page = await openPage(context, server.url + path)
  await page.waitForTimeout(200)
  return page
}

/** What is written, read aloud or hinted at; each piece once. */
const written = (page) => page.evaluate(() => {
  const found = new Set()
  const keep = (text) => /\p{L}{3}/u.test(text ?? '') && found.add(text.replace(/\s+/g, ' ').trim())
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest('script, style, noscript, code, kbd, textarea, [lang="en"], .bjs-container') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT))
  while (walker.nextNode()) keep(walker.currentNode.data)
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) for (const name of ['aria-label', 'placeholder', 'title', 'alt']) keep(element.getAttribute(name))
  keep(document.title)
  return [...found]
})

/** The same in both languages: names that no language changes. */
const SAME = new Set(['Drivetrain', 'Budget', 'Definition', 'Journal', 'Median', 'Name', 'Position', 'Server', 'Signal', 'Standards', 'Excel', 'CSV', 'Powered by bpmn.io'])

/** Is every part of a text what the server told? A part may be a title of it and a key of it, side by side. */
function fromServer(text, told) {
  const known = (part) => !/\p{L}{3}/u.test(part) || told.includes(part)
  return text.split(/[·:,;()„“”…×.]+/).map((part) => plain(part).trim()).every((part) => SAME.has(part) || part === 'drivetrain' || known(part) || known(part.replace(/[\d#%+–−/]+/g, ' ').trim()) || [...part.matchAll(/ /g)].some(({index}) => /\d/.test(part.slice(index)) && known(part.slice(0, index)) && known(part.slice(index + 1))))
}
const plain = (text) => text.toLowerCase().replace(/[_\s-]+/g, ' ')

describe('what is said in English', () => {
  const contexts = {}
  before(async () => {
    for (const locale of ['en-GB', 'de-DE']) contexts[locale] = await launch({...VIEWS.light, locale})
  })
  after(() => Promise.all(Object.values(contexts).map((context) => context.close())))

  for (const path of [...PAGES, ...FIXTURE_PAGES]) {
    test(`${path} says nothing in English by itself`, async () => {
      const answers = []
      const listen = (response) => /json|xml|yaml|text\/plain/.test(response.headers()['content-type'] ?? '') && answers.push(response.text().catch(() => ''))
      contexts['de-DE'].on('response', listen)
      const german = await open(contexts['de-DE'], path)
      contexts['de-DE'].off('response', listen)
      assert.equal(await german.evaluate(() => document.documentElement.lang), 'de')
      const english = new Set(await written(await open(contexts['en-GB'], path)))
      const told = plain((await Promise.all(answers)).join('\n'))
      const left = (await written(german)).filter((text) => english.has(text) && !SAME.has(text) && !fromServer(text, told))
      assert.deepEqual(left, [])
    })
  }
})

/** What sticks out of the page with the letters and words as far apart as WCAG 2.2, 1.4.12 has them: as in a wider font. */
const outside = (page) => page.evaluate(() => {
  const spaced = new CSSStyleSheet()
  spaced.replaceSync('* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, spaced]
  const width = document.documentElement.clientWidth
  const found = document.documentElement.scrollWidth <= width ? [] : [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1).map((element) => `${element.tagName}.${element.className} “${element.textContent.trim().slice(0, 40)}” ends at ${Math.round(element.getBoundingClientRect().right)} of ${width}`)
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== spaced)
  return found.slice(0, 8)
})

for (const [name, view] of Object.entries(VIEWS)) {
  describe(`German, ${name}`, () => {
    let context
    const told = []
    before(async () => {
      context = await launch({...view, locale: 'de-DE'})
      const page = context.pages()[0] ?? (await context.newPage())
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && told.push(`${page.url()} ${message.text()}`))
      page.on('pageerror', (error) => told.push(`${page.url()} ${error}`))
    })
    after(() => context.close())

    for (const path of [...PAGES, ...FIXTURE_PAGES]) {
      test(`${name} ${path}`, async () => {
        told.length = 0
        const page = await open(context, path)
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'de')
        assert.deepEqual(await accessibility(page, name), [])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`)
        if (name === 'phone') assert.deepEqual(await outside(page), [], 'with wider letters')
        // Long words: nothing is cut without a sign, nothing runs out of its button, heading or tab.
        const cut = await page.evaluate(() => [...document.querySelectorAll('button, h1, h2, h3, label, th, dt, [role="tab"], nav a, nav a span, header a')].filter((element) => {
          const {overflowX, textOverflow, position} = getComputedStyle(element)
          return element.clientWidth > 0 && position !== 'absolute' && textOverflow !== 'ellipsis' && !['auto', 'scroll'].includes(overflowX) && !element.closest('.visually-hidden') && element.scrollWidth > element.clientWidth + 1
        }).map((element) => `${element.tagName} “${element.textContent.trim().slice(0, 60)}” ${element.scrollWidth} > ${element.clientWidth}`))
        assert.deepEqual(cut, [])
        assert.deepEqual(told, [])
      })
    }
  })
}

describe('the switch', () => {
  let context
  before(async () => (context = await launch({...VIEWS.light, locale: 'en-GB'})))
  after(() => context.close())

  test('turns the page German and back, keeps its place, and is remembered', async () => {
    const page = await open(context, '/cases?promise=at_risk')
    await page.getByRole('heading', {level: 1, name: 'Cases'}).waitFor()
    await page.getByRole('button', {name: 'Deutsch', exact: true}).click()
    await page.getByRole('heading', {level: 1, name: 'Fälle'}).waitFor()
    assert.equal(new URL(page.url()).search, '?promise=at_risk')
    await page.getByRole('button', {name: 'Entfernen: Zusage'}).waitFor()
    await page.locator('tbody tr').nth(1).waitFor()
    assert.equal(await page.locator('tbody tr').count(), 2)
    const other = await open(context, '/issues')
    await other.getByRole('heading', {level: 1, name: 'Störungen'}).waitFor()
    assert.equal(await other.getByRole('button', {name: 'Deutsch', exact: true}).getAttribute('aria-pressed'), 'true')
    await other.getByRole('button', {name: 'English', exact: true}).click()
    await other.getByRole('heading', {level: 1, name: 'Issues'}).waitFor()
    assert.equal(await other.evaluate(() => document.documentElement.lang), 'en')
  })

  test('stands in the menu on a phone', async () => {
    const phone = await launch({...VIEWS.phone, locale: 'en-GB'})
    const page = await open(phone, '/today')
    await page.getByRole('button', {name: 'Menu', exact: true}).click()
    await page.getByRole('dialog').getByRole('button', {name: 'Deutsch', exact: true}).click()
    await page.getByRole('heading', {level: 1, name: 'Heute'}).waitFor()
    await page.getByRole('button', {name: 'Menü', exact: true}).waitFor()
    await phone.close()
  })
})
