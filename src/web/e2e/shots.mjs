// Pictures of every page over fixtures, to be looked at: npm run shots FOLDER [part of a page's address].
import {mkdirSync} from 'node:fs'
import {runnerImport} from 'vite'
import {FIXTURE_PAGES, launch, PAGES, VIEWS} from './browser.mjs'

const [folder = 'shots', part = '', only] = process.argv.slice(2)
mkdirSync(folder, {recursive: true})
const {module} = await runnerImport(new URL('../test/mock_server.ts', import.meta.url).pathname)
const server = await module.start(0, new URL('../dist', import.meta.url).pathname)
for (const [name, view] of Object.entries(VIEWS)) {
  if (only && only !== name) continue
  const context = await launch(view)
  const page = await context.newPage()
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(name, page.url(), message.text()))
  page.on('pageerror', (error) => console.log(name, page.url(), String(error)))
  for (const path of [...PAGES, ...FIXTURE_PAGES].filter((path) => path.includes(part))) {
    await page.goto(server.url + path)
    await page.waitForSelector('h1')
    await page.waitForTimeout(part === '' ? 500 : 700)
    await page.screenshot({path: `${folder}/${name}${path.replaceAll(/[^a-z0-9]+/gi, '_')}.png`, fullPage: true})
  }
  await context.close()
}
server.stop()
