// Two languages, one meaning: every English text has its German twin, and numbers, dates and conditions follow the language.
import {readdirSync, readFileSync} from 'node:fs'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {cadence} from '~/i18n/cadence'
import {choose} from '~/i18n/language'
import {german as serverWords, named} from '~/i18n/server_words'
import {pick} from '~/i18n/words'

type Tree = string | ((...given: unknown[]) => string) | {[key: string]: Tree}
const english = import.meta.glob<{english: Tree}>(['../src/**/texts.ts', '../src/ui/glossary.ts'], {eager: true})
const german = import.meta.glob<{german: Tree}>(['../src/**/texts.de.ts', '../src/ui/glossary.de.ts'], {eager: true})
const pages = Object.keys(english).map((file) => [file.replace('../src/', ''), english[file]!.english, german[file.replace(/\.ts$/, '.de.ts')]?.german] as const)

/** Words that are the same in both languages: names, standards, units, and what a function is given. */
const SAME = new Set(['Andon', 'Budget', 'Definition', 'Drivetrain', 'Journal', 'Median', 'Name', 'Position', 'Server', 'Signal', 'Standards'])

function leaves(tree: Tree | undefined, path = ''): [string, string | ((...given: unknown[]) => string)][] {
  if (tree === undefined) return []
  if (typeof tree === 'string' || typeof tree === 'function') return [[path, tree]]
  return Object.entries(tree).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
}

/** A function told as what it says of sample values: of one, of many, and of names. */
function said(leaf: string | ((...given: unknown[]) => string)): string[] {
  if (typeof leaf === 'string') return [leaf]
  return [1, 3, '§'].flatMap((sample) => {
    try {
      return [leaf(...Array.from({length: Math.max(1, leaf.length)}, () => sample))]
    } catch {
      return []  // this one asks for the other type
    }
  })
}

describe('every text has its twin', () => {
  test('in every folder', () => {
    expect(pages.length).toBeGreaterThan(18)
    expect(Object.keys(german).length).toBe(pages.length)
  })
  test.each(pages)('%s: the same keys', (_, en, de) => {
    expect(leaves(de).map(([path, leaf]) => `${path} ${typeof leaf}`).sort()).toEqual(leaves(en).map(([path, leaf]) => `${path} ${typeof leaf}`).sort())
  })
  test.each(pages)('%s: other words', (_, en, de) => {
    const words = new Map(leaves(de))
    const same = leaves(en).flatMap(([path, leaf]) => {
      const own = words.get(path)
      const spoken = own === undefined ? [] : said(own)
      // What has no letters besides the sample, or only a unit, cannot differ.
      return said(leaf).flatMap((text, index) => (text === spoken[index] && /\p{L}{4}/u.test(text) && !SAME.has(text) ? [`${path}: ${text}`] : []))
    })
    expect(same).toEqual([])
  })
  test('every function says something for one, for many or for a name', () => {
    expect(pages.flatMap(([file, en, de]) => [...leaves(en), ...leaves(de)].filter(([, leaf]) => said(leaf).length === 0).map(([path]) => `${file} ${path}`))).toEqual([])
  })
  test('what is allowed to be the same is the same somewhere', () => {
    const all = new Set(pages.flatMap(([, en]) => leaves(en).flatMap(([, leaf]) => said(leaf))))
    expect([...SAME].filter((word) => !all.has(word))).toEqual([])
  })
  test('no German text in ASCII spelling, no straight quotation marks, no English ones', () => {
    const wrong = /\b(fuer|ueber|koennen|muessen|Aender|Stoerung|Massnahm|schliess|naechst|Uebergab)|["“][^“"]*”/
    expect(pages.flatMap(([file, , de]) => leaves(de).flatMap(([path, leaf]) => said(leaf).filter((text) => wrong.test(text)).map((text) => `${file} ${path}: ${text}`)))).toEqual([])
  })
  test('no file of texts lies beside the pattern', () => {
    const files = (readdirSync(new URL('../src', import.meta.url).pathname, {recursive: true}) as string[]).filter((file) => /(texts|glossary)(\.de)?\.ts$/.test(file))
    expect(files.length).toBe(2 * pages.length)
  })
})

