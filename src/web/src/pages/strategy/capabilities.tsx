// Capabilities: what operations must excel at, what realises each, and the level that evidence gives it. One thing can be thought
// away, to see what rests on it.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {capabilities} from '~/api/queries'
import {number} from '~/format/number'
import {date} from '~/format/time'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {kindWord} from '~/ui/kinds'
import {Pick, Select} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Grid, Row, Small, Stack} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape, Tag, type Tone} from '~/ui/status'
import {Day} from '~/ui/time'
import {Help} from '~/ui/term'
import {useUrlState} from '~/ui/url_state'
import {texts} from './texts'
import css from './capabilities.module.css'

type Capability = Schemas['Capability']
type Carrier = Schemas['CapabilityCarrier']
type Footing = Carrier['rests_on'][number]
const LEVELS = 4

export function CapabilitiesTab() {
  const url = useUrlState()
  const weeks = Number(url.get('weeks') ?? 12)
  const query = useQuery(capabilities(weeks, url.get('without')))
  return <Loaded query={query}>{(data) => <Shown data={data} />}</Loaded>
}

function Shown({data}: {data: Schemas['Capabilities']}) {
  const url = useUrlState()
  const objective = url.get('objective')
  const objectives = new Map(data.items.flatMap((one) => one.objectives).map((one) => [one.id, one]))
  const shown = data.items.filter((one) => (!objective || one.objectives.some((served) => served.id === objective)) && (!data.turned || data.turned.includes(one.id)))
  return (
    <Stack>
      <Card title={<>{texts.capabilities.lead} <Help word="capability" /></>}>
        <div className={css.ask}>
          <Pick
            label={texts.capabilities.without}
            hint={texts.capabilities.withoutHint}
            value={data.without && `${data.without.kind}/${data.without.id}`}
            placeholder={texts.capabilities.nothingGone}
            options={data.things.map((one) => ({value: `${one.kind}/${one.id}`, title: one.title, text: kindWord(one.kind)}))}
            onChange={(without) => url.set({without}, {replace: true})}
          />
          <Select label={texts.objective} value={objective ?? ''} options={[{value: '', title: texts.capabilities.every}, ...[...objectives.values()].map((one) => ({value: one.id, title: one.title}))]} onChange={(value) => url.set({objective: value || undefined}, {replace: true})} />
          <Select label={texts.capabilities.window} value={String(data.weeks)} options={[4, 12, 26, 52].map((weeks) => ({value: String(weeks), title: texts.capabilities.weeks(weeks)}))} onChange={(weeks) => url.set({weeks: weeks === '12' ? undefined : weeks}, {replace: true})} />
        </div>
        {data.without && (
          <div role="status" className={css.turned}>
            <Row>
              <Shape tone={data.turned!.length > 0 ? 'alarm' : 'ok'} />
              <strong>{texts.capabilities.turned(data.without.title, data.turned!.length)}</strong>
              <Button size="s" look="quiet" onClick={() => url.set({without: undefined}, {replace: true})}>{texts.capabilities.back}</Button>
            </Row>
          </div>
        )}
        <Small>{texts.capabilities.evidence(date(data.from), date(data.to))}</Small>
      </Card>
      {shown.length === 0 && <Empty icon="check" title={data.without ? texts.capabilities.nothingRests : texts.capabilities.none} />}
      <Grid min={460}>
        {shown.map((one) => (
          <CapabilityCard key={one.id} capability={one} />
        ))}
      </Grid>
      {data.without_requirement.length > 0 && !data.without && (
        <Card title={texts.capabilities.unasked}>
          <Entities items={data.without_requirement} />
        </Card>
      )}
    </Stack>
  )
}

/** The level in steps and in words. */
export function Level({capability}: {capability: Pick_}) {
  const name = texts.capabilities.levels[capability.level_name]
  return (
    <span className={css.level} role="img" aria-label={texts.capabilities.levelOf(capability.level, LEVELS, name)}>
      {Array.from({length: LEVELS}, (_, step) => <span key={step} data-reached={step < capability.level || undefined} />)}
    </span>
  )
}
type Pick_ = {level: number; level_name: Capability['level_name']}

