// Whoever resets an account holds its one-time link, and could have come in by it: the person whose account it is hears of it until that was read here.
import {useState} from 'react'
import {useSession} from '~/api/company'
import type {Schemas} from '~/api/client'
import {fullTime} from '~/format/time'
import {Button, LinkButton} from '~/ui/button'
import {Icon} from '~/ui/icon'
import {texts} from './texts'
import css from './shell.module.css'

type Reset = NonNullable<NonNullable<Schemas['Session']['account']>['resets']>[number]

const storedAs = (account: string) => `reset-read/${account}`

/** Position of the last reset that was read about in this browser. */
function readUpTo(account: string): number {
  try {
    return Number(localStorage.getItem(storedAs(account)) ?? 0)
  } catch {
    return 0  // no storage: it is told each time
  }
}

function keepRead(account: string, position: number) {
  try {
    localStorage.setItem(storedAs(account), String(position))
  } catch {
    // It is told again with the next page load.
  }
}

const resetBy = ({by}: Reset) => (by.kind === 'installation' ? texts.resetByCommandLine : (by.name ?? by.id))

export function ResetNote() {
  const {account} = useSession()
  const [read, setRead] = useState(0)
  const resets = account?.resets ?? []
  const unread = account ? resets.filter((one) => one.position > Math.max(read, readUpTo(account.name))) : []
  if (!account || unread.length === 0) return null
  const known = () => {
    keepRead(account.name, unread[0]!.position)
    setRead(unread[0]!.position)
  }
  return (
    <div className={css.told} role="status">
      <Icon name="admin" size={16} />
      <p>
        {unread.map((one) => texts.wasReset(resetBy(one), fullTime(one.at))).join(' ')} {texts.resetMeans}
      </p>
      <LinkButton size="s" href={`/audit?subject=${encodeURIComponent(account.name)}`}>{texts.resetRecords}</LinkButton>
      <Button size="s" onClick={known}>{texts.resetKnown}</Button>
    </div>
  )
}
