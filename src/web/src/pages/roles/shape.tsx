// Outcomes with the one who is accountable and those who contribute; layers, spans, and where work changes hands.
import type {Schemas} from '~/api/client'
import {capital, number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {A} from '~/ui/link'
import {Card, Small, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Tag} from '~/ui/status'
import {Table} from '~/ui/table'
import {Help} from '~/ui/term'
import {texts} from './texts'
import {texts as uiTexts} from '~/ui/texts'
import css from './roles.module.css'

export function Outcomes({form}: {form: Schemas['Form']}) {
  const missing = form.counts.outcomes_without_owner
  return (
    <Stack>
      <Small>{missing > 0 && <Badge tone="alarm">{number(missing)}</Badge>} {texts.ownerless(missing)}</Small>
      <Card flush label={texts.tabs.outcomes}>
        <Table
          label={texts.tabs.outcomes}
          rows={form.outcomes}
          list={{path: '/form', query: {part: 'outcomes', on: form.on}}}
          rowKey={(row) => `${row.outcome.kind}/${row.outcome.id}`}
          href={(row) => row.outcome.href}
          columns={[
            {key: 'outcome', title: texts.outcome, main: true, width: '30%', cell: (row) => row.outcome.title},
            {key: 'kind', title: texts.kind, cell: (row) => <Tag>{uiTexts.kinds[row.outcome.kind]}</Tag>},
            {key: 'owner', title: texts.accountable, cell: (row) => (row.owner ? <HolderName holder={row.owner} /> : <Badge tone="alarm">{texts.nobody}</Badge>)},
            {key: 'contributors', title: texts.contributors, cell: (row) => (row.contributors.length > 0 ? <Entities items={row.contributors.map((one) => ({kind: 'role' as const, id: one.id, title: one.title, href: `/roles/${one.id}`}))} /> : null)},
            {key: 'shared', title: texts.shared, cell: (row) => (row.shared.length > 0 ? <Entities items={row.shared} /> : null)},
          ]}
        />
      </Card>
    </Stack>
  )
}

type Handoff = Schemas['Form']['handoffs'][number]
type Pair = {key: string; from: Schemas['RoleRef']; to: Schemas['RoleRef']; between: boolean; ways: Handoff[]}

/** Handoffs by who gives and who takes, the busiest first; those between units before those within. */
export function pairsOf(handoffs: readonly Handoff[]): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const one of handoffs) {
    const key = `${one.from_role.id}>${one.to_role.id}`
    const pair = pairs.get(key) ?? {key, from: one.from_role, to: one.to_role, between: one.between_units, ways: []}
    pair.ways.push(one)
    pairs.set(key, pair)
  }
  return [...pairs.values()].sort((a, b) => Number(b.between) - Number(a.between) || b.ways.length - a.ways.length)
}

export function Shapes({form}: {form: Schemas['Form']}) {
  return (
    <Stack>
      <Card title={<>{texts.spans} <Help word="span" /></>} flush>
        <Table<Schemas['UnitForm']>
          label={texts.spans}
          rows={form.units}
          list={{path: '/form', query: {part: 'units', on: form.on}}}
          rowKey={(row) => row.id}
          href={(row) => row.href}
          columns={[
            {key: 'unit', title: texts.unit, main: true, cell: (row) => <span style={{paddingLeft: (row.level - 1) * 18}}>{row.title}</span>},
            {key: 'level', title: texts.level, numeric: true, cell: (row) => number(row.level)},
            {key: 'lead', title: texts.lead_, cell: (row) => row.lead && <HolderName holder={row.lead} />},
            {key: 'span', title: texts.span, numeric: true, cell: (row) => number(row.span)},
            {key: 'roles', title: texts.rolesColumn, numeric: true, cell: (row) => number(row.roles.length)},
            {key: 'people', title: texts.peopleColumn, numeric: true, cell: (row) => number(row.people)},
          ]}
        />
      </Card>
      <Card title={<>{texts.handoffs} <Help word="handoff" /></>} count={<Tag>{number(form.counts.handoffs)}, {texts.between(form.counts.handoffs_between_units)}</Tag>} flush>
        <Table<Pair>
          label={texts.handoffs}
          rows={pairsOf(form.handoffs)}
          list={{path: '/form', query: {part: 'handoffs', on: form.on}}}
          rowKey={(row) => row.key}
          empty={<Empty icon="check" title={texts.noHandoff} />}
          columns={[
            {key: 'pair', title: `${texts.from} → ${texts.to}`, main: true, width: '28%', cell: (row) => <p><A href={`/roles/${row.from.id}`}>{row.from.title}</A> → <A href={`/roles/${row.to.id}`}>{row.to.title}</A></p>},
            {key: 'between', title: texts.unit, cell: (row) => <Tag>{row.between ? texts.betweenUnits : texts.within}</Tag>},
            {key: 'times', title: texts.times, numeric: true, cell: (row) => number(row.ways.length)},
            {key: 'far', title: texts.far, numeric: true, cell: (row) => row.ways[0]?.metres !== undefined && texts.metres(number(row.ways[0].metres))},
            {key: 'where', title: texts.where, cell: (row) => <div className={css.steps}>{row.ways.map((way) => <p key={way.process.id + way.from_element + way.to_element}><A href={`${way.process.href}?element=${way.to_element}`}>{way.process.title}</A>: {capital(way.from_title)} → {way.to_title}</p>)}</div>},
          ]}
        />
      </Card>
      {form.places.length > 0 && (
        <Card title={texts.places} count={<Tag>{texts.wayOfHandoffs(number(form.counts.handoff_metres), form.counts.handoffs_placed)}</Tag>} flush>
          <Table<Schemas['Form']['places'][number]>
            label={texts.places}
            rows={form.places}
            rowKey={(row) => row.id}
            columns={[
              {key: 'place', title: texts.place, main: true, cell: (row) => row.title},
              {key: 'area', title: texts.area, numeric: true, cell: (row) => row.area_m2 !== undefined && `${number(row.area_m2)} m²`},
              {key: 'units', title: texts.unitsThere, cell: (row) => (row.units.length > 0 ? <Entities items={row.units} /> : null)},
              {key: 'far', title: texts.distances, cell: (row) => <div className={css.steps}>{row.distances.map((one) => <p key={one.to}>{one.to}: {texts.metres(number(one.metres))}</p>)}</div>},
            ]}
          />
        </Card>
      )}
    </Stack>
  )
}
