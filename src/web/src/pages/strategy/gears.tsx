// The gear view: each objective against the five things it must reach.
import type {Schemas} from '~/api/client'
import {Entities} from '~/ui/entities'
import {A} from '~/ui/link'
import {Card, Small} from '~/ui/page'
import {Badge, Shape} from '~/ui/status'
import {Table} from '~/ui/table'
import {Help} from '~/ui/term'
import {texts} from './texts'
import css from './page.module.css'

type Objective = Schemas['Objective']
const TEETH = ['requirement', 'rule', 'process', 'kpi', 'rhythm'] as const

function Tooth({tooth}: {tooth: Objective['gear']['teeth'][number] | undefined}) {
  if (!tooth) return null
  return (
    <div className={css.tooth} data-missing={tooth.by.length === 0 || undefined}>
      <Shape tone={tooth.by.length > 0 ? 'ok' : 'alarm'} />
      <div>
        <Entities items={tooth.by} />
        {tooth.why_not}
      </div>
    </div>
  )
}

export function Gears({objectives}: {objectives: Objective[]}) {
  return (
    <Card title={<>{texts.tabs.gears} <Help word="gear" /></>} flush>
      <div className={css.inset}><Small>{texts.gearsLead}</Small></div>
      <Table<Objective>
        label={texts.tabs.gears}
        rows={objectives}
        list={{path: '/strategy', query: {part: 'objectives'}}}
        rowKey={(row) => row.id}
        columns={[
          {key: 'objective', title: texts.objective, main: true, cell: (row) => <div className={css.gearName}><A href={`/strategy?focus=objective/${row.id}`}>{row.title}</A><Badge tone={row.gear.closed ? 'ok' : 'alarm'}>{row.gear.closed ? texts.closed : texts.openGear}</Badge></div>},
          ...TEETH.map((tooth) => ({key: tooth, title: texts.teeth[tooth], cell: (row: Objective) => <Tooth tooth={row.gear.teeth.find((one) => one.tooth === tooth)} />})),
        ]}
      />
    </Card>
  )
}
