// Where this device stands: one role or one place of the works, chosen once and kept with the device.
export type StationKind = 'role' | 'work_centre'
export type Chosen = {kind: StationKind; id: string}

const KEY = 'drivetrain-station'

export function chosenFrom(text: string | null | undefined): Chosen | undefined {
  const parts = /^(role|work_centre)\/([^/?#]+)$/.exec(text ?? '')
  return parts ? {kind: parts[1] as StationKind, id: parts[2]!} : undefined
}
export function keptChoice(): Chosen | undefined {
  try {
    return chosenFrom(localStorage.getItem(KEY))
  } catch {
    return undefined
  }
}
export function keepChoice(chosen: Chosen | undefined) {
  try {
    if (chosen) localStorage.setItem(KEY, `${chosen.kind}/${chosen.id}`)
    else localStorage.removeItem(KEY)
  } catch {
    // The address still says it.
  }
}
