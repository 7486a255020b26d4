// A refusal, as the server worded it: what, why, who may, what next.
import {type ReactNode} from 'react'
import {Refusal, type Problem} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {HolderName} from './people'
import {Icon} from './icon'
import {Button} from './button'
import {texts} from './texts'
import css from './problem.module.css'

export function ProblemNote({problem, children}: {problem: Problem | undefined; children?: ReactNode}) {
  if (!problem) return null
  // What did not come from the server is worded here, in the language of the page.
  const lang = problem.status > 0 ? serverLang : undefined
  return (
    <div className={css.note} role="alert">
      <Icon name="stop" size={20} className={css.mark} />
      <div className={css.text}>
        <p className={css.title}>
          {/* In words that a person on the floor would use; the server's own title otherwise. */}
          {texts.refusals[problem.code ?? ''] ?? <span lang={lang}>{problem.title}</span>} {problem.code && <span className={css.code}>{problem.code}</span>}
        </p>
        <p lang={lang}>{problem.detail}</p>
        {problem.errors?.map((error) => (
          <p key={error.pointer} className={css.field} lang={lang}>
            <code>{error.pointer.replace(/^\//, '').replaceAll('/', ' › ')}</code> {error.detail}
          </p>
        ))}
        {problem.holder && (
          <div className={css.holder}>
            <span className={css.who}>{texts.whoMay}</span>
            <HolderName holder={problem.holder} why />
          </div>
        )}
        {problem.help && <p className={css.help} lang={lang}>{problem.help}</p>}
        {children}
      </div>
    </div>
  )
}

/** For a page or a card that could not be read. */
export function ReadProblem({error, again}: {error: unknown; again?: () => void}) {
  const problem: Problem =
    error instanceof Refusal ? error.problem : {type: 'about:blank', title: texts.failed, status: 0, detail: error instanceof Error ? error.message : String(error), help: texts.failedHelp}
  return (
    <ProblemNote problem={problem}>
      {again && (
        <div>
          <Button size="s" onClick={again}>{texts.again}</Button>
        </div>
      )}
    </ProblemNote>
  )
}
