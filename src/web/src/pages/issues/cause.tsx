// Why it happened: a chain of answers, each asked why in turn, and the branch of Ishikawa's fishbone on which it ends.
import {useState, type FormEvent} from 'react'
import {client, write, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {Button} from '~/ui/button'
import {Radios, TextField} from '~/ui/form'
import {PersonName} from '~/ui/people'
import {ProblemNote} from '~/ui/problem'
import {Tag} from '~/ui/status'
import {When} from '~/ui/time'
import {texts} from './texts'
import css from './issues.module.css'

type Analysis = NonNullable<Schemas['Issue']['analysis']>
type Category = Schemas['CauseCategory']
const MOST = 10

export function Analysis({analysis}: {analysis: Analysis}) {
  return (
    <div>
      <ol className={css.whys}>{analysis.whys.map((why, index) => <li key={index} data-root={index === analysis.whys.length - 1 || undefined}>{why}</li>)}</ol>
      <p className={css.sub}>
        <Tag>{texts.categories[analysis.category]}</Tag> <PersonName person={analysis.stated_by} />, <When at={analysis.stated_at} />
      </p>
      {!analysis.current && <p className={css.sub}>{texts.before}</p>}
    </div>
  )
}

/** Begins with what was told; one empty line more than answers, so that the next why is always asked. */
export function StateCause({issue, analysis}: {issue: string; analysis: Analysis | undefined}) {
  const [open, setOpen] = useState(analysis === undefined)
  const [category, setCategory] = useState<Category | undefined>(analysis?.category)
  const [whys, setWhys] = useState(analysis?.whys ?? [])
  const answers = whys.map((why) => why.trim()).filter((why) => why !== '')
  const act = useAct({act: () => write(client.POST('/issues/{issue}/cause', {params: {path: {issue}}, body: {category: category!, whys: answers}})), done: texts.causeSaid})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (category && answers.length > 0) act.run(undefined)
  }
  if (!open) return <div><Button size="s" onClick={() => setOpen(true)}>{texts.causeAgain}</Button></div>
  return (
    <form onSubmit={submit}>
      {[...whys, ...(whys.length < MOST && whys.at(-1)?.trim() !== '' ? [''] : [])].map((why, index) => (
        <TextField key={index} label={index === 0 ? texts.why : texts.whyThat(index + 1)} required={index === 0} hint={index === 0 ? texts.causeHint : undefined} value={why} onChange={(value) => setWhys([...whys.slice(0, index), value, ...whys.slice(index + 1)])} />
      ))}
      <Radios<Category> label={texts.category} value={category} onChange={setCategory} options={(Object.keys(texts.categories) as Category[]).map((value) => ({value, title: texts.categories[value]}))} />
      <ProblemNote problem={act.problem} />
      <div><Button type="submit" look="primary" busy={act.pending} disabled={!category || answers.length === 0}>{texts.sayCause}</Button></div>
    </form>
  )
}
