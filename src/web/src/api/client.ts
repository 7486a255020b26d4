// The API as the contract has it (src/app/api/openapi.yaml). Reads see our own writes: the position that a write answered
// travels with every later read. A refusal becomes a `Refusal` that carries the problem as the server worded it.
import createClient from 'openapi-fetch'
import {setReached} from './reach'
import type {components, paths} from './schema'
import {texts} from './texts'

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
    this.name = 'Refusal'
  }
}

let seen = 0
/** Position of our latest write or of the latest event heard; later reads wait for it. */
export function sawPosition(position: number) {
  seen = Math.max(seen, position)
}

export const client = createClient<paths>({baseUrl: `${location.origin}/api/v1`, fetch: (request) => globalThis.fetch(request), querySerializer: {array: {style: 'form', explode: true}}})
client.use({
  onRequest({request}) {
    if (request.method === 'GET' && seen > 0) request.headers.set('Drivetrain-Position', String(seen))
    return request
  },
})

type Answer<T> = {data?: T; error?: unknown; response: Response}

function problemOf(error: unknown, response: Response): Problem {
  if (error && typeof error === 'object' && 'detail' in error) return error as Problem
  return {
    type: 'about:blank',
    title: texts.strange,
    status: response.status,
    detail: texts.answered(`${response.status} ${response.statusText}`.trim()),
    help: texts.strangeHelp,
  }
}

function unreachable(cause: unknown): Problem {
  return {
    type: 'about:blank',
    title: texts.silent,
    status: 0,
    detail: cause instanceof Error ? cause.message : texts.noAnswer,
    help: texts.silentHelp,
  }
}

/** Nobody answered, which is no refusal. */
export const isSilence = (error: unknown) => error instanceof Refusal && error.problem.status === 0

/** The data of an answer; throws a Refusal otherwise. */
export async function read<T>(answer: Promise<Answer<T>>): Promise<T> {
  let result: Answer<T>
  try {
    result = await answer
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    setReached(false)
    throw new Refusal(unreachable(cause))
  }
  setReached(true)
  if (!result.response.ok) throw new Refusal(problemOf(result.error, result.response))
  return result.data as T
}

/** As `read`, for a write: remembers its position. */
export async function write<T extends {position: number}>(answer: Promise<Answer<T>>): Promise<T> {
  const accepted = await read(answer)
  sawPosition(accepted.position)
  return accepted
}
