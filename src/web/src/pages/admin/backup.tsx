// How safe the memory is: the last backup, what would be lost with this disk, when the chain was last walked, and the room that is left.
import {useQuery} from '@tanstack/react-query'
import {backupState} from '~/api/queries'
import {bytes, number} from '~/format/number'
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
