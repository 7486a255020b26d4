import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Störungen', lead: 'Jede und jeder darf Hilfe rufen. Eine Ebene antwortet in ihrer Frist, sonst wird die nächste von selbst gerufen.',
  raise: 'Hilfe rufen', raiseLead: 'Was ist es?', raiseWhat: 'Was ist passiert?', raiseDetail: 'Näheres', raiseDetailHint: 'Was zu sehen, zu hören, zu riechen ist; was deswegen steht.', raiseCase: 'Fall', raiseCaseHint: 'Zum Beispiel case-4382, wenn es zu einem gehört.', raised: 'Hilfe ist gerufen.', called: (who: string, within: string) => `${who} hat ${within} Zeit zu antworten.`, stops: 'hält die Arbeit an', back: 'Andere Art',
  open: 'Offen', resolved: 'Behoben', show: 'Angezeigt', none: 'Nichts ist offen.', noneText: 'Eine Störung erscheint, wenn jemand Hilfe ruft oder eine Kennzahl ihre Alarmgrenze überschreitet.', noneResolved: 'Noch wurde nichts behoben.',
  states: {called: 'gerufen', acknowledged: 'in Bearbeitung', contained: 'eingedämmt', resolved: 'behoben'},
  tier: 'Ebene', since: 'seit', times: (n: number) => `${n}-mal`, toTier: (n: number) => `an Ebene ${n}`, lateBy: 'dann nächste Ebene', nobody: 'Noch antwortet niemand',
  ladder: 'Eskalationsweg', within: 'binnen', tierStates: {waiting: 'nicht gerufen', called: 'gerufen', answered: 'hat geantwortet', passed: 'Frist verstrichen'},
  steps: {acknowledge: 'Annehmen', contain: 'Eindämmen', cause: 'Ursache finden', resolve: 'Beheben'}, acknowledge: 'Ich kümmere mich', acknowledged: 'Sie kümmern sich darum.', contain: 'Eingedämmt', containQ: 'Was wurde getan, damit kein weiterer Schaden entsteht?', contained: 'Die Störung ist eingedämmt.', resolve: 'Behoben', causeQ: 'Ursache', causeHint: 'Nicht wer, sondern was es möglich machte.', fixQ: 'Abstellmaßnahme', fixHint: 'Was geändert wurde, damit es nicht wiederkommt.', resolvedSay: 'Die Störung ist behoben.',
  why: 'Warum ist es passiert?', whyThat: (n: number) => `Warum das? (${n})`, category: 'Ast des Ursachendiagramms', categories: {people: 'Mensch', method: 'Methode', machine: 'Maschine', material: 'Werkstoff', measurement: 'Messung', environment: 'Umgebung'},
  sayCause: 'Das ist die Ursache', causeSaid: 'Die Ursache ist genannt.', causeAgain: 'Anders beschreiben', causeTold: (cause: string) => `Wenn leer: ${cause}`, before: 'Genannt, bevor die Störung wiederkam: die Abstellmaßnahme hielt nicht, also noch einmal fragen.', reopened: (n: number) => (n === 1 ? 'kam wieder' : `kam ${n}-mal wieder`),
  done: 'erledigt', containment: 'Sofortmaßnahme', cause: 'Ursache', fix: 'Abstellmaßnahme', happened: 'Verlauf', detail: 'Näheres', by: 'Gerufen von', unit: 'Wo', about: 'Betrifft', source: 'Herkunft', answeredBy: 'Kümmert sich', sources: {andon: 'ein Hilferuf', kpi: 'eine Kennzahl über ihrer Grenze', incident: 'ein stockender Fall'},
}
