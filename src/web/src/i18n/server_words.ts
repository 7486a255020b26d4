// The server speaks English. What it names by an id of its own (dials, figures, flows, gauges, units), not by a title of the model, is said in
// German here; whole sentences of the server stay as they are. An id that is not known here keeps the server's word.
import {language} from './language'

export const german = {
  dial: {alignment: 'Ausrichtung', coherence: 'Stimmigkeit', translation: 'Übersetzung', prioritisation: 'Priorisierung', adaptation: 'Anpassung'},
  figure: {
    objectives: 'Ziele', versions: 'Version in Kraft', signals: 'Wartende Signale', proposals: 'Wartende Vorschläge',
    promises_kept: 'Gehaltene Zusagen', running: 'Laufende Fälle', alarms: 'Kennzahlen im Alarm', issues: 'Offene Störungen',
  },
  flow: {
    operational_strategy: 'Operative Strategie', decision_rights: 'Entscheidungsrechte', priorities: 'Prioritäten', performance_standards: 'Leistungsstandards',
    real_time_data: 'Echtzeitdaten', capacity_constraints: 'Engpässe', emerging_risks: 'Aufkommende Risiken', improvement_insights: 'Erkenntnisse zur Verbesserung',
  },
  gauge: {effort: 'Stunden folgen dem Gewicht', inversions: 'Arbeit wird der Reihe nach genommen', 'wrong-hand': 'Wer entscheidet, ist befugt', 'rhythms-held': 'Rhythmen werden gehalten'},
  unit: {days: 'Tage', hours: 'Stunden', findings: 'Befunde', points: 'Punkte', attempts: 'Versuche', '% of starts': '% der Anfänge', '% on time': '% pünktlich'},
  list: {issues: 'Offene Störungen', decisions: 'Entscheidungen', actions: 'Maßnahmen', ideas: 'Ideen'},
  part: {recommend: 'empfehlen', agree: 'zustimmen', perform: 'umsetzen', input: 'gehört werden', decide: 'entscheiden'},
} as const

/** In German when its id is known; otherwise as the server told it. */
export function named(kind: keyof typeof german, id: string, told: string, spoken = language): string {
  const known: Record<string, string> = german[kind]
  return spoken === 'de' ? (known[id] ?? told) : told
}
