// Which cases are shown: the address says it, so a link to a filter is a link to its cases. The same words ask the API and a batch.
import type {Schemas} from '~/api/client'
import type {CaseFilter} from '~/api/queries'
import {addDays, instantOf} from '~/format/time'
import type {UrlState} from '~/ui/url_state'

/** Words of the address that narrow the list, beside its state and order. */
export const NARROWING = ['process', 'element', 'revision', 'q', 'key', 'customer', 'tier', 'promise', 'incident', 'suspended', 'waiting', 'from', 'to'] as const
export type Narrowing = (typeof NARROWING)[number]
export const SORTS = ['promised', 'started', '-started', 'waiting', 'key', 'customer', 'process'] as const
export const WAITS = ['PT1H', 'PT4H', 'P1D', 'P3D', 'P7D', 'P28D'] as const

export const stateOf = (url: UrlState) => (url.get('state') ?? 'running') as Schemas['CaseState']

/** A day of the company as instants: from its beginning, to the beginning of the next. */
const dayFrom = (day: string | undefined) => (day ? instantOf(`${day}T00:00`) : undefined)
const dayTo = (day: string | undefined) => (day ? instantOf(`${addDays(day, 1)}T00:00`) : undefined)

type Narrowed = Omit<CaseFilter, 'state' | 'sort'>
export function narrowedBy(url: UrlState): Narrowed {
  const flag = (name: 'incident' | 'suspended') => (url.get(name) === 'yes' ? true : undefined)
  return {
    process: url.get('process'), element: url.get('element'), revision: url.get('revision'), q: url.get('q'), key: url.get('key'), customer: url.get('customer'), tier: url.get('tier'),
    promise: url.get('promise') as Schemas['PromiseState'] | undefined, incident: flag('incident'), suspended: flag('suspended'),
    waiting: url.get('waiting'), started_from: dayFrom(url.get('from')), started_to: dayTo(url.get('to')),
  }
}
export const caseFilterOf = (url: UrlState): CaseFilter => ({...narrowedBy(url), state: [stateOf(url)], sort: (url.get('sort') ?? 'promised') as CaseFilter['sort']})

export type BatchFilter = Narrowed & {cases?: string[]}
/** Without what is not asked for: the contract takes no empty words. */
export const batchFilterOf = (url: UrlState): BatchFilter => Object.fromEntries(Object.entries(narrowedBy(url)).filter(([, value]) => value !== undefined))
