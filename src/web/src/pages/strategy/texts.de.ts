import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Strategie', lead: 'Was der Betrieb werden muss, wie viel jeder Teil zählt und ob es bei der Arbeit ankommt.',
  tabs: {map: 'Wirkungskette', objectives: 'Ziele', choices: 'Weichenstellungen', gears: 'Zahnräder', requirements: 'Anforderungen und Randbedingungen', assumptions: 'Annahmen', initiatives: 'Initiativen'},
  columns: ['Ziel', 'Anforderung', 'Entscheidung', 'Prozess', 'Kennzahl', 'Rhythmus'],
  map: 'Karte', table: 'Tabelle', shown: 'Darstellung', loose: 'Nur lose Enden', clear: 'Alles zeigen', isolated: (title: string) => `Nur was „${title}“ erreicht und was dorthin führt`,
  mapLabel: 'Wirkungskette von Zielen zu Rhythmen. Dasselbe als Tabelle steht unter „Tabelle“.', open: 'Öffnen', whyLoose: 'Loses Ende', noLoose: 'Nichts hängt lose.',
  leadsTo: 'Führt zu', comesFrom: 'Kommt von',
  weight: 'Gewicht', effective: 'vom Ganzen', owner: 'Verantwortlich', horizon: 'Zeithorizont', behaviour: 'Was getan wird, wenn es gelebt wird', kpis: 'Kennzahlen', hours: 'Stunden', stated: 'Gewollt', expected: 'Zu erwarten', revealed: 'Gelebt', window: (from: string, to: string) => `Verhalten: ${from} bis ${to}`, unserved: (hours: string) => `${hours} Arbeitsstunden dienten keinem Ziel.`,
  propose: 'Anderes Gewicht vorschlagen', objective: 'Ziel', status: 'Zustand', statement: 'Aussage',
  gearClosed: 'Rad greift', gearOpen: 'Rad greift nicht', requirementKinds: {capability: 'Fähigkeit', standard: 'Standard', constraint: 'Randbedingung', dependency: 'Abhängigkeit', evolution: 'Weiterentwicklung'}, constraint_: 'Randbedingung', principle_: 'Grundsatz', closed: 'greift', openGear: 'greift nicht', teeth: {requirement: 'Anforderung', rule: 'Regel', process: 'Prozess', kpi: 'Kennzahl', rhythm: 'Rhythmus'}, gearsLead: 'Ein Ziel greift, wenn es alle fünf erreicht. Fehlt ein Zahn, greift das Rad nicht und sagt, warum.',
  question: 'Frage', chosen: 'Gewählt', because: 'Weil', yields: 'Ergibt', notChosen: 'Verworfen',
  kind: 'Art', serves: 'Dient', realised: 'Umgesetzt durch', enforced: 'Durchgesetzt durch', nothing: 'nichts', constraint: 'Randbedingung', principle: 'Grundsatz', requirement: 'Anforderung',
  assumption: 'Annahme', metric: 'Widerlegt durch', holds: 'hält', broken: 'widerlegt', silent: 'keine Daten',
  health: {ok: 'auf Kurs', warn: 'beobachten', alarm: 'in Not', no_data: 'keine Belege'}, due: 'fällig', reached: 'erreicht', reach: 'Als erreicht melden', reachTitle: (title: string) => `Meilenstein erreicht: ${title}`, reachDoes: 'Gilt nur, wenn der Nachweis stimmt und die Freigabe entschieden ist.', note: 'Notiz', reachDone: (title: string) => `„${title}“ ist erreicht.`, benefit: 'Nutzen', gate: 'Freigabe', budget: 'Budget', late: 'verspätet', openM: 'offen', ready: 'bereit',
}
