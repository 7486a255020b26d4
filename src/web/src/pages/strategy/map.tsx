// Line of sight: objective › requirement › decision › process › KPI › rhythm. A click isolates what a node reaches; the table
// says the same in rows.
import {useEffect, useMemo, useRef, useState} from 'react'
import type {Schemas} from '~/api/client'
import {Button, LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Card, Row} from '~/ui/page'
import {Shape} from '~/ui/status'
import {Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {COLUMN, NODE, place, reach, reduce, type Link, type Node, type Placed} from './sight'
import {texts} from './texts'
import css from './map.module.css'

export function SightMap({strategy}: {strategy: Schemas['Strategy']}) {
  const url = useUrlState()
  const focus = url.get('focus')
  const loose = url.get('loose') === 'yes'
  const narrow = typeof matchMedia !== 'undefined' && matchMedia('(max-width: 720px)').matches
  const as = url.get('as') ?? (narrow ? 'table' : 'map')
  const focused = strategy.nodes.find((node) => node.key === focus)
  const reached = useMemo(() => (focused ? reach(focused.key, strategy.links) : undefined), [focused, strategy.links])
  const looseReach = useMemo(() => (loose ? new Set(strategy.nodes.filter((node) => node.orphan).flatMap((node) => [...reach(node.key, strategy.links)])) : undefined), [loose, strategy])
  const visible = loose ? strategy.nodes.filter((node) => looseReach!.has(node.key)) : strategy.nodes
  return (
    <Card
      flush
      label={texts.tabs.map}
      title={focused ? <span className={css.isolated}>{texts.isolated(focused.title)}</span> : texts.tabs.map}
      actions={
        <Row>
          {focused && <LinkButton size="s" href={focused.href}>{texts.open}</LinkButton>}
          {focused && <Button size="s" look="quiet" onClick={() => url.set({focus: undefined}, {replace: true})}>{texts.clear}</Button>}
          <label className={css.check}>
            <input type="checkbox" checked={loose} onChange={() => url.set({loose: loose ? undefined : 'yes'}, {replace: true})} /> {texts.loose}
          </label>
          <Choice label={texts.shown} value={as} options={[{value: 'map', title: texts.map}, {value: 'table', title: texts.table}]} onChange={(value) => url.set({as: value}, {replace: true})} />
        </Row>
      }
    >
      {visible.length === 0 ? (
        <Empty title={texts.noLoose} />
      ) : as === 'table' ? (
        <SightTable nodes={visible.filter((node) => !reached || reached.has(node.key))} all={strategy.nodes} links={strategy.links} />
      ) : (
        <Picture nodes={visible} links={strategy.links} reached={reached} focus={focus} onFocus={(key) => url.set({focus: key === focus ? undefined : key}, {replace: true})} />
      )}
    </Card>
  )
}

function Picture({nodes, links, reached, focus, onFocus}: {nodes: Node[]; links: Link[]; reached: Set<string> | undefined; focus: string | undefined; onFocus: (key: string) => void}) {
  const frame = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(1100)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setRoom(Math.floor(entry.contentRect.width)))
    if (frame.current) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const drawn = useMemo(() => reduce(links), [links])
  const {placed, step, width, height} = useMemo(() => place(nodes, drawn, room), [nodes, drawn, room])
  const at = new Map(placed.map((node) => [node.key, node]))
  const lit = (key: string) => !reached || reached.has(key)
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={texts.mapLabel}>
      <div ref={frame} className={css.frame} style={{height}}>
        {texts.columns.map((title, column) => (
          <span key={title} className={css.column} style={{left: column * step}} aria-hidden="true">{title}</span>
        ))}
        <svg width={width} height={height} className={css.links} aria-hidden="true">
          {drawn.map((link) => {
            const from = at.get(link.from)
            const to = at.get(link.to)
            if (!from || !to) return null
            const on = lit(link.from) && lit(link.to)
            return <path key={`${link.from} ${link.to}`} d={curve(from, to)} className={`${css.link} ${on ? (reached ? css.on : to.column - from.column > 1 ? css.far : '') : css.off}`} strokeWidth={link.strength === 9 ? 2.6 : link.strength === 3 ? 1.8 : 1.3} />
          })}
        </svg>
        {placed.map((node) => (
          <MapNode key={node.key} node={node} lit={lit(node.key)} focused={node.key === focus} onFocus={onFocus} />
        ))}
      </div>
    </div>
  )
}

function curve(from: Placed, to: Placed): string {
  const [x1, y1, y2] = [from.x + from.width, from.y + NODE.height / 2, to.y + NODE.height / 2]
  if (to.column === 0) return `M${from.x + NODE.indent / 2} ${from.y + NODE.height}V${y2}H${to.x}`
  if (to.column <= from.column) return `M${x1} ${y1}C${x1 + 44} ${y1} ${x1 + 44} ${y2} ${to.x + to.width} ${y2}`
  const bend = Math.min(90, (to.x - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`
}

function MapNode({node, lit, focused, onFocus}: {node: Placed; lit: boolean; focused: boolean; onFocus: (key: string) => void}) {
  return (
    <button
      type="button" className={css.node} style={{left: node.x, top: node.y, width: node.width, height: NODE.height}} data-status={node.status} data-loose={node.orphan ? true : undefined} data-dim={lit ? undefined : true}
      aria-pressed={focused} title={node.orphan ?? node.title} onClick={() => onFocus(node.key)}
    >
      <Shape tone={node.status} size={14} />
      <span className={css.nodeText}>
        <span className={css.nodeTitle}>{node.title}</span>
        {(node.orphan ?? node.figure) && <span className={css.nodeFigure}>{node.orphan ? texts.whyLoose : node.figure}</span>}
      </span>
    </button>
  )
}

function SightTable({nodes, all, links}: {nodes: Node[]; all: Node[]; links: Link[]}) {
  const byKey = new Map(all.map((node) => [node.key, node]))
  const names = (keys: string[]) =>
    keys.map((key) => byKey.get(key)).filter((node) => node !== undefined).map((node, index) => (
      <span key={node.key}>
        {index > 0 && ', '}
        <A href={node.href}>{node.title}</A>
      </span>
    ))
  const rows = [...nodes].sort((a, b) => COLUMN[a.kind] - COLUMN[b.kind])
  return (
    <Table
      label={texts.tabs.map}
      rows={rows}
      list={nodes.length === all.length ? {path: '/strategy', query: {part: 'nodes'}} : undefined}
      rowKey={(node) => node.key}
      columns={[
        {key: 'title', title: texts.objective, main: true, cell: (node) => <A href={node.href}>{node.title}</A>},
        {key: 'kind', title: texts.kind, cell: (node) => texts.columns[COLUMN[node.kind]]},
        {key: 'state', title: texts.status, cell: (node) => <span className={css.state}><Shape tone={node.status} /> {node.orphan ?? node.figure}</span>},
        {key: 'from', title: texts.comesFrom, cell: (node) => names(links.filter((link) => link.to === node.key).map((link) => link.from))},
        {key: 'to', title: texts.leadsTo, cell: (node) => names(links.filter((link) => link.from === node.key).map((link) => link.to))},
      ]}
    />
  )
}
