// What the map writes at each element, by what somebody wants to see of it. The step list beside it says the same in words.
import type {Schemas} from '~/api/client'
import {away, duration, spell} from '~/format/time'
import {number} from '~/format/number'
import type {Mark, Sign} from './diagram'
import {texts} from './texts'

type Step = Schemas['Step']
export const OVERLAYS = ['all', 'running', 'incidents', 'time', 'done'] as const
export type Overlay = (typeof OVERLAYS)[number]

/** How the oldest token stands against the time that its step should take. */
export function lateness(step: Step, now_ms: number): {late: boolean; text: string} | undefined {
  if (!step.oldest) return undefined
  const target = step.target ? Date.parse(step.target) : undefined
  if (target === undefined) return {late: false, text: texts.waitsSince(spell(now_ms - Date.parse(step.oldest)))}
  return target < now_ms ? {late: true, text: texts.overTarget(spell(now_ms - target))} : {late: false, text: texts.leftOfTarget(spell(target - now_ms))}
}

function signsOf(step: Step, overlay: Overlay, now_ms: number): Sign[] {
  const signs: Sign[] = []
  const age = lateness(step, now_ms)
  if (step.waiting > 0 && overlay !== 'incidents' && overlay !== 'done') signs.push({text: number(step.waiting), look: 'waiting', title: `${number(step.waiting)} ${texts.isWaiting}`})
  if (step.incidents > 0 && (overlay === 'all' || overlay === 'incidents')) signs.push({text: number(step.incidents), look: 'stuck', title: texts.incident(step.incidents)})
  if (age && step.oldest && (overlay === 'time' || (overlay === 'all' && age.late))) signs.push({text: spell(now_ms - Date.parse(step.oldest)), look: age.late ? 'late' : 'time', title: `${away(step.oldest, now_ms)}: ${age.text}`})
  if (overlay === 'time' && !age && step.median_took) signs.push({text: duration(step.median_took), look: 'passed', title: `${texts.took} ${duration(step.median_took)}`})
  if (overlay === 'done' && step.done > 0) signs.push({text: number(step.done), look: 'passed', title: `${number(step.done)} ${texts.done} ${texts.of28}`})
  return signs
}

export const marksOf = (steps: readonly Step[], overlay: Overlay, now_ms: number): Mark[] => steps.map((step) => ({element: step.element, signs: signsOf(step, overlay, now_ms)}))

/** Of one case: where its tokens are, what is stuck, what it has done. */
export const marksOfCase = (marks: Schemas['Case']['marks']): Mark[] =>
  marks.map(({element, waiting, incident, done}) => ({
    element,
    done,
    signs: [...(waiting > 0 && !incident ? [{text: number(waiting), look: 'waiting', title: `${number(waiting)} ${texts.isWaiting}`} as const] : []), ...(incident ? [{text: number(Math.max(1, waiting)), look: 'stuck', title: texts.incident(Math.max(1, waiting))} as const] : [])],
  }))
