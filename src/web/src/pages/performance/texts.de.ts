import type {Words} from '~/i18n/words'
import type {english} from './texts'

export const german: Words<typeof english> = {
  propose: 'Anderen Standard vorschlagen', title: 'Leistung', lead: 'Jede Kennzahl hat eine verantwortliche Rolle, eine Definition, eine Grenze und einen Rhythmus, der sie betrachtet. Eine stumme Quelle ist niemals grün.',
  target: 'Zielwert', limit: 'Alarm', warn: 'Warnung', none: 'Keine Kennzahl ist festgelegt.', status: {ok: 'in Ordnung', warn: 'beobachten', alarm: 'Alarm', no_data: 'keine Daten'}, facts: (n: number) => `${n} ${n === 1 ? 'Beleg' : 'Belege'}`, measured: 'Daten bis', silent: 'stumm seit',
  course: 'Zeitverlauf', span: 'Zeitraum', days28: '28 Tage', days90: '90 Tage', year: '1 Jahr', definition: 'Definition', formula: 'Formel', measures: 'Gemessen als', window: 'Zeitfenster', maxAge: 'Keine Daten nach', owner: 'Verantwortlich', serves: 'Dient', reviewed: 'Betrachtet in', moved: 'Bewegt durch', reaction: 'Bei Alarm', nowhere: 'nirgends', evidence: 'Belege', evidenceLead: 'Die Ereignisse hinter dem jetzigen Wert.', noEvidence: 'Kein Ereignis im Zeitfenster.', over: 'über', where: 'wobei', better: {up: 'höher ist besser', down: 'niedriger ist besser'}, raise: 'Hilfe rufen', last: 'bis heute',
}
