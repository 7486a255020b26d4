// Own data: tables are chosen, what they were taken for is shown and changed, and the model comes with a page of findings. The files stay on this
// device; each question brings them again.
import {useRef, useState} from 'react'
import {client, read, type Schemas} from '~/api/client'
import {useAct} from '~/api/act'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {Empty} from '~/ui/empty'
import {Labelled, TextField} from '~/ui/form'
import {Card, Page, Stack} from '~/ui/page'
import {ProblemNote} from '~/ui/problem'
import {Badge} from '~/ui/status'
import {save, joined, uploadOf} from './files'
import {Report} from './report'
import {TableGuess, nameOf} from './guess'
import {texts} from './texts'
import css from './own_data.module.css'

export type Guess = {tables: Schemas['OwnTable'][]; map: string; kinds: {kind: string; fields: {field: string; essential: boolean}[]}[]}
type Built = {report: Schemas['OwnReport']; markdown: string; waived: number; files: {path: string; content: string}[]}
/** What the person said, by the part of the guess that it overrules. */
type Said = Record<string, string>

export function OwnDataPage() {
  const [files, setFiles] = useState<Schemas['OwnFile'][]>([])
  const [guess, setGuess] = useState<Guess>()
  const [said, setSaid] = useState<Said>({})
  const [name, setName] = useState('')
  const [zone, setZone] = useState('')
  const [built, setBuilt] = useState<Built>()
  const report = useRef<HTMLDivElement>(null)
  const look = useAct({
    act: (input: {files: Schemas['OwnFile'][]; said: Said}) => read(client.POST('/own-data/guess', {body: {files: input.files, map: Object.values(input.said)}})),
    onDone: (answer, input) => {
      setGuess(answer)
      setSaid(input.said)
      setBuilt(undefined)
    },
  })
  const make = useAct({
    act: () => read(client.POST('/own-data/model', {body: {files, map: Object.values(said), name: name.trim() || undefined, timezone: zone.trim() || undefined}})),
    onDone: (answer) => {
      setBuilt(answer)
      requestAnimationFrame(() => report.current?.scrollIntoView({block: 'start'}))
    },
  })
  const choose = async (chosen: FileList | null) => {
    if (!chosen?.length) return
    const next = await uploadOf([...chosen])
    setFiles(next)
    look.run({files: next, said: {}})
  }
  const say = (key: string, line: string) => look.run({files, said: {...said, [key]: line}})
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Stack>
        <Card>
          <div className={css.choose}>
            <Labelled label={texts.files} hint={texts.filesHint} required>
              {(props) => <input {...props} className={css.file} type="file" multiple accept=".csv,.tsv,.txt,.xlsx,.ics" onChange={(event) => void choose(event.currentTarget.files)} />}
            </Labelled>
            <TextField label={texts.company} value={name} onChange={setName} />
            <TextField label={texts.zone} hint={texts.zoneHint} value={zone} onChange={setZone} />
          </div>
          <ProblemNote problem={look.problem} />
        </Card>
        {!guess && <Empty icon="roles" title={look.pending ? texts.reading : texts.none}>{texts.noneText}</Empty>}
        {guess && (
          <Card title={texts.guess}>
            <p className={css.note}>{texts.guessLead}</p>
            <div className={css.tables} aria-busy={look.pending || undefined}>
              {guess.tables.map((table) => (
                <TableGuess key={nameOf(table)} table={table} kinds={guess.kinds} say={say} />
              ))}
            </div>
            <ProblemNote problem={make.problem} />
            <div className={css.acts}>
              <Button look="primary" icon="check" busy={make.pending} onClick={() => make.run(undefined)}>{texts.make}</Button>
              <Button onClick={() => save('tables.map', guess.map, 'text/plain')}>{texts.saveMap}</Button>
            </div>
          </Card>
        )}
        {built && (
          <div ref={report}>
            <Stack>
              <Card title={texts.report}>
                <div className={css.acts}>
                  <Badge tone={built.report.contradictions > 0 ? 'warn' : 'ok'}>{texts.contradictions(built.report.contradictions)}</Badge>
                  {built.waived > 0 && <Badge tone="no_data">{texts.waived(built.waived)}</Badge>}
                  <Button onClick={() => save('report.md', built.markdown, 'text/markdown')}>{texts.saveReport}</Button>
                  <Button onClick={() => save('model.yaml', joined(built.files), 'application/yaml')}>{texts.saveModel}</Button>
                </div>
                <p className={css.note}>{texts.saveModelHint}</p>
              </Card>
              <Report report={built.report} />
            </Stack>
          </div>
        )}
      </Stack>
    </Page>
  )
}

export const sureness = (table: Schemas['OwnTable']) => (table.said ? texts.said : texts.sure(`${number(table.confidence * 100, 0)} %`))
