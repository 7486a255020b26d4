// The tree of units. Each shows its charter (in, out, promised), the one who answers for it, and its roles with who that is.
import {useEffect, useRef} from 'react'
import type {Schemas} from '~/api/client'
import {A} from '~/ui/link'
import {Card} from '~/ui/page'
import {HolderName} from '~/ui/people'
import {Badge, Shape} from '~/ui/status'
import {Help} from '~/ui/term'
import {texts} from './texts'
import css from './roles.module.css'

type Unit = Schemas['UnitForm']

export function Units({form, chosen}: {form: Schemas['Form']; chosen: string | undefined}) {
  return <Branch form={form} parent={undefined} chosen={chosen} />
}

function Branch({form, parent, chosen}: {form: Schemas['Form']; parent: string | undefined; chosen: string | undefined}) {
  const ids = new Set(form.units.map((unit) => unit.id))
  const here = form.units.filter((unit) => (unit.parent !== undefined && ids.has(unit.parent) ? unit.parent : undefined) === parent)
  const branches = here.filter((unit) => form.units.some((one) => one.parent === unit.id))
  const leaves = here.filter((unit) => !branches.includes(unit))
  return (
    <div className={css.tree}>
      {branches.map((unit) => (
        <div key={unit.id} className={css.tree}>
          <UnitCard unit={unit} form={form} chosen={unit.id === chosen} />
          <div className={css.nested}>
            <Branch form={form} parent={unit.id} chosen={chosen} />
          </div>
        </div>
      ))}
      {leaves.length > 0 && (
        <div className={css.below}>
          {leaves.map((unit) => (
            <UnitCard key={unit.id} unit={unit} form={form} chosen={unit.id === chosen} />
          ))}
        </div>
      )}
    </div>
  )
}

function UnitCard({unit, form, chosen}: {unit: Unit; form: Schemas['Form']; chosen: boolean}) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({block: 'center'})
  }, [chosen])
  const roles = unit.roles.map((role) => form.roles.find((one) => one.id === role.id)).filter((one) => one !== undefined)
  const list = (items: readonly string[]) => (items.length === 0 ? '–' : <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>)
  return (
    <div ref={place} data-unit={unit.id}>
      <Card title={unit.title} tone={chosen ? 'accent' : undefined} actions={<span className={css.sub}>{texts.people(unit.people)}</span>}>
        <p className={css.purpose}>{unit.purpose}</p>
        <div className={css.ownerLine}>
          {unit.owner ? <><span>{texts.owner} <Help word="charter" /></span> <HolderName holder={unit.owner} /></> : <><Badge tone="warn">{texts.noOwner}</Badge> <Help word="charter" /></>}
        </div>
        <dl className={css.charter}>
          <div><dt>{texts.inputs}</dt><dd>{list(unit.inputs)}</dd></div>
          <div><dt>{texts.outputs}</dt><dd>{list(unit.outputs)}</dd></div>
          <div><dt>{texts.promises}</dt><dd>{list(unit.promises)}</dd></div>
        </dl>
        {roles.length > 0 && (
          <div className={css.inUnit}>
            {roles.map((role) => (
              <A key={role.id} href={form.today ? role.href : `${role.href}?on=${form.on}`}>
                <span>{role.title}</span>
                <span className={css.who}>
                  {role.concerns.length > 0 && <Shape tone={role.concerns.includes('vacancy') ? 'alarm' : 'warn'} label={role.concerns.map((one) => texts.concerns[one]).join(', ')} />}
                  {role.holder.person ? role.holder.person.name : role.holder.via === 'many' ? texts.present(role.present) : texts.concerns.vacancy}
                  {role.holder.via === 'deputy' && ` (${texts.deputy})`}
                </span>
              </A>
            ))}
          </div>
        )}
      </Card>
    </div>
  )
}
