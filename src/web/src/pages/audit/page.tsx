// The journal, searched: by words, by who asked, by what it is about, by kind and time. Each record opens the chain of why.
import {useEffect, useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {audit, people, type AuditFilter} from '~/api/queries'
import {addDays, fullTime, instantOf} from '~/format/time'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Pick, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Tag} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {actorName, AuditFrame, Marks, type AuditRecord} from './frame'
import {texts} from './texts'
import {texts as uiTexts} from '~/ui/texts'
import css from './page.module.css'

const FILTERS = ['q', 'subject', 'type', 'actor', 'kind', 'from', 'to'] as const

/** A text in the address, typed without a request for each letter. */
function useTyped(name: string) {
  const url = useUrlState()
  const there = url.get(name) ?? ''
  const [typed, setTyped] = useState(there)
  useEffect(() => setTyped(there), [there])
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() !== there) url.set({[name]: typed.trim() || undefined}, {replace: true})
    }, 300)
    return () => clearTimeout(timer)
  }, [typed])
  return [typed, setTyped] as const
}

export function AuditPage() {
  const url = useUrlState()
  const kind = url.get('kind') as Schemas['RecordKind'] | undefined
  const [words, setWords] = useTyped('q')
  const [subject, setSubject] = useTyped('subject')
  const [type, setType] = useTyped('type')
  const everybody = useQuery(people)
  const [from, to] = [url.get('from'), url.get('to')]
  const filter: AuditFilter = {
    q: url.get('q'), subject: url.get('subject'), type: url.get('type'), actor: url.get('actor'), kind,
    from: from && instantOf(`${from}T00:00`), to: to && instantOf(`${addDays(to, 1)}T00:00`),
  }
  const query = useInfiniteQuery(audit(filter))
  const {rows, more} = pages(query)
  const filtered = FILTERS.some((name) => url.get(name))
  return (
    <AuditFrame>
      <Card flush label={texts.search}>
        <div className={css.filters}>
          <TextField label={texts.words} required hint={texts.wordsHint} type="search" value={words} onChange={setWords} />
          <Pick label={texts.who} required placeholder={texts.anybody} value={url.get('actor')} onChange={(actor) => url.set({actor}, {replace: true})} options={(everybody.data?.items ?? []).map((one) => ({value: one.id, title: one.name, text: one.roles[0]?.role.title}))} />
          <TextField label={texts.subject} required hint={texts.subjectHint} type="search" value={subject} onChange={setSubject} />
          <TextField label={texts.typeFilter} required type="search" value={type} onChange={setType} />
          <TextField label={texts.from} required type="date" value={from ?? ''} onChange={(value) => url.set({from: value || undefined}, {replace: true})} />
          <TextField label={texts.to} required type="date" value={to ?? ''} onChange={(value) => url.set({to: value || undefined}, {replace: true})} />
          <div className={css.kind}>
            <Choice label={texts.kind} value={kind ?? ''} onChange={(value) => url.set({kind: value || undefined}, {replace: true})} options={[{value: '', title: texts.all}, {value: 'command', title: texts.command}, {value: 'event', title: texts.event}]} />
            {filtered && <Button look="quiet" icon="close" onClick={() => url.set(Object.fromEntries(FILTERS.map((name) => [name, undefined])), {replace: true})}>{texts.clear}</Button>}
          </div>
        </div>
        <Loaded query={query}>
          {() => (

              <Table<AuditRecord>
                label={texts.title}
                rows={rows}
                list={{path: '/audit', query: filter}}
                more={rows.length > 0 ? more : undefined}
                rowKey={(row) => String(row.position)}
                href={(row) => `/audit/records/${row.position}`}
                empty={<Empty icon="search" title={more.has ? texts.noneYet : texts.none} action={more.has ? <Button busy={more.loading} onClick={more.load}>{uiTexts.showMore}</Button> : undefined} />}
                columns={[
                  {key: 'position', title: texts.position, cell: (row) => <code>{row.position}</code>},
                  {key: 'text', title: texts.what, main: true, width: '42%', cell: (row) => row.text},
                  {key: 'type', title: texts.type, cell: (row) => <><Tag>{row.type}</Tag> <Marks record={row} /></>},
                  {key: 'actor', title: texts.actor, cell: (row) => actorName(row)},
                  {key: 'when', title: texts.when, cell: (row) => <time dateTime={row.at}>{fullTime(row.at)}</time>},
                  {key: 'model', title: texts.model, wideOnly: true, cell: (row) => <code>{row.model.slice(0, 7)}</code>},
                ]}
              />

          )}
        </Loaded>
      </Card>
    </AuditFrame>
  )
}
