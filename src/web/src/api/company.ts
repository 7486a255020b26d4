// Whose company this is, who is here, what time it is there.
import {useEffect, useSyncExternalStore} from 'react'
import {queryOptions, useQuery, useSuspenseQuery} from '@tanstack/react-query'
import {clockRuns, companyNow, setClock} from '~/format/time'
import {client, read, sawPosition, type Schemas} from './client'
import {session} from './queries'

export const clockQuery = queryOptions({
  queryKey: ['clock'],
  meta: {topics: ['clock']},
  refetchInterval: 60_000,
  queryFn: async () => {
    const clock = await read(client.GET('/clock'))
    setClock(clock)
    tick()
    return clock
  },
})

/** The session is loaded before anything else is shown (shell). */
export function useSession(): Schemas['Session'] {
  return useSuspenseQuery(session).data
}
export const usePerson = () => useSession().person

/** Keeps the clock in step; once, in the shell. */
export function useCompanyClock(): Schemas['Clock'] {
  const here = useSession()
  const {data} = useQuery(clockQuery)
  const clock = data ?? here.clock
  useEffect(() => sawPosition(clock.position), [clock])
  return clock
}

let ticks = 0
const waiting = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
function tick() {
  ticks += 1
  waiting.forEach((call) => call())
}
function onTick(listener: () => void) {
  waiting.add(listener)
  timer ??= setInterval(() => clockRuns() && tick(), 1000)
  return () => {
    waiting.delete(listener)
    if (waiting.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}
/** The company's time in milliseconds, each second anew. */
export function useNow(): number {
  useSyncExternalStore(onTick, () => ticks)
  return companyNow()
}
