// The line-of-sight map as a picture: six columns, each ordered so that links cross little (barycentre, a few sweeps), and
// what a node reaches up and down.
import type {Schemas} from '~/api/client'

export type Node = Schemas['SightNode']
export type Link = Schemas['Strategy']['links'][number]
export const COLUMN: Record<Node['kind'], number> = {objective: 0, requirement: 1, constraint: 1, decision: 2, process: 3, kpi: 4, rhythm: 5}
export const COLUMNS = 6

export type Placed = Node & {column: number; row: number; x: number; y: number; width: number}
export const NODE = {width: 156, height: 54, gap_y: 12, top: 34, indent: 18}
const GAP_MIN = 30

/** Everything that the node reaches going down and everything that reaches it, itself included. */
export function reach(key: string, links: readonly Link[]): Set<string> {
  const found = new Set([key])
  const walk = (from: 'from' | 'to', to: 'from' | 'to') => {
    const waiting = [key]
    const seen = new Set(waiting)
    while (waiting.length > 0) {
      const now = waiting.pop()!
      for (const link of links) {
        if (link[from] !== now || seen.has(link[to])) continue
        seen.add(link[to])
        found.add(link[to])
        waiting.push(link[to])
      }
    }
  }
  walk('from', 'to')
  walk('to', 'from')
  return found
}

/** Links that say nothing new are left out: where a path by way of others leads from one to the other, the direct line is noise. */
export function reduce(links: readonly Link[]): Link[] {
  const down = new Map<string, string[]>()
  for (const {from, to} of links) down.set(from, [...(down.get(from) ?? []), to])
  const below = (start: string, goal: string): boolean => {
    const waiting = (down.get(start) ?? []).filter((key) => key !== goal)
    const seen = new Set([start, ...waiting])
    while (waiting.length > 0) {
      for (const next of down.get(waiting.pop()!) ?? []) {
        if (next === goal) return true
        if (!seen.has(next)) {
          seen.add(next)
          waiting.push(next)
        }
      }
    }
    return false
  }
  return links.filter(({from, to}) => !below(from, to))
}

/** Objectives with their parts below them, each level stepped in. */
function outline(nodes: readonly Node[], links: readonly Link[]): {order: Node[]; depth: Map<string, number>} {
  const keys = new Set(nodes.map((node) => node.key))
  const parts = links.filter((link) => keys.has(link.from) && keys.has(link.to))
  const depth = new Map<string, number>()
  const order: Node[] = []
  const walk = (node: Node, level: number) => {
    if (depth.has(node.key)) return
    depth.set(node.key, level)
    order.push(node)
    nodes.filter((one) => parts.some((link) => link.from === node.key && link.to === one.key)).forEach((one) => walk(one, level + 1))
  }
  nodes.filter((node) => !parts.some((link) => link.to === node.key)).forEach((node) => walk(node, 0))
  nodes.forEach((node) => walk(node, 0))
  return {order, depth}
}

/** Nodes with their places on a picture at least `room` wide. Order within a column follows the mean place of their neighbours. */
export function place(nodes: readonly Node[], links: readonly Link[], room: number): {placed: Placed[]; step: number; width: number; height: number} {
  const columns: Node[][] = Array.from({length: COLUMNS}, (_, column) => nodes.filter((node) => COLUMN[node.kind] === column))
  const {order, depth} = outline(columns[0]!, links)
  columns[0] = order
  const rank = new Map<string, number>()
  const remember = () => columns.forEach((column) => column.forEach((node, index) => rank.set(node.key, (index + 0.5) / column.length)))
  const neighbours = new Map<string, string[]>()
  for (const {from, to} of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to])
    neighbours.set(to, [...(neighbours.get(to) ?? []), from])
  }
  remember()
  for (let sweep = 0; sweep < 6; ++sweep) {
    // The first column keeps its order: objectives stand by weight.
    for (let column = 1; column < COLUMNS; ++column) {
      const mean = (node: Node) => {
        const near = (neighbours.get(node.key) ?? []).map((key) => rank.get(key)).filter((value) => value !== undefined)
        return near.length === 0 ? (rank.get(node.key) ?? 1) : near.reduce((a, b) => a + b, 0) / near.length
      }
      const means = new Map(columns[column]!.map((node) => [node.key, mean(node)]))
      columns[column]!.sort((a, b) => means.get(a.key)! - means.get(b.key)!)
      remember()
    }
  }
  const rows = Math.max(1, ...columns.map((column) => column.length))
  const height = NODE.top + rows * (NODE.height + NODE.gap_y)
  const step = NODE.width + Math.max(GAP_MIN, (room - COLUMNS * NODE.width) / (COLUMNS - 1))
  const placed = columns.flatMap((column, c) => {
    const free = (rows - column.length) * (NODE.height + NODE.gap_y)
    return column.map((node, row) => {
      const inset = (depth.get(node.key) ?? 0) * NODE.indent
      return {...node, column: c, row, x: c * step + inset, width: NODE.width - inset, y: NODE.top + free / 2 + row * (NODE.height + NODE.gap_y)}
    })
  })
  return {placed, step, width: (COLUMNS - 1) * step + NODE.width, height}
}
