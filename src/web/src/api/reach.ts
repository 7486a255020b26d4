// Whether the server answers. Every answer says that it does, every silence that it does not; the device's own opinion comes on top.
import {useSyncExternalStore} from 'react'

let reached = true
const listeners = new Set<() => void>()

export function setReached(value: boolean) {
  if (reached === value) return
  reached = value
  listeners.forEach((listener) => listener())
}
export const isReached = () => reached
export function onReach(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** False while nothing answers: what is shown was read before. */
export const useReached = () => useSyncExternalStore(onReach, isReached)

if (typeof window !== 'undefined') window.addEventListener('offline', () => setReached(false))
