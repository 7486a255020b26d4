import {conditionInWords} from '~/format/condition'
import {beforeEach, describe, expect, test} from 'vitest'
import {amount, number, plain, signed} from '~/format/number'
import {addDays, away, companyNow, countdown, date, dayOf, durationMs, instantOf, localOf, setClock, spell, when} from '~/format/time'

const clock = (now: string, zone = 'Europe/London', speed = 0) => setClock({now, zone, speed, simulated: true, position: 1})

describe('times are those of the company', () => {
  beforeEach(() => clock('2026-03-27T23:30:00Z'))

  test('a day begins at local midnight, also when clocks change that night', () => {
    expect(dayOf('2026-03-28T23:30:00Z')).toBe('2026-03-28')
    expect(dayOf('2026-03-29T23:30:00Z')).toBe('2026-03-30') // summer time since 01:00Z
    clock('2026-03-27T23:30:00Z', 'Europe/Berlin')
    expect(dayOf('2026-03-27T23:30:00Z')).toBe('2026-03-28')
  })
  test('a standing clock stands', async () => {
    const before = companyNow()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(companyNow()).toBe(before)
  })
  test('an instant is as short as it can be', () => {
    clock('2026-03-18T08:12:00Z')
    expect(when('2026-03-18T14:05:00Z')).toBe('14:05')
    expect(when('2026-03-20T14:05:00Z')).toBe('Fri 14:05')
    expect(when('2026-04-20T14:05:00Z')).toBe('20 Apr, 15:05')
    expect(date('2026-03-19')).toBe('tomorrow')
    expect(date('2025-03-19')).toBe('19 Mar 2025')
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
  })
  test('distances', () => {
    clock('2026-03-18T08:12:00Z')
    expect(away('2026-03-18T08:12:20Z')).toBe('now')
    expect(away('2026-03-18T10:30:00Z')).toBe('in 2 h 18 min')
    expect(away('2026-03-16T08:12:00Z')).toBe('2 d ago')
    expect(countdown(432_000)).toBe('07:12')
    expect(countdown(-61_000)).toBe('−01:01')
    expect(countdown(3_661_000)).toBe('1:01:01')
  })
})

describe('durations as the contract writes them', () => {
  test.each([['PT4H30M', 16_200_000], ['P5D', 432_000_000], ['P1DT2H', 93_600_000], ['PT0.5S', 500], ['-PT1M', -60_000]])('%s', (text, ms) => expect(durationMs(text)).toBe(ms))
  test.each(['', 'P', 'PT', '4H', 'P1M', 'P1Y'])('%j is none', (text) => expect(durationMs(text)).toBeNaN())
  test.each([[16_200_000, '4 h 30 min'], [60_000, '1 min'], [176_400_000, '2 d 1 h'], [1_036_800_000, '12 d'], [10_000, '0 min']])('%d ms', (ms, text) => expect(spell(ms)).toBe(text))
})

describe('numbers', () => {
  test('no evidence is a dash, never a zero', () => {
    expect(number(undefined)).toBe('–')
    expect(amount(undefined, '%')).toBe('–')
    expect(amount(0, '%')).toBe('0 %')
  })
  test('signs and digits', () => {
    expect(signed(4)).toBe('+4.0')
    expect(signed(-4, 0)).toBe('−4')
    expect(signed(0.01)).toBe('±0.0')
    expect(number(18400)).toBe('18,400')
    expect(plain(true)).toBe('yes')
  })
})

test('the condition of a band is told in words only where they say exactly the same', () => {
  const facts = [{name: 'delay_hours', unit: 'h'}, {name: 'amount', unit: 'EUR'}, {name: 'discount', unit: '%'}, {name: 'tier'}, {name: 'hazardous_area'}]
  const said = (when: string) => conditionInWords(when, facts)
  expect(said('delay_hours > 8 and delay_hours <= 40')).toBe('delay hours above 8 h, at most 40 h')
  expect(said('amount <= 2500 and tier = "critical"')).toBe('amount at most 2,500 EUR and tier is “critical”')
  expect(said('amount > 15000 or discount > 12')).toBe('amount above 15,000 EUR or discount above 12 %')
  expect(said('(amount > 2500 or discount > 5) and amount <= 15000 and discount <= 12')).toBe('(amount above 2,500 EUR or discount above 5 %) and amount at most 15,000 EUR and discount at most 12 %')
  expect(said('hazardous_area')).toBe('hazardous area: yes')
  expect(said('hazardous_area = false')).toBe('hazardous area: no')
  expect(said('hazardous_area != true')).toBe('hazardous area: no')
  expect(said('amount in (2500..15000]')).toBeUndefined()
  expect(said('amount * 2 > 3')).toBeUndefined()
  expect(said('not(hazardous_area)')).toBeUndefined()
  expect(said('amount > 3 and')).toBeUndefined()
  expect(said('amount > discount')).toBeUndefined()
  expect(said('unknown > 3')).toBeUndefined()
})

test('a local time of the company is the instant that it means, also around a change of the clocks', () => {
  clock('2026-03-27T23:30:00Z')
  expect(instantOf('2026-02-16T06:45')).toBe('2026-02-16T06:45:00Z')
  expect(instantOf('2026-07-01T06:45')).toBe('2026-07-01T05:45:00Z')
  expect(instantOf('2026-03-29T00:00')).toBe('2026-03-29T00:00:00Z')
  expect(instantOf('2026-03-30T00:00')).toBe('2026-03-29T23:00:00Z')
  expect(localOf('2026-03-29T23:00:00Z')).toBe('2026-03-30T00:00')
  clock('2026-03-27T23:30:00Z', 'America/New_York')
  expect(instantOf('2026-03-08T12:00')).toBe('2026-03-08T16:00:00Z')
  expect(instantOf('')).toBeUndefined()
})
