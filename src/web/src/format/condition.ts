// The condition of a band in words: "delay_hours > 8 and delay_hours <= 40" → "delay hours above 8 h, at most 40 h". What is not
// built of comparisons with and, or and brackets keeps its own text: a wrong translation would be worse than none.
//
//   any  = all ("or" all)*      all = one ("and" one)*      one = "(" any ")" | NAME | NAME OPERATOR VALUE
import {amount, words} from './number'
import {texts} from './texts'

type Fact = {name: string; unit?: string}
type Node = {kind: 'any' | 'all'; parts: Node[]} | {kind: 'one'; name: string; says: string}

const OPERATORS: Record<string, string> = texts.operators
const TOKEN = /\s*(<=|>=|!=|[<>=()]|-?\d+(?:\.\d+)?(?![\w.])|"[^"\\]*"|[A-Za-z_]\w*)\s*/y

class Reader {
  private tokens: string[] = []
  private at = 0
  constructor(text: string, private readonly facts: readonly Fact[]) {
    TOKEN.lastIndex = 0
    for (let end = 0; end < text.length; end = TOKEN.lastIndex) {
      const found = TOKEN.exec(text)
      if (!found) throw new Error('not a plain condition')
      this.tokens.push(found[1]!)
    }
  }
  whole(): Node {
    const node = this.joined('or')
    if (this.at < this.tokens.length) throw new Error('something is left')
    return node
  }
  private joined(word: 'or' | 'and'): Node {
    const part = () => (word === 'or' ? this.joined('and') : this.one())
    const parts = [part()]
    while (this.tokens[this.at] === word) {
      ++this.at
      parts.push(part())
    }
    return parts.length === 1 ? parts[0]! : {kind: word === 'or' ? 'any' : 'all', parts}
  }
  private one(): Node {
    const token = this.tokens[this.at++]
    if (token === '(') {
      const inner = this.joined('or')
      if (this.tokens[this.at++] !== ')') throw new Error('a bracket is open')
      return inner
    }
    const fact = this.facts.find((known) => known.name === token)
    if (!fact) throw new Error('not a fact')
    const operator = OPERATORS[this.tokens[this.at] ?? '']
    if (!operator) return {kind: 'one', name: fact.name, says: texts.yes}
    const value = this.tokens[this.at + 1] ?? ''
    this.at += 2
    return {kind: 'one', name: fact.name, says: this.compared(operator, value, fact)}
  }
  private compared(operator: string, value: string, fact: Fact): string {
    if (/^-?\d/.test(value)) return `${operator} ${amount(Number(value), fact.unit)}`
    if (value.startsWith('"')) return `${operator} ${texts.quoted(value.slice(1, -1))}`
    if (value === 'true' || value === 'false') return (value === 'true') === (operator === texts.operators['=']) ? texts.yes : texts.no
    throw new Error('not a constant')
  }
}

const told = (name: string, says: string[]) => `${words(name)}${says[0] === texts.yes || says[0] === texts.no ? ':' : ''} ${says.join(', ')}`

function write(node: Node, inside: boolean): string {
  if (node.kind === 'one') return told(node.name, [node.says])
  if (node.kind === 'any') {
    const text = node.parts.map((part) => write(part, false)).join(` ${texts.or} `)
    return inside ? `(${text})` : text
  }
  const groups: string[] = []
  for (let i = 0; i < node.parts.length; ) {
    const part = node.parts[i]!
    if (part.kind !== 'one') {
      groups.push(write(part, true))
      ++i
      continue
    }
    const says: string[] = []
    for (; i < node.parts.length; ++i) {
      const next = node.parts[i]!
      if (next.kind !== 'one' || next.name !== part.name) break
      says.push(next.says)
    }
    groups.push(told(part.name, says))
  }
  return groups.join(` ${texts.and} `)
}

/** Undefined when it is anything else than facts compared with constants. */
export function conditionInWords(when: string, facts: readonly Fact[]): string | undefined {
  try {
    return write(new Reader(when, facts).whole(), false)
  } catch {
    return undefined
  }
}
