// Which language the pages speak: chosen once, when they load. What was chosen here before wins, then the device's, then English. Texts,
// numbers and dates all ask this file; a switch of the language loads the page anew, and its address restores what it showed.
export type Language = 'en' | 'de'
/** Each language by its own name, which is how people look for it. */
export const LANGUAGES: Record<Language, string> = {en: 'English', de: 'Deutsch'}
export const STORED_AS = 'language'

export function choose(stored: string | null | undefined, device: string | undefined): Language {
  if (stored === 'en' || stored === 'de') return stored
  return /^de\b/i.test(device ?? '') ? 'de' : 'en'
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(STORED_AS)
  } catch {
    return null  // no storage, as in a private window or outside a browser
  }
}

export const language: Language = choose(storedLanguage(), typeof navigator === 'undefined' ? undefined : navigator.language)
/** For Intl: numbers, dates, lists. */
export const locale = language === 'de' ? 'de-DE' : 'en-GB'
/** On an element whose words the server wrote: it speaks English, whatever the page does. Undefined where nothing differs. */
export const serverLang = language === 'en' ? undefined : 'en'

if (typeof document !== 'undefined') document.documentElement.lang = language

export function speak(next: Language) {
  try {
    localStorage.setItem(STORED_AS, next)
  } catch {
    return  // nowhere to keep it: loading the page anew would change nothing
  }
  window.location.reload()
}
