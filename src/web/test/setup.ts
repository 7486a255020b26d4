// What jsdom lacks and the kit asks for.
import {afterEach} from 'vitest'

if (typeof window !== 'undefined') {
  const {cleanup, configure} = await import('@testing-library/react')
  configure({asyncUtilTimeout: 15_000})
  afterEach(cleanup)
  window.matchMedia ??= ((query: string) => ({matches: false, media: query, onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false})) as typeof matchMedia
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView ??= () => undefined
  window.scrollTo = () => undefined
} else {
  ;(globalThis as {location?: unknown}).location = new URL('http://localhost/')
}
