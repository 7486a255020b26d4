// The report, section by section: what was looked for is named also when nothing was found.
import type {Schemas} from '~/api/client'
import {Card} from '~/ui/page'
import {Tag} from '~/ui/status'
import css from './own_data.module.css'

export function Report({report}: {report: Schemas['OwnReport']}) {
  return (
    <>
      {report.sections.map((section) => (
        <Card key={section.id} title={section.title}>
          {section.items.length === 0 && <p className={css.note}>{section.nothing}</p>}
          <ul className={css.items}>
            {section.items.map((item, index) => (
              <li key={index}>
                <span>{item.text}</span>
                {item.where && <small>{item.where}</small>}
                {item.code && <Tag>{item.code}</Tag>}
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  )
}
