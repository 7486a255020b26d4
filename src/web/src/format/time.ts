// Times for people. Instants are shown in the company's zone and measured against the company's clock, which in the demo is a
// simulated one; nothing here reads the device's clock except to let the company's clock tick on between two answers.
import type {Schemas} from '~/api/client'
import {locale} from '~/i18n/language'
import {texts} from './texts'

let zone = 'UTC'
let clock = {now_ms: Date.now(), read_at: performance.now(), speed: 1}

export function setClock(read: Schemas['Clock']) {
  zone = read.zone
  clock = {now_ms: Date.parse(read.now), read_at: performance.now(), speed: read.speed}
}
export const companyZone = () => zone
export const companyNow = () => clock.now_ms + (performance.now() - clock.read_at) * clock.speed
export const clockRuns = () => clock.speed > 0

const formats = new Map<string, Intl.DateTimeFormat>()
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale, {timeZone: zone, ...options})))
  return found
}

/** The local day of an instant, 2026-03-27. */
export function dayOf(at: string | number): string {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short'}).format(typeof at === 'number' ? at : Date.parse(at))
}
export const clockTime = (at: string | number) => format({hour: '2-digit', minute: '2-digit'}).format(new Date(at))
export const shortDay = (at: string | number) => format({day: 'numeric', month: 'short'}).format(new Date(at))
export const weekdayTime = (at: string | number) => format({weekday: 'short', hour: '2-digit', minute: '2-digit'}).format(new Date(at))
export const fullTime = (at: string | number) =>
  format({weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short'}).format(new Date(at))

/** As short as it can be and still be clear today: "14:05", "Tue 14:05", "3 Apr, 14:05". */
export function when(at: string, now_ms = companyNow()): string {
  const ms = Date.parse(at)
  if (dayOf(ms) === dayOf(now_ms)) return clockTime(ms)
  if (Math.abs(ms - now_ms) < 6 * 86_400_000) return weekdayTime(ms)
  return `${shortDay(ms)}, ${clockTime(ms)}`
}

/** A date without a time, "3 Apr"; with its weekday when it is near. */
export function date(day: string, now_ms = companyNow()): string {
  const ms = Date.parse(`${day}T12:00:00Z`)
  const today = dayOf(now_ms)
  if (day === today) return texts.today
  const away = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
  if (away === 1) return texts.tomorrow
  if (away === -1) return texts.yesterday
  const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, {timeZone: 'UTC', ...options}).format(ms)
  return Math.abs(away) < 7 ? utc({weekday: 'short', day: 'numeric', month: 'short'}) : utc({day: 'numeric', month: 'short', year: day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric'})
}
/** A date to be kept on paper: 16 February 2026. */
export const fullDay = (day: string) => new Intl.DateTimeFormat(locale, {timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric'}).format(Date.parse(`${day}T12:00:00Z`))
export const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const DURATION = /^(-)?P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
/** Milliseconds of an ISO 8601 duration of days, hours, minutes, seconds; NaN when it is none. */
export function durationMs(text: string): number {
  const found = DURATION.exec(text)
  if (!found || text.endsWith('P') || text.endsWith('T')) return NaN
  const [, sign, d, h, m, s] = found
  const ms = ((Number(d ?? 0) * 24 + Number(h ?? 0)) * 60 + Number(m ?? 0)) * 60_000 + Number(s ?? 0) * 1000
  return sign ? -ms : ms
}
/** "4 h 30 min", the two largest parts; "0 min" for less than half a minute. Past two days, days and hours. */
export function spell(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) {
    const days = Math.floor(hours / 24)
    return hours % 24 && days < 10 ? `${days} ${texts.days} ${hours % 24} ${texts.hours}` : `${days} ${texts.days}`
  }
  if (hours > 0) return minutes % 60 ? `${hours} ${texts.hours} ${minutes % 60} ${texts.minutes}` : `${hours} ${texts.hours}`
  return `${minutes} ${texts.minutes}`
}
export const duration = (text: string) => spell(durationMs(text))

/** How far away: "in 2 h", "14 min ago", "now". */
export function away(at: string, now_ms = companyNow()): string {
  const ms = Date.parse(at) - now_ms
  if (Math.abs(ms) < 45_000) return texts.now
  return ms > 0 ? texts.ahead(spell(ms)) : texts.past(spell(ms))
}
/** 07:12, or 1:07:12; with a minus sign once it is past. */
export function countdown(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(total / 3600)
  const text = hours > 0 ? `${hours}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}` : `${two(Math.floor(total / 60))}:${two(total % 60)}`
  return ms < 0 ? `−${text}` : text
}

/** The instant of a local date and time of the company, "2026-02-16T06:45"; where clocks jump, the one after. Undefined for other text. */
export function instantOf(local: string): string | undefined {
  const wall = Date.parse(`${local}Z`)
  if (Number.isNaN(wall)) return undefined
  const offset = (ms: number) => Date.parse(`${localOf(ms)}:00Z`) - Math.floor(ms / 60_000) * 60_000
  let ms = wall - offset(wall)
  ms = wall - offset(ms)
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
/** The company's local date and time of an instant, "2026-02-16T06:45". */
export function localOf(at: string | number): string {
  const ms = typeof at === 'number' ? at : Date.parse(at)
  return `${dayOf(ms)}T${new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(ms)}`
}
