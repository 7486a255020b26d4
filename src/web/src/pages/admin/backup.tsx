// How safe the memory is: the last backup, what would be lost with this disk, when the chain was last walked, and the room that is left. And
// whether the files of the model are the version in force.
import {useQuery} from '@tanstack/react-query'
import {backupState, modelFolder} from '~/api/queries'
import {bytes, number} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Loaded} from '~/ui/loading'
import {Card, Facts} from '~/ui/page'
import {Badge} from '~/ui/status'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './admin.module.css'

export function Backup() {
  const query = useQuery(backupState)
  return (
    <Card title={texts.safety}>
      <Loaded query={query}>
        {({journal, backup, verified, head}) => (
          <Facts
            items={[
              [texts.journal, <>{texts.records(number(journal.records))}{journal.bytes !== undefined && `, ${bytes(journal.bytes)}`}</>],
              journal.free_bytes !== undefined && [texts.room, bytes(journal.free_bytes)],
              [texts.lastBackup, backup ? <><When at={backup.made_at} style="away" /> <code>{backup.to}</code><div className={css.sub}>{bytes(backup.bytes)} · {backup.records_since === 0 ? texts.nothingLost : texts.wouldBeLost(number(backup.records_since))}</div></> : <Badge tone="warn">{texts.noBackup}</Badge>],
              [texts.lastWalk, verified ? <><Badge tone={verified.intact ? 'ok' : 'alarm'}>{verified.intact ? texts.intact : texts.altered}</Badge> <When at={verified.at} style="away" /><div className={css.sub}>{verified.problem ?? texts.records(number(verified.records))}</div></> : texts.neverWalked],
              head !== undefined && [texts.knownEnd, <><When at={head.seen_at} style="away" /><div className={css.sub}>{texts.keepElsewhere} <code className={css.long}>{`${head.position}:${head.hash}`}</code></div></>],
            ]}
          />
        )}
      </Loaded>
      <p className={css.sub}>{texts.howBackup}</p>
    </Card>
  )
}

export function ModelFolder() {
  const query = useQuery(modelFolder)
  return (
    <Card title={texts.modelFolder}>
      <Loaded query={query}>
        {({folder, state, revision, looked_at, text, help, writes, follows}) => (
          <>
            <Facts
              items={[
                folder !== undefined && [texts.folder, <code key="folder">{folder}</code>],
                [texts.state, <><Badge tone={state === 'in_step' ? 'ok' : state === 'none' ? 'no_data' : 'warn'}>{texts.folderStates[state]}</Badge> {revision && <code>{revision.slice(0, 8)}</code>} {looked_at && <When at={looked_at} style="away" />}</>],
                [texts.itsEdits, follows ? texts.comeIntoForce : texts.areLeft],
                [texts.approvedChanges, writes ? texts.areWritten : texts.areNotWritten],
              ]}
            />
            {text && <p className={css.note} role="status" lang={serverLang}>{text}</p>}
            {help && <p className={css.sub} lang={serverLang}>{help}</p>}
          </>
        )}
      </Loaded>
    </Card>
  )
}
