// Propose a change by form or in the files. The compiler reads along and says what it would mean before anything is sent.
import {useEffect, useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {usePerson, useSession} from '~/api/company'
import {capital, words} from '~/format/number'
import {check, findings, gauge, idea, kinds, signal} from '~/api/queries'
import {useShell} from '~/shell/panels'
import {Button} from '~/ui/button'
import {Pick, TextArea, TextField} from '~/ui/form'
import {A, useGo} from '~/ui/link'
import {Card, Page, Small, Split} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {ProblemNote, ReadProblem} from '~/ui/problem'
import {forgetDrafts, useDraft} from '~/ui/draft'
import {useUrlState} from '~/ui/url_state'
import {BandForm, FileForm, RightForm, WeightForm} from './edit_forms'
import {EntityForm} from './entity_form'
import {TableForm} from './table_form'
import {ElsewhereView, FileDiff, FindingCounts, Findings, ImpactView, InWords} from './parts'
import {texts} from './texts'
import {texts as uiTexts} from '~/ui/texts'
import css from './changes.module.css'

type Edits = Schemas['Edits']
type Kind = keyof typeof texts.kinds

/** Waits until typing pauses, so that the compiler is not asked at every key. */
function useSettled<T>(value: T, wait_ms = 250): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait_ms)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}

export function ProposePage() {
  const url = useUrlState()
  const go = useGo()
  const person = usePerson()
  const {open} = useShell()
  const {revision} = useSession()
  const kind = (url.get('edit') ?? 'weight') as Kind
  const answers = url.get('signal')
  const signalQuery = useQuery({...signal(answers ?? ''), enabled: answers !== undefined})
  const gaugeQuery = useQuery({...gauge(signalQuery.data?.gauge.id ?? ''), enabled: signalQuery.data !== undefined})
  const becomes = url.get('idea')
  const ideaQuery = useQuery({...idea(becomes ?? ''), enabled: becomes !== undefined})
  const [edits, setEdits] = useState<Edits>()
  const [suggested, setSuggested] = useState<Edits>()
  const [title, setTitle] = useDraft('title', '')
  const [reason, setReason] = useDraft('reason', '')
  // Another form begins without what was typed in the one before.
  useEffect(() => setEdits(undefined), [kind, url.get('kind'), url.get('id'), url.get('new')])
  const settled = useSettled(edits)
  const verdict = useQuery(check(settled))
  const act = useAct({
    act: () => write(client.POST('/changes', {body: {title, reason, base: revision, edits: edits!, ...(answers ? {signal: answers} : {}), ...(becomes ? {idea: becomes} : {})}})),
    done: texts.proposed,
    onDone: (accepted) => {
      forgetDrafts()
      go(accepted.id ? `/changes/${accepted.id}` : '/changes')
    },
  })
  const suggestion = gaugeQuery.data?.suggestion
  return (
    <Page title={texts.newTitle} lead={texts.newLead} crumbs={[{title: texts.title, href: '/changes'}]}>
      <Split
        aside={
          <>
            <Verdict edits={edits} query={verdict} />
            <Card>
              <form
                className={css.form}
                onSubmit={(event) => {
                  event.preventDefault()
                  if (edits && title.trim() && reason.trim()) act.run(undefined)
                }}
              >
                <TextField label={texts.title_} required hint={texts.titleHint} value={title} onChange={setTitle} />
                <TextArea label={texts.reasonField} required hint={texts.reasonHint} value={reason} onChange={setReason} />
                <ProblemNote problem={act.problem} />
                <div>
                  {person ? (
                    <Button type="submit" look="primary" size="l" busy={act.pending} disabled={!edits || title.trim() === '' || reason.trim() === ''}>{texts.submit}</Button>
                  ) : (
                    <Button look="primary" onClick={() => open('sign_in')}>{uiTexts.signIn}</Button>
                  )}
                </div>
              </form>
            </Card>
          </>
        }
      >
        {ideaQuery.data && (
          <Card title={texts.fromIdea} tone="accent">
            <p><A href={`/improvements/${ideaQuery.data.idea}`}><strong>{ideaQuery.data.title}</strong></A></p>
            <p className={css.sub}>{ideaQuery.data.fix ?? ideaQuery.data.problem}</p>
          </Card>
        )}
        {signalQuery.data && (
          <Card title={texts.answersSignal} tone="accent">
            <p><strong>{signalQuery.data.title}</strong></p>
            <p className={css.sub}>{signalQuery.data.evidence.text !== signalQuery.data.title && signalQuery.data.evidence.text} <A href={signalQuery.data.gauge.href}>{signalQuery.data.gauge.title}</A></p>
            {suggestion && (
              <div style={{marginTop: 12, display: 'grid', gap: 6, justifyItems: 'start'}}>
                <Button size="s" onClick={() => setSuggested(suggestion)}>{texts.suggestion}</Button>
                <Small>{texts.suggestionText}</Small>
              </div>
            )}
          </Card>
        )}
        <Card title={texts.what}>
          <div className={css.form}>
            <div className={css.kinds}>
              {(Object.keys(texts.kinds) as Kind[]).map((one) => (
                <A key={one} href={url.href({edit: one === 'weight' ? undefined : one, id: undefined, new: undefined, kind: undefined})} className={css.kind} aria-current={one === kind || undefined}>
                  <strong>{texts.kinds[one]}</strong>
                  <span className={css.sub}>{texts.kindTexts[one]}</span>
                </A>
              ))}
            </div>
            {kind === 'weight' && <WeightForm key={JSON.stringify(suggested)} suggested={suggested} onChange={setEdits} />}
            {kind === 'band' && <BandForm decision={url.get('decision')} onChange={setEdits} />}
            {kind === 'right' && <RightForm decision={url.get('decision')} onChange={setEdits} />}
            {kind === 'table' && <TableForm decision={url.get('decision')} begin={url.get('element') ? {element: url.get('element')!, conditions: url.all('rule')} : undefined} findings={verdict.data?.findings ?? []} onChange={setEdits} />}
            {(kind === 'objective' || kind === 'kpi' || kind === 'rhythm' || kind === 'role' || kind === 'assignment') && <EntityForm key={kind} kind={kind} findings={edits ? (verdict.data?.findings ?? []) : []} onChange={setEdits} />}
            {kind === 'other' && <OtherKind kind={url.get('kind')} onKind={(chosen) => url.set({kind: chosen, id: undefined, new: undefined}, {replace: true})} />}
            {kind === 'other' && url.get('kind') && <EntityForm key={url.get('kind')} kind={url.get('kind')!} findings={edits ? (verdict.data?.findings ?? []) : []} onChange={setEdits} />}
            {kind === 'file' && <FileForm onChange={setEdits} />}
          </div>
        </Card>
      </Split>
    </Page>
  )
}