test('every term of the glossary has its German word', () => {
  const rows = (file: string) => [...readFileSync(new URL(`../../../docs/glossary/${file}`, import.meta.url).pathname, 'utf8').matchAll(/^\| (?!term \||---)(.+?) \| (.+?) \|/gm)]
  const terms = rows('README.md').map((row) => row[1]!)
  const known = new Map(rows('german.md').map((row) => [row[1]!, row[2]!]))
  expect(terms.length).toBeGreaterThan(80)
  expect(terms.filter((term) => !known.get(term)?.trim())).toEqual([])
})

describe('the language is chosen once', () => {
  test.each([
    [null, 'en-GB', 'en'], [null, 'de-AT', 'de'], [null, 'de', 'de'], [null, 'dev', 'en'], [null, undefined, 'en'], [null, 'fr-FR', 'en'],
    ['de', 'en-GB', 'de'], ['en', 'de-DE', 'en'], ['klingon', 'de-DE', 'de'],
  ] as const)('stored %s, device %s: %s', (stored, device, language) => expect(choose(stored, device)).toBe(language))
  test('and gives the words', () => {
    const words = [{go: 'Go', many: (n: number) => `${n} things`}, {go: 'Los', many: (n: number) => `${n} Dinge`}] as const
    expect(pick(...words, 'de').go).toBe('Los')
    expect(pick(...words, 'en').many(2)).toBe('2 things')
  })
})

describe('on a German device', () => {
  afterEach(() => vi.unstubAllGlobals())
  async function german() {
    vi.resetModules()
    vi.stubGlobal('navigator', {language: 'de-DE'})
    const time = await import('~/format/time')
    time.setClock({now: '2026-03-18T08:12:00Z', zone: 'Europe/Berlin', speed: 0, simulated: true, position: 1})
    return {time, number: await import('~/format/number'), condition: await import('~/format/condition'), today: (await import('~/pages/today/texts')).texts}
  }
  test('numbers have a comma, and points between thousands', async () => {
    const {number} = await german()
    expect(number.number(18400)).toBe('18.400')
    expect(number.amount(-2.25, 'h')).toBe('−2,25 h')
    expect(number.amount(24000, 'EUR')).toBe('24.000\u00a0€')
    expect(number.amount(12.5, 'GBP')).toBe('12,50\u00a0£')
    expect(number.amount(3, 'days')).toBe('3 Tage')
    expect(number.number(undefined)).toBe('–')
    expect(number.plain(true)).toBe('ja')
  })
  test('times are said as people say them, in the zone of the company', async () => {
    const {time} = await german()
    expect(time.when('2026-03-18T14:05:00Z')).toBe('15:05')
    expect(time.when('2026-03-20T14:05:00Z')).toBe('Fr., 15:05')
    expect(time.when('2026-04-20T14:05:00Z')).toBe('20. Apr., 16:05')
    expect(time.date('2026-03-19')).toBe('morgen')
    expect(time.date('2025-03-19')).toBe('19. März 2025')
    expect(time.fullDay('2026-02-16')).toBe('16. Februar 2026')
    expect(time.away('2026-03-18T10:30:00Z')).toBe('in 2 h 18 min')
    expect(time.away('2026-03-15T05:12:00Z')).toBe('vor 3 Tg. 3 h')
    expect(time.fullTime('2026-04-20T14:05:00Z')).toMatch(/^Mo., 20. Apr. 2026, 16:05 MESZ$/)
  })
  test('a condition is a German phrase', async () => {
    const {condition} = await german()
    const facts = [{name: 'delay_hours', unit: 'h'}, {name: 'critical'}, {name: 'tier'}]
    expect(condition.conditionInWords('delay_hours > 8.5 and delay_hours <= 40', facts)).toBe('delay hours über 8,5 h, höchstens 40 h')
    expect(condition.conditionInWords('critical = true or tier != "A"', facts)).toBe('critical: ja oder tier ist nicht „A“')
    expect(condition.conditionInWords('amount <= 2500', [{name: 'amount', unit: 'EUR'}])).toBe('amount höchstens 2.500\u00a0€')
    expect(condition.conditionInWords('critical != true', facts)).toBe('critical: nein')
  })
  test('pages take their words from it', async () => {
    const {today} = await german()
    expect(today.title).toBe('Heute')
  })
})

