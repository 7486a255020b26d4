// Every KPI at a glance, those in alarm first.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {useFlash} from '~/api/live'
import {kpis} from '~/api/queries'
import {amount, number} from '~/format/number'
import {named} from '~/i18n/server_words'
import {Empty} from '~/ui/empty'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Grid, Page} from '~/ui/page'
import {SaveAs} from '~/ui/save_as'
import {Spark} from '~/ui/spark'
import {Badge} from '~/ui/status'
import {When} from '~/ui/time'
import {Promises} from './promises'
import {texts} from './texts'
import css from './page.module.css'

export function PerformancePage() {
  const query = useQuery(kpis)
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Loaded query={query}>
        {({items}) =>
          items.length === 0 ? (
            <Card><Empty icon="performance" title={texts.none} /></Card>
          ) : (
            <>
              <Promises />
              <Grid min={290}>
                {items.map((kpi) => (
                  <Tile key={kpi.id} kpi={kpi} />
                ))}
              </Grid>
              <SaveAs list={{path: '/kpis'}} label={texts.title} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Tile({kpi}: {kpi: Schemas['KpiSummary']}) {
  const flash = useFlash(kpi.id)
  return (
    <A href={kpi.href} className={`${css.tile} ${flash ? 'flash' : ''}`} data-status={kpi.status} data-row={kpi.id}>
      <span className={css.head}>
        <span className={css.name}>{kpi.title}</span>
        <Badge tone={kpi.status}>{texts.status[kpi.status]}</Badge>
      </span>
      <span className={css.value}>
        {number(kpi.value, kpi.decimals)} <small>{kpi.value === undefined ? '' : named('unit', kpi.unit ?? '', kpi.unit ?? '')}</small>
      </span>
      <Spark points={kpi.series} limit={kpi.alarm} tone={kpi.status} width={340} height={44} />
      <span className={css.meta}>
        {kpi.target !== undefined && <span>{texts.target} {amount(kpi.target, kpi.unit)}</span>}
        {kpi.owner && <span>{kpi.owner.person?.name ?? kpi.owner.role.title}</span>}
        {kpi.measured_at && <span>{kpi.status === 'no_data' ? texts.silent : texts.measured} <When at={kpi.measured_at} /></span>}
      </span>
    </A>
  )
}
