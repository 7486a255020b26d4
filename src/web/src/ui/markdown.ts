// Markdown as people write procedures in it (CommonMark's blocks and marks that need no HTML, tables of GFM), read into a tree. A tag, a script or an
// address of another kind than a page's stays the text that it is: what is shown is made of elements, never of somebody's HTML.
export type Inline = string | {mark: 'strong' | 'em' | 'code'; parts: Inline[]} | {mark: 'link'; href: string; parts: Inline[]}
export type Block =
  | {kind: 'heading'; level: number; parts: Inline[]}
  | {kind: 'text'; parts: Inline[]}
  | {kind: 'list'; ordered: boolean; start: number; items: {done?: boolean; blocks: Block[]}[]}
  | {kind: 'quote'; blocks: Block[]}
  | {kind: 'code'; text: string}
  | {kind: 'table'; head: Inline[][]; rows: Inline[][][]}
  | {kind: 'rule'}

const MOST_CHARACTERS = 400_000
const DEEPEST = 12

const ITEM = /^( {0,3})(?:([-*+])|(\d{1,9})[.)])( +|$)/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/
const DIVIDER = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
/** Addresses that a page may lead to: of this site, of the web, of mail. */
const SAFE = /^(?:https?:|mailto:|\/(?!\/)|#)/i

export function parseMarkdown(text: string): Block[] {
  return blocks(text.slice(0, MOST_CHARACTERS).replace(/\r\n?/g, '\n').replaceAll('\t', '    ').split('\n'), 0)
}

const blank = (line: string | undefined) => line === undefined || line.trim() === ''
const begins = (line: string) => ITEM.test(line) || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || /^ {0,3}>/.test(line)

function blocks(lines: string[], depth: number): Block[] {
  const found: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    if (blank(line)) {
      at += 1
      continue
    }
    const fence = FENCE.exec(line)
    if (fence) {
      const end = lines.findIndex((one, index) => index > at && one.trim().startsWith(fence[1]!) && one.trim().replaceAll(fence[1]![0]!, '') === '')
      const last = end < 0 ? lines.length : end
      found.push({kind: 'code', text: lines.slice(at + 1, last).join('\n')})
      at = last + 1
      continue
    }
    const heading = HEADING.exec(line)
    if (heading) {
      found.push({kind: 'heading', level: heading[1]!.length, parts: inline(heading[2] ?? '')})
      at += 1
      continue
    }
    if (RULE.test(line)) {
      found.push({kind: 'rule'})
      at += 1
      continue
    }
    if (/^ {0,3}>/.test(line) && depth < DEEPEST) {
      const from = at
      while (at < lines.length && !blank(lines[at]) && (at === from || /^ {0,3}>/.test(lines[at]!) || !begins(lines[at]!))) at += 1
      found.push({kind: 'quote', blocks: blocks(lines.slice(from, at).map((one) => one.replace(/^ {0,3}> ?/, '')), depth + 1)})
      continue
    }
    if (ITEM.test(line) && depth < DEEPEST) {
      const [list, next] = readList(lines, at, depth)
      found.push(list)
      at = next
      continue
    }
    if (line.includes('|') && at + 1 < lines.length && DIVIDER.test(lines[at + 1]!) && lines[at + 1]!.includes('-')) {
      const head = cells(line)
      if (head.length === cells(lines[at + 1]!).length) {
        const rows: Inline[][][] = []
        at += 2
        for (; at < lines.length && !blank(lines[at]) && lines[at]!.includes('|'); at += 1) {
          const row = cells(lines[at]!)
          rows.push(head.map((_, index) => inline(row[index] ?? '')))
        }
        found.push({kind: 'table', head: head.map(inline), rows})
        continue
      }
    }
    const from = at
    at += 1
    while (at < lines.length && !blank(lines[at]) && !begins(lines[at]!)) at += 1
    found.push({kind: 'text', parts: inline(lines.slice(from, at).map((one) => one.trim()).join('\n'))})
  }
  return found
}

