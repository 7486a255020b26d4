// A text that somebody wrote in Markdown, as elements of the page (see markdown.ts).
import {Fragment, useMemo, type ReactNode} from 'react'
import {A} from './link'
import {Icon} from './icon'
import {parseMarkdown, type Block, type Inline} from './markdown'
import css from './prose.module.css'

const shown = (parts: Inline[]): ReactNode =>
  parts.map((part, index) => {
    if (typeof part === 'string') return part
    const inner = shown(part.parts)
    if (part.mark === 'link') return part.href.startsWith('/') || part.href.startsWith('#') ? <A key={index} href={part.href}>{inner}</A> : <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">{inner}</a>
    const Mark = part.mark
    return <Mark key={index}>{inner}</Mark>
  })

function Piece({block, top}: {block: Block; top: number}) {
  if (block.kind === 'heading') {
    const Heading = `h${Math.min(6, block.level + top - 1)}` as 'h3'
    return <Heading>{shown(block.parts)}</Heading>
  }
  if (block.kind === 'text') return <p>{shown(block.parts)}</p>
  if (block.kind === 'quote') return <blockquote>{block.blocks.map((one, index) => <Piece key={index} block={one} top={top} />)}</blockquote>
  if (block.kind === 'code') return <pre><code>{block.text}</code></pre>
  if (block.kind === 'rule') return <hr />
  if (block.kind === 'table')
    return (
      <div className={css.wide} tabIndex={0} role="group">
        <table>
          <thead><tr>{block.head.map((cell, index) => <th key={index} scope="col">{shown(cell)}</th>)}</tr></thead>
          <tbody>{block.rows.map((row, index) => <tr key={index}>{row.map((cell, place) => <td key={place}>{shown(cell)}</td>)}</tr>)}</tbody>
        </table>
      </div>
    )
  const items = block.items.map((item, index) => (
    <li key={index} data-box={item.done === undefined ? undefined : true}>
      {item.done !== undefined && <Icon name={item.done ? 'check' : 'right'} size={14} />}
      {/* A line alone needs no paragraph of its own. */}
      {item.blocks.map((one, place) => (one.kind === 'text' && place === 0 ? <Fragment key={place}>{shown(one.parts)}</Fragment> : <Piece key={place} block={one} top={top} />))}
    </li>
  ))
  return block.ordered ? <ol start={block.start === 1 ? undefined : block.start}>{items}</ol> : <ul>{items}</ul>
}

/** `top`: the level of its first headings on this page. A heading that only repeats `title` is left out. */
export function Prose({text, top = 3, title}: {text: string; top?: number; title?: string}) {
  const blocks = useMemo(() => {
    const all = parseMarkdown(text)
    const first = all[0]
    return first?.kind === 'heading' && title !== undefined && first.parts.length === 1 && first.parts[0] === title ? all.slice(1) : all
  }, [text, title])
  return <div className={css.prose}>{blocks.map((block, index) => <Piece key={index} block={block} top={top} />)}</div>
}
