// The leaders' home: both engines, the drive train between them, and three sentences that say what matters today.
import {useQuery} from '@tanstack/react-query'
import type {Schemas} from '~/api/client'
import {usePerson} from '~/api/company'
import {driveTrain} from '~/api/queries'
import {amount, number} from '~/format/number'
import {serverLang} from '~/i18n/language'
import {named} from '~/i18n/server_words'
import {useShell} from '~/shell/panels'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Icon, type IconName} from '~/ui/icon'
import {A} from '~/ui/link'
import {Loaded} from '~/ui/loading'
import {Card, Page} from '~/ui/page'
import {Dial} from '~/ui/spark'
import {Shape} from '~/ui/status'
import {Help} from '~/ui/term'
import {Due, When} from '~/ui/time'
import type {GlossaryWord} from '~/ui/glossary'
import {Intent} from './intent'
import {texts} from './texts'
import css from './page.module.css'

export function DriveTrainPage() {
  const query = useQuery(driveTrain)
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Loaded query={query}>
        {(data) => (
          <div className={css.page}>
            <div className={css.top}>
              <Sentences sentences={data.sentences} />
              <WaitingForMe waiting={data.waiting} />
            </div>
            <section className={css.train} aria-label={texts.between}>
              <Engine title={texts.strategic} gives={texts.torque} help="torque" engine={data.strategic_engine} icon="strategy" />
              <Flows title={texts.down} from={texts.downText} flows={data.flows_down} icon="arrow_down" />
              <Dials dials={data.dials} />
              <Flows title={texts.up} from={texts.upText} flows={data.flows_up} icon="arrow_up" />
              <Engine title={texts.operational} gives={texts.traction} help="traction" engine={data.operational_engine} icon="rhythms" />
            </section>
            <Intent shares={data.intent} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Sentences({sentences}: {sentences: Schemas['Sentence'][]}) {
  return (
    <section className={css.sentences} aria-label={texts.matters}>
      <h2 className={css.label}>{texts.matters}</h2>
      {sentences.length === 0 && <p className={css.calm}>{texts.nothingMatters}</p>}
      <ol>
        {sentences.map((sentence) => (
          <li key={sentence.text}>
            <A href={sentence.href} className={css.sentence}>
              <Shape tone={sentence.level} size={20} />
              <span>
                <span lang={serverLang}>{sentence.text}</span>
                <small>
                  {texts.evidence(sentence.evidence_count)} <Icon name="right" size={12} />
                </small>
              </span>
            </A>
          </li>
        ))}
      </ol>
    </section>
  )
}

const WAITING_ICONS: Partial<Record<Schemas['Kind'], IconName>> = {decision_live: 'decisions', issue: 'issues', occurrence: 'rhythms', change: 'changes', work: 'today', kpi: 'performance', signal: 'drift'}

function WaitingForMe({waiting}: {waiting: Schemas['Waiting'][]}) {
  const person = usePerson()
  const {open} = useShell()
  return (
    <Card title={texts.waiting} count={waiting.length > 0 ? <span className={css.n}>{waiting.length}</span> : undefined} flush>
      {waiting.length === 0 ? (
        person ? <Empty title={texts.waitingNone} /> : <Empty icon="person" title={texts.waitingNobody} action={<Button onClick={() => open('sign_in')}>{texts.signIn}</Button>} />
      ) : (
        <ul>
          {waiting.map((item) => (
            <li key={`${item.kind}/${item.id}`}>
              <A href={item.href} className={css.wait}>
                <Icon name={WAITING_ICONS[item.kind] ?? 'today'} />
                <span className={css.waitText}>
                  <span>{item.title}</span>
                  <small>{item.why}</small>
                </span>
                <span className={css.waitDue}>{item.due && <Due at={item.due} />}</span>
              </A>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Engine({title, gives, help, engine, icon}: {title: string; gives: string; help: GlossaryWord; engine: Schemas['Engine']; icon: IconName}) {
  return (
    <div className={css.engine}>
      <div className={css.engineHead}>
        <span className={css.engineIcon}><Icon name={icon} size={20} /></span>
        <div>
          <h2>{title} <Help word={help} /></h2>
          <p>{gives}</p>
        </div>
      </div>
      <ul className={css.figures}>
        {engine.figures.map((figure) => (
          <li key={figure.id}>
            <A href={figure.href} className={css.figure}>
              <span className={css.figureLabel}>{named('figure', figure.id, figure.label)}</span>
              <span className={css.figureValue}>
                {figure.unit === '%' ? amount(figure.value, figure.unit, figure.decimals) : number(figure.value, figure.decimals)}
                {figure.status !== 'ok' && <Shape tone={figure.status} size={15} />}
              </span>
              <span className={css.figureNote} lang={serverLang}>{figure.unit && figure.unit !== '%' ? `${figure.unit} ` : ''}{figure.note}</span>
            </A>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Flows({title, from, flows, icon}: {title: string; from: string; flows: Schemas['Flow'][]; icon: IconName}) {
  return (
    <div className={css.flows}>
      <div className={css.flowsHead}>
        <span className={css.arrow}><Icon name={icon} size={18} /></span>
        <div>
          <h2>{title}</h2>
          <p>{from}</p>
        </div>
      </div>
      <ul className={css.flowList}>
        {flows.map((flow) => (
          <li key={flow.id}>
            <A href={flow.href} className={css.flow} data-silent={flow.count === 0 || undefined}>
              <span className={css.flowHead}>
                <span>{named('flow', flow.id, flow.label)}</span>
                <span className={css.flowCount} title={texts.week}>{number(flow.count)}</span>
              </span>
              <span className={css.flowText}>
                <span lang={serverLang}>{flow.text}</span>
                {flow.at && <span className={css.flowAt}> <When at={flow.at} style="away" /></span>}
              </span>
            </A>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Dials({dials}: {dials: Schemas['Dial'][]}) {
  return (
    <div className={css.middle}>
      <div className={css.flowsHead}>
        <span className={css.arrow}><Icon name="drive_train" size={20} /></span>
        <div>
          <h2>{texts.train} <Help word="drive_train" /></h2>
          <p>{texts.trainText}</p>
        </div>
      </div>
      <ul className={css.dials}>
        {dials.map((dial) => (
          <li key={dial.id} className={css.dialCard}>
            <h3>
              <A href={dial.href} className={css.dialLink} aria-label={texts.dialOf(named('dial', dial.id, dial.title))}>{named('dial', dial.id, dial.title)}</A> <Help word={dial.id as GlossaryWord} />
            </h3>
            <Dial dial={{...dial, title: named('dial', dial.id, dial.title)}} />
            <p className={css.dialText} lang={serverLang}>{dial.sentence}</p>
            <p className={css.dialFoot}>
              {dial.limit !== undefined && <span>{texts.limit} {amount(dial.limit, dial.unit, dial.decimals)}</span>}
              <span>{texts.evidence(dial.evidence_count)}</span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
