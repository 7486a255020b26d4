// The chart library comes only with the first chart.
import {lazy, Suspense, type ComponentProps} from 'react'
import {Skeleton} from './loading'

const Chart = lazy(() => import('./chart'))
export function LazyChart(props: ComponentProps<typeof Chart>) {
  return (
    <Suspense fallback={<Skeleton lines={1} tall />}>
      <Chart {...props} />
    </Suspense>
  )
}