function CapabilityCard({capability}: {capability: Capability}) {
  return (
    <Card
      id={`requirement-${capability.id}`}
      label={capability.title}
      title={<><Shape tone={capability.status} size={16} /> <A href={`/strategy?focus=requirement/${capability.id}`} className={css.name}>{capability.title}</A></>}
      actions={<Badge tone={toneOf(capability)} shape={false}>{texts.capabilities.levels[capability.level_name]}</Badge>}
    >
      <div className={css.body}>
        <p className={css.statement}><Tag>{texts.requirementKinds[capability.kind]}</Tag> {capability.statement}</p>
        <Row><Level capability={capability} />{capability.owner && <><span className={css.sub}>{texts.owner}</span> <HolderName holder={capability.owner} /></>}</Row>
        <section>
          <h3>{texts.realised}</h3>
          {capability.carriers.length === 0 && <Badge tone="alarm">{texts.nothing}</Badge>}
          <ul className={css.carriers}>
            {capability.carriers.map((carrier) => (
              <CarrierLine key={`${carrier.kind}/${carrier.id}`} carrier={carrier} />
            ))}
          </ul>
        </section>
        {capability.gaps.length > 0 && (
          <section>
            <h3>{texts.capabilities.gap}</h3>
            <ul className={css.dots}>{capability.gaps.map((gap) => <li key={gap}>{gap}</li>)}</ul>
          </section>
        )}
        <section>
          <h3>{texts.capabilities.plan}</h3>
          {capability.plan.length > 0 ? <Entities items={capability.plan} /> : <p className={css.sub}>{texts.capabilities.noPlan}</p>}
        </section>
        {capability.objectives.length > 0 && (
          <section>
            <h3>{texts.serves}</h3>
            <Entities items={capability.objectives} />
          </section>
        )}
      </div>
    </Card>
  )
}

const toneOf = (capability: Capability): Tone => (capability.level === 0 ? 'alarm' : capability.level === 1 ? capability.status : 'ok')
const evidenceTone = (stands: boolean, done: number): Tone => (!stands ? 'alarm' : done > 0 ? 'ok' : 'no_data')

function CarrierLine({carrier}: {carrier: Carrier}) {
  return (
    <li className={css.carrier}>
      <Shape tone={carrier.kind === 'rule' ? 'ok' : evidenceTone(carrier.stands, carrier.done)} label={carrier.stands ? (carrier.done > 0 || carrier.kind === 'rule' ? texts.capabilities.practised : texts.capabilities.stands) : texts.capabilities.broken} />
      <div>
        <div className={css.line}>
          {carrier.href ? <A href={carrier.href}>{carrier.title}</A> : <code>{carrier.title}</code>} <Tag>{kindWord(carrier.kind)}</Tag>
        </div>
        <p className={css.sub}>
          {carrier.broken ?? carrier.text}
          {carrier.last_at && <>, {texts.capabilities.last} <Day day={carrier.last_at.slice(0, 10)} /></>}
        </p>
        {carrier.rests_on.length > 0 && (
          <details>
            <summary>{texts.capabilities.restsOn(carrier.rests_on.length)}</summary>
            <ul className={css.footings}>
              {carrier.rests_on.map((one) => (
                <li key={`${one.kind}/${one.id}`}>
                  <Shape tone={one.stands ? 'ok' : 'alarm'} size={12} /> <A href={one.href}>{one.title}</A> <Tag>{kindWord(one.kind)}</Tag> <span className={css.sub}>{footingText(one)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}

function footingText(one: Footing): string {
  if (one.broken) return one.broken
  const people = one.people === undefined ? undefined : one.kind === 'skill' ? texts.capabilities.haveIt(one.people) : texts.capabilities.named(one.people)
  const others = one.done_by_others ? texts.capabilities.byOthers(number(one.done_by_others)) : undefined
  return [people, one.text, others].filter(Boolean).join(', ')
}
