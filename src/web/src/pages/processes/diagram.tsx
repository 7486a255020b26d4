// The BPMN diagram with counts (bpmn-js, NavigatedViewer). Its watermark stays in full view: the licence asks for it. It cannot
// be used by keyboard or heard, so the step list beside it can do all that it can. White ground in both schemes.
import {useEffect, useRef, useState} from 'react'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import {IconButton} from '~/ui/button'
import {texts} from './texts'
import css from './diagram.module.css'

/** One figure at an element: its look says what it is, its shape too; `title` says it in words. */
export type Sign = {text: string; look: 'waiting' | 'stuck' | 'late' | 'time' | 'passed'; title: string}
export type Mark = {element: string; signs: Sign[]; done?: number}
type Box = {x: number; y: number; width: number; height: number}
type Canvas = {resized: () => void; zoom: (value: number | 'fit-viewport', center?: 'auto') => number; addMarker: (id: string, name: string) => void; removeMarker: (id: string, name: string) => void; viewbox: (box?: object) => Box & {inner: Box; outer: {width: number; height: number}; scale: number}}
type Overlays = {add: (id: string, type: string, what: {position: object; html: HTMLElement; scale: object}) => void; remove: (filter: {type: string}) => void}
type Registry = {get: (id: string) => Partial<Box> | undefined}
type EventBus = {on: (event: string, call: (event: {element: {id: string; type: string}}) => void) => void}

const SHAPES: Record<Sign['look'], string> = {waiting: '', stuck: '! ', late: '▲ ', time: '', passed: '✓ '}
function badge(signs: Sign[]): HTMLElement {
  const html = document.createElement('div')
  html.className = css.badges!
  for (const sign of signs) {
    const one = document.createElement('span')
    one.className = `${css.badge} ${css[sign.look]}`
    one.textContent = SHAPES[sign.look] + sign.text
    one.title = sign.title
    html.append(one)
  }
  return html
}

const READABLE = 0.55
/** Below the drawing there is room for the watermark and the zoom buttons, so that neither hides a step. */
const FOOT = 56
const EDGE = 24
const LOWEST = 260
const scaleFor = (width: number, inner: {width: number}) => Math.max(READABLE, Math.min(1, (width - 2 * EDGE) / inner.width))

/** The whole drawing, or, where that would be too small to read, its beginning. */
function show(canvas: Canvas) {
  const {inner, outer} = canvas.viewbox()
  const scale = scaleFor(outer.width, inner)
  const [width, height] = [outer.width / scale, outer.height / scale]
  const fits = inner.width + (2 * EDGE) / scale <= width + 1
  canvas.viewbox({x: fits ? inner.x - (width - inner.width) / 2 : inner.x - EDGE / scale, y: inner.y + inner.height / 2 - (outer.height - FOOT) / scale / 2, width, height})
}

/** Moves the drawing so that this element is in sight; how large it is drawn stays. */
function bring(canvas: Canvas, shape: Partial<Box> | undefined) {
  if (shape?.x === undefined || shape.y === undefined) return
  const {x, y, width, height, scale} = canvas.viewbox()
  const [wide, high] = [shape.width ?? 0, shape.height ?? 0]
  const inside = shape.x > x && shape.x + wide < x + width && shape.y > y && shape.y + high < y + height - FOOT / scale
  if (!inside) canvas.viewbox({x: shape.x + wide / 2 - width / 2, y: shape.y + high / 2 - height / 2, width, height})
}

export type Shown = {
  marks: Mark[]
  /** Sequence flows that were taken. */
  path?: readonly string[]
  /** Elements that are chosen. */
  selected: readonly string[]
  /** What should be in sight at first, in a drawing that is larger than its place. */
  begin?: string
  /** The one that the list beside it points at. */
  pointed?: string
  onSelect: (element: string | undefined) => void
}

