// Service worker of /station: the page opens where there is no network. It keeps the files of that page and nothing else: no answer of the API ever
// passes through it, no other page is under it. Its list of files is written by the build (service_worker.ts), so that each build has its own store.
const VERSION = '__VERSION__'
const FILES = __FILES__
const STORE = `drivetrain-station-${VERSION}`
const SHELL = '/index.html'
/** On a bad radio an answer may never come; the page that is here opens instead. */
const PATIENCE_MS = 4000

self.addEventListener('install', (event) => {
  // The server may have been replaced since the page was read: only a whole set of one build is kept.
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(FILES.map((file) => new Request(file, {cache: 'no-cache'})))).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('drivetrain-station-') && name !== STORE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

const inTime = (request) => fetch(request, {signal: AbortSignal.timeout(PATIENCE_MS)})

async function fromNetworkFirst(request, kept) {
  try {
    const answer = await inTime(request)
    // A server that is starting or a proxy without one behind it is no newer page.
    if (answer.status < 500) return answer
  } catch {
    // No network: what is kept.
  }
  return (await (await caches.open(STORE)).match(kept)) ?? fetch(request)
}

self.addEventListener('fetch', (event) => {
  const {request} = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') {
    if (url.pathname === '/station') event.respondWith(fromNetworkFirst(request, SHELL))
    return
  }
  if (!FILES.includes(url.pathname)) return
  // Names under /assets/ carry the hash of their content; the others may be newer on the server.
  if (url.pathname.startsWith('/assets/')) event.respondWith(caches.open(STORE).then((store) => store.match(url.pathname)).then((found) => found ?? fetch(request)))
  else event.respondWith(fromNetworkFirst(request, url.pathname))
})
