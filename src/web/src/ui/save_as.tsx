// A list as a table for spreadsheets: the same rows with the same filters, all of its pages. A list within an answer is named by `part`.
import {at} from './link'
import {texts} from './texts'
import css from './save_as.module.css'

export type List = {path: string; query?: Record<string, string | number | boolean | readonly string[] | undefined>}

const FORMATS = {csv: 'CSV', xlsx: 'Excel'} as const

/** Addresses outside of the pages: the browser saves what comes. */
function addressOf({path, query = {}}: List, format: string): string {
  const asked = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value === undefined ? undefined : String(value)]))
  return at(`/api/v1${path}`, {...asked, format} as Record<string, string | string[] | undefined>)
}

export function SaveAs({list, label}: {list: List; label: string}) {
  return (
    <p className={css.save} data-no-print>
      <span>{texts.saveAs}</span>
      {(Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((format) => (
        <a key={format} href={addressOf(list, format)} download aria-label={texts.savedAs(label, FORMATS[format])} className={css.format}>
          {FORMATS[format]}
        </a>
      ))}
    </p>
  )
}
