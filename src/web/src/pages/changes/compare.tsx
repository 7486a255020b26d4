// Two versions of the model beside each other: what one says that the other does not, in words.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {comparison} from '~/api/queries'
import {fullTime} from '~/format/time'
import {number} from '~/format/number'
import {Empty} from '~/ui/empty'
import {Select} from '~/ui/form'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Row} from '~/ui/page'
import {Tag} from '~/ui/status'
import {useUrlState} from '~/ui/url_state'
import {texts} from './texts'
import css from './changes.module.css'

export function Compare({versions}: {versions: readonly Schemas['ModelVersion'][]}) {
  const url = useUrlState()
  const from = url.get('from')
  const to = url.get('to') ?? versions[0]?.revision
  const options = versions.filter((one, index) => versions.findIndex((other) => other.revision === one.revision) === index).map((one) => ({value: one.revision, title: `${one.revision.slice(0, 7)}, ${fullTime(one.deployed_at)}${one.in_force ? `, ${texts.inForce}` : ''}`}))
  return (
    <Card title={texts.compare}>
      <div className={css.form}>
        <Row>
          <Select label={texts.compareFrom} value={from ?? ''} options={[{value: '', title: texts.compareNone}, ...options]} onChange={(value) => url.set({from: value || undefined}, {replace: true})} />
          <Select label={texts.compareTo} value={to ?? ''} options={options} onChange={(value) => url.set({to: value}, {replace: true})} />
        </Row>
        {from && to && <Between from={from} to={to} />}
      </div>
    </Card>
  )
}

function Between({from, to}: {from: string; to: string}) {
  const query = useQuery(comparison(from, to))
  return (
    <Loaded query={query}>
      {(data) =>
        data.differences.length + data.notes.length === 0 ? (
          <Empty icon="check" title={texts.same} />
        ) : (
          <div role="region" aria-label={texts.compare}>
            <p className={css.sub}>{texts.differences(data.differences.length)}{data.points > 0 && ` ${texts.points(number(data.points))}`}</p>
            <ul className={css.differences}>
              {data.differences.map((one) => (
                <li key={`${one.kind}/${one.id}/${one.text}`}>
                  {one.href ? <A href={one.href}>{one.text}</A> : <span>{one.text}</span>} <Tag>{one.touch}</Tag>
                </li>
              ))}
              {data.notes.map((note) => <li key={note} className={css.sub}>{note}</li>)}
            </ul>
          </div>
        )
      }
    </Loaded>
  )
}
