// Tokens: which programs may ask, in whose name, how far and until when. The token itself is shown once.
import {useState} from 'react'
import {useInfiniteQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useNow, useSession} from '~/api/company'
import {accounts, tokens} from '~/api/queries'
import {addDays, dayOf, fullDay, instantOf} from '~/format/time'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Pick, Radios, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Badge} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {When} from '~/ui/time'
import {SecretDialog, type Secret} from './parts'
import {scopesOf} from './scopes'
import {texts} from './texts'

type Token = Schemas['ApiToken']

export function Tokens() {
  const query = useInfiniteQuery(tokens)
  const {rows, more} = pages(query)
  const now = useNow()
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token>()
  const [secret, setSecret] = useState<Secret>()
  return (
    <Card title={texts.tabs.tokens} actions={<Button look="primary" icon="plus" onClick={() => setMaking(true)}>{texts.newToken}</Button>} flush>
      <Loaded query={query}>
        {() => (
          <Table<Token>
            label={texts.tabs.tokens}
            rows={rows}
            list={{path: '/tokens'}}
            more={more}
            rowKey={(row) => row.id}
            empty={<Empty icon="link" title={texts.noTokens}>{texts.noTokensText}</Empty>}
            columns={[
              {key: 'title', title: texts.token, main: true, cell: (row) => row.title},
              {key: 'account', title: texts.account, cell: (row) => row.account},
              {key: 'scope', title: texts.scope, cell: (row) => texts.scopes[row.scope]},
              {key: 'used', title: texts.used, cell: (row) => (row.used ? <When at={row.used} style="away" /> : texts.never)},
              {key: 'expires', title: texts.expires, cell: (row) => (Date.parse(row.expires) < now ? <Badge tone="no_data">{texts.ended}</Badge> : fullDay(dayOf(row.expires)))},
              {key: 'revoke', title: texts.revoke, act: true, cell: (row) => <Button size="s" onClick={() => setRevoking(row)}>{texts.revoke}</Button>},
            ]}
          />
        )}
      </Loaded>
      {making && (
        <MakeToken
          today={dayOf(now)}
          onClose={() => setMaking(false)}
          onMade={({token}, title) => {
            setMaking(false)
            setSecret({title, text: token, hint: texts.tokenHint, copied: texts.copiedToken})
          }}
        />
      )}
      {revoking && <Revoke token={revoking} onClose={() => setRevoking(undefined)} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </Card>
  )
}

function MakeToken({today, onClose, onMade}: {today: string; onClose: () => void; onMade: (made: {token: string}, title: string) => void}) {
  const [title, setTitle] = useState('')
  const [scope, setScope] = useState<Schemas['Scope']>('read')
  const {account, person} = useSession()
  const byAdministrator = account?.administrator ?? false
  const own = account?.name ?? ''
  const [whose, setWhose] = useState(own)
  const all = useInfiniteQuery({...accounts, enabled: byAdministrator})
  const programs = pages(all).rows.filter((one) => !one.person && one.state === 'active' && one.account !== own)
  const scopes = scopesOf(whose === own ? {person: person !== undefined, administers: byAdministrator, byAdministrator} : {person: false, administers: programs.find((one) => one.account === whose)?.administrator ?? false, byAdministrator})
  const choose = (account: string) => {
    setWhose(account)
    setScope('read')
  }
  const [until, setUntil] = useState(addDays(today, 90))
  const expires = instantOf(`${until}T00:00`)
  const act = useAct({act: () => write(client.POST('/tokens', {body: {title: title.trim(), scope, expires: expires!, ...(whose === own ? {} : {account: whose})}})), onDone: (made) => onMade(made, title.trim())})
  return (
    <ActDialog opened onClose={onClose} title={texts.newToken} does={texts.newTokenDoes} act={{label: texts.make, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={title.trim() === '' || !expires}>
      <TextField label={texts.programName} required value={title} onChange={setTitle} autoFocus />
      {programs.length > 0 && <Pick label={texts.forAccount} required value={whose} onChange={(chosen) => choose(chosen ?? own)} options={[{value: own, title: texts.myOwn(own)}, ...programs.map((one) => ({value: one.account, title: one.account}))]} />}
      <Radios label={texts.scope} value={scope} onChange={setScope} options={scopes.map((one) => ({value: one, title: texts.scopes[one]}))} />
      <TextField label={texts.expiresField} required type="date" hint={texts.expiresHint} value={until} onChange={setUntil} />
    </ActDialog>
  )
}

function Revoke({token, onClose}: {token: Token; onClose: () => void}) {
  const act = useAct({act: () => write(client.POST('/tokens/{token}/revoke', {params: {path: {token: token.id}}, body: {}})), done: texts.revoked, onDone: onClose})
  return <ActDialog opened onClose={onClose} title={texts.revokeTitle(token.title)} does={texts.revokeDoes} act={{label: texts.revoke, run: () => act.run(undefined)}} look="danger" pending={act.pending} problem={act.problem} />
}
