// Numbers for people, as their language writes them. A figure without evidence is a dash, never a zero.
import {language, locale} from '~/i18n/language'
import {named} from '~/i18n/server_words'
import {texts} from './texts'

const formats = new Map<number, Intl.NumberFormat>()

export function number(value: number | undefined, decimals?: number): string {
  if (value === undefined) return '–'
  const digits = decimals ?? (Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1)
  let found = formats.get(digits)
  if (!found) formats.set(digits, (found = new Intl.NumberFormat(locale, {minimumFractionDigits: decimals === undefined ? 0 : digits, maximumFractionDigits: digits})))
  return found.format(value).replace('-', '−')
}

const MONEY = new Set(Intl.supportedValuesOf('currency'))
function money(value: number, currency: string, decimals?: number): string {
  const digits = decimals ?? (Number.isInteger(value) ? 0 : 2)
  return new Intl.NumberFormat(locale, {style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value).replace('-', '−')
}

/** Units as they are set: "95 %", "31 h", "12 waiting"; without a unit the number alone. */
export function amount(value: number | undefined, unit?: string, decimals?: number): string {
  if (!unit || value === undefined) return number(value, decimals)
  return language === 'de' && MONEY.has(unit) ? money(value, unit, decimals) : `${number(value, decimals)} ${named('unit', unit, unit)}`
}

/** With its sign, for differences. */
export function signed(value: number, decimals = 1): string {
  if (Math.abs(value) < 0.5 / 10 ** decimals) return `±${number(0, decimals)}`
  return value > 0 ? `+${number(value, decimals)}` : number(value, decimals)
}

/** Of files and disks, in steps of 1024: "3.4 GiB". */
export function bytes(value: number): string {
  const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const step = value < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log2(value) / 10))
  return `${number(value / 1024 ** step, step === 0 ? 0 : 1)} ${steps[step]}`
}

export const plural = (n: number, one: string, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`

const point = new Intl.NumberFormat(locale).formatToParts(0.5).find((part) => part.type === 'decimal')?.value ?? '.'
/** A number with every digit it has, also one that came as a text because it has more than a program's numbers keep. */
export const digits = (value: number | string) => String(value).replace('.', point).replace('-', '−')

/** A value of a case or of a decision's facts. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'number') return number(value)
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}
/** An id as words: delay_hours, keep-order. */
export const words = (name: string) => name.replace(/[_-]/g, ' ')
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
