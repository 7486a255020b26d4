// @vitest-environment jsdom
// Pages over the fixture server: what a person sees and what an act does.
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {RouterProvider} from '@tanstack/react-router'
import {cleanup, fireEvent, render, screen, waitFor, within} from '@testing-library/react'
import {beforeEach, expect, test, vi} from 'vitest'
import {makeRouter} from '~/routes'
import {Kit} from '~/ui/kit'
import {session} from './fixtures/company'
import {strategy} from './fixtures/strategy'
import {makeApi} from './mock_server'

type Asked = {method: string; path: string; body: unknown}
let asked: Asked[]

beforeEach(() => {
  const answer = makeApi()
  asked = []
  sessionStorage.clear()
  vi.stubGlobal('EventSource', class { addEventListener() {} close() {} })
  // The client builds whole requests; here they go to the fixtures instead of a network.
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const request = input as Request
    const url = new URL(request.url)
    const text = request.method === 'POST' ? await request.text() : ''
    const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>
    if (request.method !== 'GET') asked.push({method: request.method, path: url.pathname, body})
    const result = answer(request.method, {path: url.pathname.replace('/api/v1/', '').split('/').map(decodeURIComponent), query: url.searchParams, body})
    return new Response(result.body ? JSON.stringify(result.body) : null, {status: result.status, headers: {'content-type': 'application/json'}})
  })
})

function open(path: string) {
  window.history.replaceState({}, '', path)
  render(
    <Kit>
      <QueryClientProvider client={new QueryClient({defaultOptions: {queries: {retry: false}}})}>
        <RouterProvider router={makeRouter()} />
      </QueryClientProvider>
    </Kit>,
  )
}

test('the leaders’ home says what matters, each sentence with its evidence', async () => {
  open('/')
  const matters = await screen.findByRole('region', {name: 'What matters today'})
  const links = within(matters).getAllByRole('link')
  expect(links).toHaveLength(3)
  expect(links[0]!.getAttribute('href')).toBe('/drift/inversions')
  expect(screen.getByRole('img', {name: 'Prioritisation: 11.8 %, limit 5.0 %'})).toBeTruthy()
})

test('taking what is not first asks for a reason and sends it', async () => {
  open('/today')
  const second = await screen.findByRole('article', {name: 'Assemble gear drive MK-2198'})
  fireEvent.click(within(second).getByRole('button', {name: 'Start'}))
  const dialog = await screen.findByRole('dialog')
  expect(dialog.textContent).toContain('Assemble motor MK-2207')
  const send = within(dialog).getByRole('button', {name: 'Start with this reason'})
  expect(send).toHaveProperty('disabled', true)
  fireEvent.change(within(dialog).getByLabelText(/Reason/), {target: {value: 'The crane is free now.'}})
  fireEvent.click(send)
  await waitFor(() => expect(asked).toContainEqual({method: 'POST', path: '/api/v1/work-items/work-4405/start', body: {reason: 'The crane is free now.'}}))
})

test('somebody else’s decision names the holder, and an attempt is refused in the server’s words', async () => {
  open('/decisions/decision-41290')
  expect(await screen.findByRole('heading', {name: 'This is Tom Aldridge’s decision'})).toBeTruthy()
  fireEvent.click(screen.getByRole('button', {name: 'Answer all the same'}))
  fireEvent.click(screen.getByRole('button', {name: 'Approve'}))
  fireEvent.change(screen.getByLabelText(/Reason/), {target: {value: 'It is urgent.'}})
  fireEvent.click(screen.getByRole('button', {name: 'Answer: approve'}))
  const refusal = await screen.findByRole('alert')
  expect(refusal.textContent).toContain('DT-X904')
  expect(refusal.textContent).toContain('Tom Aldridge')
  expect(refusal.textContent).toContain('Ask Tom Aldridge')
})

