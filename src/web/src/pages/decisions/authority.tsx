// The delegation of authority as one sheet, to be printed: decision by decision and band by band, who decides, who that is on the
// day, who stands in, and to whom it goes when nobody answers. It is generated from the rights that route.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {delegation} from '~/api/queries'
import {conditionInWords} from '~/format/condition'
import {date, duration, fullDay, fullTime} from '~/format/time'
import {serverLang} from '~/i18n/language'
import {named} from '~/i18n/server_words'
import {Button} from '~/ui/button'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card} from '~/ui/page'
import {Badge, Shape} from '~/ui/status'
import {Help} from '~/ui/term'
import {useUrlState} from '~/ui/url_state'
import {DecisionsFrame} from './frame'
import {texts} from './texts'
import css from './authority.module.css'

type Row = Schemas['DelegatedDecision']
type Band = Row['bands'][number]

export function AuthorityPage() {
  const url = useUrlState()
  const query = useQuery(delegation(url.get('on')))
  return (
    <DecisionsFrame>
      <div className={css.bar} data-no-print>
        <label htmlFor="on">{texts.onDay}</label>
        <input id="on" type="date" value={url.get('on') ?? query.data?.on ?? ''} onChange={(event) => url.set({on: event.currentTarget.value || undefined}, {replace: true})} />
        {url.get('on') && <Button onClick={() => url.set({on: undefined})}>{texts.toToday}</Button>}
        <span className={css.push} />
        <Button look="primary" onClick={() => window.print()}>{texts.print}</Button>
      </div>
      <Loaded query={query}>{(data) => <Sheet data={data} />}</Loaded>
    </DecisionsFrame>
  )
}

function Sheet({data}: {data: Schemas['Delegation']}) {
  return (
    <div className={css.sheet}>
      {/* While this sheet is shown; other pages print as they like. */}
      <style>{'@page { size: A4 landscape; margin: 12mm; }'}</style>
      <header className={css.head}>
        <h2>{texts.authority} <Help word="delegation" /></h2>
        <p>
          {data.company} · {texts.asOf} {fullDay(data.on)} · {texts.version} <code>{data.revision.slice(0, 8)}</code>
          {data.deployed_at && <>, {texts.inForceSince} {fullTime(data.deployed_at)}</>}
        </p>
        <p className={css.verdict}>
          {data.unsettled === 0 ? <Badge tone="ok">{texts.noGap}</Badge> : <Badge tone="alarm">{texts.unsettled(data.unsettled)}</Badge>}
          {data.vacant > 0 && <Badge tone="alarm">{texts.vacantBands(data.vacant)}</Badge>}
        </p>
      </header>
      <Card flush label={texts.authority}>
        <div className={css.scroll} tabIndex={0} role="region" aria-label={texts.authority}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{texts.decision}</th>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.roleColumn}</th>
              <th scope="col">{data.today ? texts.isToday : texts.isThen(date(data.on))}</th>
              <th scope="col">{texts.standsIn}</th>
              <th scope="col">{texts.within}</th>
              <th scope="col">{texts.ladder}</th>
            </tr>
          </thead>
          {data.items.map((row) => <Decision key={row.decision.id} row={row} />)}
        </table>
        </div>
      </Card>
      <p className={css.foot}>{texts.generated}</p>
    </div>
  )
}

function Decision({row}: {row: Row}) {
  return (
    <tbody className={css.decision} data-broken={!row.proof.holds || undefined}>
      {row.bands.map((band, index) => (
        <tr key={index}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={row.bands.length}>
              <A href={row.decision.href}>{row.decision.title}</A>
              {row.kind === 'design' && <small>{texts.design}</small>}
              {row.agree.length > 0 && <small>{texts.mustAgree}: {row.agree.map((one) => one.title).join(', ')}</small>}
              {row.sod.length > 1 && <small>{texts.sod}: {row.sod.map((part) => named('part', part, part)).join(', ')}</small>}
              {row.forum && <small>{texts.forum}: {row.forum.title}</small>}
              <small className={css.proof}>
                <Shape tone={row.proof.holds ? 'ok' : row.findings.length > 0 ? 'alarm' : 'warn'} size={11} /> {row.proof.text}
              </small>
              {row.findings.map((finding) => <small key={finding.code + finding.message} className={css.finding} lang={serverLang}>{finding.message} ({finding.code}, {finding.file}:{finding.line})</small>)}
            </th>
          )}
          <Cells band={band} row={row} />
        </tr>
      ))}
    </tbody>
  )
}

function Cells({band, row}: {band: Band; row: Row}) {
  const said = band.when === undefined ? texts.always : conditionInWords(band.when, row.facts)
  return (
    <>
      <td data-title={texts.when}>
        {said ?? null}
        {band.when !== undefined && <code className={said ? css.formula : undefined}>{band.when}</code>}
      </td>
      <td data-title={texts.roleColumn}><A href={`/roles/${band.holder.role.id}`}>{band.holder.role.title}</A></td>
      <td data-title={texts.isToday}>
        {band.holder.person ? <><strong>{band.holder.person.name}</strong>{band.holder.via === 'deputy' && ` (${texts.deputy})`}</> : band.holder.via === 'many' ? texts.anyOf : <Badge tone="alarm">{texts.nobody}</Badge>}
        {band.holder.via !== 'holder' && band.holder.via !== 'many' && band.holder.why && <small>{band.holder.why}</small>}
      </td>
      <td data-title={texts.standsIn}>{band.deputies.length === 0 ? '–' : band.deputies.map((one) => <div key={one.person.id}>{one.person.name}{!one.there && ` (${texts.away})`}</div>)}</td>
      <td data-title={texts.within} className={css.nowrap}>{row.sla ? duration(row.sla) : '–'}</td>
      <td data-title={texts.ladder}>
        {band.ladder.length === 0
          ? '–'
          : band.ladder.map((step) => <div key={step.after}>{texts.after} {duration(step.after)}: {step.holder ? `${step.holder.role.title}${step.holder.person ? ` (${step.holder.person.name})` : ''}` : texts.nobodyAbove}</div>)}
      </td>
    </>
  )
}

