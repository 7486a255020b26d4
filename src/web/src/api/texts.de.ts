import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  strange: 'Der Server hat nicht wie vereinbart geantwortet', answered: (status: string) => `Der Server hat mit ${status} geantwortet, ohne zu sagen, warum.`, strangeHelp: 'Bitte erneut versuchen. Bleibt es dabei, steht mehr im Protokoll des Servers.',
  silent: 'Der Server ist nicht erreichbar', noAnswer: 'Es kam keine Antwort.', silentHelp: 'Prüfen, ob drivetrain läuft und dieses Gerät ein Netz hat; dann erneut versuchen. Geschrieben wurde nichts.',
}
