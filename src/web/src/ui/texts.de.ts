import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  product: 'Drivetrain', loading: 'Wird geladen', close: 'Schließen', cancel: 'Abbrechen', optional: 'freiwillig', choose: 'Auswählen', nothingFits: (typed: string) => `Nichts passt zu „${typed}“`, yes: 'Ja', no: 'Nein', more: 'Mehr', showMore: 'Mehr zeigen', signIn: 'Anmelden',
  where: 'Wo diese Seite steht', sight: 'Wirkungskette, von der Absicht bis hierher', whatIs: (term: string) => `Was heißt ${term}?`,
  status: {ok: 'in Ordnung', warn: 'beobachten', alarm: 'über der Grenze', no_data: 'keine Daten', accent: ''},
  noData: 'keine Daten', noEvidence: 'keine Belege', limit: 'Grenze', sevenDays: 'gegenüber vor sieben Tagen',
  chart: 'Diagramm', table: 'Tabelle', time: 'Zeit', value: 'Wert', sameAsTable: (label: string) => `${label}; dieselben Zahlen stehen unter „Tabelle“.`, marks: (n: number) => `${n} Markierungen im Diagramm`, timesIn: (zone: string) => `Zeiten in ${zone}`,
  orderChanged: 'Die Reihenfolge hat sich geändert.', show: 'Zeigen', saveAs: 'Speichern als', savedAs: (label: string, format: string) => `${label} als ${format}`,
  any: (role: string) => `Wer da ist: ${role}`, nobodyToday: 'Heute niemand', deputy: 'Vertretung', vacant: 'unbesetzt', whoMay: 'Berechtigt', failed: 'Diese Seite ist fehlgeschlagen', failedHelp: 'Bitte die Seite neu laden. Bleibt es dabei, bitte mit diesem Text melden.', again: 'Erneut versuchen',
  refusals: {'DT-X904': 'Darüber entscheidet jemand anderes', 'DT-X905': 'Eine Begründung ist nötig', 'DT-X907': 'Das Modell hat sich inzwischen geändert', 'DT-X908': 'Die Modellprüfung lehnt es ab', 'DT-X910': 'Die Grundlage ist zu alt', 'DT-X911': 'Nicht dieser Beitrag, oder noch nicht'},
  due: 'fällig', over: (span: string) => `${span} überfällig`,
  happened: 'Verlauf', entry: (type: string, position: number, at: string) => `${type}, Position ${position} im Journal, ${at}`, silence: (span: string) => `${span} nichts`, since: (span: string) => `Seit ${span} nichts`, hideMachinery: 'Abläufe im Hintergrund verbergen', showMachinery: (n: number) => `${n} weitere im Hintergrund zeigen`, showN: (n: number) => `${n} weitere zeigen`, earlier: 'Frühere',
  kinds: {
    intent: 'Absicht', choice: 'Weichenstellung', objective: 'Ziel', strategy: 'Strategie', requirement: 'Anforderung', constraint: 'Randbedingung', principle: 'Grundsatz', assumption: 'Annahme', declared_signal: 'Erklärtes Signal',
    decision: 'Entscheidung', rhythm: 'Rhythmus', issue_type: 'Störungsart', improvement: 'Verbesserung', experiment: 'Experiment', process: 'Prozess', sop: 'Standardablauf', instruction: 'Arbeitsanweisung', check_plan: 'Prüfplan', service: 'Leistung', segment: 'Kundengruppe', survey: 'Umfrage',
    initiative: 'Initiative', milestone: 'Meilenstein', measure: 'Messgröße', kpi: 'Kennzahl', slo: 'Serviceziel', location: 'Ort', unit: 'Einheit', charter: 'Leistungsauftrag', skill: 'Qualifikation', role: 'Rolle', person: 'Person', assignment: 'Besetzung', calendar: 'Kalender', shift: 'Schicht',
    work_centre: 'Arbeitsplatz', asset: 'Anlage', meter: 'Zähler', maintenance_plan: 'Wartungsplan', item: 'Artikel', supplier: 'Lieferant', stock_policy: 'Bestandsregel', budget: 'Budget', demand: 'Bedarf', interface: 'Schnittstelle', data_contract: 'Datenvereinbarung', agent: 'Agent',
    risk: 'Risiko', control: 'Kontrolle', obligation: 'Pflicht', contingency: 'Notfallplan', incident_type: 'Vorfallart', scenario: 'Szenario', rule: 'Regel der Modellprüfung', case: 'Fall', decision_live: 'Laufende Entscheidung', work: 'Vorgang', occurrence: 'Termin', idea: 'Idee', issue: 'Störung', gauge: 'Indikator', signal: 'Signal', change: 'Änderung',
  },
}
