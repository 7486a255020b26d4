// Accounts: who may sign in, and in whose name. What is made for somebody else is a link that is shown once.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {accounts, people} from '~/api/queries'
import {number} from '~/format/number'
import {when} from '~/format/time'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Pick, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {PersonName} from '~/ui/people'
import {Badge, Tag, type Tone} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {When} from '~/ui/time'
import {SecretDialog, type Secret} from './parts'
import {texts} from './texts'
import css from './admin.module.css'

type Account = Schemas['Account']
type Asked = {what: 'invite'} | {what: 'reset' | 'deactivate' | 'map'; account: Account}
const TONES: Record<Account['state'], Tone> = {active: 'ok', invited: 'warn', deactivated: 'no_data'}

export function Accounts() {
  const query = useInfiniteQuery(accounts)
  const {rows, more} = pages(query)
  const [asked, setAsked] = useState<Asked>()
  const [secret, setSecret] = useState<Secret>()
  const close = () => setAsked(undefined)
  const show = ({link}: {link: string}) => {
    close()
    setSecret({title: texts.link, text: location.origin + link, hint: texts.linkHint, copied: texts.copied})
  }
  const invite = <Button look="primary" icon="plus" onClick={() => setAsked({what: 'invite'})}>{texts.invite}</Button>
  return (
    <Card title={texts.tabs.accounts} actions={invite} flush>
      <Loaded query={query}>
        {() => (
          <Table<Account>
            label={texts.tabs.accounts}
            rows={rows}
            list={{path: '/accounts'}}
            more={more}
            rowKey={(row) => row.account}
            empty={<Empty icon="person" title={texts.noAccounts}>{texts.noAccountsText}</Empty>}
            columns={[
              {key: 'account', title: texts.account, main: true, cell: (row) => <>{row.account} {row.administrator && <Tag>{texts.administrator}</Tag>}</>},
              {key: 'person', title: texts.person, cell: (row) => (row.person ? <PersonName person={row.person} /> : <span className={css.sub}>{texts.nobody}</span>)},
              {key: 'state', title: texts.state, cell: (row) => <><Badge tone={TONES[row.state]}>{texts.states[row.state]}</Badge>{row.link_expires && <div className={css.sub}>{texts.linkUntil(when(row.link_expires))}</div>}</>},
              {key: 'signed', title: texts.signedIn, cell: (row) => (row.signed_in ? <When at={row.signed_in} style="away" /> : texts.never)},
              {key: 'sessions', title: texts.sessions, numeric: true, cell: (row) => number(row.sessions)},
              {key: 'acts', title: texts.acts, act: true, cell: (row) => (
                <span className={css.acts}>
                  <Button size="s" onClick={() => setAsked({what: 'map', account: row})}>{texts.change}</Button>
                  <Button size="s" onClick={() => setAsked({what: 'reset', account: row})}>{texts.reset}</Button>
                  {row.state !== 'deactivated' && <Button size="s" look="quiet" onClick={() => setAsked({what: 'deactivate', account: row})}>{texts.deactivate}</Button>}
                </span>
              )},
            ]}
          />
        )}
      </Loaded>
      {asked?.what === 'invite' && <Invite onClose={close} onMade={show} />}
      {asked?.what === 'map' && <Map account={asked.account} onClose={close} />}
      {asked?.what === 'reset' && <Reset account={asked.account} onClose={close} onMade={show} />}
      {asked?.what === 'deactivate' && <Deactivate account={asked.account} onClose={close} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </Card>
  )
}

type MadeProps = {onClose: () => void; onMade: (made: {link: string}) => void}

function Whose({person, onPerson, administrator, onAdministrator}: {person: string | undefined; onPerson: (person: string | undefined) => void; administrator: boolean; onAdministrator: (is: boolean) => void}) {
  const everybody = useQuery(people)
  return (
    <>
      <Pick label={texts.personField} hint={texts.personHint} value={person} onChange={onPerson} placeholder={texts.nobody} options={(everybody.data?.items ?? []).map((one) => ({value: one.id, title: one.name, text: one.roles[0]?.role.title}))} />
      <Pick label={texts.makeAdministrator} required value={administrator ? 'yes' : 'no'} onChange={(chosen) => onAdministrator(chosen === 'yes')} options={[{value: 'no', title: texts.no}, {value: 'yes', title: texts.yes}]} />
    </>
  )
}

function Invite({onClose, onMade}: MadeProps) {
  const [account, setAccount] = useState('')
  const [person, setPerson] = useState<string>()
  const [administrator, setAdministrator] = useState(false)
  const act = useAct({act: () => write(client.POST('/accounts', {body: {account: account.trim(), ...(person ? {person} : {}), administrator}})), onDone: onMade})
  return (
    <ActDialog opened onClose={onClose} title={texts.invite} does={texts.inviteDoes} act={{label: texts.invite, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={account.trim() === ''}>
      <TextField label={texts.accountName} required hint={texts.accountHint} value={account} onChange={setAccount} autoFocus />
      <Whose person={person} onPerson={setPerson} administrator={administrator} onAdministrator={setAdministrator} />
    </ActDialog>
  )
}

function Map({account, onClose}: {account: Account; onClose: () => void}) {
  const [person, setPerson] = useState(account.person?.id)
  const [administrator, setAdministrator] = useState(account.administrator)
  const act = useAct({act: () => write(client.POST('/accounts/{account}/map', {params: {path: {account: account.account}}, body: {...(person ? {person} : {}), administrator}})), done: texts.mapped, onDone: onClose})
  return (
    <ActDialog opened onClose={onClose} title={texts.mapTitle(account.account)} act={{label: texts.save, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem}>
      <Whose person={person} onPerson={setPerson} administrator={administrator} onAdministrator={setAdministrator} />
    </ActDialog>
  )
}

function Reset({account, onClose, onMade}: MadeProps & {account: Account}) {
  const act = useAct({act: () => write(client.POST('/accounts/{account}/reset', {params: {path: {account: account.account}}, body: {}})), onDone: onMade})
  return <ActDialog opened onClose={onClose} title={texts.resetTitle(account.account)} does={texts.resetDoes} act={{label: texts.reset, run: () => act.run(undefined)}} look="danger" pending={act.pending} problem={act.problem} />
}

function Deactivate({account, onClose}: {account: Account; onClose: () => void}) {
  const act = useAct({act: () => write(client.POST('/accounts/{account}/deactivate', {params: {path: {account: account.account}}, body: {}})), done: texts.deactivated, onDone: onClose})
  return <ActDialog opened onClose={onClose} title={texts.deactivateTitle(account.account)} does={texts.deactivateDoes} act={{label: texts.deactivate, run: () => act.run(undefined)}} look="danger" pending={act.pending} problem={act.problem} />
}
