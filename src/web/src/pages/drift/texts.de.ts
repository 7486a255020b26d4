import {plural} from '~/format/number'
import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  title: 'Abweichungen', lead: 'Absicht und Verhalten nebeneinander. Jeder Indikator über seiner Grenze endet damit, dass sich das Verhalten ändert, das Modell geändert wird oder eine Ausnahme bis zu einem Tag gilt.',
  gauges: 'Indikatoren', signals: 'Signale', measure: 'Jetzt messen', measured: 'Alle Indikatoren sind gemessen.', none: 'Noch wurde kein Indikator gemessen.', noneText: 'Gemessen wird nach der Uhr, einmal in der Woche, und immer, wenn es jemand verlangt.', noSignals: 'Kein Signal ist offen.', noSignalsText: 'Ein Indikator wird zum Signal, wenn ihn jemand zur Sache macht.',
  limit: 'Grenze', facts: (n: number) => plural(n, 'Beleg', 'Belege'), over: 'über der Grenze', inOrder: 'innerhalb der Grenze', noEvidence: 'keine Belege', signalOpen: 'Signal offen', window: (from: string, to: string) => `${from} bis ${to}`,
  means: 'Was es bedeutet', prevents: 'Warnt vor', evidence: 'Belege', evidenceLead: 'Worauf der letzte Wert beruht.', none_: 'Kein Beleg im Zeitraum.', course: 'Zeitverlauf', shares: 'Gewollt und gelebt',
  raise: 'Zum Signal machen', raiseTitle: 'Zum Signal machen', raiseDoes: 'Der Indikator wird festgehalten, wie er jetzt steht. Danach muss jemand die Sache beenden: Verhalten ändern, Modell ändern oder Ausnahme.', raiseName: 'Was ist das Problem?', raised: 'Das Signal ist gesetzt.',
  propose: 'Änderung vorschlagen', dispose: 'Abschließen', disposeTitle: 'Wie endet es?', fix: 'Verhalten ändern', fixText: 'Das Modell stimmt; gearbeitet wird künftig danach.', change: 'Modell ändern', changeText: 'Das Modell sagt nicht, was gemeint ist.', waive: 'Ausnahme bis', waiveText: 'Bekannt und hingenommen, bis zu einem Tag.', until: 'Bis', reason: 'Begründung', disposed: 'Das Signal ist abgeschlossen.', ended: {fix: 'Verhalten geändert', change: 'Modell geändert', waive: 'Ausnahme'},
  raisedBy: 'gesetzt von', answers: 'Antwort darauf', open: 'offen', by: 'Von', signal: 'Signal', state: 'Zustand', gauge: 'Indikator', atThatTime: 'Stand damals', objective: 'Betrifft',
}
