// A company for tests of what programs do with it: `drivetrain serve` over a folder made by `drivetrain init`, its accounts and tokens.
import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const NAMED = process.env.DRIVETRAIN ?? process.env.DRIVETRAIN_BINARY
const BINARY = resolve(WEB, NAMED ?? '../../build/drivetrain')
const PASSWORD = 'a long sentence that is easy to keep'

/** Why such tests cannot run; false when they can. */
export const skip = NAMED || existsSync(BINARY) ? false : `there is no ${BINARY}; build it, or name one by DRIVETRAIN`

/** `files`: put into the model's folder; `options`: of serve. */
export async function serve_company({files = {}, options = []} = {}) {
  const root = mkdtempSync(join(tmpdir(), 'drivetrain-company-'))
  const data = join(root, 'data')
  const model = join(root, 'model')
  assert.equal(spawnSync(BINARY, ['init', model]).status, 0)
  for (const [path, content] of Object.entries(files)) writeFileSync(join(model, path), content)
  const server = spawn(BINARY, ['serve', model, '--data', data, '--port', '0', ...options], {stdio: ['ignore', 'pipe', 'pipe']})
  let said = ''
  server.stderr.on('data', (text) => (said += text))
  const url = await new Promise((done, failed) => {
    let out = ''
    server.stdout.on('data', (text) => {
      const found = (out += text).match(/http:\/\/[\w.:]+/)
      if (found && out.includes('\n')) setTimeout(() => done(found[0]), 200)
    })
    server.once('exit', (code) => failed(new Error(`drivetrain serve ended with ${code}: ${said}`)))
  })
  const cli = (...words) => {
    const {status, stdout, stderr} = spawnSync(BINARY, [...words, '--data', data, '--json'], {encoding: 'utf8'})
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout)
  }
  const api = async (path, body, headers = {}) => {
    const answer = await fetch(url + path, {method: 'POST', headers: {'content-type': 'application/json', 'drivetrain-request': '1', ...headers}, body: JSON.stringify(body)})
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`)
    return {json: await answer.json(), cookie: answer.headers.get('set-cookie')?.split(';')[0]}
  }
  /** Takes up the invitation of an account; its session. */
  const join_in = async (account, ...words) => {
    const {link} = cli('user', 'invite', account, ...words)
    await api('/api/v1/links/redeem', {secret: link.slice(link.indexOf('#') + 1), password: PASSWORD})
    return (await api('/api/v1/session', {account, password: PASSWORD})).cookie
  }
  return {
    url,
    model,
    api,
    /** With which a program acts in this person's name. */
    token_of_person: async (person) => {
      const cookie = await join_in(person, '--person', person)
      return (await api('/api/v1/tokens', {title: 'program', scope: 'write', expires: new Date(Date.now() + 86_400_000).toISOString()}, {cookie})).json.token
    },
    /** Of an account of nobody: work, or deploy. */
    token_of_program: async (scope) => {
      await join_in(`${scope}-bot`)
      return cli('token', 'create', 'program', '--account', `${scope}-bot`, '--scope', scope).token
    },
    stop: async () => {
      const gone = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await gone
      rmSync(root, {recursive: true, force: true})
    },
  }
}

/** Waits until `seen` answers with something; an error after five seconds. */
export async function until(seen, what) {
  for (let i = 0; i < 100; ++i) {
    const found = await seen()
    if (found) return found
    await new Promise((done) => setTimeout(done, 50))
  }
  assert.fail(`${what} does not come`)
}
