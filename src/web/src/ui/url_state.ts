// State of a page lives in its address, so that reload, back and a sent link restore it.
import {useLocation} from '@tanstack/react-router'
import {at, useGo} from './link'

/** Search parameters as plain text, `?state=open&state=taken`: no JSON in an address. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
  }
  return found
}
export function writeSearch(search: Record<string, unknown>): string {
  return at('', search as Record<string, string | string[] | undefined>)
}

export type UrlState = {
  get: (name: string) => string | undefined
  all: (name: string) => string[]
  set: (change: Record<string, string | string[] | undefined>, options?: {replace?: boolean}) => void
  /** The address of this page with that change. */
  href: (change: Record<string, string | string[] | undefined>) => string
}

export function useUrlState(): UrlState {
  const location = useLocation()
  const go = useGo()
  const search = parseSearch(location.searchStr)
  const href = (change: Record<string, string | string[] | undefined>) => at(location.pathname, {...search, ...change})
  return {
    get: (name) => [search[name]].flat()[0],
    all: (name) => [search[name]].flat().filter((value) => value !== undefined),
    set: (change, options) => go(href(change), options),
    href,
  }
}
