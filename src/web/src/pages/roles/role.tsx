// A role's card: what it answers for, decides, performs and meets; who holds it on a day; what it has on its hands.
import {useQuery} from '@tanstack/react-query'
import {useParams} from '@tanstack/react-router'
import type {Schemas} from '~/api/client'
import {roleCard} from '~/api/queries'
import {number} from '~/format/number'
import {date, duration} from '~/format/time'
import {LinkButton} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page, Split} from '~/ui/page'
import {HolderName, PersonName} from '~/ui/people'
import {RightsNotices} from '~/ui/rights/notices'
import {Badge, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {Help} from '~/ui/term'
import {useUrlState} from '~/ui/url_state'
import {FindingLines, OnDay, OtherDay} from './page'
import {texts as uiTexts} from '~/ui/texts'
import {texts} from './texts'
import css from './roles.module.css'

type Card_ = Schemas['RoleCard']

export function RolePage() {
  const {role} = useParams({strict: false}) as {role: string}
  const query = useQuery(roleCard(role, useUrlState().get('on')))
  return <Loaded query={query}>{(card) => <RoleView card={card} />}</Loaded>
}

function RoleView({card}: {card: Card_}) {
  const held = card.decisions.filter((one) => one.part === 'decide')
  const others = card.decisions.filter((one) => one.part !== 'decide')
  return (
    <Page
      title={card.title}
      lead={card.purpose}
      crumbs={[{title: texts.title, href: '/roles'}, ...(card.unit ? [{title: card.unit.title, href: card.unit.href}] : [])]}
      meta={
        <>
          <span>{texts.authority} {number(card.authority)} <Help word="authority" /></span>
          {card.many && <Tag>{texts.many}</Tag>}
          {card.calendar && <span>{texts.calendar}: {card.calendar}</span>}
        </>
      }
      actions={<><OnDay on={card.on} /><LinkButton href={`/changes/new?edit=role&id=${card.id}`} icon="changes">{texts.propose}</LinkButton></>}
    >
      <OtherDay on={card.on} today={card.today} />
      <Split aside={<Aside card={card} />}>
        <RightsNotices notices={card.rights_notices} />
        <Card
          title={texts.who}
          actions={
            <>
              {card.mine && card.today && <LinkButton href="/today" size="s" icon="today">{texts.myDay}</LinkButton>}
              {card.assignment && <LinkButton href={`/changes/new?edit=assignment&id=${card.assignment}`} size="s" icon="changes">{texts.changeHolders}</LinkButton>}
            </>
          }
        >
          <HolderName holder={card.holder} why />
          <Terms terms={card.terms} />
        </Card>
        <Card title={<>{texts.decisionsHeld} <Help word="band" /></>} flush>
          <Table
            label={texts.decisionsHeld}
            rows={held}
            list={{path: `/roles/${card.id}`, query: {part: 'decisions', on: card.on}}}
            rowKey={(row) => `${row.decision.id}${row.when ?? ''}`}
            href={(row) => row.decision.href}
            empty={<Empty icon="decisions" title={texts.noDecision} />}
            columns={[
              {key: 'decision', title: texts.decision, main: true, cell: (row) => row.decision.title},
              {key: 'when', title: texts.when, cell: (row) => (row.when ? <code>{row.when}</code> : texts.always_)},
              {key: 'sla', title: texts.within_, numeric: true, cell: (row) => row.sla && duration(row.sla)},
            ]}
          />
        </Card>
        <Card title={texts.tasksOf}>
          {card.tasks.length === 0 ? <Empty icon="processes" title={texts.noTasks} /> : <Tasks tasks={card.tasks} />}
        </Card>
        <Card title={texts.rhythms} flush>
          <Table
            label={texts.rhythms}
            rows={card.rhythms}
            list={{path: `/roles/${card.id}`, query: {part: 'rhythms', on: card.on}}}
            rowKey={(row) => row.rhythm.id}
            href={(row) => row.rhythm.href}
            empty={<Empty icon="rhythms" title={texts.noRhythm} />}
            columns={[
              {key: 'rhythm', title: texts.rhythm, main: true, cell: (row) => row.rhythm.title},
              {key: 'part', title: texts.part, cell: (row) => <Tag>{texts[row.part]}</Tag>},
              {key: 'tier', title: texts.tierColumn, numeric: true, cell: (row) => row.tier > 0 && number(row.tier)},
              {key: 'hours', title: texts.hoursAWeek, numeric: true, cell: (row) => number(row.hours_a_week)},
            ]}
          />
        </Card>
        {others.length > 0 && (
          <Card title={texts.otherParts} flush>
            <Table
              label={texts.otherParts}
              rows={others}
              rowKey={(row) => `${row.decision.id}${row.part}${row.after ?? ''}`}
              href={(row) => row.decision.href}
              columns={[
                {key: 'decision', title: texts.decision, main: true, cell: (row) => row.decision.title},
                {key: 'part', title: texts.part, cell: (row) => <>{texts.parts[row.part]} {row.after && `${texts.after} ${duration(row.after)}`}</>},
              ]}
            />
          </Card>
        )}
      </Split>
    </Page>
  )
}

function Terms({terms}: {terms: Card_['terms']}) {
  if (terms.length === 0) return null
  return (
    <div className={css.terms} role="list" aria-label={texts.holders}>
      {terms.map((term, index) => (
        <div key={index} className={css.term} role="listitem" data-off={!term.valid || undefined}>
          <PersonName person={term.person} />
          <span className={css.badges}>
            <Tag>{texts[term.part]}</Tag>
            {!term.there && term.valid && <Badge tone="warn">{texts.away}</Badge>}
            {!term.valid && <Tag>{texts.notYet}</Tag>}
          </span>
          <span className={css.sub}>{[term.from && `${texts.since} ${date(term.from)}`, term.to ? `${texts.until} ${date(term.to)}` : undefined].filter(Boolean).join(' ') || texts.always}</span>
        </div>
      ))}
    </div>
  )
}

function Tasks({tasks}: {tasks: Card_['tasks']}) {
  const processes = [...new Map(tasks.map((task) => [task.process.id, task.process])).values()]
  return (
    <>
      {processes.map((process) => (
        <div key={process.id} className={css.group}>
          <h3><A href={process.href}>{process.title}</A></h3>
          {tasks.filter((task) => task.process.id === process.id).map((task) => (
            <div key={task.element} className={css.line}>
              <A href={`${process.href}?element=${task.element}`}>{task.title}</A>
              <span>{task.expected && duration(task.expected)}</span>
            </div>
          ))}
        </div>
      ))}
    </>
  )
}

function Aside({card}: {card: Card_}) {
  const {load} = card
  return (
    <>
      {card.findings.length > 0 && <Card title={texts.findings}><FindingLines findings={card.findings} /></Card>}
      <Card title={texts.accountabilities}>
        <ul className={css.dots}>{card.accountabilities.map((one) => <li key={one}>{one}</li>)}</ul>
      </Card>
      {card.skills.length > 0 && (
        <Card title={texts.skills}>
          {card.skills.map((one) => (
            <div key={one.skill.id} className={css.line}>
              <A href={one.skill.href}>{one.skill.title}{one.level_name ? `: ${one.level_name}` : ''}</A>
              <span><Badge tone={one.have_it === 0 ? 'alarm' : one.have_it < one.of ? 'warn' : 'ok'}>{texts.haveIt(one.have_it, one.of)}</Badge></span>
            </div>
          ))}
        </Card>
      )}
      <Card title={<>{texts.load} <Help word="load" /></>}>
        <dl className={css.load}>
          {card.today && <div><dt>{texts.waits}</dt><dd>{number(load.ready)}</dd></div>}
          {card.today && <div><dt>{texts.started}</dt><dd>{number(load.started)}</dd></div>}
          {card.today && <div><dt>{texts.expectedHours}</dt><dd>{number(load.queue_hours, 0)} h{load.present > 1 && load.queue_hours > 0 && <small>{texts.perPerson(number(load.queue_hours / load.present, 1))}</small>}</dd></div>}
          {card.today && <div><dt>{texts.openDecisions}</dt><dd>{number(load.decisions_open)}</dd></div>}
          <div><dt>{texts.inRhythms}</dt><dd>{number(load.rhythm_hours, 1)} h<small>{texts.ofWeek(number(load.week_hours, 0))}</small></dd></div>
        </dl>
      </Card>
      {card.owns.length > 0 && <Card title={texts.owns}><Entities items={card.owns} after={(item) => <Tag>{uiTexts.kinds[item.kind]}</Tag>} /></Card>}
      {card.answers.length > 0 && (
        <Card title={texts.calledFor}>
          {card.answers.map((one) => (
            <div key={`${one.issue_type.id}${one.tier}`} className={css.line}>
              <span>{one.issue_type.title}</span>
              <span>{texts.tier} {one.tier}, {duration(one.within)}</span>
            </div>
          ))}
        </Card>
      )}
      <Card title={texts.source}>
        <code className={css.sub}>{card.source.file}:{card.source.line}</code>
      </Card>
    </>
  )
}
