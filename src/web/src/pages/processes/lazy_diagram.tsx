import {lazy, Suspense} from 'react'
import {useQuery} from '@tanstack/react-query'
import {diagram} from '~/api/queries'
import {Loaded, Skeleton} from '~/ui/loading'
import type {Shown} from './diagram'

const Diagram = lazy(() => import('./diagram'))

/** The diagram of a process in a version; its file and the viewer come when it is first shown. */
export function LazyDiagram({process, revision, ...rest}: Shown & {process: string; revision: string}) {
  const query = useQuery(diagram(process, revision))
  return (
    <Loaded query={query} skeleton={<Skeleton lines={2} tall />}>
      {({bpmn}) => (
        <Suspense fallback={<Skeleton lines={2} tall />}>
          <Diagram bpmn={bpmn} {...rest} />
        </Suspense>
      )}
    </Loaded>
  )
}
