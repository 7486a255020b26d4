// Files of this device, as the contract wants them, and what is handed back to it.
import type {Schemas} from '~/api/client'

/** Bytes as Base64 (RFC 4648), in pieces that a call can take. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

export async function uploadOf(files: readonly File[]): Promise<Schemas['OwnFile'][]> {
  return Promise.all(files.map(async (file) => ({name: file.name, content: base64(new Uint8Array(await file.arrayBuffer()))})))
}

/** All YAML files as the documents of one; the loader reads them alike. */
export const joined = (files: readonly {path: string; content: string}[]): string => files.map((file) => `# ${file.path}\n${file.content.trimEnd()}\n`).join('---\n')

export function save(name: string, text: string, type: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], {type}))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
