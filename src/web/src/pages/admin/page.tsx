// Admin: accounts, tokens, and how the server does.
import {useQuery} from '@tanstack/react-query'
import {useSession} from '~/api/company'
import {serverState, verdict} from '~/api/queries'
import {number} from '~/format/number'
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
import {Backup} from './backup'
import {figuresOf} from './figures'
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
                check.data !== undefined && [texts.chain, <Badge key="chain" tone={check.data.ok ? 'ok' : 'alarm'}>{check.data.ok ? audit.verified(number(check.data.records)) : audit.broken(check.data.first_altered ?? 0)}</Badge>],
              ]}
            />
          </Card>
          {account?.administrator && <Backup />}
          <Card title={texts.figures} flush>
            <Table
              label={texts.figures}
              rows={metrics === undefined ? [] : figuresOf(metrics)}
              rowKey={(row) => `${row.name}{${row.labels}}`}
              empty={<Empty icon="performance" title={texts.noFigures} />}
              calm={false}
              columns={[
                {key: 'name', title: texts.figure, main: true, cell: (row) => <><code>{row.name}</code>{row.labels && <div className={css.sub}>{row.labels}</div>}</>},
                {key: 'value', title: texts.value, numeric: true, cell: (row) => number(row.value)},
                {key: 'help', title: texts.what, cell: (row) => row.help},
              ]}
            />
          </Card>
        </Stack>
      )}
    </Loaded>
  )
}
