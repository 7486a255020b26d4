// Admin: accounts, tokens, and how the server does.
import {useQuery} from '@tanstack/react-query'
import {useSession} from '~/api/company'
import {serverState, verdict} from '~/api/queries'
import {bytes, number} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Loaded} from '~/ui/loading'
import {Card, Facts, Page, Stack} from '~/ui/page'
import {Badge} from '~/ui/status'
import {Table} from '~/ui/table'
import {Tabs} from '~/ui/tabs'
import {useUrlState} from '~/ui/url_state'
import {texts as audit} from '../audit/texts'
import {Accounts} from './accounts'
import {Backup, ModelFolder} from './backup'
import {figuresOf, isOfRequests, requestsOf, type Asked, type Figure} from './figures'
import {texts} from './texts'
import {Tokens} from './tokens'
import css from './admin.module.css'

type TabName = keyof typeof texts.tabs

export function AdminPage() {
  const tab = (useUrlState().get('tab') as TabName | undefined) ?? 'accounts'
  const {administered, account, demo} = useSession()
  const tabs = (Object.keys(texts.tabs) as TabName[]).map((name) => ({href: name === 'accounts' ? '/admin' : `/admin?tab=${name}`, title: texts.tabs[name], current: name === tab}))
  return (
    <Page title={texts.title} lead={texts.lead} tabs={<Tabs label={texts.title} items={tabs} />}>
      {!administered && !demo && <p className={css.note} role="status">{texts.unadministered}</p>}
      {tab === 'accounts' && (account?.administrator ? <Accounts /> : <Closed title={texts.onlyAdministrators} text={demo ? texts.inDemo : texts.askAdministrator} />)}
      {tab === 'tokens' && (account ? <Tokens /> : <Closed title={texts.tokensOfAccounts} text={demo ? texts.inDemo : texts.signInFirst} />)}
      {tab === 'server' && <Server />}
    </Page>
  )
}

function Closed({title, text}: {title: string; text: string}) {
  return <Card><Empty icon="admin" title={title}>{text}</Empty></Card>
}

function Server() {
  const {revision, position, account} = useSession()
  const query = useQuery(serverState)
  const check = useQuery(verdict)
  return (
    <Loaded query={query}>
      {({ready, version, metrics}) => (
        <Stack>
          <Card
            title={texts.tabs.server}
            actions={<Button icon="audit" busy={check.isFetching} onClick={() => void check.refetch()}>{texts.verify}</Button>}
          >
            <Facts
              items={[
                [texts.ready, <Badge key="ready" tone={ready ? 'ok' : 'alarm'}>{ready ? texts.isReady : texts.isNotReady}</Badge>],
                [texts.build, version],
                [texts.model, <code key="model">{revision.slice(0, 8)}</code>],
                [texts.position, number(position)],
                check.data !== undefined && [texts.chain, <><Badge tone={check.data.ok ? 'ok' : 'alarm'}>{check.data.ok ? audit.verified(number(check.data.records)) : check.data.first_altered === undefined ? audit.endLost : audit.broken(check.data.first_altered)}</Badge>{!check.data.ok && <div className={css.sub} lang={serverLang}>{check.data.problem}</div>}</>],
              ]}
            />
          </Card>
          {account?.administrator && <ModelFolder />}
          {account?.administrator && <Backup />}
          <Figures figures={metrics === undefined ? [] : figuresOf(metrics)} />
        </Stack>
      )}
    </Loaded>
  )
}

const valueOf = ({name, value}: Figure) => (name.endsWith('_bytes') ? bytes(value) : number(value))

function Figures({figures}: {figures: Figure[]}) {
  return (
    <>
      <Card title={texts.figures} flush>
        <Table
          label={texts.figures}
          rows={figures.filter((one) => !isOfRequests(one))}
          rowKey={(row) => `${row.name}{${row.labels}}`}
          empty={<Empty icon="performance" title={texts.noFigures} />}
          calm={false}
          columns={[
            {key: 'help', title: texts.what, main: true, cell: (row) => <span lang={serverLang}>{row.help}</span>},
            {key: 'name', title: texts.figure, cell: (row) => <><code>{row.name}</code>{row.labels && <div className={css.sub}>{row.labels}</div>}</>},
            {key: 'value', title: texts.value, numeric: true, cell: valueOf},
          ]}
        />
      </Card>
      {figures.some(isOfRequests) && (
        <Card title={texts.requests} flush>
          <Table<Asked>
            label={texts.requests}
            rows={requestsOf(figures)}
            rowKey={(row) => row.operation}
            calm={false}
            columns={[
              {key: 'operation', title: texts.operation, main: true, cell: (row) => <code>{row.operation}</code>},
              {key: 'requests', title: texts.asked, numeric: true, cell: (row) => number(row.requests)},
              {key: 'refused', title: texts.refusedOf, numeric: true, cell: (row) => (row.refused > 0 ? number(row.refused) : null)},
              {key: 'mean', title: texts.took, numeric: true, cell: (row) => row.mean_s !== undefined && `${number(row.mean_s * 1000, row.mean_s < 0.01 ? 1 : 0)} ms`},
            ]}
          />
        </Card>
      )}
    </>
  )
}
