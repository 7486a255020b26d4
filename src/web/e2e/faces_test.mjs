// Programs that were made for Camunda, unchanged: its own npm client for version 8 and one that was generated from the API description of version 7 deploy a
// process that its modeler drew, start it, do its jobs, tell it messages, mend its incidents, end it; and move the clock where it may be moved.
import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, test} from 'node:test'
import {createCamundaClient} from '@camunda8/orchestration-cluster-api'
import camunda7 from '@visaright/camunda-rest-client'
import {Client as WorkerOfCamunda7} from 'camunda-external-task-client-js'
import {serve_company, skip, until} from './served_company.mjs'

const head = (vendor, space, platform) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:${vendor}="${space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="${platform}" modeler:executionPlatformVersion="8.8.0">`

/** A job, then a message by the order's number, then a day's rest. */
const ORDER = `${head('zeebe', 'http://camunda.org/schema/zeebe/1.0', 'Camunda Cloud')}
  <bpmn:message id="Message_1" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="Order_Process" name="Order" isExecutable="true">
    <bpmn:startEvent id="asked"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="check" />
    <bpmn:serviceTask id="check" name="Check the stock"><bpmn:extensionElements><zeebe:taskDefinition type="check-stock" retries="1" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="paid" />
    <bpmn:intermediateCatchEvent id="paid" name="Paid"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:messageEventDefinition messageRef="Message_1" /></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="paid" targetRef="rest" />
    <bpmn:intermediateCatchEvent id="rest" name="A day"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="rest" targetRef="done" />
    <bpmn:endEvent id="done"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`
/** A job alone. */
const QUICK = `${head('zeebe', 'http://camunda.org/schema/zeebe/1.0', 'Camunda Cloud')}
  <bpmn:process id="Quick" name="Quick" isExecutable="true">
    <bpmn:startEvent id="in"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="double" />
    <bpmn:serviceTask id="double"><bpmn:extensionElements><zeebe:taskDefinition type="double" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="double" targetRef="out" /><bpmn:endEvent id="out"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`
/** A rule says how long it takes, then somebody of the workers goes there and says what was found, by a form. */
const VISIT = `${head('zeebe', 'http://camunda.org/schema/zeebe/1.0', 'Camunda Cloud')}
  <bpmn:process id="Visit" name="Visit" isExecutable="true">
    <bpmn:startEvent id="asked"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent><bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="plan" />
    <bpmn:businessRuleTask id="plan"><bpmn:extensionElements><zeebe:calledDecision decisionId="hours" resultVariable="hours" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:businessRuleTask><bpmn:sequenceFlow id="f2" sourceRef="plan" targetRef="go" />
    <bpmn:userTask id="go" name="Go there"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="worker" /><zeebe:formDefinition formId="visited" /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="go" targetRef="done" /><bpmn:endEvent id="done"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`
