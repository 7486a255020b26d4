// A signal: a gauge as it stood when somebody made it a matter, and how it ended.
import {useState} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {addDays, companyNow, date, dayOf} from '~/format/time'
import {named} from '~/i18n/server_words'
import {Button, LinkButton} from '~/ui/button'
import {ActDialog} from '~/ui/dialog'
import {Radios, TextArea, TextField} from '~/ui/form'
import {A, at} from '~/ui/link'
import {Badge} from '~/ui/status'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './page.module.css'

export function SignalCard({signal}: {signal: Schemas['Signal']}) {
  const [ending, setEnding] = useState(false)
  return (
    <article className={css.signal} data-row={signal.signal}>
      <div className={css.signalHead}>
        <div>
          <strong>{signal.title}</strong>
          <p className={css.sub}>
            <A href={signal.gauge.href}>{named('gauge', signal.gauge.id, signal.gauge.title)}</A> · {texts.raisedBy} {signal.raised_by.name}, <When at={signal.raised_at} />
          </p>
        </div>
        {signal.state === 'open' ? <Badge tone="warn">{texts.open}</Badge> : <Badge tone="ok">{texts.ended[signal.disposition ?? 'fix']}{signal.until && ` ${date(signal.until)}`}</Badge>}
      </div>
      {signal.evidence.text !== signal.title && <p className={css.quote}>{signal.evidence.text}</p>}
      {signal.reason && <p>{signal.reason}</p>}
      {(signal.changes ?? []).length > 0 && (
        <p className={css.sub}>
          {texts.answers}: {signal.changes!.map((one) => <A key={one.id} href={one.href}>{one.title}</A>)}
        </p>
      )}
      {signal.state === 'open' && (
        <div className={css.acts}>
          <LinkButton look="primary" size="s" icon="changes" href={at('/changes/new', {signal: signal.signal})}>{texts.propose}</LinkButton>
          {signal.may_dispose !== false && <Button size="s" onClick={() => setEnding(true)}>{texts.dispose}</Button>}
        </div>
      )}
      {ending && <Dispose signal={signal} onClose={() => setEnding(false)} />}
    </article>
  )
}

function Dispose({signal, onClose}: {signal: Schemas['Signal']; onClose: () => void}) {
  const [how, setHow] = useState<Schemas['Disposition']>('fix')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(() => addDays(dayOf(companyNow()), 28))
  const act = useAct({
    act: () => write(client.POST('/drift/signals/{signal}/dispose', {params: {path: {signal: signal.signal}}, body: {disposition: how, reason, ...(how === 'waive' ? {until} : {})}})),
    done: texts.disposed,
    onDone: onClose,
  })
  return (
    <ActDialog opened onClose={onClose} title={texts.disposeTitle} does={signal.title} act={{label: texts.dispose, run: () => act.run(undefined)}} pending={act.pending} problem={act.problem} disabled={reason.trim() === '' || (how === 'waive' && !until)}>
      <Radios
        label={texts.state}
        value={how}
        onChange={setHow}
        options={[
          {value: 'fix', title: texts.fix, text: texts.fixText},
          {value: 'change', title: texts.change, text: texts.changeText},
          {value: 'waive', title: texts.waive, text: texts.waiveText},
        ]}
      />
      {how === 'waive' && <TextField label={texts.until} required type="date" value={until} onChange={setUntil} />}
      <TextArea label={texts.reason} required value={reason} onChange={setReason} />
    </ActDialog>
  )
}
