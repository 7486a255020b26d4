// What narrows the list of cases: the usual ones in sight, the rest behind one button; what is set stands as chips that clear it.
import {useEffect, useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {process as processQuery, processes} from '~/api/queries'
import {number, words} from '~/format/number'
import {date, duration} from '~/format/time'
import {Button} from '~/ui/button'
import {Pick, Select, TextField} from '~/ui/form'
import {Icon} from '~/ui/icon'
import {Choice} from '~/ui/tabs'
import type {UrlState} from '~/ui/url_state'
import {nameOf} from '../processes/steps'
import {NARROWING, SORTS, stateOf, WAITS, type Narrowing} from './filter'
import {texts} from './texts'
import css from './cases.module.css'

const MORE: Narrowing[] = ['key', 'revision', 'promise', 'suspended', 'waiting', 'from', 'to']

export function Filters({url}: {url: UrlState}) {
  const [more, setMore] = useState(() => MORE.some((name) => url.get(name) !== undefined))
  const set = (name: string) => (value: string | undefined) => url.set({[name]: value || undefined}, {replace: true})
  const all = useQuery(processes)
  const chosen = url.get('process')
  const one = useQuery({...processQuery(chosen ?? ''), enabled: chosen !== undefined})
  const steps = one.data?.steps ?? []
  const versions = one.data ? [...new Set([one.data.in_force, ...one.data.versions.map((version) => version.revision)])] : []
  return (
    <div className={css.filters} role="search" aria-label={texts.filterCases}>
      <div className={css.filterRow}>
        <Typed label={texts.search} name="q" url={url} />
        <Pick label={texts.process} value={chosen} placeholder={texts.everyProcess} onChange={(value) => url.set({process: value, element: undefined, revision: undefined}, {replace: true})} options={(all.data?.items ?? []).map((item) => ({value: item.id, title: item.title, text: texts.runningN(number(item.running))}))} />
        {chosen !== undefined && <Pick label={texts.step} value={url.get('element')} placeholder={texts.everyStep} onChange={set('element')} options={steps.map((step) => ({value: step.element, title: nameOf(step), text: step.waiting > 0 ? texts.waitingN(number(step.waiting)) : undefined}))} />}
        <Choice label={texts.state} value={stateOf(url)} onChange={(value) => url.set({state: value === 'running' ? undefined : value}, {replace: true})} options={(['running', 'completed', 'cancelled'] as const).map((value) => ({value, title: texts.choices[value]}))} />
        <label className={css.check}>
          <input type="checkbox" checked={url.get('incident') === 'yes'} onChange={(event) => set('incident')(event.currentTarget.checked ? 'yes' : undefined)} /> {texts.onlyStuck}
        </label>
        <Button look="quiet" icon="filter" aria-expanded={more} onClick={() => setMore(!more)}>{texts.moreFilters}</Button>
      </div>
      {more && (
        <div className={css.filterRow}>
          <Typed label={texts.key} name="key" url={url} />
          <Select label={texts.waitsAtLeast} value={url.get('waiting') ?? ''} onChange={set('waiting')} options={[{value: '', title: texts.anyTime}, ...WAITS.map((value) => ({value, title: duration(value)}))]} />
          <TextField label={texts.startedFrom} type="date" required value={url.get('from') ?? ''} onChange={set('from')} />
          <TextField label={texts.startedTo} type="date" required value={url.get('to') ?? ''} onChange={set('to')} />
          <Select label={texts.promise} value={url.get('promise') ?? ''} onChange={set('promise')} options={[{value: '', title: texts.any}, ...(['on_track', 'at_risk', 'broken', 'kept', 'none'] as const).map((value) => ({value, title: texts.promises[value]}))]} />
          {chosen !== undefined && <Select label={texts.version} value={url.get('revision') ?? ''} onChange={set('revision')} options={[{value: '', title: texts.any}, ...versions.map((value) => ({value, title: value.slice(0, 7)}))]} />}
          <Select label={texts.sort} value={url.get('sort') ?? 'promised'} onChange={(value) => set('sort')(value === 'promised' ? undefined : value)} options={[...new Set([...SORTS, url.get('sort') ?? 'promised'])].map((value) => ({value, title: texts.sorts[value.replace('-', '') as keyof typeof texts.sorts] + (value.startsWith('-') ? texts.reversed : '')}))} />
          <label className={css.check}>
            <input type="checkbox" checked={url.get('suspended') === 'yes'} onChange={(event) => set('suspended')(event.currentTarget.checked ? 'yes' : undefined)} /> {texts.onlySuspended}
          </label>
        </div>
      )}
    </div>
  )
}

/** Typed text goes into the address when the person rests. */
function Typed({label, name, url}: {label: string; name: Narrowing; url: UrlState}) {
  const [typed, setTyped] = useState(url.get(name) ?? '')
  const there = url.get(name) ?? ''
  useEffect(() => setTyped(there), [there])
  useEffect(() => {
    const timer = setTimeout(() => typed !== there && url.set({[name]: typed || undefined}, {replace: true}), 250)
    return () => clearTimeout(timer)
    // The address follows what is typed, not the other way round.
  }, [typed])
  return <TextField label={label} required type="search" value={typed} onChange={setTyped} />
}

function chipText(name: Narrowing, value: string): string {
  if (name === 'incident') return texts.onlyStuck_
  if (name === 'suspended') return texts.onlySuspended_
  if (name === 'promise') return `${texts.filters.promise}: ${texts.promises[value as Schemas['PromiseState']] ?? value}`
  if (name === 'waiting') return `${texts.filters.waiting}: ${duration(value)}`
  if (name === 'from' || name === 'to') return `${texts.filters[name]} ${date(value)}`
  if (name === 'q' || name === 'key' || name === 'customer') return `${texts.filters[name]}: ${value}`
  return `${texts.filters[name]}: ${name === 'revision' ? value.slice(0, 7) : words(value)}`
}

/** Of very many cases the server counts only the first: a plus says that there are more. */
export function Chips({url, total, complete, totals}: {url: UrlState; total: number | undefined; complete: boolean; totals: {incidents: number; suspended: number; broken: number} | undefined}) {
  return (
    <div className={css.chips}>
      {total !== undefined && <strong role="status">{texts.total(number(total) + (complete ? '' : '+'))}</strong>}
      {totals !== undefined && totals.incidents > 0 && <span>{texts.stuckOf(number(totals.incidents))}</span>}
      {totals !== undefined && totals.suspended > 0 && <span>{texts.suspendedOf(number(totals.suspended))}</span>}
      {totals !== undefined && totals.broken > 0 && <span>{texts.brokenOf(number(totals.broken))}</span>}
      {NARROWING.filter((name) => url.get(name) !== undefined).map((name) => (
        <button key={name} type="button" className={css.chip} onClick={() => url.set({[name]: undefined}, {replace: true})}>
          <span className="visually-hidden">{texts.clear} </span>{chipText(name, url.get(name)!)} <Icon name="close" size={12} />
        </button>
      ))}
    </div>
  )
}
