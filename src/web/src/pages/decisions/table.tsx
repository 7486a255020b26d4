// One decision table: as it reads, tried with inputs, how often each rule matched, and what the compiler says of it.
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {decisionTable} from '~/api/queries'
import {number} from '~/format/number'
import {Button, LinkButton} from '~/ui/button'
import {A, at} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Small, Split} from '~/ui/page'
import {Badge, Tag} from '~/ui/status'
import {When} from '~/ui/time'
import {Findings} from '../changes/parts'
import {TryForm, useTrial} from './table_try'
import {TableView} from './table_view'
import {texts} from './texts'
import css from './decisions.module.css'

export function TablePage() {
  const {decision} = useParams({strict: false}) as {decision: string}
  const query = useQuery(decisionTable(decision))
  return <Loaded query={query}>{(table) => <OneTable key={table.id} table={table} />}</Loaded>
}

function OneTable({table}: {table: Schemas['DecisionTable']}) {
  const trial = useTrial(table)
  const tried = (name: string) => trial.result?.tables?.find((hit) => hit.name === name)
  const toForm = () => {
    const form = document.getElementById('try')
    form?.scrollIntoView({block: 'start'})
    form?.querySelector<HTMLElement>('input')?.focus({preventScroll: true})
  }
  const editHref = (element?: string, rule?: string[]) => at('/changes/new', {edit: 'table', decision: table.id, ...(rule ? {element, rule} : {})})
  return (
    <Page
      title={table.title}
      lead={table.description ?? table.question}
      crumbs={[{title: texts.title, href: '/decisions'}, {title: texts.tables, href: '/decisions/tables'}]}
      meta={
        <>
          <A href={table.decision.href}>{texts.theRight}</A>
          <code>{table.file}#{table.element}</code>
          {table.errors + table.warnings === 0 ? <Badge tone="ok">{texts.sound}</Badge> : <Badge tone={table.errors > 0 ? 'alarm' : 'warn'}>{texts.findingsCount(table.errors + table.warnings)}</Badge>}
          <span>{texts.model} <code>{table.revision.slice(0, 7)}</code></span>
        </>
      }
      actions={
        <>
          <Button icon="play" onClick={toForm}>{texts.tryIt}</Button>
          <LinkButton href={editHref()} icon="changes">{texts.proposeCells}</LinkButton>
        </>
      }
      wide
    >
      <Split
        aside={
          <>
            <Card title={texts.tryIt} id="try">
              <TryForm table={table} trial={trial} />
            </Card>
            <Card title={texts.use}>
              <dl className={css.big}>
                <div><dt>{texts.asked}</dt><dd>{number(table.asked)}</dd></div>
                <div><dt>{texts.followed}</dt><dd>{number(table.followed)}</dd></div>
                <div><dt>{texts.overridden}</dt><dd>{number(table.overridden)}</dd></div>
                <div><dt>{texts.undecided}</dt><dd>{number(table.undecided)}</dd></div>
              </dl>
              {table.counted_since && <Small>{texts.countedSince} <When at={table.counted_since} />. {texts.countedHow}</Small>}
            </Card>
          </>
        }
      >
        {table.tables.map((one) => (
          <Card key={one.name + one.line} title={one.name} flush>
            <TableView
              table={one}
              trial={tried(one.name)}
              findings={table.findings}
              onTry={(gap) => {
                trial.fill(one.inputs, gap.inputs ?? [])
                toForm()
              }}
              addHref={(gap) => editHref(one.element, gap.rule ?? gap.inputs ?? [])}
            />
          </Card>
        ))}
        {table.findings.length > 0 && (
          <Card title={texts.findings}>
            <Findings findings={table.findings} />
          </Card>
        )}
        <Card title={texts.outcomes}>
          <span className={css.facts}>{table.outcomes.map((one) => <Tag key={one}>{one}</Tag>)}</span>
        </Card>
      </Split>
    </Page>
  )
}
