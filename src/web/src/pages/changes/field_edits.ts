// From what stood there and what a person made of it to edits of single values, so that the file changes in those places alone and
// keeps its comments. Lists are compared from both ends: what was put in or taken out in the middle moves nothing else.
import type {Schemas} from '~/api/client'

export type Json = string | number | boolean | Json[] | {[key: string]: Json | undefined}
export type FieldEdit = NonNullable<Schemas['Edits']['fields']>[number]
type Path = readonly string[]
type Change = Pick<FieldEdit, 'path' | 'op' | 'value'>

export const isGroup = (value: Json | undefined): value is {[key: string]: Json | undefined} => typeof value === 'object' && !Array.isArray(value)
export const same = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, index) => same(one, b[index]))
  if (isGroup(a) && isGroup(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]))
  return false
}

function changesOfList(path: Path, before: readonly Json[], after: readonly Json[]): Change[] {
  let head = 0
  while (head < before.length && head < after.length && same(before[head], after[head])) ++head
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) ++tail
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const changed = now.slice(0, old.length).flatMap((value, index) => changes([...path, String(head + index)], old[index], value))
  const put = now.slice(old.length).map((value, index): Change => {
    const at = head + old.length + index
    return {path: [...path, tail === 0 ? '-' : String(at)], op: 'insert', value}
  })
  // From the end, so that the places before stay what they are.
  const taken = old.slice(now.length).map((_, index): Change => ({path: [...path, String(head + old.length - 1 - index)], op: 'remove'}))
  return [...changed, ...put, ...taken]
}

/** In an order in which each is right on the text that the one before it left. */
export function changes(path: Path, before: Json | undefined, after: Json | undefined): Change[] {
  if (same(before, after)) return []
  if (after === undefined) return [{path: [...path], op: 'remove'}]
  if (before === undefined) return [{path: [...path], value: after}]
  if (isGroup(before) && isGroup(after)) return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => changes([...path, key], before[key], after[key]))
  // A single value may stand for a list of one; in a group's place it comes as a whole.
  if (Array.isArray(after) && !isGroup(before)) return after.length === 0 ? [{path: [...path], op: 'remove'}] : changesOfList(path, Array.isArray(before) ? before : [before], after)
  return [{path: [...path], value: after}]
}

export function fieldEdits(kind: string, id: string, before: {metadata: Json; spec: Json}, after: {metadata: Json; spec: Json}): FieldEdit[] {
  return [...changes(['metadata'], before.metadata, after.metadata), ...changes(['spec'], before.spec, after.spec)].map((change) => ({kind, id, ...change}))
}

/** The tree with another value at a path; undefined takes it away. Groups and lists on the way are made when they are missing. */
export function setAt(tree: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(tree)) {
    const index = Number(step)
    const next = setAt(tree[index], rest, value)
    return next === undefined ? tree.filter((_, at) => at !== index) : tree.length === index ? [...tree, next] : tree.map((one, at) => (at === index ? next : one))
  }
  const group = isGroup(tree) ? tree : {}
  const next = setAt(group[step], rest, value)
  const {[step]: _, ...others} = group
  return next === undefined ? others : {...group, [step]: next}
}
