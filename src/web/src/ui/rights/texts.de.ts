import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  yours: 'Ihre Rechte haben sich geändert', of: (name: string) => `Die Rechte von ${name} haben sich geändert`, known: 'bestätigt', late: 'überfällig', passedOn: 'an Sie weitergereicht',
  acknowledge: 'Ich weiß es', acknowledgeFor: 'Ist bekannt', done: 'Festgehalten ist, dass es bekannt ist.',
  since: 'In Kraft seit', by: 'durch', version: (revision: string) => `Version ${revision}`,
  newRight: 'neues Recht', retired: 'kein Recht mehr', kinds: {gained: 'jetzt Ihres', lost: 'nicht mehr Ihres', changed: 'geändert'},
  was: 'Bisher', is: 'Ab', notYours: 'nichts', always: 'jede', as: 'als', standsIn: 'in Vertretung für', from: 'ab', to: 'bis',
  moved: {
    to: (n: number) => (n === 1 ? 'Eine laufende Entscheidung kam mit' : `${n} laufende Entscheidungen kamen mit`),
    from: (n: number) => (n === 1 ? 'Eine laufende Entscheidung ging mit' : `${n} laufende Entscheidungen gingen mit`),
  },
  nowWith: (name: string) => `jetzt bei ${name}`, answered: 'inzwischen erledigt',
}
