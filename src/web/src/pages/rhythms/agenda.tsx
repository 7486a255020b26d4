// One item of the agenda: what the live state gave it, and what was said about it.
import {useState, type FormEvent} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {serverLang} from '~/i18n/language'
import {named} from '~/i18n/server_words'
import {Button} from '~/ui/button'
import {A} from '~/ui/link'
import {Muted} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Shape} from '~/ui/status'
import {When} from '~/ui/time'
import {ActionRow} from './actions'
import {texts} from './texts'
import css from './rhythms.module.css'

export function AgendaCard({item, number, occurrence, minutes, actions, editable, onAction}: {item: Schemas['AgendaItem']; number: number; occurrence: string; minutes: Schemas['Occurrence']['minutes']; actions: Schemas['Action'][]; editable: boolean; onAction: () => void}) {
  const [text, setText] = useState('')
  const note = useAct({
    act: () => write(client.POST('/rhythms/occurrences/{occurrence}/minutes', {params: {path: {occurrence}}, body: {text, item: item.item}})),
    done: texts.noted,
    onDone: () => setText(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) note.run(undefined)
  }
  const title = named('list', item.kind, item.title)
  return (
    <section className={css.item} data-calm={item.status === 'ok' && item.rows.length === 0 ? true : undefined} aria-label={title}>
      <div className={css.itemHead}>
        <h2>
          <span className={css.number}>{number}</span> {title}
        </h2>
        <Muted><span lang={serverLang}>{item.text}</span></Muted>
        {editable && <Button size="s" icon="plus" onClick={onAction}>{texts.action}</Button>}
      </div>
      <div className={css.rows}>
        {item.rows.map((row) => (
          <A key={row.id} href={row.href} className={css.row}>
            <Shape tone={row.status} size={15} />
            <span>{row.title}</span>
            <span className={css.sub} lang={serverLang}>{row.text}</span>
          </A>
        ))}
      </div>
      {(minutes.length > 0 || actions.length > 0) && (
        <div className={css.itemNotes}>
          {minutes.map((minute) => (
            <p key={minute.at} className={css.noteLine}>
              <When at={minute.at} /> <span>{minute.text}</span>
            </p>
          ))}
          {actions.map((action) => (
            <ActionRow key={action.action} action={action} />
          ))}
        </div>
      )}
      {editable && (
        <form className={css.noteForm} onSubmit={submit}>
          <input aria-label={`${texts.note}: ${title}`} placeholder={texts.noteAdd} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <Button type="submit" size="s" busy={note.pending} disabled={text.trim() === ''}>{texts.note}</Button>
        </form>
      )}
      <ProblemNote problem={note.problem} />
    </section>
  )
}
