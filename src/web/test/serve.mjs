// npm run mock [port]: the built UI over fixtures.
import {runnerImport} from 'vite'

const {module} = await runnerImport(new URL('./mock_server.ts', import.meta.url).pathname)
const {url} = await module.start(Number(process.argv[2] ?? 7400), new URL('../dist', import.meta.url).pathname)
console.log(url)
