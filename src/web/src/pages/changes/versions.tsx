// Versions of the model that were in force. An earlier one can be put back.
import {useState} from 'react'
import {useInfiniteQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {versions} from '~/api/queries'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {TextArea} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {Badge, Tag} from '~/ui/status'
import {pages} from '~/ui/table'
import {When} from '~/ui/time'
import {Compare} from './compare'
import {ChangeTabs} from './page'
import {InWords, shortRevision} from './parts'
import {texts} from './texts'
import {texts as uiTexts} from '~/ui/texts'
import css from './changes.module.css'

export function VersionsPage() {
  const query = useInfiniteQuery(versions)
  const {rows, more} = pages(query)
  const [restoring, setRestoring] = useState<Schemas['ModelVersion']>()
  return (
    <Page title={texts.title} lead={texts.lead} tabs={<ChangeTabs current="versions" />}>
      <Stack>
      <Card flush label={texts.versions}>
        <Loaded query={query}>
          {() =>
            rows.map((version) => (
              <article key={`${version.revision}${version.deployed_at}`} className={css.version} data-now={version.in_force || undefined}>
                <div>
                  {shortRevision(version.revision)}
                  <p className={css.sub}><When at={version.deployed_at} /></p>
                </div>
                <div className={css.versionText}>
                  <p>
                    {version.in_force && <Badge tone="ok">{texts.inForce}</Badge>} {version.roll_back && <Tag>{texts.rolledBack}</Tag>} {version.change ? <A href={version.change.href}>{version.change.title}</A> : version.reason}
                  </p>
                  <InWords summary={version.summary} />
                  <p className={css.sub}>
                    {version.by ? `${texts.approvedBy} ${version.by.name}` : texts.first} · {number(version.running_cases)} {texts.runs_}
                    {version.told && <> · <A href={`/changes/notes?revision=${version.revision}`}>{texts.told(version.told.units, version.told.acknowledged)}{version.told.escalated > 0 && `, ${texts.toldLate(version.told.escalated)}`}</A></>}
                  </p>
                </div>
                {!version.in_force && <Button size="s" look={version.may_restore ? 'plain' : 'quiet'} icon="return" onClick={() => setRestoring(version)}>{texts.restore}</Button>}
              </article>
            ))
          }
        </Loaded>
        {more.has && <Button look="quiet" busy={more.loading} onClick={more.load}>{uiTexts.more}</Button>}
      </Card>
      {rows.length > 1 && <Compare versions={rows} />}
      </Stack>
      {restoring && <Restore version={restoring} running={rows.reduce((sum, one) => sum + one.running_cases, 0)} onClose={() => setRestoring(undefined)} />}
    </Page>
  )
}

function Restore({version, running, onClose}: {version: Schemas['ModelVersion']; running: number; onClose: () => void}) {
  const [reason, setReason] = useState('')
  const act = useAct({act: () => write(client.POST('/model/roll-back', {body: {revision: version.revision, reason}})), done: texts.restored, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.restoreTitle(version.revision.slice(0, 7))} does={texts.restoreDoes(running)} act={{label: texts.restore, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === ''}>
      <TextArea label={texts.reason} required value={reason} onChange={setReason} autoFocus />
    </ActDialog>
  )
}
