// Waiting: nothing for 200 ms, then the outline of what will come. Most answers are here before.
import {useEffect, useState, type ReactNode} from 'react'
import type {UseQueryResult} from '@tanstack/react-query'
import {ReadProblem} from './problem'
import {texts} from './texts'
import css from './loading.module.css'

export function Skeleton({lines = 4, tall}: {lines?: number; tall?: boolean}) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={css.skeleton} aria-busy="true" aria-live="polite">
      <span className="visually-hidden">{texts.loading}</span>
      {Array.from({length: lines}, (_, index) => (
        <div key={index} className={tall ? css.tall : css.bar} style={tall ? undefined : {width: `${[92, 78, 85, 64, 88][index % 5]}%`}} />
      ))}
    </div>
  )
}

/** What a query found, or why not. */
export function Loaded<T>({query, children, skeleton}: {query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>; children: (data: T) => ReactNode; skeleton?: ReactNode}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ReadProblem error={query.error} again={() => void query.refetch()} />
  return <>{skeleton ?? <Skeleton lines={3} tall />}</>
}
