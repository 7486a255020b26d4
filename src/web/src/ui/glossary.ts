// The essay's words, as they are meant on the pages.
export const glossary = {
  drive_train: {title: 'Drive train', text: 'What joins the strategic engine to the operational engine: operational strategy (design), the system of decisions (governance) and alignment routines (coordination). It turns intent into work and brings back what work has shown.'},
  torque: {title: 'Torque', text: 'What the strategic engine gives: clarity, priority, intent.'},
  traction: {title: 'Traction', text: 'What the operational engine gives: intent that holds on the ground.'},
  alignment: {title: 'Alignment', text: 'How far the hours worked match the weights that strategy gave: 100 means that every objective got the share that the model itself would have given it on the same arrivals.'},
  coherence: {title: 'Coherence', text: 'Findings of the compiler about the operating model in force. An error would not have been deployed; what is left are warnings and what fell due since.'},
  translation: {title: 'Translation', text: 'Objectives whose gear is closed: each reaches a requirement, a rule, a process, a KPI and a rhythm.'},
  prioritisation: {title: 'Prioritisation', text: 'How often somebody took work from the queue while work worth more to strategy was ready and waiting.'},
  adaptation: {title: 'Adaptation', text: 'From the moment a gauge went over its limit to the change that answered it being in force.'},
  gear: {title: 'Gear', text: 'An objective bites when it reaches a requirement, a rule, a process, a KPI and a rhythm. A missing tooth says why it is missing.'},
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
} as const
export type GlossaryWord = keyof typeof glossary
