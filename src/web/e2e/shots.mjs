// Pictures of every page, to be looked at: npm run shots FOLDER [part of a page's address] [light, dark or phone].
// Over fixtures; with DRIVETRAIN_URL over a running drivetrain, signed in as DRIVETRAIN_PERSON; in German with DRIVETRAIN_LANGUAGE=de-DE.
import {mkdirSync} from 'node:fs'
import {startFixtures} from './fixture_pages.mjs'
import {FIXTURE_PAGES, launch, PAGES, VIEWS} from './browser.mjs'

const [folder = 'shots', part = '', only] = process.argv.slice(2)
mkdirSync(folder, {recursive: true})
const running = process.env.DRIVETRAIN_URL

/** One of each kind of thing that the running company has. */
async function found(context) {
  const read = async (path) => (await (await context.request.get(`${running}/api/v1${path}`)).json()).items ?? []
  const of = async (path, id, address) => (await read(path)).slice(0, 2).map((item) => address + (item[id] ?? ''))
  return [
    '/strategy?tab=objectives', '/strategy?tab=choices', '/strategy?tab=gears', '/strategy?tab=layers', '/strategy?tab=capabilities', '/strategy?tab=capabilities&without=skill/balancing', '/strategy?tab=requirements', '/strategy?tab=assumptions', '/strategy?tab=initiatives', '/drift?tab=signals', '/changes?tab=findings', '/issues?raise=yes', '/issues?show=resolved',
    '/roles/works-manager', '/audit?q=discount', '/audit/past?at=2026-02-03T09:00:00Z', ...(await of('/audit?type=DecisionOpened&kind=event', 'position', '/audit/records/')), '/roles/fitter?on=2026-12-24', ...(await of('/decision-rights', 'id', '/decisions/rights/')), ...(await of('/decision-tables', 'id', '/decisions/tables/')), ...(await of('/decision-tables', 'id', '/changes/new?edit=table&decision=')), ...(await of('/decisions', 'live', '/decisions/')), ...(await of('/decisions?state=taken', 'live', '/decisions/')),
    ...(await of('/rhythms', 'id', '/rhythms/')), ...(await of('/rhythms/occurrences', 'occurrence', '/rhythms/occurrences/')), ...(await of('/processes', 'id', '/processes/')), ...(await of('/cases', 'case_id', '/cases/')),
    ...(await of('/kpis', 'id', '/performance/')), ...(await of('/issues', 'issue', '/issues/')), ...(await of('/changes', 'change', '/changes/')), ...(await of('/release-notes', 'note', '/changes/notes/')),
    ...(await (await context.request.get(`${running}/api/v1/drift`)).json()).gauges.map((gauge) => `/drift/${gauge.gauge}`),
  ]
}

const server = running ? undefined : await startFixtures()
const base = running ?? server.url
for (const [name, view] of Object.entries(VIEWS)) {
  if (only && only !== name) continue
  const context = await launch({...view, locale: process.env.DRIVETRAIN_LANGUAGE ?? 'en-GB'})
  if (running && process.env.DRIVETRAIN_PERSON) await context.request.post(`${base}/api/v1/session`, {data: {person: process.env.DRIVETRAIN_PERSON}})
  const page = await context.newPage()
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(name, page.url(), message.text()))
  page.on('pageerror', (error) => console.log(name, page.url(), String(error)))
  for (const path of [...PAGES, ...(running ? await found(context) : FIXTURE_PAGES)].filter((path) => path.includes(part))) {
    await page.goto(base + path)
    await page.waitForSelector('h1').catch(() => console.log(name, path, 'shows no heading'))
    await page.waitForTimeout(part === '' ? 500 : 700)
    await page.screenshot({path: `${folder}/${name}${path.replaceAll(/[^a-z0-9]+/gi, '_')}.png`, fullPage: true})
  }
  await context.close()
}
server?.stop()