const VISITED = JSON.stringify({id: 'visited', type: 'default', schemaVersion: 16, components: [{type: 'textfield', key: 'found', label: 'What was found', validate: {required: true}}, {type: 'number', key: 'metres'}]})
const HOURS = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="hours_drg" name="Hours" namespace="http://camunda.org/schema/1.0/dmn">
  <inputData id="km_in" name="km"><variable id="km_v" name="km" typeRef="number" /></inputData>
  <decision id="hours" name="Hours of a visit">
    <informationRequirement id="r_1"><requiredInput href="#km_in" /></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST"><input id="in_1" label="Kilometres"><inputExpression id="e_1" typeRef="number"><text>km</text></inputExpression></input><output id="out_1" name="hours" typeRef="number" />
      <rule id="near"><inputEntry id="c_1"><text>&lt; 50</text></inputEntry><outputEntry id="c_2"><text>2</text></outputEntry></rule>
      <rule id="far"><inputEntry id="c_3"><text></text></inputEntry><outputEntry id="c_4"><text>8</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`
/** Somebody of the workers looks at it and says what it is, by fields; whoever starts it says where. */
const REPORT = `${head('camunda', 'http://camunda.org/schema/1.0/bpmn', 'Camunda Platform')}
  <bpmn:process id="report_process" name="Report" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="asked" camunda:initiator="asked_by"><bpmn:extensionElements><camunda:formData><camunda:formField id="place" label="Where" type="string"><camunda:validation><camunda:constraint name="required" /></camunda:validation></camunda:formField></camunda:formData></bpmn:extensionElements><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="look" />
    <bpmn:userTask id="look" name="Look at it" camunda:candidateGroups="worker" camunda:priority="60"><bpmn:extensionElements><camunda:formData><camunda:formField id="size" type="long" defaultValue="1"><camunda:validation><camunda:constraint name="required" /></camunda:validation></camunda:formField></camunda:formData></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="done" /><bpmn:endEvent id="done"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`
const CLAIM = `${head('camunda', 'http://camunda.org/schema/1.0/bpmn', 'Camunda Platform')}
  <bpmn:message id="Message_1" name="papers-came" />
  <bpmn:process id="claim_process" name="Claim" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="asked"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="papers" />
    <bpmn:intermediateCatchEvent id="papers" name="Papers came"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:messageEventDefinition messageRef="Message_1" /></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="papers" targetRef="pay" />
    <bpmn:serviceTask id="pay" name="Pay" camunda:type="external" camunda:topic="pay"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f3" sourceRef="pay" targetRef="paid" />
    <bpmn:endEvent id="paid"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`
const file_of = (name, content) => new File([content], name, {type: 'text/xml'})
const at_once = {consistency: {waitUpToMs: 0}}

/** Its own client, which holds every answer against Camunda's description of it. Its checking of requests drops the cursors of pages. */
const camunda8 = (url, token) =>
  createCamundaClient({config: {CAMUNDA_REST_ADDRESS: url, CAMUNDA_AUTH_STRATEGY: 'BASIC', CAMUNDA_BASIC_AUTH_USERNAME: 'program', CAMUNDA_BASIC_AUTH_PASSWORD: token, CAMUNDA_SDK_VALIDATION: 'req:none,res:strict', CAMUNDA_SDK_LOG_LEVEL: 'silent'}})

describe('programs made for Camunda 8', {skip}, () => {
  let company, deployer, client, worker, cleo
  before(async () => {
    company = await serve_company({files: {'processes/hours.dmn': HOURS}})
    deployer = camunda8(company.url, await company.token_of_program('deploy'))
    worker = camunda8(company.url, await company.token_of_program('work'))
    client = camunda8(company.url, await company.token_of_person('ada'))  // she answers for the company
    cleo = camunda8(company.url, await company.token_of_person('cleo'))  // one of the workers
  })
  after(async () => {
    worker?.stopAllWorkers()
    await company?.stop()
  })
  const instance = async (variables) => (await client.createProcessInstance({processDefinitionId: 'Order_Process', variables})).processInstanceKey
  const state_of = async (processInstanceKey) => (await client.getProcessInstance({processInstanceKey}, at_once)).state
  const waits_at = async (processInstanceKey) => (await client.searchElementInstances({filter: {processInstanceKey, state: 'ACTIVE'}}, at_once)).items.map((one) => one.elementId)

  test('a diagram is deployed into the model, and the folder has it', async () => {
    const made = await deployer.createDeployment({resources: [file_of('order.bpmn', ORDER), file_of('quick.bpmn', QUICK)]})
    const [order] = made.deployments.map((one) => one.processDefinition)
    assert.equal(order.processDefinitionId, 'Order_Process')
    assert.equal(order.processDefinitionVersion, 1)
    assert.equal((await deployer.createDeployment({resources: [file_of('order.bpmn', ORDER), file_of('quick.bpmn', QUICK)]})).deploymentKey, made.deploymentKey, 'the same content is the same deployment')
    await until(() => existsSync(join(company.model, 'processes/order.bpmn')), 'the file in the folder')
    assert.equal(readFileSync(join(company.model, 'processes/order.bpmn'), 'utf8'), ORDER)
    assert.match(readFileSync(join(company.model, 'processes/Order_Process.yaml'), 'utf8'), /owner: managing-director/)
    const found = await client.searchProcessDefinitions({filter: {processDefinitionId: 'Order_Process'}}, at_once)
    assert.equal(found.items[0].processDefinitionKey, order.processDefinitionKey)
    assert.equal(await client.getProcessDefinitionXml({processDefinitionKey: order.processDefinitionKey}, at_once), ORDER)
    await assert.rejects(deployer.createDeployment({resources: [file_of('order.bpmn', ORDER.replace('sourceRef="check"', 'sourceRef="nowhere"'))]}), (error) => /order.bpmn:\d+:\d+/.test(JSON.stringify(error) + error.message))
    await assert.rejects(client.createDeployment({resources: [file_of('order.bpmn', ORDER)]}), 'a person deploys by a change')
    assert.equal((await client.getTopology()).partitionsCount, 1)
  })

  test('an instance goes through job, message and timer, and is cancelled', async () => {
    const checked = []
    worker.createJobWorker({jobType: 'check-stock', maxParallelJobs: 4, jobTimeoutMs: 30_000, pollTimeoutMs: 5_000, jobHandler: async (job) => {
      checked.push(job.variables.order)
      return job.complete({there: true})
    }})
    const one = await instance({order: 'O-1'})
    await until(async () => (await waits_at(one)).includes('paid'), 'the message event')
    assert.deepEqual(checked, ['O-1'])
    const variables = await client.searchVariables({filter: {processInstanceKey: one}}, at_once)
    assert.deepEqual(Object.fromEntries(variables.items.map(({name, value}) => [name, value])), {order: '"O-1"', there: 'true'})
    const told = await client.correlateMessage({name: 'paid', correlationKey: 'O-1', variables: {amount: 12}})
    assert.equal(told.processInstanceKey, one)
    assert.deepEqual(await waits_at(one), ['rest'])
    await client.publishMessage({name: 'paid', correlationKey: 'O-2', timeToLive: 60_000})
    const two = await instance({order: 'O-2'})
    await until(async () => (await waits_at(two)).includes('rest'), 'the kept message')
    const page = await client.searchProcessInstances({filter: {processDefinitionId: 'Order_Process', state: 'ACTIVE'}, sort: [{field: 'startDate', order: 'DESC'}], page: {limit: 1}}, at_once)
    assert.equal(page.page.totalItems, 2)
    assert.equal(page.items[0].processInstanceKey, two)
    const next = await client.searchProcessInstances({filter: {processDefinitionId: 'Order_Process', state: 'ACTIVE'}, sort: [{field: 'startDate', order: 'DESC'}], page: {limit: 1, after: page.page.endCursor}}, at_once)
    assert.equal(next.items[0].processInstanceKey, one)
    await client.cancelProcessInstance({processInstanceKey: two})
    assert.equal(await state_of(two), 'TERMINATED')
    await assert.rejects(client.broadcastSignal({signalName: 'closing-time'}), 'no process hears it')
    worker.stopAllWorkers()
  })

  test('whoever waits for the end gets the result', async () => {
    worker.createJobWorker({jobType: 'double', maxParallelJobs: 1, jobTimeoutMs: 30_000, pollTimeoutMs: 5_000, jobHandler: async (job) => job.complete({twice: 2 * job.variables.n})})
    const ended = await client.createProcessInstance({processDefinitionId: 'Quick', variables: {n: 21}, awaitCompletion: true, requestTimeout: 20_000, fetchVariables: ['twice']})
    assert.deepEqual(ended.variables, {twice: 42})
    worker.stopAllWorkers()
  })

  test('a user task is taken, put off, and completed by its form; a rule is asked', async () => {
    const made = await deployer.createDeployment({resources: [file_of('visit.bpmn', VISIT), file_of('visited.form', VISITED)]})
    assert.equal(made.deployments[1].form.formId, 'visited')
    const {processInstanceKey} = await client.createProcessInstance({processDefinitionId: 'Visit', variables: {km: 80}})
    const task_of = async () => (await cleo.searchUserTasks({filter: {processInstanceKey, state: 'CREATED', candidateGroup: 'worker'}}, at_once)).items[0]
    const {userTaskKey, name, assignee} = await until(task_of, 'the task')
    assert.equal(name, 'Go there')
    assert.equal(assignee, null)
    await cleo.assignUserTask({userTaskKey, assignee: 'cleo', allowOverride: false})
    assert.equal((await cleo.getUserTask({userTaskKey}, at_once)).assignee, 'cleo')
    await assert.rejects(client.completeUserTask({userTaskKey, variables: {found: 'dust'}}), 'it is hers')
    await cleo.unassignUserTask({userTaskKey})
    await client.updateUserTask({userTaskKey, changeset: {priority: 90, followUpDate: '2099-01-01T08:00:00Z'}})
    const changed = await client.getUserTask({userTaskKey}, at_once)
    assert.deepEqual([changed.priority, changed.followUpDate, changed.assignee], [90, '2099-01-01T08:00:00Z', null])
    const form = await cleo.getUserTaskForm({userTaskKey}, at_once)
    assert.equal(form.schema, VISITED)
    assert.equal(form.formKey, made.deployments[1].form.formKey)
    const variables = await cleo.searchUserTaskVariables({userTaskKey}, at_once)
    assert.deepEqual(Object.fromEntries(variables.items.map(({name, value}) => [name, value])), {km: '80', hours: '8'})
    await assert.rejects(cleo.completeUserTask({userTaskKey, variables: {metres: 3}}), 'the form asks for what was found')
    await cleo.completeUserTask({userTaskKey, variables: {found: 'dust'}})
    assert.equal(await state_of(processInstanceKey), 'COMPLETED')

    const [decision] = (await client.searchDecisionDefinitions({filter: {decisionDefinitionId: 'hours', isLatestVersion: true}}, at_once)).items
    assert.equal(decision.decisionRequirementsId, 'hours_drg')
    const asked = await client.evaluateDecision({decisionDefinitionId: 'hours', variables: {km: 20}})
    assert.equal(asked.output, '2')
    assert.equal(asked.evaluatedDecisions[0].matchedRules[0].ruleId, 'near')
    assert.equal((await client.evaluateDecision({decisionDefinitionKey: decision.decisionDefinitionKey, variables: {km: 200}})).output, '8')
    assert.equal(await client.getDecisionDefinitionXml({decisionDefinitionKey: decision.decisionDefinitionKey}, at_once), HOURS)
    assert.equal((await client.getDecisionRequirements({decisionRequirementsKey: decision.decisionRequirementsKey}, at_once)).resourceName, 'processes/hours.dmn')
  })

  test('what is stuck is mended', async () => {
    const broken = worker.createJobWorker({jobType: 'check-stock', maxParallelJobs: 1, jobTimeoutMs: 30_000, pollTimeoutMs: 2_000, jobHandler: async (job) => job.fail({errorMessage: 'no line to the warehouse', retries: 0})})
    const three = await instance({order: 'O-3'})
    const incident = await until(async () => (await client.searchIncidents({filter: {processInstanceKey: three}}, at_once)).items[0], 'the incident')
    broken.stop()
    assert.equal(incident.errorType, 'JOB_NO_RETRIES')
    assert.equal(incident.errorMessage, 'no line to the warehouse')
    assert.equal((await client.getProcessInstance({processInstanceKey: three}, at_once)).hasIncident, true)
    await client.updateJob({jobKey: incident.jobKey, changeset: {retries: 1}})
    assert.equal((await client.searchIncidents({filter: {processInstanceKey: three, state: 'ACTIVE'}}, at_once)).items.length, 0)
    await client.modifyProcessInstance({processInstanceKey: three, activateInstructions: [{elementId: 'rest'}], terminateInstructions: [{elementId: 'check'}]})
    assert.deepEqual(await waits_at(three), ['rest'])
    const jobs = await client.searchJobs({filter: {processInstanceKey: three}}, at_once)
    assert.equal(jobs.items.length, 0)
    await assert.rejects(client.pinClock({timestamp: Date.now() + 86_400_000}), 'the time of this company is the real one')
  })
})

describe('the clock of a demo, for programs made for Camunda 8', {skip}, () => {
  test('is pinned further ahead, stands, and runs on', async () => {
    const company = await serve_company({options: ['--demo']})
    try {
      const {cookie} = await company.api('/api/v1/session', {person: 'ada'})
      const client = createCamundaClient({
        config: {CAMUNDA_REST_ADDRESS: company.url, CAMUNDA_AUTH_STRATEGY: 'NONE', CAMUNDA_SDK_LOG_LEVEL: 'silent'},
        fetch: (input, init) => {
          const request = new Request(input, init)
          request.headers.set('cookie', cookie)
          request.headers.set('drivetrain-request', '1')
          return fetch(request)
        },
      })
      const now = async () => Date.parse((await (await fetch(`${company.url}/api/v1/clock`)).json()).now)
      const ahead = Math.floor((await now()) / 1000) * 1000 + 3 * 86_400_000
      await client.pinClock({timestamp: ahead})
      assert.equal(await now(), ahead)
      await new Promise((done) => setTimeout(done, 1_100))
      assert.equal(await now(), ahead, 'it stands')
      await assert.rejects(client.pinClock({timestamp: ahead - 1_000}), 'time never goes back')
      await client.resetClock()
      await new Promise((done) => setTimeout(done, 1_100))
      assert.ok((await now()) > ahead, 'it runs on')
    } finally {
      await company.stop()
    }
  })
})

describe('programs made for Camunda 7', {skip}, () => {
  let company, deploy, work, options, tokens
  before(async () => {
    company = await serve_company({files: {'processes/hours.dmn': HOURS}})
    deploy = await company.token_of_program('deploy')
    work = await company.token_of_program('work')
    options = new camunda7.Configuration({basePath: `${company.url}/engine-rest`, username: 'ada', password: await company.token_of_person('ada')})
    tokens = {cleo: await company.token_of_person('cleo'), dan: await company.token_of_person('dan')}  // two of the workers
  })
  after(async () => company?.stop())
  const api = (kind) => new camunda7[kind](options)
  /** What the client throws: the body of the answer as its message. */
  const refusal = (asked) => asked.then(() => assert.fail('it was not refused'), (error) => JSON.parse(error.message))
  /** The description that it was generated from names no sign-in: it is given as an option, as its users do. */
  const as_person = () => ({auth: {username: options.username, password: options.password}})
  const as = (person) => ({auth: {username: person, password: tokens[person]}})

  test('from deployment to the end', async () => {
    const form = new FormData()
    form.append('deployment-name', 'Claims')
    form.append('enable-duplicate-filtering', 'true')
    form.append('claim.bpmn', file_of('claim.bpmn', CLAIM))
    const deployed = await fetch(`${company.url}/engine-rest/deployment/create`, {method: 'POST', body: form, headers: {authorization: `Bearer ${deploy}`}})
    const made = await deployed.json()
    assert.equal(deployed.status, 200, JSON.stringify(made))
    assert.equal(made.name, 'Claims')
    const [definition] = Object.values(made.deployedProcessDefinitions)
    assert.equal(definition.key, 'claim_process')
    assert.equal((await refusal(api('ProcessDefinitionApi').getProcessDefinitions({key: 'claim_process'}))).type, 'AuthorizationException', 'nobody is signed in')

    const started = await api('ProcessDefinitionApi').startProcessInstanceByKey({key: 'claim_process', startProcessInstanceDto: {businessKey: 'C-7', variables: {amount: {value: 80, type: 'Integer'}}}}, as_person())
    const id = started.data.id
    assert.equal(started.data.definitionId, definition.id)
    assert.equal((await api('ProcessInstanceApi').queryProcessInstances({processInstanceQueryDto: {businessKey: 'C-7', processDefinitionKeyIn: ['claim_process']}}, as_person())).data[0].id, id)
    const unknown = await refusal(api('ProcessInstanceApi').queryProcessInstances({processInstanceQueryDto: {caseInstanceId: 'x'}}, as_person()))
    assert.equal(unknown.type, 'InvalidRequestException')
    assert.match(unknown.message, /caseInstanceId/)
    const tree = await api('ProcessInstanceApi').getActivityInstanceTree({id}, as_person())
    assert.deepEqual(tree.data.childActivityInstances.map((one) => one.activityId), ['papers'])

    const told = await api('MessageApi').deliverMessage({correlationMessageDto: {messageName: 'papers-came', correlationKeys: {amount: {value: 80, type: 'Integer'}}, processVariables: {pages: {value: 3, type: 'Integer'}}, resultEnabled: true}}, as_person())
    assert.equal(told.data[0].execution.processInstanceId, id)
    assert.equal((await api('ProcessInstanceApi').getProcessInstanceVariable({id, varName: 'pages'}, as_person())).data.value, 3)
    await api('ProcessInstanceApi').setProcessInstanceVariable({id, varName: 'iban', variableValueDto: {value: 'DE00', type: 'String'}}, as_person())

    const bank = new WorkerOfCamunda7({baseUrl: `${company.url}/engine-rest`, workerId: 'bank', asyncResponseTimeout: 5_000, interval: 10, use: () => {}, interceptors: (config) => ({...config, headers: {...config.headers, authorization: `Bearer ${work}`}})})
    let tries = 0
    bank.subscribe('pay', {lockDuration: 30_000, processDefinitionKey: 'claim_process'}, async ({task, taskService}) => {
      if (++tries === 1) await taskService.handleFailure(task, {errorMessage: 'bank closed', errorDetails: '', retries: 0, retryTimeout: 0})
      else await taskService.complete(task)
    })
    const incident = await until(async () => (await api('IncidentApi').getIncidents({processInstanceId: id}, as_person())).data[0], 'the incident')
    assert.equal(incident.incidentMessage, 'bank closed')
    assert.equal(incident.processInstanceId, id)
    await api('IncidentApi').resolveIncident({id: incident.id}, as_person())
    const past = await until(async () => {
      const {data} = await api('HistoricProcessInstanceApi').getHistoricProcessInstance({id}, as_person())
      return data.state === 'COMPLETED' && data
    }, 'the end')
    bank.stop()
    assert.equal(past.businessKey, 'C-7')
    const other = await api('ProcessDefinitionApi').startProcessInstanceByKey({key: 'claim_process', startProcessInstanceDto: {businessKey: 'C-8'}}, as_person())
    await api('ProcessInstanceApi').deleteProcessInstance({id: other.data.id}, as_person())
    assert.equal((await api('HistoricProcessInstanceApi').getHistoricProcessInstance({id: other.data.id}, as_person())).data.state, 'EXTERNALLY_TERMINATED')
    assert.equal((await api('VersionApi').getRestAPIVersion()).data.version, '7.24.0')
  })

  test('a rule that a process calls is asked', async () => {
    const form = new FormData()
    form.append('plan.bpmn', file_of('plan.bpmn', `${head('camunda', 'http://camunda.org/schema/1.0/bpmn', 'Camunda Platform')}
  <bpmn:process id="plan_process" name="Plan" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="in" /><bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="plan" />
    <bpmn:businessRuleTask id="plan" camunda:decisionRef="hours" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="hours" /><bpmn:sequenceFlow id="f2" sourceRef="plan" targetRef="out" /><bpmn:endEvent id="out" />
  </bpmn:process>
