export const texts = {
  title: 'Audit', lead: 'Everything that was asked, refused and done, in one chain that shows any later hand.',
  verify: 'Verify the chain', verified: (n: string) => `${n} records checked: the chain holds.`, broken: (n: number) => `The chain is broken: record ${n} does not fit the one before it.`, head: 'Head',
  position: 'No.', when: 'When', actor: 'Who', what: 'What', type: 'Type', model: 'Model', none: 'No record fits.', subject: 'About', subjectHint: 'An id: a case, a decision, a person', typeFilter: 'Type', kind: 'Kind', all: 'All', command: 'Asked', event: 'Happened', refused: 'refused', erased: 'erased', cause: 'because of', payload: 'Content', clear: 'Clear',
} as const
