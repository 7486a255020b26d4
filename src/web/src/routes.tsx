// Addresses of the UI; the contract lists the same ones, because the server sends them as `href`. Each page is its own chunk.
import {createRootRoute, createRoute, createRouter, lazyRouteComponent, type AnyRoute} from '@tanstack/react-router'
import {Shell} from './shell/shell'
import {Lost, PageFailed} from './shell/lost'
import {Skeleton} from './ui/loading'
import {parseSearch, writeSearch} from './ui/url_state'

const root = createRootRoute({component: Shell, notFoundComponent: Lost, errorComponent: PageFailed})

function page<Path extends string, Module extends Record<string, unknown>>(path: Path, load: () => Promise<Module>, name: keyof Module & string): AnyRoute {
  return createRoute({getParentRoute: () => root, path, component: lazyRouteComponent(load as () => Promise<Record<string, never>>, name as never)})
}

const home = () => import('./pages/drive_train/page')
const todays = () => import('./pages/today/page')
const strategy = () => import('./pages/strategy/page')
const decisions = () => import('./pages/decisions/register')
const rhythms = () => import('./pages/rhythms/page')
const processes = () => import('./pages/processes/page')
const performance = () => import('./pages/performance/page')
const issues = () => import('./pages/issues/page')
const improvements = () => import('./pages/improvements/page')
const drift = () => import('./pages/drift/page')
const changes = () => import('./pages/changes/page')

const tree = root.addChildren([
  page('/', home, 'DriveTrainPage'),
  page('/today', todays, 'TodayPage'),
  page('/today/$item', () => import('./pages/today/item'), 'WorkPage'),
  page('/station', () => import('./pages/station/page'), 'StationPage'),
  page('/strategy', strategy, 'StrategyPage'),
  page('/roles', () => import('./pages/roles/page'), 'RolesPage'),
  page('/roles/$role', () => import('./pages/roles/role'), 'RolePage'),
  page('/decisions', decisions, 'RegisterPage'),
  page('/decisions/live', () => import('./pages/decisions/live'), 'LivePage'),
  page('/decisions/log', () => import('./pages/decisions/log'), 'LogPage'),
  page('/decisions/tables', () => import('./pages/decisions/tables'), 'TablesPage'),
  page('/decisions/tables/$decision', () => import('./pages/decisions/table'), 'TablePage'),
  page('/decisions/scorecards', () => import('./pages/decisions/scorecards'), 'ScorecardsPage'),
  page('/decisions/authority', () => import('./pages/decisions/authority'), 'AuthorityPage'),
  page('/decisions/rights/$decision', () => import('./pages/decisions/right'), 'RightPage'),
  page('/decisions/$live', () => import('./pages/decisions/decision'), 'DecisionPage'),
  page('/rhythms', rhythms, 'RhythmsPage'),
  page('/rhythms/$rhythm', () => import('./pages/rhythms/rhythm'), 'RhythmPage'),
  page('/rhythms/occurrences/$occurrence', () => import('./pages/rhythms/run'), 'RunPage'),
  page('/processes', processes, 'ProcessesPage'),
  page('/processes/$process', () => import('./pages/processes/process'), 'ProcessPage'),
  page('/cases', () => import('./pages/cases/page'), 'CasesPage'),
  page('/cases/$case_id', () => import('./pages/cases/case'), 'CasePage'),
  page('/jobs', () => import('./pages/processes/jobs'), 'JobsPage'),
  page('/discards', () => import('./pages/processes/discards'), 'DiscardsPage'),
  page('/batches', () => import('./pages/cases/batches'), 'BatchesPage'),
  page('/performance', performance, 'PerformancePage'),
  page('/performance/$kpi', () => import('./pages/performance/kpi'), 'KpiPage'),
  page('/issues', issues, 'IssuesPage'),
  page('/issues/$issue', () => import('./pages/issues/issue'), 'IssuePage'),
  page('/improvements', improvements, 'ImprovementsPage'),
  page('/improvements/$idea', () => import('./pages/improvements/idea'), 'IdeaPage'),
  page('/drift', drift, 'DriftPage'),
  page('/drift/$gauge', () => import('./pages/drift/gauge'), 'GaugePage'),
  page('/changes', changes, 'ChangesPage'),
  page('/changes/new', () => import('./pages/changes/propose'), 'ProposePage'),
  page('/changes/versions', () => import('./pages/changes/versions'), 'VersionsPage'),
  page('/changes/notes', () => import('./pages/changes/notes'), 'NotesPage'),
  page('/changes/notes/$note', () => import('./pages/changes/notes'), 'NotePage'),
  page('/changes/$change', () => import('./pages/changes/change'), 'ChangePage'),
  page('/join', () => import('./pages/join/page'), 'JoinPage'),
  page('/own-data', () => import('./pages/own_data/page'), 'OwnDataPage'),
  page('/admin', () => import('./pages/admin/page'), 'AdminPage'),
  page('/audit', () => import('./pages/audit/page'), 'AuditPage'),
  page('/audit/past', () => import('./pages/audit/past'), 'PastPage'),
  page('/audit/records/$position', () => import('./pages/audit/record'), 'RecordPage'),
])

export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: false,
    scrollRestoration: true,
    defaultPendingMs: 200,
    defaultPendingComponent: () => <div style={{padding: 32}}><Skeleton tall /></div>,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: Lost,
  })
