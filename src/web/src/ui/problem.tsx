// A refusal, as the server worded it: what, why, who may, what next.
import {type ReactNode} from 'react'
import {Refusal, type Problem} from '~/api/client'
import {HolderName} from './people'
import {Icon} from './icon'
import {Button} from './button'
import css from './problem.module.css'

/** In words that a person on the floor would use; the server's own title otherwise. */
const TITLES: Record<string, string> = {'DT-X904': 'Somebody else decides this', 'DT-X905': 'A reason is required', 'DT-X907': 'The model has changed meanwhile', 'DT-X908': 'The compiler refuses it'}

export function ProblemNote({problem, children}: {problem: Problem | undefined; children?: ReactNode}) {
  if (!problem) return null
  return (
    <div className={css.note} role="alert">
      <Icon name="stop" size={20} className={css.mark} />
      <div className={css.text}>
        <p className={css.title}>
          {TITLES[problem.code ?? ''] ?? problem.title} {problem.code && <span className={css.code}>{problem.code}</span>}
        </p>
        <p>{problem.detail}</p>
        {problem.errors?.map((error) => (
          <p key={error.pointer} className={css.field}>
            <code>{error.pointer.replace(/^\//, '').replaceAll('/', ' › ')}</code> {error.detail}
          </p>
        ))}
        {problem.holder && (
          <div className={css.holder}>
            <span className={css.who}>Who may</span>
            <HolderName holder={problem.holder} why />
          </div>
        )}
        {problem.help && <p className={css.help}>{problem.help}</p>}
        {children}
      </div>
    </div>
  )
}

/** For a page or a card that could not be read. */
export function ReadProblem({error, again}: {error: unknown; again?: () => void}) {
  const problem: Problem =
    error instanceof Refusal ? error.problem : {type: 'about:blank', title: 'This page failed', status: 0, detail: error instanceof Error ? error.message : String(error), help: 'Reload the page. If it stays, report it with this text.'}
  return (
    <ProblemNote problem={problem}>
      {again && (
        <div>
          <Button size="s" onClick={again}>Try again</Button>
        </div>
      )}
    </ProblemNote>
  )
}
