/** Where somebody stands is one thing (the stage), whether they are still in the running another: the disposition. */
export const DISPOSITIONS = ['active', 'on_hold', 'closed', 'hired'] as const;

export type Disposition = (typeof DISPOSITIONS)[number];

/** A person in a search, as far as the rules of moving look at it. */
export interface Candidacy {
  readonly stageId: string;
  readonly disposition: Disposition;
}

/** Who decided that a candidacy ended, and the reasons each of them can have. Codes stay when a person is erased. */
export const EXIT_REASONS = {
  us: {
    technical_depth: 'Technical depth below the bar',
    management_approach: 'Management approach below the bar',
    execution_at_scale: 'Has not done this size and step',
    pairing: 'Would not pair with a part-time CTO',
    references: 'References did not hold',
    compensation: 'Pay out of the band',
    location: 'Place or working hours do not fit',
    stronger_others: 'Others are stronger',
  },
  client: {
    passed: 'The client passed',
    other_candidate: 'The client chose somebody else',
    compensation: 'Pay out of the band',
    references: 'References did not hold',
  },
  candidate: {
    not_interested: 'Not interested',
    no_answer: 'No answer',
    other_offer: 'Took another offer',
    counter_offer: 'Stayed after a counter-offer',
    compensation: 'Pay too low',
    scope: 'The role was not the right one',
    location: 'Place or working hours do not fit',
    timing: 'Wrong moment',
    reneged: 'Accepted and did not start',
  },
  circumstance: {
    search_closed: 'The search was closed',
    filled: 'The opening was filled',
    duplicate: 'Entered twice',
    conflict: 'Conflict with another engagement',
  },
} as const satisfies Record<string, Record<string, string>>;

export type ExitParty = keyof typeof EXIT_REASONS;

export const EXIT_PARTIES = Object.keys(EXIT_REASONS) as [ExitParty, ...ExitParty[]];

/** What an exit keeps: the party who decided, the reason's code, and a note of our own. */
export interface Exit {
  readonly party: ExitParty;
  readonly reason: string;
  readonly note: string;
}

/** What a reason says, or undefined when that party cannot have it. */
export function exitReasonText(party: ExitParty, reason: string): string | undefined {
  const reasons: Readonly<Record<string, string>> = EXIT_REASONS[party];
  return Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
}
