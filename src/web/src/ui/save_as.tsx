// A list as a table for spreadsheets: the same rows with the same filters, all of its pages, told in the file's head.
import {at} from './link'
import css from './save_as.module.css'

export type List = {path: string; query?: Record<string, string | number | boolean | readonly string[] | undefined>}

/** Addresses outside of the pages: the browser saves what comes. */
function addressOf({path, query = {}}: List, format: string): string {
  const texts = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value === undefined ? undefined : String(value)]))
  return at(`/api/v1${path}`, {...texts, format} as Record<string, string | string[] | undefined>)
}

export function SaveAs({list, label}: {list: List; label: string}) {
  return (
    <p className={css.save} data-no-print>
      <span>Save as</span>
      {(['csv', 'xlsx'] as const).map((format) => (
        <a key={format} href={addressOf(list, format)} download aria-label={`${label} as ${format === 'csv' ? 'CSV' : 'Excel'}`} className={css.format}>
          {format === 'csv' ? 'CSV' : 'Excel'}
        </a>
      ))}
    </p>
  )
}