function OtherKind({kind, onKind}: {kind: string | undefined; onKind: (kind: string | undefined) => void}) {
  const query = useQuery(kinds)
  return <Pick label={texts.kindField} required value={kind} onChange={onKind} options={(query.data?.items ?? []).map((one) => ({value: one.kind, title: capital(words(one.name.replace(/([a-z])([A-Z])/g, '$1 $2'))), text: one.doc}))} />
}

function Verdict({edits, query}: {edits: Edits | undefined; query: {data?: Schemas['CheckResult']; error: unknown; isFetching: boolean}}) {
  const {data} = query
  const before = useQuery(findings)
  const same = (a: Schemas['Finding'], b: Schemas['Finding']) => a.code === b.code && a.subject === b.subject && a.message === b.message
  const fresh = (data?.findings ?? []).filter((finding) => finding.severity === 'error' || !before.data?.findings.some((known) => same(known, finding)))
  return (
    <div className={css.verdict} aria-live="polite">
      <Card title={texts.reads} actions={edits && data && <FindingCounts errors={data.errors} warnings={0} />}>
        {!edits ? (
          <Small>{texts.nothing}</Small>
        ) : query.error && !data ? (
          <ReadProblem error={query.error} />
        ) : !data ? (
          <Small>{texts.checking}</Small>
        ) : (
          <div className={css.form}>
            {data.summary.length > 0 && <InWords summary={data.summary} />}
            {fresh.length > 0 && <Findings findings={fresh} />}
            {data.fixed !== undefined && data.fixed > 0 && <Small>{texts.fixes(data.fixed)}</Small>}
            {data.approver && data.errors === 0 && (
              <div className={css.answer}>
                <span className={css.sub}>{texts.willApprove}</span>
                <HolderName holder={data.approver} why />
              </div>
            )}
          </div>
        )}
      </Card>
      {edits && data?.impact && (
        <Card title={texts.impact}>
          <ImpactView impact={data.impact} />
        </Card>
      )}
      {edits && data?.elsewhere && data.elsewhere.length > 0 && (
        <Card title={texts.elsewhere}>
          <ElsewhereView elsewhere={data.elsewhere} />
        </Card>
      )}
      {edits && data && data.files.length > 0 && (
        <Card title={texts.files}>
          {data.files.map((file) => (
            <FileDiff key={file.path} file={file} />
          ))}
        </Card>
      )}
    </div>
  )
}
