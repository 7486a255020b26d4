// What a station read last, so that it opens and goes on without network: of the signed-in person alone, bounded, gone when somebody signs out or
// somebody else signs in. It is read only when the server is silent; an answer always wins.
const PREFIX = 'drivetrain-kept '
/** Characters of all that is kept, so that room for what was done (outbox.ts) is never taken by what was only read. */
const MOST = 1_500_000
const MOST_ENTRIES = 80

type Kept<T> = {at: number; data: T}

let keeper: string | undefined
/** Whose reads are kept from now on; nobody's before the first. */
export function setKeeper(person: string | undefined, storage: Storage = localStorage) {
  keeper = person
  forget((owner) => owner !== person, storage)
}

const keyOf = (name: string) => `${PREFIX}${JSON.stringify([keeper, name])}`
function ownerOf(key: string): string | undefined {
  try {
    return (JSON.parse(key.slice(PREFIX.length)) as [string, string])[0]
  } catch {
    return undefined
  }
}
const keysOf = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX))

function forget(whose: (owner: string | undefined) => boolean, storage: Storage) {
  try {
    for (const key of keysOf(storage)) if (whose(ownerOf(key))) storage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

export function keep(name: string, data: unknown, storage: Storage = localStorage) {
  if (keeper === undefined) return
  try {
    const text = JSON.stringify({at: Date.now(), data})
    const key = keyOf(name)
    const others = keysOf(storage).filter((one) => one !== key).map((one) => ({one, text: storage.getItem(one) ?? ''}))
    let room = MOST - text.length
    if (room < 0) return
    others.sort((a, b) => at(b.text) - at(a.text)).forEach(({one, text: other}, index) => {
      room -= other.length
      if (room < 0 || index >= MOST_ENTRIES - 1) storage.removeItem(one)
    })
    storage.setItem(key, text)
  } catch {
    // A full or forbidden storage only means that this station does not open without network.
  }
}
const at = (text: string) => Number(/^\{"at":(\d+)/.exec(text)?.[1] ?? 0)

export function kept<T>(name: string, storage: Storage = localStorage): Kept<T> | undefined {
  try {
    const text = keeper === undefined ? null : storage.getItem(keyOf(name))
    return text === null ? undefined : (JSON.parse(text) as Kept<T>)
  } catch {
    return undefined
  }
}

/** What `ask` answers, and keeps it; when nothing answers, what it answered last. */
export async function orKept<T>(name: string, ask: () => Promise<T>, silent: (error: unknown) => boolean): Promise<T> {
  const whose = keeper
  try {
    const data = await ask()
    // Somebody else may have signed in while it was asked.
    if (whose === keeper) keep(name, data)
    return data
  } catch (error) {
    const before = silent(error) && whose === keeper ? kept<T>(name) : undefined
    if (!before) throw error
    return before.data
  }
}

const SESSION = 'drivetrain-session'
/** As long as the server lets a session rest. */
const SESSION_MS = 12 * 3_600_000
/** Who was here last: the page opens for that person while nobody can be asked. */
export function keepSession<T>(session: T, storage: Storage = localStorage) {
  try {
    storage.setItem(SESSION, JSON.stringify({at: Date.now(), data: session}))
  } catch {
    // As above.
  }
}
export function forgetSession(storage: Storage = localStorage) {
  try {
    storage.removeItem(SESSION)
  } catch {
    // As above.
  }
}
export function keptSession<T>(storage: Storage = localStorage): Kept<T> | undefined {
  try {
    const last = JSON.parse(storage.getItem(SESSION) ?? 'null') as Kept<T> | null
    return last && Date.now() - last.at < SESSION_MS ? last : undefined
  } catch {
    return undefined
  }
}
