// Who is away now or will be. Whoever stands in is asked from the moment on at which an absence begins, so it is told early: by the
// person, or by whoever leads the unit.
import {useState} from 'react'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {useNow, usePerson} from '~/api/company'
import {absences, people} from '~/api/queries'
import {addDays, dayOf, instantOf} from '~/format/time'
import {useShell} from '~/shell/panels'
import {Button} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Empty} from '~/ui/empty'
import {Pick, TextField} from '~/ui/form'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {PersonName} from '~/ui/people'
import {Badge} from '~/ui/status'
import {pages, Table} from '~/ui/table'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './roles.module.css'

type Absence = Schemas['Absence']

export function Absences() {
  const person = usePerson()
  const {open} = useShell()
  const query = useInfiniteQuery(absences)
  const {rows, more} = pages(query)
  const [reporting, setReporting] = useState(false)
  const [ending, setEnding] = useState<Absence>()
  const report = person ? (
    <Button look="primary" icon="plus" onClick={() => setReporting(true)}>{texts.report}</Button>
  ) : (
    <Button look="primary" onClick={() => open('sign_in')}>{texts.signInToReport}</Button>
  )
  return (
    <Card title={texts.tabs.absences} actions={report} flush>
      <Loaded query={query}>
        {() => (
          <Table<Absence>
            label={texts.tabs.absences}
            rows={rows}
            list={{path: '/absences'}}
            more={more}
            rowKey={(row) => row.absence}
            empty={<Empty icon="person" title={texts.nobodyAway}>{texts.nobodyAwayText}</Empty>}
            columns={[
              {key: 'person', title: texts.person, main: true, cell: (row) => <PersonName person={row.person} />},
              {key: 'state', title: texts.state, cell: (row) => <Badge tone={row.state === 'away' ? 'warn' : 'no_data'}>{texts.absence[row.state]}</Badge>},
              {key: 'from', title: texts.from_, cell: (row) => <When at={row.from} />},
              {key: 'to', title: texts.back_, cell: (row) => <When at={row.to} />},
              {key: 'reason', title: texts.reason, cell: (row) => <>{row.reason}{row.reported_by && row.reported_by.id !== row.person.id && <div className={css.sub}>{texts.toldBy(row.reported_by.name)}</div>}</>},
              {key: 'end', title: texts.end, act: true, cell: (row) => row.may_end && <Button size="s" onClick={() => setEnding(row)}>{row.state === 'away' ? texts.isBack : texts.notAway}</Button>},
            ]}
          />
        )}
      </Loaded>
      {reporting && person && <Report me={person} onClose={() => setReporting(false)} />}
      {ending && <End absence={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  )
}

/** Days in the company's zone: from the beginning of the first to the beginning of the day of return. */
function Report({me, onClose}: {me: Schemas['Person']; onClose: () => void}) {
  const everybody = useQuery(people)
  const today = dayOf(useNow())
  const [whose, setWhose] = useState<string | undefined>(me.id)
  const [from, setFrom] = useState(today)
  const [back, setBack] = useState(addDays(today, 1))
  const [reason, setReason] = useState('')
  const begins = instantOf(`${from}T00:00`)
  const ends = instantOf(`${back}T00:00`)
  const backwards = Boolean(begins && ends && ends <= begins)
  const act = useAct({
    act: () => write(client.POST('/absences', {body: {from: begins!, to: ends!, ...(whose && whose !== me.id ? {person: whose} : {}), ...(reason.trim() ? {reason: reason.trim()} : {})}})),
    done: texts.reported,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.report} does={texts.reportDoes} act={{label: texts.report, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={!whose || !begins || !ends || backwards}>
      <Pick label={texts.whoField} required value={whose} onChange={setWhose} hint={texts.whoHint} options={(everybody.data?.items ?? []).map((one) => ({value: one.id, title: one.id === me.id ? texts.me(one.name) : one.name, text: one.roles[0]?.role.title}))} />
      <TextField label={texts.firstDay} required type="date" value={from} onChange={setFrom} />
      <TextField label={texts.dayBack} required type="date" value={back} onChange={setBack} error={backwards ? texts.backwards : undefined} />
      <TextField label={texts.reason} hint={texts.reasonHint} value={reason} onChange={setReason} />
    </ActDialog>
  )
}

function End({absence, onClose}: {absence: Absence; onClose: () => void}) {
  const act = useAct({act: () => write(client.POST('/absences/{absence}/end', {params: {path: {absence: absence.absence}}, body: {}})), done: texts.ended, onDone: onClose})
  const label = absence.state === 'away' ? texts.isBack : texts.notAway
  return <ActDialog opened onClose={onClose} title={texts.endTitle(absence.person.name)} does={texts.endDoes} act={{label, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} />
}