test('a decision table is tried: the rule that matches is lit, and every cell says whether it holds', async () => {
  open('/decisions/tables/accept_warranty')
  const table = within(await screen.findByRole('region', {name: 'Accept warranty'})).getByRole('table')
  const rows = within(table).getAllByRole('row')
  expect(rows[1]!.textContent).toContain('at most 24')
  expect(rows[3]!.textContent).toContain('wear')
  expect(rows[3]!.textContent).toContain('anything')
  expect(screen.getByText('DT-D219')).toBeTruthy()
  expect(within(rows[3]!).getByRole('button', {name: 'Warning: rule 3 adds nothing to rule 2'})).toBeTruthy()
  expect(within(rows[2]!).getByRole('button', {name: 'Warning: rule 3 adds nothing to rule 2'})).toBeTruthy()
  expect(within(rows[3]!).getByRole('button', {name: /yields "refuse"/}).closest('td')?.textContent).toBe('refuse')
  fireEvent.click(screen.getByLabelText(/^Test result/))
  fireEvent.click(await screen.findByRole('option', {name: 'Our work', hidden: true}))
  fireEvent.change(screen.getByLabelText(/^Months since delivery/), {target: {value: '30'}})
  expect(await screen.findByText('Rule 2 matches')).toBeTruthy()
  await waitFor(() => expect(rows[2]!.hasAttribute('data-fired')).toBe(true))
  expect(rows[1]!.hasAttribute('data-fired')).toBe(false)
  expect(within(rows[1]!).getByRole('img', {name: 'does not hold'})).toBeTruthy()
  expect(asked.at(-1)).toMatchObject({method: 'POST', path: '/api/v1/decision-tables/accept_warranty/evaluations', body: {inputs: {'Test result': 'our work', 'Months since delivery': 30}, explain: true}})
  expect(screen.getByRole('link', {name: 'Show rule 2'}).getAttribute('href')).toBe(`#${rows[2]!.id}`)
})

test('what is left empty is not known, and a gap is tried with its own example', async () => {
  open('/decisions/tables/accept_warranty')
  fireEvent.click(within((await screen.findByText('Test result = "misuse"')).closest('li')!).getByRole('button', {name: 'Try it'}))
  expect(await screen.findByText('No rule matches.')).toBeTruthy()
  expect(asked.at(-1)!.body).toEqual({inputs: {'Test result': 'misuse', 'Months since delivery': 0}, explain: true})
  fireEvent.change(screen.getByLabelText(/^Months since delivery/), {target: {value: ''}})
  await waitFor(() => expect(asked.at(-1)!.body).toEqual({inputs: {'Test result': 'misuse'}, explain: true}))
})

test('rules are added, moved and taken out, and each step can be undone', async () => {
  open('/changes/new?edit=table&decision=accept_warranty&element=accept&rule="misuse"&rule=-')
  expect(await screen.findByLabelText('Rule 4, Test result')).toHaveProperty('value', '"misuse"')
  fireEvent.change(screen.getByLabelText('Rule 4, Answer'), {target: {value: '"refuse"'}})
  fireEvent.click(screen.getByRole('button', {name: 'Move rule 4 up'}))
  fireEvent.click(screen.getByRole('button', {name: 'Remove rule 1'}))
  expect(screen.queryByLabelText('Rule 4, Test result')).toBeNull()
  fireEvent.click(screen.getByRole('button', {name: 'Undo'}))
  expect(screen.getByLabelText('Rule 1, Months since delivery')).toHaveProperty('value', '<= 24')
  fireEvent.change(screen.getByLabelText('Title'), {target: {value: 'Misuse'}})
  fireEvent.change(screen.getByLabelText(/^Reason/), {target: {value: 'Nobody had said it.'}})
  fireEvent.click(screen.getByRole('button', {name: 'Propose'}))
  await waitFor(() => expect(asked.find((one) => one.path === '/api/v1/changes')?.body).toMatchObject({edits: {edit_table: [{decision: 'accept_warranty', element: 'accept', edit: 'add_rule', rule: 3, cells: ['"misuse"', '-', '"refuse"', '']}]}}))
})

test('cells of a decision table are proposed by meaning', async () => {
  open('/changes/new?edit=table&decision=accept_warranty')
  const cell = await screen.findByLabelText('Rule 1, Months since delivery')
  expect(cell).toHaveProperty('value', '<= 24')
  fireEvent.change(cell, {target: {value: '<= 18'}})
  fireEvent.change(screen.getByLabelText('Rule 2, Why'), {target: {value: 'x'}})
  fireEvent.change(screen.getByLabelText('Rule 2, Why'), {target: {value: 'After two years it has done its work.'}})
  fireEvent.change(screen.getByLabelText('Title'), {target: {value: 'A year and a half'}})
  fireEvent.change(screen.getByLabelText(/^Reason/), {target: {value: 'The makers give no more.'}})
  fireEvent.click(screen.getByRole('button', {name: 'Propose'}))
  await waitFor(() => expect(asked.find((one) => one.path === '/api/v1/changes')?.body).toMatchObject({edits: {set_cell: [{decision: 'accept_warranty', element: 'accept', rule: 1, column: 1, text: '<= 18'}]}}))
})

test('the compiler reads along while weights are typed', async () => {
  open('/changes/new')
  const weight = await screen.findByLabelText('Margin and cash')
  fireEvent.change(weight, {target: {value: '11'}})
  expect(await screen.findByText(/objectives under the top level weigh 96, expected 100/)).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Keep critical customers running'), {target: {value: '34'}})
  expect(await screen.findByText('Will be decided by')).toBeTruthy()
  expect(screen.queryByText(/expected 100/)).toBeNull()
})

