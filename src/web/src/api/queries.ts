// Every read of the UI: its key, and the topics whose events make it stale (api/live.ts). Pages name a query; they never fetch.
import {infiniteQueryOptions, keepPreviousData, queryOptions} from '@tanstack/react-query'
import {setClock} from '~/format/time'
import {client, isSilence, read, type Schemas} from './client'
import {exactJson} from './exact'
import type {paths} from './schema'
import {forgetSession, keepSession, keptSession, orKept, setKeeper} from './kept'

export type Topic = Schemas['ChangedEvent']['topics'][number]
const topics = (...names: Topic[]) => ({topics: names})

/** Whoever signs in or out: what a station keeps is that person's alone. */
export function isHere(here: Schemas['Session']) {
  setKeeper(here.person?.id)
  if (here.person) keepSession(here)
  else forgetSession()
}

export const session = queryOptions({
  queryKey: ['session'],
  meta: topics('model'),
  // Another tab may have signed in as somebody else.
  refetchOnWindowFocus: 'always',
  refetchOnReconnect: 'always',
  queryFn: async () => {
    try {
      const here = await read(client.GET('/session'))
      setClock(here.clock)
      isHere(here)
      return here
    } catch (error) {
      // A station opens for who was here last; every other page needs an answer.
      const last = isSilence(error) && location.pathname.startsWith('/station') ? keptSession<Schemas['Session']>() : undefined
      if (!last) throw error
      const {clock} = last.data
      const here = {...last.data, clock: {...clock, now: new Date(Date.parse(clock.now) + (Date.now() - last.at) * clock.speed).toISOString()}}
      setClock(here.clock)
      setKeeper(here.person?.id)
      return here
    }
  },
})
export const people = queryOptions({queryKey: ['people'], meta: topics('model', 'clock'), queryFn: () => read(client.GET('/people', {params: {query: {}}}))})
export const searchFor = (q: string, kind?: Schemas['Kind'][]) =>
  queryOptions({queryKey: ['search', q, kind], enabled: q.trim().length > 0, placeholderData: keepPreviousData, queryFn: () => read(client.GET('/search', {params: {query: {q: q.trim(), kind, limit: 12}}}))})

