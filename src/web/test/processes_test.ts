// What the map writes at a step, and which cases an address and a batch mean.
import {describe, expect, test} from 'vitest'
import type {Schemas} from '~/api/client'
import {batchFilterOf, caseFilterOf} from '~/pages/cases/filter'
import {lateness, marksOf, marksOfCase} from '~/pages/processes/marks'
import {setClock} from '~/format/time'
import type {UrlState} from '~/ui/url_state'

const NOW = Date.parse('2026-03-18T08:00:00Z')
const step = (more: Partial<Schemas['Step']>): Schemas['Step'] => ({element: 'e', kind: 'user_task', title: 'E', waiting: 0, done: 0, incidents: 0, ...more})
const signs = (one: Schemas['Step'], ...overlays: Parameters<typeof marksOf>[1][]) => overlays.map((overlay) => marksOf([one], overlay, NOW)[0]!.signs.map((sign) => `${sign.look} ${sign.text}`))

describe('the map', () => {
  test('tells each overlay its own: how many, what is stuck, how long against the target, what went through', () => {
    const late = step({waiting: 7, incidents: 2, done: 40, oldest: '2026-03-17T08:00:00Z', target: '2026-03-17T12:00:00Z', median_took: 'PT3H'})
    expect(signs(late, 'all', 'running', 'incidents', 'time', 'done')).toEqual([['waiting 7', 'stuck 2', 'late 24 h'], ['waiting 7'], ['stuck 2'], ['waiting 7', 'late 24 h'], ['passed 40']])
    const early = step({waiting: 1, oldest: '2026-03-18T07:00:00Z', target: '2026-03-18T09:00:00Z'})
    expect(signs(early, 'all', 'time')).toEqual([['waiting 1'], ['waiting 1', 'time 1 h']])
    expect(signs(step({median_took: 'PT3H'}), 'all', 'time')).toEqual([[], ['passed 3 h']])
  })
  test('knows no target where the model gives none', () => {
    expect(lateness(step({}), NOW)).toBeUndefined()
    expect(lateness(step({oldest: '2026-03-18T06:00:00Z'}), NOW)).toEqual({late: false, text: 'waits for 2 h'})
    expect(lateness(step({oldest: '2026-03-18T06:00:00Z', target: '2026-03-18T07:30:00Z'}), NOW)).toEqual({late: true, text: '30 min over its time'})
  })
  test('of one case shows a token that is stuck as stuck alone', () => {
    expect(marksOfCase([{element: 'a', done: 1, waiting: 0, incident: false}, {element: 'b', done: 0, waiting: 1, incident: true}]).map((one) => one.signs.map((sign) => sign.look))).toEqual([[], ['stuck']])
  })
})

describe('which cases are meant', () => {
  const url = (search: Record<string, string>) => ({get: (name: string) => search[name]}) as UrlState
  test('by default those that run, the next promise first', () => {
    expect(caseFilterOf(url({}))).toMatchObject({state: ['running'], sort: 'promised'})
    expect(batchFilterOf(url({sort: 'key'}))).toEqual({})
  })
  test('a day is that of the company, its end included, and a batch means the same cases', () => {
    setClock({now: '2026-03-18T08:00:00Z', zone: 'Europe/Berlin', speed: 0} as Schemas['Clock'])
    const search = url({process: 'parcel', element: 'pack', incident: 'yes', waiting: 'P1D', from: '2026-03-28', to: '2026-03-29'})
    const meant = {process: 'parcel', element: 'pack', incident: true, waiting: 'P1D', started_from: '2026-03-27T23:00:00Z', started_to: '2026-03-29T22:00:00Z'}
    expect(caseFilterOf(search)).toMatchObject(meant)
    expect(batchFilterOf(search)).toEqual(meant)
  })
})