describe('what the server names by an id', () => {
  const cpp = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url).pathname, 'utf8')
  test.each([
    ['dial', 'app/views/dials.cpp'], ['figure', 'app/views/flows.cpp'], ['flow', 'app/views/flows.cpp'], ['gauge', 'adaptation/gauge.cpp'], ['part', 'decisions/kinds.cpp'],
  ] as const)('every %s that has a German word is one of the server', (kind, file) => {
    const source = cpp(file)
    expect(Object.keys(serverWords[kind]).filter((id) => !source.includes(`"${id}"`))).toEqual([])
  })
  test('every dial, flow and gauge of the server has a German word', () => {
    const ids = (file: string, pattern: RegExp) => [...cpp(file).matchAll(pattern)].map((match) => match[1]!)
    const dials = ids('app/views/dials.cpp', /Dial \w+\{"(\w+)"/g)
    const gauges = ids('adaptation/gauge.cpp', /^ +\{"([\w-]+)", "/gm)
    const figures = ids('app/views/flows.cpp', /(?:figure\(|Figure \w+\{)"(\w+)", "/g)
    expect(Math.min(dials.length, gauges.length, figures.length)).toBeGreaterThan(3)
    expect([...dials.filter((id) => !(id in serverWords.dial)), ...gauges.filter((id) => !(id in serverWords.gauge)), ...figures.filter((id) => !(id in serverWords.figure))]).toEqual([])
  })
  test('every list of an agenda has a German word', () => {
    const kinds = /AgendaItem:[\s\S]*?kind: \{type: string, enum: \[([^\]]*)\]/.exec(cpp('app/api/openapi.yaml'))![1]!.split(', ')
    expect(Object.keys(serverWords.list).sort()).toEqual(kinds.filter((kind) => kind !== 'kpi' && kind !== 'queue').sort())
  })
  test.each([
    ['Monday to Friday at 06:50', 'Montag bis Freitag um 06:50'], ['Every day at 06:00, 14:00', 'Täglich um 06:00, 14:00'], ['Monday, Thursday at 07:30, not every week', 'Montag, Donnerstag um 07:30, nicht jede Woche'],
    ['FREQ=YEARLY;BYMONTH=1,7;BYDAY=2MO', 'FREQ=YEARLY;BYMONTH=1,7;BYDAY=2MO'], ['Monday to payday at 06:50', 'Monday to payday at 06:50'],
  ])('the cadence %s', (told, said) => {
    expect(cadence(told, 'de')).toBe(said)
    expect(cadence(told, 'en')).toBe(told)
  })
  test('the days of a cadence are those of the server', () => {
    expect(cpp('app/api/rhythms.cpp')).toMatch(/"Monday", "Tuesday".*[\s\S]*", not every week"[\s\S]*" at "/)
  })
  test('is named in German when it is known, and otherwise as told', () => {
    expect(named('dial', 'coherence', 'Coherence', 'de')).toBe('Stimmigkeit')
    expect(named('dial', 'coherence', 'Coherence', 'en')).toBe('Coherence')
    expect(named('unit', 'furlongs', 'furlongs', 'de')).toBe('furlongs')
  })
})
