// Workers that were made for Camunda 7, unchanged: the public npm client takes the external tasks of a process that its modeler drew, and
// does them against a Drivetrain. The process starts, and its end is seen, over /engine-rest too.
import assert from 'node:assert/strict'
import {after, before, describe, test} from 'node:test'
import {BasicAuthInterceptor, Client, Variables} from 'camunda-external-task-client-js'
import {serve_company, skip} from './served_company.mjs'

const LOAN = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.21.0">
  <bpmn:error id="Error_1" name="Refused" errorCode="REFUSED" />
  <bpmn:process id="loan" name="Loan" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="asked" name="Loan asked for"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="score" />
    <bpmn:serviceTask id="score" name="Score" camunda:type="external" camunda:topic="score" camunda:taskPriority="\${amount}"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="score" targetRef="grant" />
    <bpmn:serviceTask id="grant" name="Grant" camunda:type="external" camunda:topic="grant"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f3" sourceRef="grant" targetRef="granted" />
    <bpmn:endEvent id="granted" name="Granted"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:boundaryEvent id="no" name="No" attachedToRef="grant"><bpmn:outgoing>f4</bpmn:outgoing><bpmn:errorEventDefinition errorRef="Error_1" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="no" targetRef="refused" />
    <bpmn:endEvent id="refused" name="Refused"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`
const SIDECAR = `apiVersion: drivetrain/v1
kind: Process
metadata: {id: loan, title: Grant a loan, owner: operations-manager}
spec:
  bpmn: loan.bpmn
  purpose: From a question to an answer that we can stand by.
  unit: company
  contributes: [{objective: keep-promises, strength: 3}]
