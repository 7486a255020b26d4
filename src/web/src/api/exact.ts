// Numbers with all their digits. JavaScript keeps some sixteen, the engine thirty-four: what a person typed travels as it was typed.

/** A number as a text that JSON takes: digits, a point, an exponent. */
export class Exact {
  constructor(readonly digits: string) {}
  toJSON() {
    return this.digits
  }
}

/** What was typed, when it is a number: " .50 " is 0.50. Undefined for anything else. */
export function exact(typed: string): Exact | undefined {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?(e[+-]?\d+)?$/i.exec(typed.trim())
  if (!parts || (!/\d/.test(typed.trim().replace(/e.*$/i, '')))) return undefined
  const [, sign, whole, part, power] = parts
  return new Exact(`${sign === '-' ? '-' : ''}${whole || '0'}${part ? `.${part}` : ''}${power ?? ''}`)
}

/** As JSON.stringify, with exact numbers as numbers. */
export function exactJson(value: unknown): string {
  if (value instanceof Exact) return value.digits
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined)
    return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${exactJson(one)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}
