// The essay's words, as they are meant on the pages.
import {pick} from '~/i18n/words'
import {german} from './glossary.de'

export const english = {
  drive_train: {title: 'Drive train', text: 'What joins the strategic engine to the operational engine: operational strategy (design), the system of decisions (governance) and alignment routines (coordination). It turns intent into work and brings back what work has shown.'},
  torque: {title: 'Torque', text: 'What the strategic engine gives: clarity, priority, intent.'},
  traction: {title: 'Traction', text: 'What the operational engine gives: intent that holds on the ground.'},
  alignment: {title: 'Alignment', text: 'How far the hours worked match the weights that strategy gave: 100 means that every objective got the share that the model itself would have given it on the same arrivals.'},
  coherence: {title: 'Coherence', text: 'Findings of the compiler about the operating model in force. An error would not have been deployed; what is left are warnings and what fell due since.'},
  translation: {title: 'Translation', text: 'Objectives whose gear is closed: each reaches a requirement, a rule, a process, a KPI and a rhythm.'},
  prioritisation: {title: 'Prioritisation', text: 'How often somebody took work from the queue while work worth more to strategy was ready and waiting.'},
  adaptation: {title: 'Adaptation', text: 'From the moment a gauge went over its limit to the change that answered it being in force.'},
  gear: {title: 'Gear', text: 'An objective bites when it reaches a requirement, a rule, a process, a KPI and a rhythm. A missing tooth says why it is missing.'},
  capability: {title: 'Capability', text: 'What operations must be able to do. Declared: everything that realises it stands. Practised: the journal shows it. Measured: all of it was done and a KPI has a figure. Met: none of its KPIs is over a limit.'},
  stated: {title: 'Stated, expected, revealed', text: 'Stated: the weight that strategy gave. Expected: the share of hours the model itself would give on the same arrivals, rights and queue rules obeyed. Revealed: the share it got. Expected beside revealed shows operational drift; stated beside expected shows strategy that was not resourced.'},
  score: {title: 'Score', text: 'Value of the process to strategy × factor of the customer’s tier × urgency from slack to the promise. The queue follows it.'},
  inversion: {title: 'Inversion', text: 'Work started while work worth more, ready and doable by the same person, was left waiting.'},
  band: {title: 'Band', text: 'A level of authority: when its condition holds, its role decides. The bands of a decision tile its facts, so exactly one holds.'},
  andon: {title: 'Andon', text: 'A call for help that anyone may make. The first tier has a fixed time to answer; then the next is called by itself.'},
  tier: {title: 'Tier', text: 'A level of daily management: 1 at the cell, 2 at the works, 3 at the site. What a tier cannot settle goes up.'},
  signal: {title: 'Signal', text: 'A gauge that a person made into a matter: it ends as behaviour fixed, the model changed, or a waiver until a day.'},
  wrong_hand: {title: 'Wrong hand', text: 'An attempt to take a decision by somebody who does not hold the right today. It is refused, and counted.'},
  line_of_sight: {title: 'Line of sight', text: 'Objective, requirement, decision, process, KPI: from what strategy wants to what somebody does today.'},
  sod: {title: 'Separation of duties', text: 'Parts of one decision that must not be in one hand.'},
  delegation: {title: 'Delegation of authority', text: 'Who decides what, up to which limit, who stands in, and to whom it goes when nobody answers. Generated from the rights that route, so paper and practice cannot differ.'},
  charter: {title: 'Charter', text: 'What comes into a unit, what goes out of it, what it promises to the next one, and the one role that answers for that.'},
  authority: {title: 'Authority', text: 'How far a role stands above others when a decision is passed up: it only ever climbs to a higher number.'},
  handoff: {title: 'Handoff', text: 'A way from one task to the next on which the role changes. Each is a place where work can wait or be misunderstood.'},
  span: {title: 'Span', text: 'What the lead of a unit leads: the other roles in it and the units directly below.'},
  layer: {title: 'Layer', text: 'A level of units between the top and the work.'},
  load: {title: 'Load', text: 'Figures of the role, whoever holds it: work that waits, hours in rhythms, open decisions. What one person does is shown to that person alone.'},
} as const
export const glossary = pick(english, german)
export type GlossaryWord = keyof typeof english