/** The list that begins here, and the line behind it. */
function readList(lines: string[], from: number, depth: number): [Block, number] {
  const first = ITEM.exec(lines[from]!)!
  const sign = first[2] ?? 'number'
  const items: {done?: boolean; blocks: Block[]}[] = []
  let at = from
  while (at < lines.length) {
    const item = ITEM.exec(lines[at]!)
    if (!item || (item[2] ?? 'number') !== sign || RULE.test(lines[at]!)) break
    // What belongs to an item stands as far in as its first word.
    const inset = item[0].length - Math.max(0, item[4]!.length - 4)
    const own = [lines[at]!.slice(item[0].length)]
    at += 1
    while (at < lines.length) {
      const line = lines[at]!
      if (blank(line)) {
        const next = lines.slice(at + 1).find((one) => !blank(one))
        if (next === undefined || indent(next) < inset) break
        own.push('')
      } else if (indent(line) >= inset) own.push(line.slice(inset))
      else if (!begins(line) && !blank(own.at(-1))) own.push(line.trimStart())
      else break
      at += 1
    }
    const box = /^\[([ xX])\] /.exec(own[0]!)
    if (box) own[0] = own[0]!.slice(4)
    items.push({...(box ? {done: box[1] !== ' '} : {}), blocks: blocks(own, depth + 1)})
    while (at < lines.length && blank(lines[at]) && ITEM.test(lines.slice(at).find((one) => !blank(one)) ?? '')) at += 1
  }
  return [{kind: 'list', ordered: sign === 'number', start: Number(first[3] ?? 1), items}, at]
}
const indent = (line: string) => line.length - line.trimStart().length

function cells(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** The marks within a line. What opens and is never closed stays as it was typed. */
export function inline(text: string, depth = 0): Inline[] {
  const parts: Inline[] = []
  let plain = ''
  const flush = () => {
    if (plain) parts.push(plain)
    plain = ''
  }
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at)
    const escaped = /^\\([!-/:-@[-`{-~])/.exec(rest)
    if (escaped) {
      plain += escaped[1]!
      at += 2
      continue
    }
    const code = /^(`+)(?!`)([^]*?[^`])\1(?!`)/.exec(rest)
    if (code) {
      flush()
      parts.push({mark: 'code', parts: [code[2]!.replace(/^ (.*) $/, '$1')]})
      at += code[0].length
      continue
    }
    const image = /^!\[([^\]]*)\]\([^()\s]*(?: "[^"]*")?\)/.exec(rest)
    if (image) {
      plain += image[1]!  // pictures lie in no model yet; their words do
      at += image[0].length
      continue
    }
    const link = depth < DEEPEST ? /^\[((?:[^\][\\]|\\.)*)\]\(<?([^()<>\s]*)>?(?: "[^"]*")?\)/.exec(rest) : null
    if (link) {
      const inner = inline(link[1]!, depth + 1)
      flush()
      if (SAFE.test(link[2]!)) parts.push({mark: 'link', href: link[2]!, parts: inner})
      else parts.push(...inner)
      at += link[0].length
      continue
    }
    const auto = /^<(https?:[^\s<>]+|mailto:[^\s<>]+)>/i.exec(rest)
    if (auto) {
      flush()
      parts.push({mark: 'link', href: auto[1]!, parts: [auto[1]!]})
      at += auto[0].length
      continue
    }
    const strong = depth < DEEPEST ? /^(\*\*|__)(?=\S)([^]*?\S)\1/.exec(rest) : null
    if (strong && opens(text, at, strong[1]!)) {
      flush()
      parts.push({mark: 'strong', parts: inline(strong[2]!, depth + 1)})
      at += strong[0].length
      continue
    }
    const em = depth < DEEPEST ? /^(\*|_)(?=[^\s*_])([^]*?[^\s*_])\1(?![\p{L}\p{N}*_])/u.exec(rest) : null
    if (em && opens(text, at, em[1]!)) {
      flush()
      parts.push({mark: 'em', parts: inline(em[2]!, depth + 1)})
      at += em[0].length
      continue
    }
    plain += text[at]!
    at += 1
  }
  flush()
  return parts
}
/** An underline within a word is part of the word. */
const opens = (text: string, at: number, mark: string) => mark[0] !== '_' || at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)
