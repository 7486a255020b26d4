// Start of the web UI: the operating model's pages over one API.
import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {RouterProvider} from '@tanstack/react-router'
import {Refusal} from './api/client'
import {Kit} from './ui/kit'
import {makeRouter} from './routes'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // A refusal is an answer; only silence is asked again.
      retry: (count, error) => error instanceof Refusal && error.problem.status === 0 && count < 2,
      refetchOnWindowFocus: true,
      // A page that cannot ask says so (client.ts); it does not wait without a word for the device to say that it is connected.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: {networkMode: 'always'},
  },
})

// The server was replaced by a newer build and this tab still names the old files: load the page anew, but not over and over.
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('drivetrain-reloaded') ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem('drivetrain-reloaded', String(Date.now()))
  event.preventDefault()
  location.reload()
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Kit>
      <QueryClientProvider client={queries}>
        <RouterProvider router={makeRouter()} />
      </QueryClientProvider>
    </Kit>
  </StrictMode>,
)
