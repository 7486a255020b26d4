// One page, hashed files, nothing from elsewhere: the result is compiled into the binary and served under
// `script-src 'self'`, so there is no inline script and no data: URL for code.
import {defineConfig} from 'vitest/config'
import react from '@vitejs/plugin-react'
import {serviceWorker} from './service_worker'

export default defineConfig({
  plugins: [react(), serviceWorker()],
  resolve: {alias: {'~': new URL('./src', import.meta.url).pathname}},
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    modulePreload: {polyfill: false},
  },
  server: {proxy: {'/api': process.env.DRIVETRAIN_URL ?? 'http://127.0.0.1:7400'}},
  test: {testTimeout: 30_000, include: ['test/**/*_test.{ts,tsx}'], reporters: ['default'], setupFiles: ['test/setup.ts']},
})
