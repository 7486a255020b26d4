// Who am I here? In the demo: any of the sample people. Rights follow from the roles that they hold today.
import {useState} from 'react'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useAct} from '~/api/act'
import {client, read, type Schemas} from '~/api/client'
import {usePerson} from '~/api/company'
import {people, session} from '~/api/queries'
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

export function SignIn({opened, onClose}: {opened: boolean; onClose: () => void}) {
  const me = usePerson()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const found = useQuery({...people, enabled: opened})
  const enter = useAct({
    act: (person: string) => read(client.POST('/session', {body: {person}})),
    onDone: (here) => {
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
