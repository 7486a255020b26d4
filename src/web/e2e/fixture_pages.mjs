// The built UI over fixtures, for tests that look at pages without a company behind them.
import {runnerImport} from 'vite'

const {module} = await runnerImport(new URL('../test/mock_server.ts', import.meta.url).pathname)

export const startFixtures = () => module.start(0, new URL('../dist', import.meta.url).pathname)

/** The page at `url`, when it has read what it shows. */
export async function openPage(context, url) {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(url)
  await page.waitForSelector('h1')
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  return page
}
