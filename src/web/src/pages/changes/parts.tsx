// What a proposal and the form that makes one both show: findings, the difference in files, the effect.
import type {Schemas} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {Icon} from '~/ui/icon'
import {Empty} from '~/ui/empty'
import {Entities} from '~/ui/entities'
import {Badge, type Tone} from '~/ui/status'
import {diffLines, hunks} from './diff'
import {texts} from './texts'
import css from './changes.module.css'

const SEVERITY: Record<Schemas['Finding']['severity'], [Tone, string]> = {error: ['alarm', texts.severities.error], warning: ['warn', texts.severities.warning], note: ['no_data', texts.severities.note]}

/** As the command line says it: where, what, the text underlined, why it matters, what to do. */
export function Findings({findings, none}: {findings: Schemas['Finding'][]; none?: string}) {
  if (findings.length === 0) return <Empty title={texts.noFindings}>{none}</Empty>
  return (
    <ul className={css.findings}>
      {findings.map((finding) => {
        const [tone, word] = SEVERITY[finding.severity]
        return (
          <li key={`${finding.code}${finding.file}${finding.line}${finding.column}${finding.message}`} className={css.finding} data-tone={tone}>
            <p className={css.findingHead}>
              <Badge tone={tone}>{word}</Badge>
              {finding.known && finding.severity === 'error' && <Badge tone="no_data">{texts.already}</Badge>}
              <code>{finding.code}</code>
              <code className={css.place}>{finding.file}:{finding.line}:{finding.column}</code>
            </p>
            <p className={css.message} lang={serverLang}>{finding.message}</p>
            {finding.excerpt !== undefined && <Excerpt finding={finding} />}
            {finding.why && <p className={css.sub} lang={serverLang}>{finding.why}</p>}
            {finding.help && <p className={css.helpLine} lang={serverLang}><Icon name="right" size={13} /> {finding.help}</p>}
            {finding.notes.map((note) => (
              <p key={`${note.file}${note.line}${note.message}`} className={css.sub}>
                <code className={css.place}>{note.file}:{note.line}:{note.column}</code> {note.message}
              </p>
            ))}
          </li>
        )
      })}
    </ul>
  )
}

function Excerpt({finding}: {finding: Schemas['Finding']}) {
  const text = finding.excerpt ?? ''
  const from = finding.column - 1
  const to = finding.end_line === undefined || finding.end_line === finding.line ? (finding.end_column ?? finding.column + 1) - 1 : text.length
  return (
    <pre className={css.excerpt} tabIndex={0} aria-label={`${finding.file}:${finding.line}`}>
      <span className={css.lineNumber}>{finding.line}</span>
      {text.slice(0, from)}
      <mark>{text.slice(from, Math.max(from + 1, to))}</mark>
      {text.slice(Math.max(from + 1, to))}
    </pre>
  )
}

export function FileDiff({file}: {file: Schemas['FileChange']}) {
  const lines = diffLines(file.before, file.after)
  return (
    <section className={css.file} aria-label={file.path}>
      <h3>
        <code>{file.path}</code>
        {file.before === '' && <Badge tone="ok">{texts.added}</Badge>}
        {file.removed && <Badge tone="alarm">{texts.removed}</Badge>}
      </h3>
      <div className={css.code} tabIndex={0} role="region" aria-label={`${texts.files}: ${file.path}`}>
        <table>
          <tbody>
            {hunks(lines).map((hunk, index) => [
              hunk.skipped > 0 && (
                <tr key={`skip${index}`} className={css.skipped}>
                  <td colSpan={4}>{texts.skipped(hunk.skipped)}</td>
                </tr>
              ),
              ...hunk.lines.map((line) => (
                <tr key={`${line.before ?? ''}-${line.after ?? ''}`} data-kind={line.kind}>
                  <td className={css.lineNumber}>{line.before}</td>
                  <td className={css.lineNumber}>{line.after}</td>
                  <td className={css.sign}>{line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ''}</td>
                  <td>{line.text}</td>
                </tr>
              )),
            ])}
          </tbody>
        </table>
      </div>
    </section>
  )
}

export function InWords({summary}: {summary: string[]}) {
  return (
    <ul className={css.words}>
      {summary.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

export function ImpactView({impact}: {impact: Schemas['Impact']}) {
  return (
    <div className={css.impact}>
      <InWords summary={impact.sentences} />
      {impact.queues.filter((queue) => queue.moved > 0).map((queue) => (
        <div key={queue.role.id} className={css.queue}>
          <strong>{queue.role.title}</strong>
          <span>{texts.moved(queue.moved, queue.ready)}</span>
          <span className={css.sub}>
            {queue.first_before === queue.first_after ? `${texts.queueFirst} ${queue.first_after ?? '–'}` : <>{texts.queueFirst} <s>{queue.first_before}</s> → {queue.first_after}</>}
          </span>
        </div>
      ))}
    </div>
  )
}

const KINDS: Partial<Record<Schemas['Kind'], string>> = {decision: texts.reachDecisions, kpi: texts.reachStandards, rhythm: texts.reachRhythms}

/** What a change touches beside what it changes, nearest first; each says by which way. */
export function ElsewhereView({elsewhere}: {elsewhere: Schemas['Elsewhere']}) {
  const kinds = [...new Set(elsewhere.map(({entity}) => KINDS[entity.kind] ?? texts.reachOthers))]
  return (
    <div className={css.impact}>
      {kinds.map((kind) => (
        <div key={kind}>
          <h3 className={css.legend}>{kind}</h3>
          <Entities items={elsewhere.filter(({entity}) => (KINDS[entity.kind] ?? texts.reachOthers) === kind).map(({entity}) => entity)} after={(item) => <span className={css.sub}>{texts.byWayOf} {elsewhere.find(({entity}) => entity.id === item.id && entity.kind === item.kind)!.way.map((step) => step.title).join(' → ')}</span>} />
        </div>
      ))}
    </div>
  )
}

export function FindingCounts({errors, warnings}: {errors: number; warnings: number}) {
  if (errors > 0) return <Badge tone="alarm">{texts.errors(errors)}</Badge>
  if (warnings > 0) return <Badge tone="warn">{texts.warnings(warnings)}</Badge>
  return <Badge tone="ok">{texts.clean}</Badge>
}
export const shortRevision = (revision: string | undefined) => (revision ? <code>{revision.slice(0, 7)}</code> : '–')
