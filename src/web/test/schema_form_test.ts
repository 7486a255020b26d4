// Forms of a JSON Schema: what is asked, what answers it, what travels.
import {expect, test} from 'vitest'
import {exactJson} from '~/api/exact'
import {faultOf, faultsAt, numberTyped, questionsOf, schemaOfFields, typedFrom, valuesTyped, type Schema} from '~/ui/work/schema'

const schema: Schema = {
  type: 'object',
  required: ['weight', 'passed', 'lot'],
  properties: {
    weight: {type: 'number', title: 'Weight', minimum: 12, maximum: 13, unit: 'kg'},
    pieces: {type: 'integer', exclusiveMinimum: 0, multipleOf: 2, default: 4},
    passed: {type: 'boolean'},
    grade: {type: ['string', 'null'], enum: ['G2.5', 'G6.3']},
    lot: {type: 'string', pattern: '^L-\\d+$', description: 'L- and digits', minLength: 3, maxLength: 8},
    day: {type: 'string', format: 'date'},
    marks: {type: 'array', items: {type: 'number', maximum: 9}, maxItems: 2, uniqueItems: true},
    found: {type: 'array', items: {enum: ['dent', 'rust']}},
    maker: {type: 'object', required: ['name'], properties: {name: {type: 'string'}, 'a/b': {type: 'string'}}},
    order: {type: 'string', readOnly: true},
  },
}
const questions = questionsOf(schema)
const ask = (pointer: string) => questions.find((one) => one.pointer === pointer)!

test('asks in the order of the schema, each by its place', () => {
  expect(questions.map(({pointer, kind, required}) => [pointer, kind, required])).toEqual([
    ['/weight', 'number', true], ['/pieces', 'integer', false], ['/passed', 'boolean', true], ['/grade', 'choice', false], ['/lot', 'text', true], ['/day', 'date', false],
    ['/marks', 'list', false], ['/found', 'choices', false], ['/maker/name', 'text', false], ['/maker/a~1b', 'text', false], ['/order', 'text', false],
  ])
  expect(ask('/maker/name').group).toBe('Maker')
  expect(ask('/weight').unit).toBe('kg')
})

test('says what is wrong, and nothing when nothing is', () => {
  for (const [pointer, typed, said] of [
    ['/weight', '', /needed/], ['/weight', '12.5', undefined], ['/weight', 'heavy', /no number/], ['/weight', '11.99', /at least 12 kg/], ['/weight', '13.01', /at most 13 kg/],
    ['/pieces', '', undefined], ['/pieces', '3', /steps of 2/], ['/pieces', '0', /more than 0/], ['/pieces', '2.5', /whole/],
    ['/lot', 'X-1', /L- and digits/], ['/lot', 'L', /At least 3/], ['/lot', 'L-1234567', /At most 8/], ['/lot', 'L-77', undefined],
    ['/day', '2026-02-30', /no date/], ['/day', '2028-02-29', undefined], ['/day', 'tomorrow', /no date/], ['/grade', 'G1', /offered/], ['/passed', '', /needed/], ['/order', '', undefined],
  ] as [string, string, RegExp | undefined][]) {
    if (said) expect(faultOf(ask(pointer), typed), `${pointer} ${typed}`).toMatch(said)
    else expect(faultOf(ask(pointer), typed), `${pointer} ${typed}`).toBeUndefined()
  }
  expect(faultOf(ask('/marks'), ['1', '2', '3'])).toMatch(/At most 2/)
  expect(faultOf(ask('/marks'), ['1', '1'])).toMatch(/twice/)
  expect(faultOf(ask('/marks'), ['10', ''])).toMatch(/10: .*at most 9/)
})

test('only what answers its question travels, numbers with all their digits', () => {
  const values = valuesTyped(questions, {'/weight': ' 12.500000000000000001 ', '/pieces': '3', '/passed': 'false', '/grade': 'G2.5', '/lot': 'L-77', '/marks': ['4', '', '5.0'], '/found': ['rust'], '/maker/a~1b': 'x', '/order': 'changed'})
  expect(exactJson(values)).toBe('{"weight":12.500000000000000001,"passed":false,"grade":"G2.5","lot":"L-77","marks":[4,5.0],"found":["rust"],"maker":{"a/b":"x"}}')
})

test('a hostile name makes a value of its own and nothing else', () => {
  const evil = questionsOf(JSON.parse('{"type":"object","properties":{"__proto__":{"type":"object","properties":{"x":{"type":"string"}}},"constructor":{"type":"string"}}}') as Schema)
  valuesTyped(evil, {'/__proto__/x': 'y', '/constructor': 'z'})
  expect(({} as {x?: string}).x).toBeUndefined()
})

test('starts from what was drafted, then what was given, then what the schema says', () => {
  expect(typedFrom(questions, {weight: 12.4, marks: [1, 2]}, {weight: 12.9, passed: true, maker: {name: 'Ida'}, order: 'O-7'})).toEqual({
    '/weight': '12.4', '/pieces': '4', '/passed': 'true', '/marks': ['1', '2'], '/maker/name': 'Ida', '/order': 'O-7',
  })
})

test('a number is read as its language writes it, and never guessed', () => {
  const read = (typed: string, spoken: string) => {
    const value = numberTyped(typed, spoken)
    return typeof value === 'object' ? value.digits : value
  }
  expect(read('12,5', 'de-DE')).toBe('12.5')
  expect(read('12.5', 'de-DE')).toBe('12.5')
  expect(read('12,5', 'en-GB')).toBe('12.5')
  expect(read('1,250', 'de-DE')).toBe('1.250')
  expect(read('1.250', 'de-DE')).toBe('ambiguous')
  expect(read('1,250', 'en-GB')).toBe('ambiguous')
  expect(read('1.250', 'en-GB')).toBe('1.250')
  expect(read('0,250', 'en-GB')).toBe('0.250')
  expect(read('1.250,5', 'de-DE')).toBe('ambiguous')
  expect(read('−3', 'en-GB')).toBe('-3')
  expect(read('1 250', 'de-DE')).toBe('1250')
  expect(read('12kg', 'en-GB')).toBeUndefined()
})

test('the server’s faults stand at the fields that they point at', () => {
  const {at, rest} = faultsAt(questions, [{pointer: '/result/weight', detail: 'too heavy'}, {pointer: '/marks/1', detail: 'too high'}, {pointer: '/values/maker/a~1b', detail: 'odd'}, {pointer: '/worked', detail: 'no duration'}])
  expect(at).toEqual({'/weight': 'too heavy', '/marks': 'too high', '/maker/a~1b': 'odd'})
  expect(rest).toEqual([{pointer: '/worked', detail: 'no duration'}])
})

test('declared variables are asked the same way', () => {
  const fields = questionsOf(schemaOfFields([{name: 'bearing_clearance', type: 'number', unit: 'µm', min: 0, max: 80}, {name: 'remark', type: 'string'}, {name: 'way', type: 'string', values: ['sea', 'road']}]))
  expect(fields.map(({title, kind, unit, required}) => [title, kind, unit, required])).toEqual([['Bearing clearance', 'number', 'µm', false], ['Remark', 'text', undefined, false], ['Way', 'choice', undefined, false]])
  expect(faultOf(fields[0]!, '81')).toMatch(/at most 80 µm/)
})
