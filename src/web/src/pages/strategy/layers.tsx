// The three layers and the strategy above them: each rule, rhythm and step where it belongs, the places at which layers meet, and what
// is in the wrong one.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {layers} from '~/api/queries'
import {capital, number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {kindWord} from '~/ui/kinds'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Grid, Small, Stack} from '~/ui/page'
import {Tag} from '~/ui/status'
import {Findings} from '../changes/parts'
import {texts} from './texts'
import css from './layers.module.css'

type Layer = NonNullable<Awaited<ReturnType<NonNullable<typeof layers.queryFn>>>>['layers'][number]
type Item = Layer['groups'][number]['items'][number]

export function LayersTab() {
  const query = useQuery(layers)
  return (
    <Loaded query={query}>
      {(data) => (
        <Stack>
          <Small>{texts.layers.lead}</Small>
          <Card title={texts.layers.conflations} count={data.conflations.length > 0 ? <Tag>{number(data.conflations.length)}</Tag> : undefined}>
            {data.conflations.length === 0 ? <Empty icon="check" title={texts.layers.separate}>{texts.layers.separateText}</Empty> : <Findings findings={data.conflations as Schemas['Finding'][]} />}
          </Card>
          <Grid min={420}>
            {data.layers.map((layer) => (
              <LayerCard key={layer.layer} layer={layer} />
            ))}
          </Grid>
        </Stack>
      )}
    </Loaded>
  )
}

function LayerCard({layer}: {layer: Layer}) {
  return (
    <Card label={texts.layers.names[layer.layer]} title={texts.layers.names[layer.layer]} count={<Tag>{number(layer.count)}</Tag>}>
      <p className={css.lead}>{texts.layers.whats[layer.layer]}</p>
      {layer.groups.map((group) => (
        <details key={group.kind} className={css.group}>
          <summary>{capital(group.kind === 'step' ? texts.layers.step : kindWord(group.kind))} <Tag>{number(group.items.length)}</Tag></summary>
          <ul>
            {group.items.map((item) => (
              <li key={`${item.of?.id ?? ''}/${item.id}`}>
                <A href={item.href}>{item.title}</A>
                <Meeting item={item} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Card>
  )
}

/** Where this layer and the one above it are joined. */
function Meeting({item}: {item: Item}) {
  return (
    <>
      {item.of && <span className={css.sub}>{item.of.title}</span>}
      {item.asks && <span className={css.joined}>{texts.layers.asks} <A href={item.asks.href}>{item.asks.title}</A></span>}
      {item.takes && item.takes.length > 0 && <div className={css.joined}>{texts.layers.takes} <Entities items={item.takes} /></div>}
    </>
  )
}
