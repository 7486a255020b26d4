// The gear view: each objective against the five things it must reach.
import type {Schemas} from '~/api/client'
import {A} from '~/ui/link'
import {Card, Small} from '~/ui/page'
import {Badge, Shape} from '~/ui/status'
import {Help} from '~/ui/term'
import {texts} from './texts'
import css from './page.module.css'

const TEETH = ['requirement', 'rule', 'process', 'kpi', 'rhythm'] as const

export function Gears({objectives}: {objectives: Schemas['Objective'][]}) {
  return (
    <Card title={<>{texts.tabs.gears} <Help word="gear" /></>} flush>
      <div style={{padding: '0 18px 12px'}}><Small>{texts.gearsLead}</Small></div>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={texts.tabs.gears}>
        <div role="table" aria-label={texts.tabs.gears} className={css.gears}>
          <div role="row" style={{display: 'contents'}}>
            <div role="columnheader" className={css.gearHead}>{texts.objective}</div>
            {TEETH.map((tooth) => (
              <div key={tooth} role="columnheader" className={css.gearHead}>{texts.teeth[tooth]}</div>
            ))}
          </div>
          {objectives.map((objective) => (
            <div key={objective.id} role="row" style={{display: 'contents'}}>
              <div role="rowheader" className={css.gearName}>
                <A href={`/strategy?focus=objective/${objective.id}`}>{objective.title}</A>
                <Badge tone={objective.gear.closed ? 'ok' : 'alarm'}>{objective.gear.closed ? texts.closed : texts.openGear}</Badge>
              </div>
              {objective.gear.teeth.map((tooth) => (
                <div key={tooth.tooth} role="cell" className={`${css.tooth} ${tooth.by.length === 0 ? css.missing : ''}`}>
                  <Shape tone={tooth.by.length > 0 ? 'ok' : 'alarm'} />
                  <div>
                    {tooth.by.map((one) => (
                      <div key={one.id}><A href={one.href}>{one.title}</A></div>
                    ))}
                    {tooth.why_not}
                  </div>
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </Card>
  )
}
