// What the server says would happen, a line for each thing; or why it cannot be.
import type {UseQueryResult} from '@tanstack/react-query'
import {Refusal, type Schemas} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {Muted} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {texts} from './texts'
import css from './cases.module.css'

export function Would({query, asked}: {query: Pick<UseQueryResult<Schemas['CaseChanges']>, 'data' | 'error'>; asked: boolean}) {
  return (
    <div className={css.would} role="status" aria-label={texts.would}>
      <strong>{texts.would}</strong>
      {!asked && <Muted>{texts.chooseFirst}</Muted>}
      {asked && query.error instanceof Refusal && <ProblemNote problem={{...query.error.problem, holder: undefined}} />}
      {asked && query.data && !query.error && <ul lang={serverLang}>{query.data.changes.map((line) => <li key={line}>{line}</li>)}</ul>}
    </div>
  )
}