export const driveTrain = queryOptions({
  queryKey: ['drive-train'],
  meta: topics('work', 'decisions', 'rhythms', 'issues', 'cases', 'kpis', 'drift', 'changes', 'model', 'clock'),
  queryFn: () => read(client.GET('/drive-train')),
})
export const today = queryOptions({
  queryKey: ['today'],
  meta: topics('work', 'decisions', 'rhythms', 'issues', 'kpis', 'model', 'changes', 'clock'),
  queryFn: () => read(client.GET('/today')),
})
export const queues = queryOptions({queryKey: ['queues'], meta: topics('work', 'model'), queryFn: () => read(client.GET('/queues'))})
export const queue = (role: string) =>
  infiniteQueryOptions({
    queryKey: ['queue', role],
    meta: topics('work', 'model', 'clock'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/queues/{role}', {params: {path: {role}, query: {cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const workItem = (item: string) =>
  queryOptions({queryKey: ['work', item], meta: topics('work', 'model'), queryFn: () => read(client.GET('/work-items/{item}', {params: {path: {item}}}))})
export const workOf = (filter: {role?: string; assignee?: string; state?: 'ready' | 'started'}) =>
  infiniteQueryOptions({
    queryKey: ['work-of', filter],
    meta: topics('work', 'model', 'clock'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/work-items', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
/** What stands at a station stays readable while the network is away (kept.ts). */
export const stations = queryOptions({queryKey: ['stations'], meta: topics('work', 'model', 'clock'), queryFn: () => orKept('stations', () => read(client.GET('/stations')), isSilence)})
export const station = (kind: 'role' | 'work_centre', id: string) =>
  queryOptions({queryKey: ['station', kind, id], meta: topics('work', 'model', 'clock', 'issues'), queryFn: () => orKept(`station ${kind} ${id}`, () => read(client.GET('/stations/{kind}/{station}', {params: {path: {kind, station: id}}})), isSilence)})
export const workAtStation = (item: string) =>
  queryOptions({queryKey: ['station-work', item], meta: topics('work', 'model'), queryFn: () => orKept(`work ${item}`, () => read(client.GET('/work-items/{item}', {params: {path: {item}}})), isSilence)})
export const callTypes = queryOptions({queryKey: ['call-types'], meta: topics('model'), staleTime: 300_000, queryFn: () => orKept('call-types', () => read(client.GET('/issue-types')), isSilence)})

/** How the step is done, in the version that its case began with: it changes when another version says that it is newer. */
export const standardsOf = (item: string) =>
  queryOptions({queryKey: ['standards', item], meta: topics('model'), staleTime: 300_000, queryFn: () => orKept(`standards ${item}`, () => read(client.GET('/work-items/{item}/standards', {params: {path: {item}}})), isSilence)})

export const layers = queryOptions({queryKey: ['layers'], meta: topics('model'), queryFn: () => read(client.GET('/model/layers'))})
export const comparison = (from: string, to: string) => queryOptions({queryKey: ['compare', from, to], meta: topics('model'), queryFn: () => read(client.GET('/model/compare', {params: {query: {from, to}}}))})
/** Over so many weeks; `without`: as if that thing, KIND/ID, were not there. */
export const capabilities = (weeks: number, without?: string) =>
  queryOptions({queryKey: ['capabilities', weeks, without], meta: topics('model', 'cases', 'work', 'decisions', 'rhythms', 'kpis', 'clock'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/capabilities', {params: {query: {weeks, without}}}))})
export const strategy = queryOptions({queryKey: ['strategy'], meta: topics('model', 'kpis', 'drift', 'cases'), queryFn: () => read(client.GET('/strategy'))})

/** `on`: a day; today when absent. */
export const form = (on?: string) => queryOptions({queryKey: ['form', on], meta: topics('model', 'work', 'decisions', 'clock'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/form', {params: {query: {on}}}))})
export const roleCard = (role: string, on?: string) =>
  queryOptions({queryKey: ['role', role, on], meta: topics('model', 'work', 'decisions', 'clock'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/roles/{role}', {params: {path: {role}, query: {on}}}))})

export const absences = infiniteQueryOptions({
  queryKey: ['absences'],
  meta: topics('model', 'clock'),
  initialPageParam: undefined as string | undefined,
  queryFn: ({pageParam}) => read(client.GET('/absences', {params: {query: {cursor: pageParam}}})),
  getNextPageParam: (page) => page.next_cursor,
})

export const decisionRights = queryOptions({queryKey: ['decision-rights'], meta: topics('decisions', 'model', 'clock'), queryFn: () => read(client.GET('/decision-rights'))})
export const delegation = (on?: string) => queryOptions({queryKey: ['delegation', on], meta: topics('model', 'clock'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/delegation', {params: {query: {on}}}))})
export const decisionRight = (decision: string) =>
  queryOptions({queryKey: ['decision-rights', decision], meta: topics('decisions', 'model', 'clock'), queryFn: () => read(client.GET('/decision-rights/{decision}', {params: {path: {decision}}}))})
export const whoDecides = (decision: string, facts: Record<string, unknown> | undefined) =>
  queryOptions({
    queryKey: ['who', decision, facts],
    enabled: facts !== undefined,
    retry: false,
    placeholderData: keepPreviousData,
    meta: topics('model', 'clock'),
    queryFn: () => read(client.GET('/decision-rights/{decision}/who', {params: {path: {decision}, query: {facts: JSON.stringify(facts)}}})),
  })
export const decisionScorecards = queryOptions({queryKey: ['decision-scorecards'], meta: topics('decisions', 'model'), queryFn: () => read(client.GET('/decision-scorecards'))})
export const decisionTables = queryOptions({queryKey: ['decision-tables'], meta: topics('decisions', 'model'), queryFn: () => read(client.GET('/decision-tables'))})
export const decisionTable = (decision: string) =>
  queryOptions({queryKey: ['decision-tables', decision], meta: topics('decisions', 'model'), queryFn: () => read(client.GET('/decision-tables/{decision}', {params: {path: {decision}}}))})
/** The same inputs and the same model give the same answer. Numbers may be `Exact`; what is left out is not known. */
export const evaluation = (decision: string, revision: string, inputs: Record<string, unknown> | undefined) =>
  queryOptions({
    queryKey: ['evaluation', decision, revision, inputs && exactJson(inputs)],
    enabled: inputs !== undefined,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => read(client.POST('/decision-tables/{decision}/evaluations', {params: {path: {decision}}, body: {inputs, explain: true}, bodySerializer: exactJson})),
  })
export type DecisionFilter = {state?: Schemas['DecisionState'][]; decision?: string; person?: string; late?: boolean}
export const decisions = (filter: DecisionFilter) =>
  infiniteQueryOptions({
    queryKey: ['decisions', filter],
    meta: topics('decisions', 'model'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/decisions', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const decision = (live: string) =>
  queryOptions({queryKey: ['decision', live], meta: topics('decisions', 'model', 'kpis', 'clock'), queryFn: () => read(client.GET('/decisions/{live}', {params: {path: {live}}}))})

export const rhythms = queryOptions({queryKey: ['rhythms'], meta: topics('rhythms', 'model', 'clock'), queryFn: () => read(client.GET('/rhythms'))})
export const occurrences = (filter: {from?: string; to?: string; rhythm?: string}) =>
  queryOptions({queryKey: ['occurrences', filter], meta: topics('rhythms', 'model', 'clock'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/rhythms/occurrences', {params: {query: {...filter, limit: 200}}}))})
export const occurrence = (id: string) =>
  queryOptions({queryKey: ['occurrence', id], meta: topics('rhythms', 'kpis', 'issues', 'decisions', 'work', 'clock'), queryFn: () => read(client.GET('/rhythms/occurrences/{occurrence}', {params: {path: {occurrence: id}}}))})

export const issueTypes = queryOptions({queryKey: ['issue-types'], meta: topics('model', 'clock'), queryFn: () => read(client.GET('/issue-types'))})
export type IssueFilter = {state?: Schemas['IssueState'][]; issue_type?: string}
export const issues = (filter: IssueFilter) =>
  infiniteQueryOptions({
    queryKey: ['issues', filter],
    meta: topics('issues', 'clock'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/issues', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const issue = (id: string) => queryOptions({queryKey: ['issue', id], meta: topics('issues', 'clock'), queryFn: () => read(client.GET('/issues/{issue}', {params: {path: {issue: id}}}))})

export type IdeaFilter = {state?: Schemas['IdeaState'][]; person?: string; issue?: string}
export const ideas = (filter: IdeaFilter) =>
  infiniteQueryOptions({
    queryKey: ['ideas', filter],
    meta: topics('ideas', 'model', 'clock'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/ideas', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const idea = (id: string) => queryOptions({queryKey: ['idea', id], meta: topics('ideas', 'model', 'kpis', 'clock'), queryFn: () => read(client.GET('/ideas/{idea}', {params: {path: {idea: id}}}))})
export const ideaSummary = queryOptions({queryKey: ['idea-summary'], meta: topics('ideas'), queryFn: () => read(client.GET('/ideas/summary'))})

export const processes = queryOptions({queryKey: ['processes'], meta: topics('cases', 'model'), queryFn: () => read(client.GET('/processes'))})
/** `revision`: its steps and what waits there as in that version. */
export const process = (id: string, revision?: string) =>
  queryOptions({queryKey: ['process', id, revision], meta: topics('cases', 'work', 'model'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/processes/{process}', {params: {path: {process: id}, query: {revision}}}))})
export const diagram = (id: string, revision: string) =>
  queryOptions({queryKey: ['diagram', id, revision], staleTime: Infinity, queryFn: () => read(client.GET('/processes/{process}/diagram', {params: {path: {process: id}, query: {revision}}}))})
export type CaseFilter = Omit<NonNullable<paths['/cases']['get']['parameters']['query']>, 'cursor' | 'limit'>
export const cases = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', filter],
    meta: topics('cases'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/cases', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const oneCase = (id: string) => queryOptions({queryKey: ['case', id], meta: topics('cases', 'work', 'decisions', 'model'), queryFn: () => read(client.GET('/cases/{case_id}', {params: {path: {case_id: id}}}))})
export const caseWhy = (id: string) => queryOptions({queryKey: ['case-why', id], meta: topics('cases', 'work', 'decisions', 'model'), queryFn: () => read(client.GET('/cases/{case_id}/why', {params: {path: {case_id: id}}}))})
export const caseTimeline = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['case-timeline', id],
    meta: topics('cases', 'work', 'decisions'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/cases/{case_id}/timeline', {params: {path: {case_id: id}, query: {cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })

export type JobFilter = Omit<NonNullable<paths['/jobs']['get']['parameters']['query']>, 'cursor' | 'limit'>
export const jobs = (filter: JobFilter) =>
  infiniteQueryOptions({
    queryKey: ['jobs', filter],
    meta: topics('cases'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/jobs', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export type DiscardFilter = Omit<NonNullable<paths['/discards']['get']['parameters']['query']>, 'cursor' | 'limit'>
export const discards = (filter: DiscardFilter) =>
  infiniteQueryOptions({
    queryKey: ['discards', filter],
    meta: topics('cases', 'drift'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/discards', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
/** Only how many there are. */
export const discardsOfCase = (case_id: string) => queryOptions({queryKey: ['discards-of', case_id], meta: topics('cases'), queryFn: () => read(client.GET('/discards', {params: {query: {case_id, limit: 1}}}))})
export const keptMessages = infiniteQueryOptions({
  queryKey: ['messages'],
  meta: topics('cases', 'clock'),
  initialPageParam: undefined as string | undefined,
  queryFn: ({pageParam}) => read(client.GET('/messages', {params: {query: {cursor: pageParam}}})),
  getNextPageParam: (page) => page.next_cursor,
})
export const batches = infiniteQueryOptions({
  queryKey: ['batches'],
  meta: topics('cases'),
  initialPageParam: undefined as string | undefined,
  queryFn: ({pageParam}) => read(client.GET('/batches', {params: {query: {cursor: pageParam}}})),
  getNextPageParam: (page) => page.next_cursor,
})
export const batch = (id: string) => queryOptions({queryKey: ['batch', id], meta: topics('cases'), queryFn: () => read(client.GET('/batches/{batch}', {params: {path: {batch: id}}}))})

export const kpis = queryOptions({queryKey: ['kpis'], meta: topics('kpis', 'model'), queryFn: () => read(client.GET('/kpis'))})
export const kpi = (id: string, from?: string) =>
  queryOptions({queryKey: ['kpi', id, from], meta: topics('kpis', 'model'), placeholderData: keepPreviousData, queryFn: () => read(client.GET('/kpis/{kpi}', {params: {path: {kpi: id}, query: {from}}}))})
export const issuePareto = (by: 'type' | 'cause' | 'unit' | 'subject') => queryOptions({queryKey: ['issue-pareto', by], meta: topics('issues', 'model'), queryFn: () => read(client.GET('/issues/pareto', {params: {query: {by}}}))})
export const promises = queryOptions({queryKey: ['promises'], meta: topics('kpis', 'cases', 'model', 'clock'), queryFn: () => read(client.GET('/promises'))})
export const kpiChart = (id: string) => queryOptions({queryKey: ['kpi-chart', id], meta: topics('kpis', 'model', 'clock'), queryFn: () => read(client.GET('/kpis/{kpi}/chart', {params: {path: {kpi: id}}}))})
export const kpiEvidence = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['kpi-evidence', id],
    meta: topics('kpis'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/kpis/{kpi}/evidence', {params: {path: {kpi: id}, query: {cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })

export const drift = queryOptions({queryKey: ['drift'], meta: topics('drift', 'model', 'changes'), queryFn: () => read(client.GET('/drift'))})
export const gauge = (id: string) => queryOptions({queryKey: ['gauge', id], meta: topics('drift', 'model', 'changes'), queryFn: () => read(client.GET('/drift/gauges/{gauge}', {params: {path: {gauge: id}}}))})
export const gaugeEvidence = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['gauge-evidence', id],
    meta: topics('drift'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/drift/gauges/{gauge}/evidence', {params: {path: {gauge: id}, query: {cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const signal = (id: string) => queryOptions({queryKey: ['signal', id], meta: topics('drift', 'changes'), queryFn: () => read(client.GET('/drift/signals/{signal}', {params: {path: {signal: id}}}))})

export const changes = (filter: {state?: Schemas['ChangeState'][]}) =>
  infiniteQueryOptions({
    queryKey: ['changes', filter],
    meta: topics('changes', 'decisions', 'model'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/changes', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const change = (id: string) => queryOptions({queryKey: ['change', id], meta: topics('changes', 'decisions', 'model', 'work'), queryFn: () => read(client.GET('/changes/{change}', {params: {path: {change: id}}}))})
export const check = (edits: Schemas['Edits'] | undefined) =>
  queryOptions({queryKey: ['check', edits], enabled: edits !== undefined, retry: false, placeholderData: keepPreviousData, meta: topics('model'), queryFn: () => read(client.POST('/model/check', {body: {edits: edits!}}))})
export const findings = queryOptions({queryKey: ['findings'], meta: topics('model', 'clock'), queryFn: () => read(client.GET('/model/findings'))})
export const kinds = queryOptions({queryKey: ['kinds'], meta: topics('model'), queryFn: () => read(client.GET('/model/kinds'))})
export const kindForm = (kind: string) => queryOptions({queryKey: ['kind-form', kind], staleTime: Infinity, queryFn: () => read(client.GET('/model/kinds/{kind}', {params: {path: {kind}}}))})
export const entitiesOf = (kind: string) =>
  queryOptions({queryKey: ['entities', kind], enabled: kind !== '', meta: topics('model'), queryFn: () => read(client.GET('/model/entities', {params: {query: {kind, limit: 200}}}))})
export const entity = (kind: string, id: string) =>
  queryOptions({queryKey: ['entity', kind, id], meta: topics('model'), queryFn: () => read(client.GET('/model/entities/{kind}/{id}', {params: {path: {kind, id}}}))})
export const versions = infiniteQueryOptions({
  queryKey: ['versions'],
  meta: topics('model', 'changes'),
  initialPageParam: undefined as string | undefined,
  queryFn: ({pageParam}) => read(client.GET('/model/versions', {params: {query: {cursor: pageParam}}})),
  getNextPageParam: (page) => page.next_cursor,
})

export const releaseNotes = (filter: {state?: 'open' | 'acknowledged'; revision?: string}) =>
  infiniteQueryOptions({
    queryKey: ['release-notes', filter],
    meta: topics('changes', 'model', 'clock'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/release-notes', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
export const releaseNote = (note: string) => queryOptions({queryKey: ['release-note', note], meta: topics('changes', 'model', 'clock'), queryFn: () => read(client.GET('/release-notes/{note}', {params: {path: {note}}}))})

export const accounts = infiniteQueryOptions({
  queryKey: ['accounts'],
  meta: topics('accounts', 'model'),
  retry: false,
  initialPageParam: undefined as string | undefined,
  queryFn: ({pageParam}) => read(client.GET('/accounts', {params: {query: {cursor: pageParam}}})),
  getNextPageParam: (page) => page.next_cursor,
})
export const tokens = infiniteQueryOptions({
  queryKey: ['tokens'],
  meta: topics('accounts'),
  retry: false,
  initialPageParam: undefined as string | undefined,
  queryFn: ({pageParam}) => read(client.GET('/tokens', {params: {query: {cursor: pageParam}}})),
  getNextPageParam: (page) => page.next_cursor,
})
/** What stands beside the API: whether the server takes requests, which build it is, its figures (absent where they may not be seen). */
export const serverState = queryOptions({
  queryKey: ['server'],
  refetchInterval: 15_000,
  queryFn: async () => {
    const [ready, version, metrics] = await Promise.all([fetch('/readyz'), fetch('/version'), fetch('/api/v1/admin/metrics')])
    return {ready: ready.ok, version: ((await version.json()) as {version: string}).version, metrics: metrics.ok ? await metrics.text() : undefined}
  },
})

/** For administrators: the last backup, the last verification, the room on the disk. */
export const backupState = queryOptions({queryKey: ['backup'], retry: false, refetchInterval: 60_000, queryFn: () => read(client.GET('/admin/backup'))})

/** For administrators: whether the files of the model's folder are the version in force. */
export const modelFolder = queryOptions({queryKey: ['model-folder'], retry: false, refetchInterval: 15_000, queryFn: () => read(client.GET('/admin/model-folder'))})

export type AuditFilter = {q?: string; subject?: string; type?: string; actor?: string; kind?: Schemas['RecordKind']; from?: string; to?: string}
export const audit = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    meta: topics('all'),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => read(client.GET('/audit', {params: {query: {...filter, cursor: pageParam}}})),
    getNextPageParam: (page) => page.next_cursor,
  })
/** A record never changes; what it led to may grow. */
export const auditRecord = (position: number) => queryOptions({queryKey: ['audit-record', position], meta: topics('all'), queryFn: () => read(client.GET('/audit/records/{position}', {params: {path: {position}}}))})
export const pastState = (moment: {at?: string; position?: number}) =>
  queryOptions({queryKey: ['past', moment], retry: false, placeholderData: keepPreviousData, queryFn: () => read(client.GET('/audit/state', {params: {query: moment}}))})
export const verdict = queryOptions({queryKey: ['verify'], enabled: false, queryFn: () => read(client.GET('/audit/verify'))})