test('what was typed and not yet proposed is there again after a reload, and gone once it is proposed', async () => {
  open('/changes/new?edit=role&id=works_manager')
  fireEvent.change(await screen.findByLabelText(/^Authority/), {target: {value: '65'}})
  fireEvent.change(screen.getByLabelText('Title'), {target: {value: 'A wider role'}})
  cleanup()
  open('/changes/new?edit=role&id=works_manager')
  expect(await screen.findByLabelText(/^Authority/)).toHaveProperty('value', '65')
  expect(screen.getByLabelText('Title')).toHaveProperty('value', 'A wider role')
  fireEvent.change(screen.getByLabelText(/^Reason/), {target: {value: 'Handovers had no owner.'}})
  fireEvent.click(screen.getByRole('button', {name: 'Propose'}))
  await waitFor(() => expect(asked.find((one) => one.path === '/api/v1/changes')?.body).toMatchObject({title: 'A wider role', edits: {fields: [{path: ['spec', 'authority'], value: 65}]}}))
  await waitFor(() => expect(Object.keys(sessionStorage).filter((key) => key.startsWith('drivetrain-draft'))).toEqual([]))
})

test('tables are guessed, the guess is corrected, and the report says what contradicts itself', async () => {
  open('/own-data')
  const file = new File(['Decision;Limit;Who decides\n'], 'rights.csv', {type: 'text/csv'})
  fireEvent.change(await screen.findByLabelText(/^Tables/), {target: {files: [file]}})
  const table = await screen.findByRole('region', {name: 'rights.csv'})
  expect(asked.at(-1)).toEqual({method: 'POST', path: '/api/v1/own-data/guess', body: {files: [{name: 'rights.csv', content: btoa('Decision;Limit;Who decides\n')}], map: []}})
  fireEvent.change(within(table).getByLabelText(/What this table is/), {target: {value: 'people'}})
  await waitFor(() => expect(asked.at(-1)!.body).toMatchObject({map: ['rights.csv=people']}))
  fireEvent.change(within(table).getByLabelText('What column Limit means'), {target: {value: ''}})
  await waitFor(() => expect(asked.at(-1)!.body).toMatchObject({map: ['rights.csv=people', 'rights.csv:B=']}))
  fireEvent.click(screen.getByRole('button', {name: 'Make the model'}))
  expect(await screen.findByText('Purchase, above 5,000 up to 6,000: nobody may decide.')).toBeTruthy()
  expect(screen.getByText('Nobody is double-booked in the next four weeks.')).toBeTruthy()
})

test('a role is edited by form: only what differs is sent, and a finding stands at its field', async () => {
  open('/changes/new?edit=role&id=works_manager')
  const authority = await screen.findByLabelText(/^Authority/)
  expect(authority).toHaveProperty('value', '60')
  fireEvent.change(authority, {target: {value: '130'}})
  const said = await screen.findAllByText(/authority is 130, more than 100/)
  expect(said.length).toBeGreaterThan(1)
  expect(said.some((one) => authority.closest('[data-broken]')?.contains(one))).toBe(true)
  fireEvent.change(authority, {target: {value: '65'}})
  fireEvent.click(screen.getByRole('button', {name: 'Add to accountabilities'}))
  fireEvent.change(screen.getByLabelText('Accountabilities 3'), {target: {value: 'clean handovers'}})
  fireEvent.change(screen.getByLabelText('Title'), {target: {value: 'A wider role'}})
  fireEvent.change(screen.getByLabelText(/^Reason/), {target: {value: 'Handovers had no owner.'}})
  fireEvent.click(screen.getByRole('button', {name: 'Propose'}))
  await waitFor(() =>
    expect(asked.find((one) => one.path === '/api/v1/changes')?.body).toMatchObject({
      title: 'A wider role',
      edits: {fields: [{kind: 'role', id: 'works_manager', path: ['spec', 'accountabilities', '-'], op: 'insert', value: 'clean handovers'}, {kind: 'role', id: 'works_manager', path: ['spec', 'authority'], value: 65}]},
    }),
  )
})

test('without one skill, exactly what rests on it turns red', async () => {
  open('/strategy?tab=capabilities&without=skill/balancing')
  expect((await screen.findByText('Without Balancing, 1 requirement turns red.')).tagName).toBe('STRONG')
  const card = screen.getByRole('region', {name: 'Balance without a single point of failure'})
  expect(within(card).getByRole('img', {name: 'Level 0 of 4: cannot be done'})).toBeTruthy()
  expect(within(card).getByText('Balancing is not there.')).toBeTruthy()
  expect(screen.queryByRole('region', {name: 'Restore emergency sites in 12 h'})).toBeNull()
  fireEvent.click(screen.getByRole('button', {name: 'Put it back'}))
  expect(within(await screen.findByRole('region', {name: 'Restore emergency sites in 12 h'})).getByRole('img', {name: 'Level 3 of 4: measured'})).toBeTruthy()
})

