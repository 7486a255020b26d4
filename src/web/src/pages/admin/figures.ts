// OpenMetrics text, read for people: one row for each figure with what it is; of a histogram its count and mean; requests by what was asked.
import {number} from '~/format/number'
import {texts} from './texts'

export type Figure = {name: string; labels: string; help: string; value: number}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})? (\S+)/
export function figuresOf(text: string): Figure[] {
  const help = new Map<string, string>()
  const kinds = new Map<string, string>()
  const sums = new Map<string, number>()
  const figures: Figure[] = []
  for (const line of text.split('\n')) {
    const told = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line)
    if (told) (told[1] === 'HELP' ? help : kinds).set(told[2]!, told[3]!)
    const found = line.startsWith('#') ? null : LINE.exec(line)
    if (!found) continue
    const [, name, labels = '', number] = found as unknown as [string, string, string | undefined, string]
    const family = [...kinds.keys()].find((one) => name === one || (name.startsWith(`${one}_`) && /^(total|bucket|sum|count|created|info)$/.test(name.slice(one.length + 1))))
    if (!family || name.endsWith('_bucket')) continue
    const value = Number(number)
    if (kinds.get(family) === 'histogram') {
      if (name.endsWith('_sum')) sums.set(`${family}{${labels}`, value)
      else if (name.endsWith('_count')) figures.push({name: family, labels, help: help.get(family) ?? '', value})
      continue
    }
    figures.push({name: family, labels: labels.replace(/"/g, ''), help: help.get(family) ?? '', value})
  }
  return figures
    .map((figure) => {
      const sum = sums.get(`${figure.name}{${figure.labels}`)
      return sum === undefined ? figure : {...figure, labels: figure.labels.replace(/"/g, ''), value: figure.value === 0 ? 0 : sum / figure.value, help: `${figure.help} ${texts.meanOf(number(figure.value))}`}
    })
}

export type Asked = {operation: string; requests: number; refused: number; mean_s: number | undefined}
const REQUESTS = 'drivetrain_http_requests'
const SECONDS = 'drivetrain_http_request_seconds'
const labelsOf = (text: string) => Object.fromEntries(text.split(',').map((one) => one.split('=') as [string, string]))

/** What was asked how often, how many of it was refused or failed, and how long it took; what is asked most comes first. */
export function requestsOf(figures: readonly Figure[]): Asked[] {
  const all = new Map<string, Asked>()
  for (const {name, labels, value} of figures) {
    if (name !== REQUESTS && name !== SECONDS) continue
    const {operation = '', status} = labelsOf(labels)
    const one = all.get(operation) ?? {operation, requests: 0, refused: 0, mean_s: undefined}
    if (name === SECONDS) one.mean_s = value
    else {
      one.requests += value
      if (Number(status) >= 400) one.refused += value
    }
    all.set(operation, one)
  }
  return [...all.values()].sort((a, b) => b.requests - a.requests || a.operation.localeCompare(b.operation))
}
export const isOfRequests = ({name}: Figure) => name === REQUESTS || name === SECONDS
