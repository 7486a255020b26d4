import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  yes: 'ja', no: 'nein',
  operators: {'<=': 'höchstens', '<': 'unter', '>=': 'mindestens', '>': 'über', '=': 'ist', '!=': 'ist nicht'}, and: 'und', or: 'oder', quoted: (text: string) => `„${text}“`,
  today: 'heute', tomorrow: 'morgen', yesterday: 'gestern',
  days: 'Tg.', hours: 'h', minutes: 'min', now: 'jetzt', ahead: (span: string) => `in ${span}`, past: (span: string) => `vor ${span}`,
}
