// Procedures as people write them, and what somebody might write who means harm.
import {expect, test} from 'vitest'
import {inline, parseMarkdown, type Block, type Inline} from '~/ui/markdown'

const words = (parts: Inline[]): string => parts.map((part) => (typeof part === 'string' ? part : part.mark === 'link' ? `[${words(part.parts)}→${part.href}]` : `<${part.mark}>${words(part.parts)}</>`)).join('')
const told = (block: Block): unknown => {
  if (block.kind === 'heading') return `h${block.level} ${words(block.parts)}`
  if (block.kind === 'text') return words(block.parts)
  if (block.kind === 'list') return {[block.ordered ? `ol${block.start}` : 'ul']: block.items.map((item) => [...(item.done === undefined ? [] : [item.done]), ...item.blocks.map(told)])}
  if (block.kind === 'quote') return {quote: block.blocks.map(told)}
  if (block.kind === 'table') return {table: [block.head.map(words), ...block.rows.map((row) => row.map(words))]}
  return block.kind === 'code' ? {code: block.text} : 'rule'
}
const read = (text: string) => parseMarkdown(text).map(told)

test('a procedure: heading, numbered steps, what belongs to a step', () => {
  expect(read('# Balance to grade\n\n1. Mount without force,\n   spin by hand.\n2. Two planes:\n   - near\n   - far\n\n   Then look again.\n3. Print.\n\nDone.')).toEqual([
    'h1 Balance to grade',
    {ol1: [['Mount without force,\nspin by hand.'], ['Two planes:', {ul: [['near'], ['far']]}, 'Then look again.'], ['Print.']]},
    'Done.',
  ])
  expect(read('3. third\n4. fourth')).toEqual([{ol3: [['third'], ['fourth']]}])
  expect(read('- [ ] open\n- [x] done')).toEqual([{ul: [[false, 'open'], [true, 'done']]}])
})

test('tables, quotes, code, rules', () => {
  expect(read('| Bolt | Torque |\n|:--|--:|\n| M8 | 25 Nm |\n| M12 \\| fine |\n\n> Who is unsure\nasks.\n\n```sh\n1. no list\n```\n---')).toEqual([
    {table: [['Bolt', 'Torque'], ['M8', '25 Nm'], ['M12 | fine', '']]}, {quote: ['Who is unsure\nasks.']}, {code: '1. no list'}, 'rule',
  ])
})

test('marks within a line; what is never closed stays as it was typed', () => {
  expect(words(inline('Warm to **80 °C**, *never* with `a * flame`; snake_case_name, 2 * 3 * 4, **open'))).toBe('Warm to <strong>80 °C</>, <em>never</> with <code>a * flame</>; snake_case_name, 2 * 3 * 4, **open')
  expect(words(inline('See [the cases](/cases) or <https://example.org/a>, \\*not this\\*'))).toBe('See [the cases→/cases] or [https://example.org/a→https://example.org/a], *not this*')
})

test('nothing of it becomes somebody’s HTML, script or strange address', () => {
  expect(read('<script>alert(1)</script>')).toEqual(['<script>alert(1)</script>'])
  for (const address of ['javascript:alert', 'JaVaScRiPt:alert', 'data:text/html,x', '//evil.example', 'vbscript:x', 'file:///etc/passwd']) expect(words(inline(`[go](${address})`))).toBe('go')
  expect(words(inline('![a picture](http://evil.example/spy.png)'))).toBe('a picture')
})

test('what is deep, long or broken ends in time', () => {
  const began = performance.now()
  for (const text of ['> '.repeat(5000), '- '.repeat(5000), '*'.repeat(20_000), '['.repeat(5000), '`'.repeat(5000) + 'x', '_a '.repeat(3000), '**a '.repeat(2000), '|'.repeat(2000) + '\n' + '|-'.repeat(2000), '<https:'.repeat(3000)]) parseMarkdown(text)
  expect(performance.now() - began).toBeLessThan(4000)
})
