// Where a one-time link leads: somebody invited sets a password, and whoever comes first becomes the administrator. The secret stays in
// the address's fragment, which no server and no log sees.
import {useEffect, useState, type FormEvent} from 'react'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {client, read} from '~/api/client'
import {useAct} from '~/api/act'
import {session} from '~/api/queries'
import {Button} from '~/ui/button'
import {TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {texts} from './texts'

export function JoinPage() {
  const [secret] = useState(() => decodeURIComponent(window.location.hash.slice(1)))
  const link = useQuery({queryKey: ['link', secret], enabled: secret !== '', retry: false, staleTime: Infinity, queryFn: () => read(client.POST('/links/look', {body: {secret}}))})
  return (
    <Page title={texts.title}>
      <Card>
        {secret === '' ? <p>{texts.none}</p> : <Loaded query={link}>{(data) => <Form secret={secret} account={data.account} shortest={data.shortest_password} />}</Loaded>}
      </Card>
    </Page>
  )
}

function Form({secret, account, shortest}: {secret: string; account?: string; shortest: number}) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [left, setLeft] = useState(false)
  const redeem = useAct({
    act: () => read(client.POST('/links/redeem', {body: {secret, password, ...(account ? {} : {account: name})}})),
    done: texts.done,
    onDone: (here) => {
      queries.clear()
      queries.setQueryData(session.queryKey, here)
      setLeft(true)
    },
  })
  useEffect(() => {
    if (left) void navigate({to: '/', replace: true})
  }, [left, navigate])
  const differ = again !== '' && again !== password
  const send = (event: FormEvent) => {
    event.preventDefault()
    redeem.run(undefined)
  }
  return (
    <form onSubmit={send} style={{display: 'grid', gap: 14, maxWidth: 420}}>
      <p style={{color: 'var(--ink-2)'}}>{account ? texts.of(account) : texts.first}</p>
      {!account && <TextField label={texts.account} hint={texts.accountHint} required autoComplete="username" value={name} onChange={setName} autoFocus />}
      <TextField label={texts.password} hint={texts.passwordHint(shortest)} required type="password" autoComplete="new-password" value={password} onChange={setPassword} />
      <TextField label={texts.again} error={differ ? texts.differ : undefined} required type="password" autoComplete="new-password" value={again} onChange={setAgain} />
      <ProblemNote problem={redeem.problem} />
      <Button look="primary" type="submit" busy={redeem.pending} disabled={password.length < shortest || again !== password || (!account && name === '')}>{texts.go}</Button>
    </form>
  )
}
