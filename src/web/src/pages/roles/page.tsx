// Form: units with their charters, roles with who answers for them on a day, who does what, and where work changes hands.
import {useState} from 'react'
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {form} from '~/api/queries'
import {number} from '~/format/number'
import {date} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape, type Tone} from '~/ui/status'
import {Table} from '~/ui/table'
import {Tabs} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {Absences} from './absences'
import {Outcomes, Shapes} from './shape'
import {texts} from './texts'
import {Units} from './units'
import {WhoDoesWhat} from './who'
import css from './roles.module.css'

type TabName = keyof typeof texts.tabs
export const concernTone = (concern: Schemas['FormConcern']): Tone => (concern === 'vacancy' ? 'alarm' : 'warn')

/** The day that is looked at, in the address; none is today. */
export function OnDay({on}: {on: string | undefined}) {
  const url = useUrlState()
  return (
    <div className={css.on} data-no-print>
      <label htmlFor="on">{texts.on}</label>
      <input id="on" type="date" value={url.get('on') ?? on ?? ''} onChange={(event) => url.set({on: event.currentTarget.value || undefined}, {replace: true})} />
      {url.get('on') && <Button onClick={() => url.set({on: undefined})}>{texts.today}</Button>}
    </div>
  )
}

export function OtherDay({on, today}: {on: string; today: boolean}) {
  return today ? null : <p className={css.note} role="status">{texts.otherDay(date(on))}</p>
}

export function RolesPage() {
  const url = useUrlState()
  const on = url.get('on')
  const query = useQuery(form(on))
  const tab = (url.get('tab') as TabName | undefined) ?? 'units'
  const tabs = (Object.keys(texts.tabs) as TabName[]).map((name) => ({href: url.href({tab: name === 'units' ? undefined : name, unit: undefined, role: undefined, process: undefined}), title: texts.tabs[name], current: name === tab}))
  return (
    <Page title={texts.title} lead={texts.lead} actions={<OnDay on={query.data?.on} />} tabs={<Tabs label={texts.title} items={tabs} />}>
      <Loaded query={query}>
        {(data) => (
          <>
            <OtherDay on={data.on} today={data.today} />
            {tab === 'units' && (
              <Stack>
                <Counts counts={data.counts} />
                <Findings findings={data.findings} />
                <Units form={data} chosen={url.get('unit')} />
              </Stack>
            )}
            {tab === 'roles' && <Roles form={data} />}
            {tab === 'who' && <WhoDoesWhat form={data} />}
            {tab === 'outcomes' && <Outcomes form={data} />}
            {tab === 'shape' && <Shapes form={data} />}
            {tab === 'absences' && <Absences />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Counts({counts}: {counts: Schemas['Form']['counts']}) {
  return (
    <dl className={css.counts}>
      <div><dt>{texts.counts.units}</dt><dd>{number(counts.units)}</dd></div>
      <div><dt>{texts.counts.layers}</dt><dd>{number(counts.layers)}</dd></div>
      <div><dt>{texts.counts.roles}</dt><dd>{number(counts.roles)}</dd></div>
      <div><dt>{texts.counts.people}</dt><dd>{number(counts.people)}</dd></div>
      <div><dt>{texts.counts.vacant}</dt><dd className={counts.vacant > 0 ? css.bad : undefined}>{number(counts.vacant)}</dd></div>
      <div><dt>{texts.counts.handoffs}</dt><dd>{number(counts.handoffs)}<small>{texts.between(counts.handoffs_between_units)}</small></dd></div>
    </dl>
  )
}

export function FindingLines({findings, most}: {findings: readonly Schemas['FormFinding'][]; most?: number}) {
  const [all, setAll] = useState(false)
  const shown = all || most === undefined ? findings : findings.slice(0, most)
  return (
    <div className={css.findings}>
      {shown.map((finding) => (
        <div key={finding.text} className={css.finding}>
          <Shape tone={finding.level} />
          <div>
            <A href={finding.subject.href}>{finding.text}</A>
            <small lang={serverLang}>{finding.help}</small>
          </div>
          <Badge tone={finding.level}>{texts.concerns[finding.concern]}</Badge>
        </div>
      ))}
      {shown.length < findings.length && <div><Button look="quiet" onClick={() => setAll(true)}>{texts.all(findings.length)}</Button></div>}
    </div>
  )
}

function Findings({findings}: {findings: readonly Schemas['FormFinding'][]}) {
  return (
    <Card title={texts.findings}>
      {findings.length === 0 ? <Empty icon="check" title={texts.noFindings} /> : <FindingLines findings={findings} most={5} />}
    </Card>
  )
}

function Roles({form: data}: {form: Schemas['Form']}) {
  return (
    <Card flush label={texts.tabs.roles}>
      <Table<Schemas['RoleLine']>
        label={texts.tabs.roles}
        rows={data.roles}
        list={{path: '/form', query: {part: 'roles', on: data.on}}}
        rowKey={(row) => row.id}
        href={(row) => (data.today ? row.href : `${row.href}?on=${data.on}`)}
        columns={[
          {key: 'title', title: texts.role, main: true, cell: (row) => <><div>{row.title}</div><div className={css.sub}>{row.unit?.title}</div></>},
          {key: 'who', title: texts.who, cell: (row) => (row.holder.via === 'many' ? <>{texts.many}, {texts.present(row.present)}</> : <HolderName holder={row.holder} />)},
          {key: 'decides', title: texts.decides, numeric: true, cell: (row) => number(row.decisions)},
          {key: 'tasks', title: texts.tasks, numeric: true, cell: (row) => number(row.tasks)},
          {key: 'meets', title: texts.meets, cell: (row) => (row.rhythms > 0 ? texts.aWeek(number(row.load.rhythm_hours)) : null)},
          {key: 'hand', title: texts.onHand, cell: (row) => (data.today && row.load.ready + row.load.started > 0 ? <>{texts.items(row.load.ready + row.load.started)}<div className={css.sub}>{texts.hours(number(row.load.queue_hours, 0))}</div></> : null)},
          {key: 'concern', title: texts.concern, cell: (row) => (row.concerns.length > 0 ? <span className={css.badges}>{[...new Set(row.concerns)].map((one) => <Badge key={one} tone={concernTone(one)}>{texts.concerns[one]}</Badge>)}</span> : null)},
        ]}
      />
    </Card>
  )
}

