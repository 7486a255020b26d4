// Release notes: what each version changes for which unit, and whether whoever leads the unit said that they know.
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {releaseNote, releaseNotes} from '~/api/queries'
import {fullTime} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Split} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Badge, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {Choice} from '~/ui/tabs'
import {When} from '~/ui/time'
import {useUrlState} from '~/ui/url_state'
import {ChangeTabs} from './page'
import {shortRevision} from './parts'
import {texts} from './texts'
import css from './changes.module.css'

type Note = Schemas['ReleaseNote']
const TONES: Record<Note['state'], Tone> = {open: 'accent', escalated: 'alarm', acknowledged: 'ok'}

export function NoteState({note}: {note: Note}) {
  return note.state === 'open' && note.late ? <Badge tone="warn">{texts.noteLate}</Badge> : <Badge tone={TONES[note.state]}>{texts.noteStates[note.state]}</Badge>
}

export function NotesPage() {
  const url = useUrlState()
  const state = url.get('state') as 'open' | 'acknowledged' | undefined
  const revision = url.get('revision')
  const query = useInfiniteQuery(releaseNotes({state, revision}))
  const {rows, more} = pages(query)
  return (
    <Page title={texts.title} lead={texts.lead} tabs={<ChangeTabs current="notes" />}>
      <Card
        title={texts.notes}
        flush
        actions={<Choice label={texts.state} value={state ?? ''} onChange={(chosen) => url.set({state: chosen || undefined}, {replace: true})} options={[{value: '', title: texts.noteAll}, {value: 'open', title: texts.noteOpen}, {value: 'acknowledged', title: texts.noteStates.acknowledged}]} />}
      >
        <p className={css.noteLead}>
          {texts.notesLead} {revision && <>{texts.onlyVersion} {shortRevision(revision)} <Button size="s" look="quiet" icon="close" onClick={() => url.set({revision: undefined})}>{texts.everyVersion}</Button></>}
        </p>
        <Loaded query={query}>
          {() => (
            <Table<Note>
              label={texts.notes}
              rows={rows}
              list={{path: '/release-notes', query: {state, revision}}}
              more={more}
              rowKey={(row) => row.note}
              href={(row) => `/changes/notes/${row.note}`}
              empty={<Empty icon="changes" title={texts.noNotes}>{texts.noNotesText}</Empty>}
              columns={[
                {key: 'unit', title: texts.unit, main: true, cell: (row) => row.unit.title},
                {key: 'version', title: texts.version, cell: (row) => shortRevision(row.revision)},
                {key: 'changes', title: texts.changesOf, numeric: true, cell: (row) => row.changes},
                {key: 'state', title: texts.state, cell: (row) => <NoteState note={row} />},
                {key: 'who', title: texts.noteWho, cell: (row) => (row.acknowledged_by ? <PersonName person={row.acknowledged_by} /> : <HolderName holder={row.holder} />)},
                {key: 'when', title: texts.noteWhen, cell: (row) => (row.acknowledged_at ? <When at={row.acknowledged_at} /> : <>{texts.until} <When at={row.until} /></>)},
              ]}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}

export function NotePage() {
  const {note} = useParams({strict: false}) as {note: string}
  const query = useQuery(releaseNote(note))
  return <Loaded query={query}>{(data) => <NoteView note={data} />}</Loaded>
}

/** What is touched, priorities first, as the command line's note has it. */
const TOUCHES = ['weights', 'rights', 'standards', 'processes', 'rhythms', 'form', 'intent'] as const

function NoteView({note}: {note: Schemas['ReleaseNoteText']}) {
  const act = useAct({act: () => write(client.POST('/release-notes/{note}/acknowledge', {params: {path: {note: note.note}}, body: {}})), done: texts.noteDone})
  return (
    <Page
      title={texts.noteTitle(note.unit.title)}
      lead={texts.noteLead(note.changes, note.others)}
      crumbs={[{title: texts.title, href: '/changes'}, {title: texts.notes, href: '/changes/notes'}]}
      meta={<><NoteState note={note} /><span>{texts.sent} {fullTime(note.sent_at)}</span></>}
      actions={note.may_acknowledge && <Button look="primary" icon="check" busy={act.pending} onClick={() => act.run(undefined)}>{texts.acknowledge}</Button>}
    >
      <ProblemNote problem={act.problem} />
      <Split
        aside={
          <Card>
            <Facts
              items={[
                [texts.unit, <A key="u" href={note.unit.href}>{note.unit.title}</A>],
                [texts.version, shortRevision(note.revision)],
                note.change && [texts.change, <A key="c" href={note.change.href}>{note.change.title}</A>],
                note.reason !== undefined && [texts.reason, note.reason],
                note.acknowledged_by
                  ? [texts.acknowledgedBy, <span key="a"><PersonName person={note.acknowledged_by} />{note.acknowledged_at && <span className={css.sub}> <When at={note.acknowledged_at} /></span>}</span>]
                  : [texts.waitsFor, <HolderName key="w" holder={note.holder} why />],
                !note.acknowledged_by && [texts.noteUntil, <When key="t" at={note.until} />],
                note.passed_to.length > 0 && [texts.passedTo, note.passed_to.map((role) => role.title).join(', ')],
              ]}
            />
          </Card>
        }
      >
        {TOUCHES.map((touch) => {
          const lines = note.lines.filter((one) => one.touch === touch)
          return lines.length === 0 ? null : (
            <Card key={touch} title={texts.touchTitles[touch]}>
              <ul className={css.noteLines}>
                {lines.map((one) => (
                  <li key={one.text}>
                    <span lang={serverLang}><A href={one.entity.href}>{one.text}</A></span>
                    <p className={css.sub}>{texts.because} <span lang={serverLang}>{one.because}</span></p>
                  </li>
                ))}
              </ul>
            </Card>
          )
        })}
      </Split>
    </Page>
  )
}