export default function Diagram({bpmn, marks, path, selected, begin, pointed, onSelect}: Shown & {bpmn: string}) {
  const place = useRef<HTMLDivElement>(null)
  const viewer = useRef<NavigatedViewer>(null)
  const select = useRef(onSelect)
  select.current = onSelect
  const [ready, setReady] = useState(0)
  const [failed, setFailed] = useState(false)
  const part = <T,>(name: string): T | undefined => (viewer.current ? (viewer.current.get(name) as T) : undefined)

  useEffect(() => {
    if (!place.current) return
    const made = new NavigatedViewer({container: place.current})
    viewer.current = made
    let gone = false
    ;(made.get('eventBus') as EventBus).on('element.click', ({element}) => select.current(/Process$|Collaboration$|Participant$|Lane$|Flow$|Association$|Annotation$|Group$/.test(element.type) ? undefined : element.id.replace(/_label$/, '')))
    made
      .importXML(bpmn)
      .then(() => {
        if (gone) return
        const canvas = made.get('canvas') as Canvas
        // As high as the drawing needs at this width, so that nothing is drawn small in an empty field.
        const {inner} = canvas.viewbox()
        if (place.current && inner.width > 0) place.current.style.height = `${Math.round(Math.min(600, Math.max(LOWEST, inner.height * scaleFor(place.current.clientWidth, inner) + FOOT + 2 * EDGE)))}px`
        canvas.resized()
        show(canvas)
        if (begin) bring(canvas, (made.get('elementRegistry') as Registry).get(begin))
        setReady((n) => n + 1)
      })
      .catch(() => !gone && setFailed(true))
    return () => {
      gone = true
      viewer.current = null
      made.destroy()
    }
  }, [bpmn])

  const key = JSON.stringify(marks)
  useEffect(() => {
    const overlays = part<Overlays>('overlays')
    const registry = part<Registry>('elementRegistry')
    const canvas = part<Canvas>('canvas')
    if (!ready || !overlays || !registry || !canvas) return
    overlays.remove({type: 'counts'})
    for (const mark of marks) {
      if (!registry.get(mark.element)) continue
      // Counts above, times below: neither reaches into the next step.
      const times = mark.signs.filter((sign) => sign.look === 'late' || sign.look === 'time')
      const counts = mark.signs.filter((sign) => !times.includes(sign))
      if (counts.length > 0) overlays.add(mark.element, 'counts', {position: {top: -12, left: -10}, html: badge(counts), scale: {min: 0.9}})
      if (times.length > 0) overlays.add(mark.element, 'counts', {position: {bottom: 10, left: -10}, html: badge(times), scale: {min: 0.9}})
      if (mark.done !== undefined) canvas[mark.done > 0 ? 'addMarker' : 'removeMarker'](mark.element, css.visited!)
    }
    // Marks are compared by value.
  }, [ready, key])

  /** Marks these elements while they are named; says how to take it back. */
  const note = (elements: readonly string[], name: string) => {
    const canvas = part<Canvas>('canvas')
    const registry = part<Registry>('elementRegistry')
    const there = ready && canvas && registry ? elements.filter((element) => registry.get(element)) : []
    for (const element of there) canvas!.addMarker(element, name)
    return () => {
      for (const element of there) if (viewer.current && registry!.get(element)) canvas!.removeMarker(element, name)
    }
  }
  const chosen = selected.join(' ')
  const taken = path?.join(' ') ?? ''
  useEffect(() => note(selected, css.selected!), [ready, chosen])
  useEffect(() => note(path ?? [], css.taken!), [ready, taken])
  useEffect(() => {
    const canvas = part<Canvas>('canvas')
    if (ready && pointed && canvas) bring(canvas, part<Registry>('elementRegistry')?.get(pointed))
    return note(pointed ? [pointed] : [], css.pointed!)
  }, [ready, pointed])

  const zoom = (by: number) => {
    const canvas = part<Canvas>('canvas')
    if (canvas) canvas.zoom((canvas.zoom as unknown as () => number)() * by)
  }
  return (
    <div className={css.frame}>
      <div ref={place} className={css.canvas} role="group" aria-label={texts.diagramLabel} />
      {failed && <p className={css.failed}>{texts.diagramFailed}</p>}
      <div className={css.zoom}>
        <IconButton icon="plus_zoom" label={texts.zoomIn} onClick={() => zoom(1.25)} />
        <IconButton icon="minus_zoom" label={texts.zoomOut} onClick={() => zoom(0.8)} />
        <IconButton icon="fit" label={texts.fit} onClick={() => part<Canvas>('canvas')?.zoom('fit-viewport', 'auto')} />
      </div>
    </div>
  )
}
