/** Who decided that a candidacy ends. */
export const EXIT_PARTIES = ['us', 'client', 'candidate', 'circumstance'] as const;
export type ExitParty = (typeof EXIT_PARTIES)[number];

/** Reasons offered for each party; another one may be written. */
export const EXIT_REASONS: Readonly<Record<ExitParty, readonly string[]>> = {
  us: ['Technical depth', 'Management approach', 'Execution at this scale', 'Not the right size or step', 'References'],
  client: ['Chose another candidate', 'Chemistry', 'Compensation', 'Location'],
  candidate: ['Took another offer', 'Stays where they are', 'Compensation', 'Role not right', 'No reply'],
  circumstance: ['Search stopped', 'Role changed', 'Off limits'],
};
