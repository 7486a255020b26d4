// One record in its chain: back to the first cause, and on to what it led to.
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {auditRecord} from '~/api/queries'
import {plain, words} from '~/format/number'
import {fullTime} from '~/format/time'
import {LinkButton} from '~/ui/button'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Small, Split} from '~/ui/page'
import {Tag} from '~/ui/status'
import {actorName, Marks, type AuditRecord} from './frame'
import {texts} from './texts'
import css from './page.module.css'

export function RecordPage() {
  const {position} = useParams({strict: false}) as {position: string}
  const query = useQuery(auditRecord(Number(position)))
  return (
    <Loaded query={query}>
      {({record, causes, consequences, more, href}) => (
        <Page
          title={record.text}
          crumbs={[{title: texts.title, href: '/audit'}]}
          meta={
            <>
              <span>{texts.record(record.position)}</span>
              <time dateTime={record.at}>{fullTime(record.at)}</time>
              <span>{actorName(record)}</span>
              <Tag>{record.type}</Tag>
              <Marks record={record} />
            </>
          }
          actions={
            <>
              <LinkButton href={`/audit/past?position=${record.position}`} icon="clock">{texts.showThen}</LinkButton>
              {href && <LinkButton href={href} icon="right">{texts.subjectPage}</LinkButton>}
            </>
          }
        >
          <Split
            aside={
              <Card title={texts.content}>
                <Facts items={[[texts.kind, record.kind === 'command' ? texts.command : texts.event], [texts.model, <code key="model">{record.model.slice(0, 8)}</code>], ...Object.entries(record.payload ?? {}).filter(([, value]) => value !== '').map(([name, value]): [string, React.ReactNode] => [words(name), <Value key={name} value={value} />])]} />
              </Card>
            }
          >
            <Card title={texts.before}>
              {causes.length === 0 ? <Small>{texts.first}</Small> : <Chain records={[...causes, record]} here={record.position} />}
            </Card>
            <Card title={texts.after}>
              {consequences.length === 0 ? <Small>{texts.nothingAfter}</Small> : <Tree records={consequences} under={record.position} />}
              {more && <Small>{texts.moreAfter}</Small>}
            </Card>
          </Split>
        </Page>
      )}
    </Loaded>
  )
}

function Value({value}: {value: unknown}) {
  return typeof value === 'object' && value !== null ? <pre className={css.value} tabIndex={0}>{JSON.stringify(value, null, 1)}</pre> : <span className={css.plain}>{plain(value)}</span>
}

function Line({record, here}: {record: AuditRecord; here?: boolean}) {
  return (
    <div className={css.link} data-here={here || undefined} data-refused={record.refused || undefined}>
      <p>{here ? <strong>{record.text}</strong> : <A href={`/audit/records/${record.position}`}>{record.text}</A>}</p>
      <p className={css.meta}>
        <code>#{record.position}</code> {record.type} · {actorName(record)} · {fullTime(record.at)} <Marks record={record} />
      </p>
    </div>
  )
}

function Chain({records, here}: {records: readonly AuditRecord[]; here: number}) {
  return (
    <ol className={css.chain}>
      {records.map((record) => (
        <li key={record.position}><Line record={record} here={record.position === here} /></li>
      ))}
    </ol>
  )
}

/** Each under what caused it. */
function Tree({records, under}: {records: readonly AuditRecord[]; under: number}) {
  const own = records.filter((record) => record.cause === under)
  if (own.length === 0) return null
  return (
    <ol className={css.tree}>
      {own.map((record) => (
        <li key={record.position}>
          <Line record={record} />
          <Tree records={records} under={record.position} />
        </li>
      ))}
    </ol>
  )
}
