// What the compiler says of a table, where it says it: a mark in the rule or cell, whose text comes on focus, and lines under the table for
// what no rule covers. Shared by the page of a table and the form that edits it.
import type {ReactNode} from 'react'
import type {Schemas} from '~/api/client'
import {serverLang} from '~/i18n/language'
import {Flag} from '~/ui/flag'
import {Shape, type Tone} from '~/ui/status'
import {texts} from './texts'
import css from './findings.module.css'

type Finding = Schemas['Finding']
type Gap = NonNullable<Finding['gap']>
const TONES: Record<Finding['severity'], Tone> = {error: 'alarm', warning: 'warn', note: 'no_data'}

export type TableFindings = {ofRule: (rule: number) => Finding[]; ofCell: (rule: number, column: number) => Finding[]; ofColumn: (column: number) => Finding[]; ofTable: Finding[]; gaps: {finding: Finding; gap: Gap}[]; touches: (rule: number) => boolean}

/** Those of one table, by place. */
export function findingsOf(all: Finding[], table: {element?: string; decision: string}): TableFindings {
  const here = all.flatMap((finding) => (finding.cells ?? []).filter((place) => (table.element ? place.element === table.element : place.decision === table.decision)).map((place) => ({finding, place})))
  const pick = (rule: number | undefined, column: number | undefined) => here.filter(({place}) => place.rule === rule && place.column === column).map(({finding}) => finding)
  return {
    ofRule: (rule) => pick(rule, undefined),
    ofCell: pick,
    ofColumn: (column) => pick(undefined, column),
    ofTable: pick(undefined, undefined).filter((finding) => !finding.gap),
    gaps: here.flatMap(({finding}) => (finding.gap ? [{finding, gap: finding.gap}] : [])),
    touches: (rule) => here.some(({place}) => place.rule === rule),
  }
}

/** A shape to be focused; its text is told then. Nothing without findings. */
export function FindingMark({findings}: {findings: Finding[]}) {
  const worst = findings.find((one) => one.severity === 'error') ?? findings.find((one) => one.severity === 'warning') ?? findings[0]
  if (!worst) return null
  return (
    <Flag tone={TONES[worst.severity]} label={texts.findingHere(texts.severities[worst.severity], findings.map((one) => one.message).join('. '))}>
      {findings.map((one) => (
        <p key={one.code + one.message} lang={serverLang}>
          <strong>{one.message}</strong>
          {one.help && <><br />{one.help}</>}
        </p>
      ))}
    </Flag>
  )
}

/** Rows that are not there: what no rule covers, and what stands against the table as a whole. */
export function MissingRules({findings, acts}: {findings: TableFindings; acts?: (gap: Gap) => ReactNode}) {
  if (findings.gaps.length + findings.ofTable.length === 0) return null
  return (
    <ul className={css.missing}>
      {findings.gaps.map(({finding, gap}) => (
        <li key={gap.where}>
          <Shape tone={TONES[finding.severity]} label={texts.severities[finding.severity]} />
          <div>
            <p><strong>{texts.noRuleFor}</strong> <code lang={serverLang}>{gap.where}</code></p>
            {gap.example && <p className={css.sub}>{texts.forExample} <code lang={serverLang}>{gap.example}</code></p>}
          </div>
          {acts && <div className={css.acts}>{acts(gap)}</div>}
        </li>
      ))}
      {findings.ofTable.map((finding) => (
        <li key={finding.code + finding.message}>
          <Shape tone={TONES[finding.severity]} label={texts.severities[finding.severity]} />
          <p lang={serverLang}>{finding.message}</p>
        </li>
      ))}
    </ul>
  )
}
