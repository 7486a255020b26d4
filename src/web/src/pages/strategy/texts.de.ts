import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Strategie', lead: 'Was der Betrieb werden muss, wie viel jeder Teil zählt und ob es bei der Arbeit ankommt.',
  tabs: {map: 'Wirkungskette', objectives: 'Ziele', choices: 'Weichenstellungen', capabilities: 'Fähigkeiten', gears: 'Zahnräder', requirements: 'Anforderungen und Randbedingungen', assumptions: 'Annahmen', initiatives: 'Initiativen'},
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
  capabilities: {
    lead: 'Worin der Betrieb stark sein muss', without: 'Was, wenn dies fehlte?', withoutHint: 'Ein Können, ein Prozess, eine Rolle, eine Maschine: Genau das wird rot, was darauf ruht.', nothingGone: 'Nichts fehlt', every: 'Alle Ziele', window: 'Belege aus', weeks: (n: number) => `${n} Wochen`,
    turned: (title: string, n: number) => `Ohne ${title} ${n === 0 ? 'wird nichts rot' : n === 1 ? 'wird 1 Anforderung rot' : `werden ${n} Anforderungen rot`}.`, back: 'Wieder zurücklegen', evidence: (from: string, to: string) => `Belege aus dem Journal, ${from} bis ${to}.`, nothingRests: 'Darauf ruht nichts.', none: 'Keine Anforderung sagt, worin der Betrieb stark sein muss.', unasked: 'Ziele, die vom Betrieb noch nichts verlangen',
    levels: {broken: 'nicht möglich', declared: 'festgelegt', practised: 'gelebt', measured: 'gemessen', met: 'erfüllt'}, levelOf: (level: number, most: number, name: string) => `Stufe ${level} von ${most}: ${name}`, gap: 'Zur nächsten Stufe', plan: 'Woran gearbeitet wird', noPlan: 'Keine Initiative arbeitet daran.', practised: 'getan', stands: 'steht; nichts belegt, dass es getan wurde', broken: 'nicht möglich', last: 'zuletzt am', restsOn: (n: number) => `Ruht auf ${n} ${n === 1 ? 'Stütze' : 'Stützen'}`, haveIt: (n: number) => `${n} ${n === 1 ? 'Person hat' : 'Personen haben'} es`, named: (n: number) => `${n} benannt`, byOthers: (n: string) => `${n} durch Personen ohne es`,
  },
  askGate: 'Freigabe erbitten', gateTitle: (title: string) => `Freigabe erbitten: ${title}`, gateDoes: 'Gefragt wird, wer diese Freigabe geben darf; nur die erste Antwort dieses Rechts lässt die Initiative weitergehen.', gateAsked: 'Die Frage ist gestellt.',
}