`

describe('workers made for Camunda 7', {skip}, () => {
  let company, url, person, worker
  const clients = []

  const rest = async (method, path, body, token = person) => {
    const answer = await fetch(`${url}/engine-rest${path}`, {method, headers: {'content-type': 'application/json', authorization: `Bearer ${token}`}, body: body && JSON.stringify(body)})
    const text = await answer.text()
    return {status: answer.status, body: text ? JSON.parse(text) : undefined}
  }
  const client = (options = {}) => {
    const made = new Client({baseUrl: `${url}/engine-rest`, workerId: 'bank-1', maxTasks: 5, asyncResponseTimeout: 20_000, interval: 10, interceptors: new BasicAuthInterceptor({username: 'bank', password: worker}), ...options})
    clients.push(made)
    return made
  }
  const start = async (amount) => {
    const {status, body} = await rest('POST', '/process-definition/key/loan/start', {businessKey: `L-${amount}`, variables: {amount: {value: amount, type: 'Integer'}, who: {value: '{"name":"Ann","ages":[3,5]}', type: 'Json'}}})
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.ended, false)
    assert.equal(body.definitionKey, 'loan')
    return body.id
  }
  const ended = async (id) => {
    for (let i = 0; i < 100; ++i) {
      const {body} = await rest('GET', `/process-instance/${id}`)
      if (body.ended) return (await rest('GET', `/process-instance/${id}/variables`)).body
      await new Promise((done) => setTimeout(done, 50))
    }
    assert.fail(`${id} does not end`)
  }

  before(async () => {
    company = await serve_company({files: {'processes/loan.bpmn': LOAN, 'processes/loan.yaml': SIDECAR}})
    url = company.url
    person = await company.token_of_person('ada')
    worker = await company.token_of_program('work')
  })
  after(async () => {
    for (const one of clients) one.stop()
    await company?.stop()
  })

  test('the client does both tasks, with variables there and back', async () => {
    const problems = []
    const both = client({asyncResponseTimeout: 400})
    both.on('poll:error', (error) => problems.push(error.message))
    const seen = []
    both.subscribe('score', {lockDuration: 60_000}, async ({task, taskService}) => {
      seen.push([task.topicName, task.businessKey, task.priority, task.variables.get('amount'), task.variables.get('who').ages[1], task.workerId])
      const out = new Variables().set('points', 640).set('reasons', ['paid', 'known']).set('sure', true)
      await taskService.extendLock(task, 120_000)
      await taskService.complete(task, out, new Variables().set('tried', 1))
    })
    both.subscribe('grant', {lockDuration: 60_000, variables: ['points', 'reasons']}, async ({task, taskService}) => {
      seen.push([task.topicName, task.variables.get('points'), task.variables.get('reasons')[0], task.variables.get('amount')])
      if (task.businessKey === 'L-13') await taskService.handleBpmnError(task, 'REFUSED', 'too little', new Variables().set('answer', 'no'))
      else await taskService.complete(task, new Variables().set('answer', 'yes'))
    })
    const id = await start(900)
    const variables = await ended(id)
    assert.deepEqual(seen, [['score', 'L-900', 900, 900, 5, 'bank-1'], ['grant', 640, 'paid', undefined]])
    assert.deepEqual(variables.answer, {type: 'String', value: 'yes', valueInfo: {}})
    assert.deepEqual(variables.sure, {type: 'Boolean', value: true, valueInfo: {}})
    assert.equal(variables.tried, undefined)
    assert.equal((await ended(await start(13))).answer.value, 'no')
    assert.deepEqual(problems, [])
    both.stop()
  })

  test('failures count down, and whoever is late or wrong is told', async () => {
    // A stopped client still does what its last request brings: that one must have ended.
    await new Promise((done) => setTimeout(done, 700))
    const id = await start(50)
    const take = (workerId, more = {}) => rest('POST', '/external-task/fetchAndLock', {workerId, maxTasks: 5, topics: [{topicName: 'score', lockDuration: 60_000}], ...more}, worker)
    const [task] = (await take('bank-2')).body
    assert.equal(task.processInstanceId, id)
    assert.equal((await take('bank-3')).body.length, 0)
    const wrong = await rest('POST', `/external-task/${task.id}/complete`, {workerId: 'bank-3'}, worker)
    assert.equal(wrong.status, 400)
    assert.match(wrong.body.message, /the lock is bank-2's since/)
    assert.equal((await rest('POST', `/external-task/${task.id}/failure`, {workerId: 'bank-2', errorMessage: 'no line', errorDetails: 'stack', retries: 0, retryTimeout: 0}, worker)).status, 204)
    assert.deepEqual((await rest('GET', '/external-task/count?noRetriesLeft=true', undefined, worker)).body, {count: 1})
    assert.equal((await rest('GET', `/external-task/${task.id}`, undefined, worker)).body.errorMessage, 'no line')
    assert.equal((await rest('PUT', `/external-task/${task.id}/retries`, {retries: 2}, worker)).status, 204)
    assert.equal((await take('bank-2')).body[0].retries, 2)
    assert.equal((await rest('POST', `/external-task/${task.id}/complete`, {workerId: 'bank-2', variables: {}}, worker)).status, 204)
    const twice = await rest('POST', `/external-task/${task.id}/complete`, {workerId: 'bank-2'}, worker)
    assert.equal(twice.status, 404)
    assert.match(twice.body.message, /done already by worker bank-2/)
    assert.equal((await take('bank-2', {topics: [{topicName: 'score', lockDuration: 1000, tenantIdIn: ['x']}]})).status, 400, 'what is not known is refused, not ignored')
    assert.equal((await rest('GET', `/process-instance/${id}`, undefined, worker)).status, 403, 'a worker does not read the company')
    assert.equal((await rest('POST', '/external-task/fetchAndLock', {workerId: 'x', topics: [{topicName: 'score', lockDuration: 1}]}, 'dt_wrong')).status, 401)
    assert.equal((await rest('GET', '/no-such-thing')).status, 404)
    assert.equal((await rest('DELETE', `/process-instance/${id}`)).status, 403, 'only who answers for the process ends it')
  })

  test('a task that comes while the client waits is there at once', async () => {
    const waiting = rest('POST', '/external-task/fetchAndLock', {workerId: 'bank-4', maxTasks: 1, asyncResponseTimeout: 30_000, topics: [{topicName: 'score', lockDuration: 60_000}]}, worker)
    await new Promise((done) => setTimeout(done, 300))
    const begun = Date.now()
    const id = await start(7)
    const {body} = await waiting
    assert.equal(body[0].processInstanceId, id)
    assert.ok(Date.now() - begun < 5_000)
    const nothing = Date.now()
    assert.deepEqual((await rest('POST', '/external-task/fetchAndLock', {workerId: 'bank-4', maxTasks: 1, asyncResponseTimeout: 400, topics: [{topicName: 'other', lockDuration: 60_000}]}, worker)).body, [])
    assert.ok(Date.now() - nothing >= 350)
  })
})
