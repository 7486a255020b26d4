// One proposal: the difference in words first, then what it would do, what the compiler says, and the files.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {change} from '~/api/queries'
import {serverLang} from '~/i18n/language'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {A, useGo} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Small, Split} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Badge, Tag} from '~/ui/status'
import {When} from '~/ui/time'
import {Timeline} from '~/ui/timeline'
import {CHANGE_TONES} from './page'
import {ElsewhereView, FileDiff, FindingCounts, Findings, ImpactView, InWords, shortRevision} from './parts'
import {texts} from './texts'

export function ChangePage() {
  const {change: id} = useParams({strict: false}) as {change: string}
  const query = useQuery(change(id))
  return <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
}

function View({data}: {data: Schemas['Change']}) {
  const [withdrawing, setWithdrawing] = useState(false)
  const open = data.state === 'proposed'
  return (
    <Page
      title={data.title}
      lead={data.reason}
      crumbs={[{title: texts.title, href: '/changes'}]}
      meta={
        <>
          <Badge tone={CHANGE_TONES[data.state]}>{texts.states[data.state]}</Badge>
          <FindingCounts errors={data.errors} warnings={data.warnings} />
          {data.touches.map((one) => <Tag key={one}>{one}</Tag>)}
          <span><PersonName person={data.by} /></span>
          <span><When at={data.proposed_at} /></span>
          {data.deployed_at && <span>{texts.deployedAt} <When at={data.deployed_at} /></span>}
        </>
      }
      actions={
        <>
          {data.may_propose_again && <ProposeAgain id={data.change} />}
          {open && data.may_withdraw && <Button onClick={() => setWithdrawing(true)}>{texts.withdraw}</Button>}
          {open && data.decision_live && data.errors === 0 && <LinkButton look="primary" icon="decisions" href={`/decisions/${data.decision_live}`}>{data.may_approve ? texts.approve : texts.decide}</LinkButton>}
        </>
      }
    >
      <Split
        aside={
          <>
            {open && (
              <Card title={texts.waitsFor} tone="accent">
                {data.errors > 0 ? <p>{texts.blocked}</p> : data.approver && <HolderName holder={data.approver} why />}
              </Card>
            )}
            {data.stale && (
              <Card tone="accent">
                <p><Badge tone="warn">{texts.stale}</Badge></p>
                {data.proposed_again && <p style={{marginTop: 10}}>{texts.becameAgain} <A href={data.proposed_again.href}>{data.proposed_again.title}</A></p>}
              </Card>
            )}
            {data.approvals && data.approvals.length > 1 && (
              <Card title={texts.rights}>
                {data.approvals.map((one) => (
                  <p key={one.decision.id}><A href={one.decision_live ? `/decisions/${one.decision_live}` : one.decision.href}>{one.decision.title}</A> <Tag>{texts.answers[one.state]}</Tag> {one.approver && <HolderName holder={one.approver} />}</p>
                ))}
              </Card>
            )}
            <Card>
              <Facts
                items={[
                  data.idea && [texts.fromIdea, <A key="idea" href={data.idea.href}>{data.idea.title}</A>],
                  data.signal && [texts.signal, <A key="signal" href="/drift?tab=signals">{data.signal.title}</A>],
                  data.decision && [texts.decision, <A key="decision" href={data.decision.href}>{data.decision.title}</A>],
                  !open && data.approver !== undefined && [texts.approver, <HolderName key="approver" holder={data.approver} />],
                  [texts.base, shortRevision(data.base)],
                  data.revision !== undefined && [texts.revision, shortRevision(data.revision)],
                ]}
              />
            </Card>
            <Card title={texts.happened}>
              <Timeline entries={data.timeline} />
            </Card>
          </>
        }
      >
        {data.effect && (
          <Card title={texts.effect} tone="accent">
            <p>{data.effect}</p>
          </Card>
        )}
        <Card title={texts.words}>
          <InWords summary={data.summary} />
        </Card>
        {data.elsewhere && data.elsewhere.length > 0 && (
          <Card title={texts.elsewhere}>
            <ElsewhereView elsewhere={data.elsewhere} />
          </Card>
        )}
        {data.impact && (
          <Card title={data.state === 'deployed' ? texts.impactWas : texts.impact}>
            <ImpactView impact={data.impact} />
          </Card>
        )}
        {data.carried && (
          <Card title={texts.already}>
            <div lang={serverLang}><InWords summary={data.carried} /></div>
            <Small>{texts.alreadyText}</Small>
          </Card>
        )}
        <Card title={texts.findings} actions={<FindingCounts errors={data.errors} warnings={data.warnings} />}>
          <Findings findings={data.findings} />
        </Card>
        <Card title={texts.files}>
          {data.files.map((file) => (
            <FileDiff key={file.path} file={file} />
          ))}
        </Card>
      </Split>
      {withdrawing && <Withdraw id={data.change} onClose={() => setWithdrawing(false)} />}
    </Page>
  )
}

function ProposeAgain({id}: {id: string}) {
  const go = useGo()
  const act = useAct({
    act: () => write(client.POST('/changes/{change}/propose-again', {params: {path: {change: id}}, body: {}})),
    done: texts.proposedAgain,
    onDone: (accepted) => go(accepted.id ? `/changes/${accepted.id}` : '/changes'),
  })
  return (
    <>
      <ProblemNote problem={act.problem} />
      <Button look="primary" onClick={() => act.run(undefined)} busy={act.pending}>{texts.again}</Button>
    </>
  )
}

function Withdraw({id, onClose}: {id: string; onClose: () => void}) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/changes/{change}/withdraw', {params: {path: {change: id}}, body: {reason}})), done: texts.withdrawn, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.withdrawTitle} does={texts.withdrawDoes} act={{label: texts.withdraw, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
