import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  version: (n) => `Ausgabe ${n}`, revised: 'vom', approved: (role) => `freigegeben von ${role}`, newer: (n) => `Ausgabe ${n} gilt; dieser Fall begann vorher`, withdrawn: 'Gilt nicht mehr; dieser Fall begann vorher',
  noText: 'Ihr Text steht in keiner Datei des Modells.', takes: 'Sie verlangt', hazards: 'Vorsicht', tools: 'Sie brauchen', checks: 'Was geprüft wird', passes: 'zulässig',
  between: (lower, upper) => `${lower} bis ${upper}`, least: (value) => `mindestens ${value}`, most: (value) => `höchstens ${value}`, aim: (value) => `Sollwert ${value}`,
  sample: (size, every) => (every === undefined ? `${size} Stück` : every === 1 && size === 1 ? 'jedes Stück' : `${size} von ${every}`), whenOut: (what) => `wenn nicht bestanden: ${what}`,
  none: 'Für diesen Schritt ist weder Anweisung noch Prüfung geschrieben.',

  missing: 'Diese Angabe wird gebraucht.', noNumber: 'Das ist keine Zahl.', ambiguous: (one, other) => `Bitte ohne Tausenderzeichen schreiben: ${one} oder ${other}.`, whole: 'Hier steht eine ganze Zahl.',
  atLeast: (limit) => `Mindestens ${limit}.`, atMost: (limit) => `Höchstens ${limit}.`, above: (limit) => `Mehr als ${limit}.`, below: (limit) => `Weniger als ${limit}.`, steps: (step) => `In Schritten von ${step}.`,
  noDate: 'Das ist kein Datum.', noChoice: 'Bitte eines der Angebotenen wählen.', short: (n) => `Mindestens ${n} Zeichen.`, long: (n, has) => `Höchstens ${n} Zeichen; es sind ${has}.`, shape: (hint) => `Die Form stimmt nicht: ${hint}`, misfit: 'Die Form stimmt nicht.',
  few: (n) => `Mindestens ${n} ${n === 1 ? 'Eintrag' : 'Einträge'}.`, many: (n) => `Höchstens ${n} Einträge.`, twice: 'Ein Eintrag steht zweimal da.', oneALine: 'Einer je Zeile.', entry: 'Eintrag',
  limits: (range) => `Grenzen: ${range}`, to: (lower, upper) => `${lower} bis ${upper}`, from: (limit) => `ab ${limit}`, upTo: (limit) => `bis ${limit}`, within: 'innerhalb der Grenzen', zone: (name) => `Uhrzeit in ${name}`,
  wrongFields: (n) => (n === 1 ? 'Eine Angabe fehlt oder stimmt nicht.' : `${n} Angaben fehlen oder stimmen nicht.`), yes: 'Ja', no: 'Nein', choose: 'Auswählen', optional: 'freiwillig',
}
