// Chromium as on Debian, or the one that CHROMIUM names, with nothing phoning home.
import {mkdtempSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import playwrightAxe from '@axe-core/playwright'
import {chromium} from 'playwright-core'

export const VIEWS = {
  light: {viewport: {width: 1440, height: 900}, colorScheme: 'light'},
  dark: {viewport: {width: 1440, height: 900}, colorScheme: 'dark'},
  phone: {viewport: {width: 390, height: 844}, colorScheme: 'light', isMobile: true, hasTouch: true, deviceScaleFactor: 2},
}

export function launch(view = VIEWS.light) {
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'drivetrain-browser-')), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    reducedMotion: 'reduce',
    ...view,
  })
}

// The rules are those of the axe-core that package.json pins: @axe-core/playwright brings one of its own, which may be older.
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const AxeBuilder = playwrightAxe.default ?? playwrightAxe

/** What WCAG 2.2 AA forbids on the page, a line each. Dark differs from light in its colours alone. */
export async function accessibility(page, view) {
  const look = new AxeBuilder({page, axeSource})
  const {violations, testEngine} = await (view === 'dark' ? look.withRules(['color-contrast', 'link-in-text-block']) : look.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).analyze()
  const {devDependencies} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  if (testEngine.version !== devDependencies['axe-core']) throw new Error(`looked with axe-core ${testEngine.version}, but package.json says ${devDependencies['axe-core']}`)
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`))
}

/** Every page of the UI, with things that the fixtures and the sample company both have where `/fixture` is not said. */
export const PAGES = ['/', '/today', '/strategy', '/roles', '/roles?tab=roles', '/roles?tab=who', '/roles?tab=outcomes', '/roles?tab=shape', '/roles?tab=absences', '/decisions', '/decisions/live', '/decisions/log', '/decisions/authority', '/decisions/tables', '/decisions/scorecards', '/rhythms', '/processes', '/cases', '/jobs', '/discards', '/batches', '/performance', '/issues', '/issues?show=pareto', '/improvements', '/drift', '/changes', '/changes/new', '/changes/versions', '/changes/notes', '/own-data', '/audit', '/audit/past', '/admin', '/admin?tab=tokens', '/admin?tab=server']
export const FIXTURE_PAGES = ['/today?whose=team', '/today?whose=later', '/today/work-4398', '/today/work-4412', '/station?at=role/fitter', '/station?at=work_centre/assembly', '/station?at=work_centre/test-rigs', '/station?at=choose', '/strategy?focus=objective/keep_critical_running', '/strategy?tab=objectives', '/strategy?tab=capabilities', '/strategy?tab=capabilities&without=skill/balancing', '/strategy?tab=choices', '/strategy?tab=requirements', '/strategy?tab=layers', '/strategy?tab=gears', '/strategy?tab=initiatives', '/roles?on=2026-12-24', '/roles?tab=who&role=fitter&process=overhaul', '/roles/works_manager', '/decisions/rights/expedite', '/decisions/rights/release_with_concession', '/decisions/tables/accept_warranty', '/changes/new?edit=table&decision=accept_warranty', '/decisions/decision-41377', '/decisions/decision-41290', '/rhythms/tier2_works', '/rhythms/occurrences/occurrence-41790', '/processes/overhaul?element=balance', '/processes/overhaul?show=time', '/cases?process=overhaul&element=balance&waiting=PT4H', '/cases/case-4382', '/jobs?topic=book-carrier', '/batches?batch=batch-41700', '/batches?batch=batch-41815', '/performance/restore_p90', '/issues/issue-41801', '/drift/inversions', '/drift?tab=signals', '/changes/change-41610', '/changes?tab=findings', '/changes/versions?from=77ac101', '/changes/notes/note-40760', '/changes/new?signal=signal-41220', '/changes/new?edit=role&id=works_manager', '/changes/new?edit=assignment&id=works_manager_today', '/changes/new?edit=kpi&new=yes', '/changes/new?edit=other', '/issues?raise=yes', '/issues?show=pareto&by=cause', '/improvements?show=over', '/improvements?show=people', '/improvements?propose=yes', '/improvements/idea-41700', '/improvements/idea-41655', '/improvements/idea-41790', '/changes/new?idea=idea-41655', '/audit?q=decision&actor=sue', '/audit/records/41816', '/audit/past?at=2026-03-17T09:00:00Z']
