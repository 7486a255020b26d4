// The journal, read: who asked what, what was refused and why, what happened because of it.
import {useEffect, useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {audit, verdict} from '~/api/queries'
import {number} from '~/format/number'
import {fullTime} from '~/format/time'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {Badge, Tag} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {texts} from './texts'
import css from './page.module.css'

type Record_ = Schemas['AuditRecord']

export function AuditPage() {
  const url = useUrlState()
  const kind = url.get('kind') as Schemas['RecordKind'] | undefined
  const [subject, setSubject] = useState(url.get('subject') ?? '')
  const [type, setType] = useState(url.get('type') ?? '')
  useEffect(() => {
    const timer = setTimeout(() => url.set({subject: subject.trim() || undefined, type: type.trim() || undefined}, {replace: true}), 300)
    return () => clearTimeout(timer)
  }, [subject, type])
  const query = useInfiniteQuery(audit({subject: url.get('subject'), type: url.get('type'), actor: url.get('actor'), kind}))
  const {rows, more} = pages(query)
  const check = useQuery(verdict)
  return (
    <Page title={texts.title} lead={texts.lead} actions={<Button icon="audit" busy={check.isFetching} onClick={() => void check.refetch()}>{texts.verify}</Button>}>
      {check.data && (
        <p className={css.verdict} role="status">
          <Badge tone={check.data.ok ? 'ok' : 'alarm'}>{check.data.ok ? texts.verified(number(check.data.records)) : texts.broken(check.data.first_altered ?? 0)}</Badge>
          {check.data.head && <span>{texts.head} <code>{check.data.head.slice(0, 16)}</code></span>}
        </p>
      )}
      <Card flush label={texts.title}>
        <div className={css.filters}>
          <TextField label={texts.subject} required hint={texts.subjectHint} type="search" value={subject} onChange={setSubject} />
          <TextField label={texts.typeFilter} required type="search" value={type} onChange={setType} />
          <Choice label={texts.kind} value={kind ?? ''} onChange={(value) => url.set({kind: value || undefined}, {replace: true})} options={[{value: '', title: texts.all}, {value: 'command', title: texts.command}, {value: 'event', title: texts.event}]} />
        </div>
        <Loaded query={query}>
          {() => (
            <Table<Record_>
              label={texts.title}
              rows={rows}
              more={more}
              rowKey={(row) => String(row.position)}
              empty={<Empty icon="search" title={texts.none} />}
              columns={[
                {key: 'position', title: texts.position, cell: (row) => <code>{row.position}</code>},
                {key: 'text', title: texts.what, main: true, cell: (row) => <What record={row} />},
                {key: 'type', title: texts.type, cell: (row) => <><Tag>{row.type}</Tag> {row.refused && <Badge tone="alarm">{texts.refused} {row.code}</Badge>} {row.erased && <Badge tone="no_data">{texts.erased}</Badge>}</>},
                {key: 'actor', title: texts.actor, cell: (row) => row.actor.name ?? `${row.actor.kind} ${row.actor.id}`},
                {key: 'when', title: texts.when, cell: (row) => <time dateTime={row.at}>{fullTime(row.at)}</time>},
                {key: 'model', title: texts.model, wideOnly: true, cell: (row) => <code>{row.model.slice(0, 7)}</code>},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}

function What({record}: {record: Record_}) {
  return (
    <details className={css.what}>
      <summary>{record.text}</summary>
      <pre tabIndex={0}>{JSON.stringify(record.payload ?? {}, null, 2)}</pre>
      {record.cause > 0 && <p>{texts.cause} #{record.cause}</p>}
    </details>
  )
}
