import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Eigene Daten', lead: 'Aus Tabellen, die ohnehin geführt werden, wird ein Betriebsmodell und eine Seite darüber, wer entscheidet, was sich widerspricht und was niemand geregelt hat.',
  files: 'Tabellen', filesHint: 'CSV, Excel-Mappen (.xlsx) und Kalender (.ics), mehrere auf einmal: Personen, Rollen, Entscheidungen mit Grenzen, Kennzahlen, Besprechungen. Nichts davon wird hier aufbewahrt.',
  company: 'Name des Unternehmens', zone: 'Zeitzone', zoneHint: 'Etwa Europe/Berlin; leer wird sie erraten.',
  guess: 'Wofür die Tabellen gehalten wurden', guessLead: 'Falsches ändern; der Rest wird sofort neu gelesen.', reading: 'Wird gelesen …',
  kind: 'Was diese Tabelle ist', kinds: {roles: 'Rollen', people: 'Personen', decisions: 'Entscheidungen', kpis: 'Kennzahlen', meetings: 'Besprechungen', unknown: 'nicht verstanden', ignored: 'weggelassen'},
  sure: (percent: string) => `zu ${percent} sicher`, said: 'wie angegeben', rows: (n: number) => `${n} ${n === 1 ? 'Zeile' : 'Zeilen'}`, header: (row: number) => `Überschriften in Zeile ${row}`,
  column: 'Spalte', sample: 'Zum Beispiel', meaning: 'Bedeutet', meaningOf: (column: string) => `Was die Spalte ${column} bedeutet`, unused: 'nicht verwendet', essential: 'nötig',
  make: 'Modell erzeugen', report: 'Was Ihre Tabellen sagen', contradictions: (n: number) => (n === 0 ? 'nichts widerspricht sich' : `${n} ${n === 1 ? 'Befund' : 'Befunde'}`), waived: (n: number) => `${n} für 30 Tage ausgenommen`,
  saveReport: 'Bericht speichern', saveModel: 'Modell speichern', saveModelHint: 'Eine Datei, model.yaml. In einen leeren Ordner legen und dort drivetrain serve aufrufen.', saveMap: 'Lesart der Tabellen speichern', none: 'Zum Beginn Tabellen auswählen.', noneText: 'Jedes Blatt mit einer Überschriftenzeile genügt, auf Deutsch oder Englisch.',
}
