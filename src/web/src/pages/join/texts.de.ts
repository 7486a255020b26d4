import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Willkommen',
  first: 'Hier entsteht das erste Administrationskonto; es lädt die anderen ein.',
  of: (account: string) => `Passwort für ${account} festlegen.`,
  account: 'Konto', accountHint: 'Der Name für die Anmeldung.',
  password: 'Passwort', passwordHint: (n: number) => `Mindestens ${n} Zeichen; ein Satz merkt sich leichter als ein Rätsel.`,
  again: 'Passwort noch einmal', differ: 'Die beiden stimmen nicht überein.',
  go: 'Passwort festlegen und anmelden', done: 'Sie sind angemeldet.',
  none: 'Dieser Adresse fehlt das Einmal-Geheimnis. Bitte den ganzen Link so öffnen, wie er übergeben wurde.',
}
