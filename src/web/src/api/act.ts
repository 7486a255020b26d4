// An act of a person: one write. It waits for the answer, keeps the refusal for the form that asked, and says what was done.
import {useMutation, useQueryClient} from '@tanstack/react-query'
import {say} from '~/ui/announce'
import {Refusal, type Problem} from './client'
import {session} from './queries'

export type Act<Input> = {
  run: (input: Input) => void
  pending: boolean
  problem: Problem | undefined
  clear: () => void
}

export function useAct<Input, Output>(options: {
  act: (input: Input) => Promise<Output>
  /** Said when it is done; a function may look at the input. */
  done?: string | ((output: Output, input: Input) => string)
  onDone?: (output: Output, input: Input) => void
}): Act<Input> {
  const queries = useQueryClient()
  const mutation = useMutation({
    mutationFn: options.act,
    onError: (error) => {
      // A refusal is recorded, and often it means that what the page shows is old.
      if (!(error instanceof Refusal) || error.problem.status === 0) return
      void queries.invalidateQueries({predicate: (query) => query.meta?.topics !== undefined})
      if (error.problem.status === 401) void queries.invalidateQueries({queryKey: session.queryKey})
    },
    onSuccess: (output, input) => {
      if (options.done) say(typeof options.done === 'string' ? options.done : options.done(output, input))
      // The stream tells the same a moment later; a person should not wait for it.
      void queries.invalidateQueries({predicate: (query) => query.meta?.topics !== undefined})
      options.onDone?.(output, input)
    },
  })
  return {
    run: (input) => mutation.mutate(input),
    pending: mutation.isPending,
    problem: mutation.error instanceof Refusal ? mutation.error.problem : undefined,
    clear: () => mutation.reset(),
  }
}
