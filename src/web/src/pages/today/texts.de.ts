import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Heute',
  greet: (name: string) => name,
  signedOut: 'Diese Seite zeigt, was auf eine Person wartet.', signedOutText: 'Bitte anmelden; was Sie dürfen, folgt aus Ihren Rollen.', signIn: 'Anmelden',
  nobodysName: (account: string) => `${account} handelt noch in niemandes Namen.`, openAdmin: 'Verwaltung öffnen', administratorText: 'Sie verwalten: Laden Sie Menschen ein und legen Sie fest, in wessen Namen jedes Konto handelt. Ordnen Sie auch Ihr eigenes Konto einer Person des Modells zu; dann stehen hier deren Entscheidungen, Arbeit und Besprechungen.', mappedByOthers: 'Bitten Sie jemanden aus der Verwaltung, Ihr Konto einer Person des Modells zuzuordnen; dann stehen hier deren Entscheidungen, Arbeit und Besprechungen.',
  working: 'Sie arbeiten an', first: 'Als Nächstes aus Ihren Warteschlangen', firstLead: 'In der Reihenfolge dessen, was die Arbeit der Strategie wert ist.',
  none: 'Ihre Warteschlangen sind leer.', noneText: 'Arbeit erscheint hier, wenn ein Fall eine Aufgabe Ihrer Rollen erreicht.',
  queueOf: 'Warteschlange', allMine: 'Meine Warteschlangen', ready: 'bereit', reordered: (at: string, n: number) => (n === 0 ? `Neu gewichtet ${at}; nichts ist gerückt.` : `Neu geordnet ${at}: ${n} gerückt.`), moreReasons: (n: number) => (n === 1 ? '1 weiterer Grund' : `${n} weitere Gründe`),
  start: 'Beginnen', complete: 'Fertig', giveBack: 'Zurückgeben', why: 'Warum hier', promised: 'zugesagt', since: 'seit', score: 'Punktwert', step: 'Schritt', customer: 'Kunde', due: 'Zusage', place: 'Platz',
  started: (title: string) => `„${title}“ ist begonnen.`, completed: (title: string) => `„${title}“ ist fertig.`, returned: (title: string) => `„${title}“ liegt wieder in der Warteschlange.`,
  passTitle: 'Dies vor Wichtigerem nehmen?', passLead: (title: string, score: string) => `„${title}“ (Punktwert ${score}) ist bereit, und Sie dürfen es tun. Etwas anderes zu nehmen zählt als Reihenfolgebruch; bitte begründen.`,
  reason: 'Begründung', reasonHint: 'Sie bleibt bei der Arbeit, und wer die Gewichte festlegt, sieht sie.', takeAnyway: 'Mit dieser Begründung beginnen', takeFirst: (title: string) => `Stattdessen „${title}“ beginnen`,
  doneTitle: (title: string) => `Fertig: ${title}`, doneDoes: 'Der Fall läuft mit diesen Angaben weiter.', worked: 'Aufgewendete Zeit', workedHint: 'Leer gelassen gilt die Zeit seit Beginn.', minutes: 'Minuten',
  returnTitle: (title: string) => `Zurückgeben: ${title}`, returnDoes: 'Es geht zurück in die Warteschlange, und die nächste Person sieht, was fehlt.', missing: 'Was fehlt',
  decisions: 'Zu entscheiden', noDecision: 'Keine Entscheidung wartet auf Sie.', decide: 'Entscheiden',
  rhythms: 'Rhythmen heute', noRhythm: 'Heute kein Rhythmus mit Ihnen.', join: 'Öffnen', running: 'läuft', held: 'gehalten', missed: 'ausgefallen', dueNow: 'fällig', planned: 'geplant',
  actions: 'Meine Maßnahmen', noAction: 'Keine offene Maßnahme von Ihnen.', complete_: 'Erledigt', actionTitle: 'Was ist daraus geworden?', result: 'Ergebnis', actionDone: 'Die Maßnahme ist erledigt.', due_: 'fällig',
  late: 'überfällig', target: 'Zielwert', issues: 'Störungen, die Sie rufen', answer: 'Antworten', goOn: 'Weiter', kpis: 'Auffällige Kennzahlen', noSignal: 'Keine Ihrer Kennzahlen ist auffällig.',
  value: 'Wert für die Strategie', tier: 'Kundenklasse', urgency: 'Dringlichkeit', serves: 'Dient', variables: 'Was Sie wissen sollten', case_: 'Fall',
  whatChanges: 'Was sich für Ihre Einheiten ändert', changesFor: (n: number) => `${n} ${n === 1 ? 'Änderung' : 'Änderungen'} am Modell`, knownUntil: 'zu bestätigen bis', passedOn: 'an Sie weitergereicht', noteLate: 'überfällig', new_: 'neu',
}
