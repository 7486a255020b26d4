// Who am I here? By account and password; in the demo any of the sample people. Rights follow from the roles that they hold today.
import {useState, type FormEvent} from 'react'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useAct} from '~/api/act'
import {client, read, type Schemas} from '~/api/client'
import {usePerson, useSession} from '~/api/company'
import {isHere, people, session} from '~/api/queries'
import {date} from '~/format/time'
import {Avatar} from '~/ui/people'
import {Button} from '~/ui/button'
import {Dialog} from '~/ui/dialog'
import {TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {ProblemNote} from '~/ui/problem'
import {texts} from './texts'
import css from './shell.module.css'

const roleText = ({role, via, until}: Schemas['Person']['roles'][number]) =>
  via === 'deputy' ? `${role.title} (${until ? texts.deputyUntil(date(until)) : texts.deputy})` : role.title

export function SignIn(props: {opened: boolean; onClose: () => void}) {
  return useSession().demo ? <SignInAsSample {...props} /> : <SignInByAccount {...props} />
}

function SignInByAccount({opened, onClose}: {opened: boolean; onClose: () => void}) {
  const here = useSession()
  const queries = useQueryClient()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const turn = useAct({
    act: async (leave: boolean) => {
      if (!leave) return read(client.POST('/session', {body: {account, password}}))
      await read(client.DELETE('/session'))
      return read(client.GET('/session'))
    },
    // Who somebody is decides what every page may show; who leaves leaves nothing on the screen.
    onDone: (session_now, leave) => {
      isHere(session_now)
      if (leave) return window.location.assign('/')
      queries.clear()
      queries.setQueryData(session.queryKey, session_now)
      onClose()
    },
  })
  if (here.account)
    return (
      <Dialog opened={opened} onClose={onClose} title={here.person?.name ?? here.account.name} size={420}>
        <ProblemNote problem={turn.problem} />
        <Button icon="out" busy={turn.pending} onClick={() => turn.run(true)}>{texts.signOut}</Button>
      </Dialog>
    )
  const send = (event: FormEvent) => {
    event.preventDefault()
    turn.run(false)
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={texts.signIn} size={420}>
      <p style={{color: 'var(--ink-2)', marginBottom: 12}}>{here.administered ? texts.signInOwn : texts.nobodyYet}</p>
      <form onSubmit={send} style={{display: 'grid', gap: 14}}>
        <TextField label={texts.account} required autoComplete="username" value={account} onChange={setAccount} autoFocus />
        <TextField label={texts.password} required type="password" autoComplete="current-password" value={password} onChange={setPassword} />
        <ProblemNote problem={turn.problem} />
        <Button look="primary" type="submit" wide busy={turn.pending} disabled={account === '' || password === ''}>{texts.signIn}</Button>
      </form>
    </Dialog>
  )
}

function SignInAsSample({opened, onClose}: {opened: boolean; onClose: () => void}) {
  const me = usePerson()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const found = useQuery({...people, enabled: opened})
  const enter = useAct({
    act: (person: string) => read(client.POST('/session', {body: {person}})),
    onDone: (here) => {
      isHere(here)
      queries.setQueryData(session.queryKey, here)
      onClose()
    },
  })
  const leave = useAct({
    act: async () => {
      await read(client.DELETE('/session'))
      return read(client.GET('/session'))
    },
    onDone: (here) => {
      isHere(here)
      queries.setQueryData(session.queryKey, here)
      onClose()
    },
  })
  return (
    <Dialog opened={opened} onClose={onClose} title={texts.signInAs} size={480}>
      <p style={{color: 'var(--ink-2)', marginBottom: 12}}>{texts.signInLead}</p>
      <TextField label={texts.findPerson} required type="search" value={typed} onChange={setTyped} autoFocus />
      <Loaded query={found}>
        {({items}) => {
          const words = typed.toLowerCase()
          const shown = items.filter((person) => `${person.name} ${person.roles.map(roleText).join(' ')}`.toLowerCase().includes(words))
          return (
            <ul className={css.people}>
              {shown.map((person) => (
                <li key={person.id}>
                  <button type="button" className={css.personRow} aria-current={person.id === me?.id || undefined} disabled={enter.pending} onClick={() => enter.run(person.id)}>
                    <Avatar name={person.name} size={34} />
                    <span className={css.personText}>
                      <span>{person.name}</span>
                      <small>{person.roles.map(roleText).join(' · ')}</small>
                    </span>
                  </button>
                </li>
              ))}
              {shown.length === 0 && <li className={css.none}>{texts.noPerson}</li>}
            </ul>
          )
        }}
      </Loaded>
      <ProblemNote problem={enter.problem ?? leave.problem} />
      {me && (
        <div style={{marginTop: 12}}>
          <Button icon="out" busy={leave.pending} onClick={() => leave.run(undefined)}>{texts.signOut}</Button>
        </div>
      )}
    </Dialog>
  )
}
