import {pick} from '~/i18n/words'
import {german} from './texts.de'

export const english = {
  yes: 'yes', no: 'no',
  operators: {'<=': 'at most', '<': 'below', '>=': 'at least', '>': 'above', '=': 'is', '!=': 'is not'}, and: 'and', or: 'or', quoted: (text: string) => `“${text}”`,
  today: 'today', tomorrow: 'tomorrow', yesterday: 'yesterday',
  days: 'd', hours: 'h', minutes: 'min', now: 'now', ahead: (span: string) => `in ${span}`, past: (span: string) => `${span} ago`,
} as const
export const texts = pick(english, german)
