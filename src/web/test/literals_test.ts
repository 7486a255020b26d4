// Every word that a person reads stands in a `texts.ts`, where it has a translation: no English in the markup, in what is read
// aloud, in a hint or in a name of a column.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import ts from 'typescript'
import {expect, test} from 'vitest'

const src = new URL('../src', import.meta.url).pathname
const files = (readdirSync(src, {recursive: true}) as string[]).filter((file) => /\.tsx?$/.test(file) && !/(texts|glossary)(\.de)?\.ts$/.test(file) && !file.endsWith('schema.d.ts') && !file.startsWith('i18n/'))

/** Names, standards and keys that no language changes. */
const NAMES = new Set(['Drivetrain', 'KPI', 'BPMN', 'FEEL', 'CSV', 'Excel', 'drivetrain backup', 'Ctrl K', 'h', 'min', 'px', 'UTC', 'PT', 'M', 'T'])
/** Not read by a person, though they stand among the words: thrown and caught at once, styles, drawing. */
const MACHINE = /^(@page|about:blank|text\/|[MLHVAC]$|\d|var\(|#|--)/
const READ = /^(aria-label|aria-description|aria-roledescription|aria-valuetext|placeholder|title|label|alt|hint|lead|text|does|caption)$/

type Found = {line: number; text: string}

export function literals(file: string, code: string): Found[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: Found[] = []
  const tell = (node: ts.Node, text: string) => {
    const said = text.replace(/\s+/g, ' ').trim()
    if (!/\p{L}/u.test(said) || NAMES.has(said) || MACHINE.test(said)) return
    found.push({line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: said})
  }
  /** Through everything that hands a text on as it is. */
  const carries = (parent: ts.Node, child: ts.Node) =>
    ts.isParenthesizedExpression(parent) || ts.isTemplateExpression(parent) || ts.isTemplateSpan(parent) || ts.isAsExpression(parent) || ts.isArrayLiteralExpression(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition !== child) ||
    (ts.isBinaryExpression(parent) && [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.PlusToken].includes(parent.operatorToken.kind))
  const prose = (text: string) => /\p{L}{2,}[,.]? \p{L}{2,}/u.test(text)
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isThrowStatement(node)) return
    if (ts.isJsxText(node)) tell(node, node.text)
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      let child: ts.Node = node
      let parent = node.parent
      while (carries(parent, child)) {
        child = parent
        parent = parent.parent
      }
      const attribute = ts.isJsxAttribute(parent) ? parent.name.getText() : ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent) ? parent.parent.name.getText() : undefined
      if (attribute !== undefined) {
        if (READ.test(attribute)) tell(node, node.text)
      } else if (ts.isJsxExpression(parent)) tell(node, node.text)
      else if (ts.isPropertyAssignment(parent) && READ.test(parent.name.getText())) tell(node, node.text)
      else if (prose(node.text)) tell(node, node.text)
    }
    ts.forEachChild(node, walk)
  }
  walk(source)
  return found
}

test('finds what it is there to find', () => {
  const planted = `
    const a = <p>Hello there</p>
    const b = <p>{late ? 'overdue' : ''}</p>
    const c = <button aria-label="Close" title={open ? 'Hide' : texts.show} />
    const d = {title: 'Column', key: 'column'}
    const e = \`\${n} things to do\`
    const f = <p className="is not read" data-state="open">{texts.fine} KPI</p>
    const g = <Field name="reason" value={state === 'open' ? texts.a : texts.b} />
  `
  expect(literals('planted.tsx', planted).map(({text}) => text)).toEqual(['Hello there', 'overdue', 'Close', 'Hide', 'Column', 'things to do'])
})

test('every word that is read has a translation', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(files.flatMap((file) => literals(file, readFileSync(join(src, file), 'utf8')).map(({line, text}) => `src/${file}:${line} “${text}”: put it into texts.ts and texts.de.ts`))).toEqual([])
})
