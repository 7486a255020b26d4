import {plural} from '~/format/number'
import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Antriebsstrang',
  lead: 'Von der Absicht zur Arbeit und von der Arbeit zurück zur Absicht.',
  matters: 'Was heute zählt',
  nothingMatters: 'Nichts liegt über seiner Grenze, nichts wartet über seine Zeit hinaus.',
  evidence: (n: number) => plural(n, 'Beleg', 'Belege'),
  strategic: 'Strategischer Motor', torque: 'Drehmoment: Klarheit, Vorrang, Absicht',
  operational: 'Operativer Motor', traction: 'Traktion: Absicht, die am Boden greift',
  between: 'Der Antriebsstrang dazwischen',
  down: 'Abwärts', downText: 'Strategie an Betrieb, letzte 7 Tage', up: 'Aufwärts', upText: 'Betrieb an Strategie, letzte 7 Tage',
  train: 'Antriebsstrang', trainText: 'verbindet die Motoren: Gestaltung, Steuerung, Abstimmung',
  week: 'letzte 7 Tage',
  limit: 'Grenze',
  dialOf: (title: string) => `${title}, Belege öffnen`,
  intent: 'Absicht und Verhalten', intentLead: 'Stunden der letzten vier Wochen: was jedes Ziel bekommen sollte und was es bekommen hat.',
  stated: 'gewollt', expected: 'zu erwarten', revealed: 'gelebt', hours: 'Stunden',
  waiting: 'Wartet auf Sie', waitingNone: 'Nichts wartet auf Sie.', waitingNobody: 'Nach dem Anmelden steht hier, was auf Sie wartet.', signIn: 'Anmelden',
}
