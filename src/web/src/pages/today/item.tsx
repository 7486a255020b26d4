// One piece of work: what it is, why it stands where it stands, and how it is done beside it.
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {Refusal, type Schemas} from '~/api/client'
import {workItem} from '~/api/queries'
import {serverLang} from '~/i18n/language'
import {LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Split} from '~/ui/page'
import {PersonName} from '~/ui/people'
import {Tag} from '~/ui/status'
import {Due, When} from '~/ui/time'
import {HowItIsDone} from '~/ui/work/standards'
import {CompleteForm} from './complete'
import {nameOf} from './name'
import {Acts, Whose, Why} from './work'
import {texts} from './texts'
import css from './work.module.css'

export function WorkPage() {
  const {item} = useParams({strict: false}) as {item: string}
  const query = useQuery(workItem(item))
  const gone = query.error instanceof Refusal && query.error.problem.status === 404
  if (gone) {
    return (
      <Page title={texts.gone} crumbs={[{title: texts.title, href: '/today'}]}>
        <Card>
          <Empty icon="check" title={texts.goneText} action={<LinkButton href={`/audit?subject=${item}`}>{texts.story}</LinkButton>} />
        </Card>
      </Page>
    )
  }
  return <Loaded query={query}>{(data) => <Work item={data} />}</Loaded>
}

function Work({item}: {item: Schemas['WorkItem']}) {
  const doing = item.may.includes('resolve') || (item.may.includes('complete') && (item.state === 'started' || !item.may.includes('start')))
  return (
    <Page
      title={nameOf(item)}
      crumbs={[{title: texts.title, href: '/today'}]}
      lead={item.state === 'ready' && item.reasons[0] ? <span lang={serverLang}>{item.reasons[0]}</span> : undefined}
      meta={
        <>
          {item.tier && <Tag>{item.tier}</Tag>}
          {item.customer && <span>{item.customer}</span>}
          <A href={`/cases/${item.case_id}`}>{item.process.title}</A>
          {item.promised && <Due at={item.promised} word={texts.promised} />}
          {item.person && item.person.id !== item.assignee?.id && <PersonName person={item.person} />}
          <Whose item={item} always />
          {item.started_at && <span>{texts.since} <When at={item.started_at} /></span>}
        </>
      }
      actions={<Acts item={item} prominent all onPage />}
    >
      <Split aside={<Card title={texts.how}><HowItIsDone item={item.item} /></Card>}>
        {doing && <Card title={texts.toDo}><CompleteForm key={item.item} item={item} /></Card>}
        <Card title={texts.why}><div className={css.plain}><Why item={item} /></div></Card>
      </Split>
    </Page>
  )
}