test('a constraint shows the rule that keeps it, and a requirement is accepted by who answers for it', async () => {
  open('/strategy?tab=requirements')
  expect(await screen.findByText('Nobody can begin Restore the plant before it.')).toBeTruthy()
  expect(screen.getByRole('link', {name: 'Emergency call-out: Make safe'}).getAttribute('href')).toBe('/processes/emergency?element=isolate')
  fireEvent.click(screen.getByRole('button', {name: 'Accept'}))
  const dialog = await screen.findByRole('dialog')
  fireEvent.change(within(dialog).getByLabelText(/^Note/), {target: {value: 'The bench comes in May.'}})
  fireEvent.click(within(dialog).getByRole('button', {name: 'Accept'}))
  await waitFor(() => expect(asked).toContainEqual({method: 'POST', path: '/api/v1/requirements/balance_capacity/accept', body: {note: 'The bench comes in May.'}}))
})

test('a choice yields a requirement by one proposal', async () => {
  open('/strategy?tab=choices')
  fireEvent.click(within(await screen.findByRole('region', {name: 'Critical customers first'})).getByRole('button', {name: 'Draft a requirement'}))
  const dialog = await screen.findByRole('dialog')
  fireEvent.change(within(dialog).getByLabelText(/^Requirement/), {target: {value: 'A crew on call'}})
  fireEvent.change(within(dialog).getByLabelText(/^Statement/), {target: {value: 'Somebody can leave within ten minutes.'}})
  for (const [label, option] of [['Objective', 'Keep critical customers running'], ['Realised by', 'Emergency call-out'], ['Answers for it', 'Operations director']] as const) {
    fireEvent.click(within(dialog).getByLabelText(new RegExp(`^${label}`)))
    fireEvent.click(await screen.findByRole('option', {name: new RegExp(`^${option}`), hidden: true}))
  }
  fireEvent.change(within(dialog).getByLabelText(/^Because/), {target: {value: 'The choice asks for it.'}})
  fireEvent.click(within(dialog).getByRole('button', {name: 'Propose'}))
  await waitFor(() =>
    expect(asked.find((one) => one.path === '/api/v1/changes')?.body).toEqual({
      title: 'Requirement: A crew on call', reason: 'The choice asks for it.', base: strategy.revision,
      edits: {
        add: [{kind: 'Requirement', id: 'a-crew-on-call', title: 'A crew on call', owner: 'operations_director', spec: {kind: 'capability', statement: 'Somebody can leave within ten minutes.', objectives: ['keep_critical_running'], realised_by: [{process: 'emergency'}]}}],
        fields: [{kind: 'choice', id: 'critical_first', path: ['spec', 'yields', '-'], op: 'insert', value: 'a-crew-on-call'}],
      },
    }),
  )
})

test('two versions are compared in words', async () => {
  open('/changes/versions')
  fireEvent.change(await screen.findByLabelText('From'), {target: {value: '77ac101'}})
  expect(await screen.findByText('weight of keep_critical_running: 30 → 34')).toBeTruthy()
  expect(screen.getByText(/2 differences\. What work is worth moves by up to 4 points\./)).toBeTruthy()
})

test('whoever was reset hears of it, with who did it, until it was read', async () => {
  const account = session.account!
  account.resets = [{at: '2026-02-13T09:00:00Z', position: 41700, by: {kind: 'account', id: 'mara', name: 'Mara Lindqvist'}}, {at: '2026-02-12T09:00:00Z', position: 41600, by: {kind: 'installation', id: ''}}]
  try {
    open('/')
    const told = await screen.findByText(/Your account was reset by Mara Lindqvist on .*13 Feb.*Your account was reset by the command line beside the server/)
    expect(told.textContent).toContain('act in your name')
    expect(screen.getByRole('link', {name: 'What the journal says'}).getAttribute('href')).toBe('/audit?subject=ben')
    fireEvent.click(screen.getByRole('button', {name: 'I know of it'}))
    await waitFor(() => expect(screen.queryByText(/Your account was reset/)).toBeNull())
    account.resets = [{at: '2026-02-14T09:00:00Z', position: 41800, by: {kind: 'account', id: 'mara'}}, ...account.resets]
    open('/today')
    const again = await screen.findByText(/Your account was reset by mara on .*14 Feb/)
    expect(again.textContent).not.toContain('Lindqvist')
  } finally {
    delete account.resets
    localStorage.clear()
  }
})
