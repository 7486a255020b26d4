// What belongs to a case: the one that called it and those that it called, what of it reached nobody, its records.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {discardsOfCase} from '~/api/queries'
import {A, at} from '~/ui/link'
import {Card, Facts} from '~/ui/page'
import {Tag} from '~/ui/status'
import {texts} from './texts'

type Other = Schemas['OtherCase']
const link = (one: Other) => <div key={one.case_id}><A href={`/cases/${one.case_id}`}>{one.process.title} {one.business_key || one.case_id}</A> <Tag>{texts.states[one.state]}</Tag></div>

export function Related({data}: {data: Schemas['Case']}) {
  const lost = useQuery(discardsOfCase(data.case_id))
  const total = lost.data?.total ?? 0
  return (
    <Card title={texts.related}>
      <Facts
        items={[
          [texts.caseId, <code key="id">{data.case_id}</code>],
          data.service && [texts.service, <A key="service" href={data.service.href}>{data.service.title}</A>],
          data.called_by && [texts.calledBy, link(data.called_by)],
          data.called.length > 0 && [texts.called, data.called.map(link)],
          [texts.sameKey, <A key="same" href={at('/cases', {key: data.business_key})}>{texts.casesOf(data.business_key)}</A>],
          data.tokens.some((token) => token.topic) && [texts.jobs, <A key="jobs" href={at('/jobs', {case_id: data.case_id})}>{texts.showJob}</A>],
          total > 0 && [texts.lost, <A key="lost" href={at('/discards', {case_id: data.case_id})}>{texts.lostN(total)}</A>],
          [texts.records, <A key="audit" href={at('/audit', {subject: data.case_id})}>{texts.inAudit}</A>],
        ]}
      />
    </Card>
  )
}
