// Writes /sw.js (worker.js) with the files that /station needs: the first page's script, the station's own, whatever they import, their styles and
// pictures, and the panel to sign in. Its version is a digest of those names, so that a build that changes none of them changes no worker.
import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import type {Plugin, Rollup} from 'vite'

type Chunk = Rollup.OutputChunk & {viteMetadata?: {importedCss: Set<string>; importedAssets: Set<string>}}
const ROOTS = ['pages/station/page.tsx', 'shell/sign_in.tsx']

export function stationFiles(bundle: Rollup.OutputBundle): string[] {
  const chunks = new Map(Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
  const open = [...chunks.values()].filter((chunk) => chunk.isEntry || ROOTS.some((root) => chunk.facadeModuleId?.endsWith(root)))
  const found = new Set<string>()
  for (let chunk = open.pop(); chunk; chunk = open.pop()) {
    if (found.has(chunk.fileName)) continue
    found.add(chunk.fileName)
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(file)
    for (const name of chunk.imports) if (chunks.has(name)) open.push(chunks.get(name)!)
  }
  return [...found].sort()
}

export function serviceWorker(): Plugin {
  return {
    name: 'drivetrain-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = ['/index.html', '/theme.js', '/favicon.svg', ...stationFiles(bundle).map((file) => `/${file}`)]
        const page = Object.values(bundle).find((one) => one.fileName === 'index.html')
        const version = createHash('sha256').update(JSON.stringify([files, page?.type === 'asset' ? page.source : ''])).digest('hex').slice(0, 16)
        const source = readFileSync(new URL('./worker.js', import.meta.url), 'utf8')
        this.emitFile({type: 'asset', fileName: 'sw.js', source: source.replace('__VERSION__', version).replace('__FILES__', JSON.stringify(files))})
      },
    },
  }
}