</bpmn:definitions>
`))
    const deployed = await fetch(`${company.url}/engine-rest/deployment/create`, {method: 'POST', body: form, headers: {authorization: `Bearer ${deploy}`}})
    assert.equal(deployed.status, 200, await deployed.clone().text())
    const rules = api('DecisionDefinitionApi')
    const [rule] = (await rules.getDecisionDefinitions({key: 'hours', latestVersion: true}, as_person())).data
    assert.equal(rule.decisionRequirementsDefinitionKey, 'hours_drg')
    const {data} = await rules.evaluateDecisionByKey({key: 'hours', evaluateDecisionDto: {variables: {km: {value: 80, type: 'Integer'}}}}, as_person())
    assert.deepEqual(data.map((row) => row.hours.value), [8])
  })

  test('a task is claimed, lent, given back and completed', async () => {
    const form = new FormData()
    form.append('deployment-name', 'Reports')
    form.append('report.bpmn', file_of('report.bpmn', REPORT))
    const deployed = await fetch(`${company.url}/engine-rest/deployment/create`, {method: 'POST', body: form, headers: {authorization: `Bearer ${deploy}`}})
    assert.equal(deployed.status, 200, await deployed.clone().text())
    const definitions = api('ProcessDefinitionApi')
    const missing = await refusal(definitions.submitFormByKey({key: 'report_process', startProcessInstanceFormDto: {businessKey: 'R-1', variables: {}}}, as_person()))
    assert.match(missing.message, /place/)
    assert.equal((await definitions.getStartFormByKey({key: 'report_process'}, as_person())).data.key, null)
    const {data: instance} = await definitions.submitFormByKey({key: 'report_process', startProcessInstanceFormDto: {businessKey: 'R-1', variables: {place: {value: 'hall 3', type: 'String'}}}}, as_person())

    const tasks = api('TaskApi')
    const [task] = (await tasks.getTasks({processInstanceId: instance.id, candidateGroup: 'worker', unassigned: true}, as('cleo'))).data
    assert.deepEqual([task.name, task.priority, task.taskDefinitionKey], ['Look at it', 60, 'look'])
    const {id} = task
    await tasks.claim({id, userIdDto: {userId: 'cleo'}}, as('cleo'))
    assert.equal((await refusal(tasks.claim({id, userIdDto: {userId: 'dan'}}, as('dan')))).type, 'AuthorizationException')
    assert.deepEqual((await tasks.queryTasksCount({taskQueryDto: {assignee: 'cleo', processDefinitionKey: 'report_process'}}, as('cleo'))).data, {count: 1})
    await tasks.delegateTask({id, userIdDto: {userId: 'dan'}}, as('cleo'))
    assert.equal((await tasks.getTask({id}, as('cleo'))).data.delegationState, 'PENDING')
    await tasks.resolve({id, completeTaskDto: {variables: {size: {value: 4, type: 'Integer'}}}}, as('dan'))
    const links = (await api('TaskIdentityLinkApi').getIdentityLinks({id}, as('cleo'))).data.map(({userId, groupId, type}) => [type, userId ?? groupId])
    assert.deepEqual(links, [['assignee', 'cleo'], ['owner', 'cleo'], ['candidate', 'worker']])
    const known = (await tasks.getFormVariables({id}, as('cleo'))).data
    assert.deepEqual([known.place.value, known.size.value, known.asked_by.value], ['hall 3', 4, 'ada'])
    await tasks.complete({id, completeTaskDto: {variables: {size: {value: 5, type: 'Integer'}}}}, as('cleo'))
    const {data: past} = await api('HistoricProcessInstanceApi').getHistoricProcessInstance({id: instance.id}, as_person())
    assert.equal(past.state, 'COMPLETED')
    const unknown = await refusal(tasks.queryTasks({taskQueryDto: {caseInstanceBusinessKey: 'x'}}, as_person()))
    assert.match(unknown.message, /caseInstanceBusinessKey/)
  })
})
