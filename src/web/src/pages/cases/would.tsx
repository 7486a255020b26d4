// What the server says would happen, a line for each thing; or why it cannot be.
import type {UseQueryResult} from '@tanstack/react-query'
import {Refusal, type Schemas} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {Muted} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {texts} from './texts'
import css from './cases.module.css'

type Props = {query: Pick<UseQueryResult<Schemas['CaseChanges']>, 'data' | 'error'>; asked: boolean; /** Asks for it; without this it is asked as soon as enough is chosen. */ look?: () => void}

export function Would({query, asked, look}: Props) {
  return (
    <div className={css.would} role="status" aria-label={texts.would}>
      <strong>{texts.would}</strong>
      {!asked && (look ? <div><Button size="s" icon="search" onClick={look}>{texts.look}</Button></div> : <Muted>{texts.chooseFirst}</Muted>)}
      {asked && query.error instanceof Refusal && <ProblemNote problem={{...query.error.problem, holder: undefined}} />}
      {asked && query.data && !query.error && <ul lang={serverLang}>{query.data.changes.map((line) => <li key={line}>{line}</li>)}</ul>}
    </div>
  )
}
