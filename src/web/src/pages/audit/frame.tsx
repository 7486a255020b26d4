// What the pages of the journal share: tabs, one record in a line.
import type {ReactNode} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {verdict} from '~/api/queries'
import {number} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {Page} from '~/ui/page'
import {Badge} from '~/ui/status'
import {Tabs} from '~/ui/tabs'
import {texts} from './texts'
import css from './page.module.css'

export type AuditRecord = Schemas['AuditRecord']
export const actorName = (record: AuditRecord) => record.actor.name ?? `${record.actor.kind} ${record.actor.id}`

export function AuditFrame({children}: {children: ReactNode}) {
  const check = useQuery(verdict)
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={<Button icon="audit" busy={check.isFetching} onClick={() => void check.refetch()}>{texts.verify}</Button>}
      tabs={<Tabs label={texts.title} items={[{href: '/audit', title: texts.search}, {href: '/audit/past', title: texts.past}]} />}
    >
      {check.data && (
        <p className={css.verdict} role="status">
          <Badge tone={check.data.ok ? 'ok' : 'alarm'}>{check.data.ok ? texts.verified(number(check.data.records)) : check.data.first_altered === undefined ? texts.endLost : texts.broken(check.data.first_altered)}</Badge>
          {check.data.first_altered === undefined && check.data.problem && <span lang={serverLang}>{check.data.problem}</span>}
          {check.data.head && <span>{texts.head} <code>{check.data.head.slice(0, 16)}</code></span>}
        </p>
      )}
      {children}
    </Page>
  )
}

export function Marks({record}: {record: AuditRecord}) {
  return (
    <>
      {record.refused && <Badge tone="alarm">{texts.refused} {record.code}</Badge>} {record.erased && <Badge tone="no_data">{texts.erased}</Badge>}
    </>
  )
}
