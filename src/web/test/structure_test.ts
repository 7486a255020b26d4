// Rules of this folder that a compiler does not know.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'

const src = new URL('../src', import.meta.url).pathname
const files = (readdirSync(src, {recursive: true}) as string[]).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('schema.d.ts'))
const text = (file: string) => readFileSync(join(src, file), 'utf8')

test('only the kit knows the component library, so that it can be replaced', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(files.filter((file) => !file.startsWith('ui/') && text(file).includes('@mantine'))).toEqual([])
})

test('nothing is fetched from elsewhere', () => {
  expect(files.filter((file) => /https?:\/\/(?!www\.w3\.org)/.test(text(file)))).toEqual([])
})

test('every icon that a page names is in the sprite', () => {
  const sprite = readFileSync(join(src, 'ui/icons.svg'), 'utf8')
  const names = [...text('ui/icon.tsx').split('export function')[0]!.matchAll(/'(\w+)'/g)].map((match) => match[1]!)
  expect(names.length).toBeGreaterThan(30)
  expect(names.filter((name) => !sprite.includes(`id="${name}"`))).toEqual([])
})

test('every address that the contract promises has a page', () => {
  const contract = readFileSync(join(src, '../../app/api/openapi.yaml'), 'utf8')
  const addresses = [...contract.split('**Addresses in the UI.**')[1]!.split('servers:')[0]!.matchAll(/`(\/[^`?]*)/g)].map((match) => match[1]!)
  const routes = [...text('routes.tsx').matchAll(/page\('([^']+)'/g)].map((match) => new RegExp(`^${match[1]!.replace(/\$\w+/g, '[^/]+')}$`))
  expect(addresses.length).toBeGreaterThan(20)
  expect(addresses.filter((address) => !routes.some((route) => route.test(address)))).toEqual([])
})
