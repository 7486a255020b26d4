// The difference of two files, line by line (longest common subsequence), with what is far from any change folded away.
export type Line = {kind: 'same' | 'added' | 'removed'; text: string; before?: number; after?: number}
export type Hunk = {lines: Line[]; skipped: number}

const split = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

export function diffLines(before: string, after: string): Line[] {
  const a = split(before)
  const b = split(after)
  // Equal heads and tails are most of a model file; the table is only for what lies between.
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) ++head
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) ++tail
  const [n, m] = [a.length - head - tail, b.length - head - tail]
  const common = Array.from({length: n + 1}, () => new Uint32Array(m + 1))
  for (let i = n - 1; i >= 0; --i) for (let j = m - 1; j >= 0; --j) common[i]![j] = a[head + i] === b[head + j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const lines: Line[] = []
  const same = (i: number, j: number) => lines.push({kind: 'same', text: a[i]!, before: i + 1, after: j + 1})
  for (let i = 0; i < head; ++i) same(i, i)
  let i = 0
  let j = 0
  while (i < n || j < m) {
    if (i < n && j < m && a[head + i] === b[head + j]) {
      same(head + i, head + j)
      ++i
      ++j
    } else if (i < n && (j === m || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({kind: 'removed', text: a[head + i]!, before: head + i + 1})
      ++i
    } else {
      lines.push({kind: 'added', text: b[head + j]!, after: head + j + 1})
      ++j
    }
  }
  for (let k = 0; k < tail; ++k) same(a.length - tail + k, b.length - tail + k)
  return lines
}

/** Changes with `around` lines of context; `skipped` is how many lines were left out before the hunk. */
export function hunks(lines: readonly Line[], around = 3): Hunk[] {
  const found: Hunk[] = []
  let end = 0
  lines.forEach((line, index) => {
    if (line.kind === 'same') return
    const from = Math.max(end, index - around)
    const to = Math.min(lines.length, index + around + 1)
    const last = found[found.length - 1]
    if (last && from <= end) last.lines.push(...lines.slice(end, to))
    else found.push({lines: lines.slice(from, to), skipped: from - end})
    end = Math.max(end, to)
  })
  return found
}
