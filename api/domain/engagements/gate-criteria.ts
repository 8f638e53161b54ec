import type { Day } from '../shared/day.js';
import type { Phase } from './phases.js';

/** What is known about an engagement when a phase is left or entered. */
export interface PhaseFacts {
  readonly sponsorNamed: boolean;
  readonly termsInForce: boolean;
  /** The latest scorecard version that every decider approved. */
  readonly approvedScorecard: { readonly version: number; readonly date: Day } | null;
  readonly acceptedOffer: { readonly startDate: Day } | null;
  readonly handoverAccepted: boolean;
  /** The client has a VP of Engineering by name. */
  readonly vpNamed: boolean;
  readonly hasOpenMonth: boolean;
  readonly hasOpenSearch: boolean;
  readonly hasRunningTimer: boolean;
  readonly finalStatementPublished: boolean;
  /** What Baton cannot know by itself, recorded by hand and still standing. */
  readonly recorded: readonly RecordedEvidence[];
}

export interface RecordedEvidence {
  readonly criterion: CriterionId;
  readonly date: Day;
  /** Whoever recorded it, as the caller names people. */
  readonly author: string;
  readonly note: string;
}

/** Why a criterion counts as met: a stored fact, or somebody's dated word. */
export type Evidence =
  | { readonly kind: 'fact'; readonly version?: number; readonly date?: Day; readonly startDate?: Day }
  | { readonly kind: 'recorded'; readonly date: Day; readonly author: string; readonly note: string };

interface CriterionFacts {
  readonly id: string;
  /** What must be true, as both sides read it. */
  readonly sentence: string;
  /** Looks at stored facts; absent where only a person can know. */
  readonly fact?: (facts: PhaseFacts) => Evidence | null;
  /** Whether a person may record it by hand. */
  readonly recordable: boolean;
}

function when(known: boolean): Evidence | null {
  return known ? { kind: 'fact' } : null;
}

function scorecard({ approvedScorecard }: PhaseFacts): Evidence | null {
  return approvedScorecard && { kind: 'fact', version: approvedScorecard.version, date: approvedScorecard.date };
}

function offer({ acceptedOffer }: PhaseFacts): Evidence | null {
  return acceptedOffer && { kind: 'fact', startDate: acceptedOffer.startDate };
}

/** Everything a gate can ask for. */
export const CRITERIA = [
  { id: 'sponsor_named', sentence: 'A sponsor is named', fact: (f) => when(f.sponsorNamed), recordable: false },
  { id: 'terms_in_force', sentence: 'Terms are in force', fact: (f) => when(f.termsInForce), recordable: false },
  { id: 'assessment_delivered', sentence: 'The written assessment is delivered', recordable: true },
  { id: 'roadmap_v1', sentence: 'The roadmap has a first version', recordable: true },
  { id: 'improvement_shipped', sentence: 'One improvement is shipped', recordable: true },
  { id: 'cadence_agreed', sentence: 'The meeting cadence is agreed', recordable: true },
  { id: 'hire_decided', sentence: 'The decision to hire a VP of Engineering is made', recordable: true },
  {
    id: 'scorecard_approved',
    sentence: 'A scorecard version is approved by every decider',
    fact: scorecard,
    recordable: false,
  },
  { id: 'offer_accepted', sentence: 'An offer is accepted, with a start date', fact: offer, recordable: true },
  {
    id: 'handover_accepted',
    sentence: 'The hand-over is accepted',
    fact: (f) => when(f.handoverAccepted),
    recordable: true,
  },
  { id: 'advisory_terms', sentence: 'Advisory terms are in force', recordable: true },
  {
    id: 'handover_or_vp',
    sentence: 'The hand-over is accepted, or the client already has a named VP of Engineering',
    fact: (f) => when(f.handoverAccepted || f.vpNamed),
    recordable: true,
  },
  { id: 'notice_given', sentence: 'Notice is given, with its date', recordable: true },
  { id: 'access_returned', sentence: 'Access is returned', recordable: true },
  { id: 'pack_delivered', sentence: 'The hand-over pack is delivered', recordable: true },
  { id: 'balance_settled', sentence: 'The balance of hours is settled', recordable: true },
  { id: 'no_open_month', sentence: 'No month is open', fact: (f) => when(!f.hasOpenMonth), recordable: false },
  { id: 'no_open_search', sentence: 'No search is open', fact: (f) => when(!f.hasOpenSearch), recordable: false },
  { id: 'no_running_timer', sentence: 'No timer is running', fact: (f) => when(!f.hasRunningTimer), recordable: false },
  {
    id: 'final_statement',
    sentence: 'The final statement is published',
    fact: (f) => when(f.finalStatementPublished),
    recordable: false,
  },
] as const satisfies readonly CriterionFacts[];

export type CriterionId = (typeof CRITERIA)[number]['id'];

export const CRITERION_IDS = CRITERIA.map(({ id }) => id) as [CriterionId, ...CriterionId[]];

/** Evidence needed to enter a phase, from wherever one comes. */
export const NEEDED_TO_ENTER: Readonly<Record<Phase, readonly CriterionId[]>> = {
  assessing: ['sponsor_named', 'terms_in_force'],
  foundation: ['assessment_delivered'],
  preparing_search: ['hire_decided'],
  search_running: ['scorecard_approved'],
  handing_over: ['offer_accepted'],
  strategic_partner: ['advisory_terms', 'handover_or_vp'],
  winding_down: ['notice_given'],
  closed: ['no_open_month', 'no_open_search', 'no_running_timer', 'final_statement'],
};

/** What has to be done before a phase is left forward. */
export const NEEDED_TO_LEAVE: Readonly<Record<Phase, readonly CriterionId[]>> = {
  assessing: ['assessment_delivered'],
  foundation: ['roadmap_v1', 'improvement_shipped', 'cadence_agreed'],
  preparing_search: ['scorecard_approved'],
  search_running: ['offer_accepted'],
  handing_over: ['handover_accepted'],
  strategic_partner: ['notice_given'],
  winding_down: ['access_returned', 'pack_delivered', 'balance_settled'],
  closed: [],
};

/** The criterion with its sentence and the place its evidence comes from. */
export function criterion(id: CriterionId): CriterionFacts & { readonly id: CriterionId } {
  const found = CRITERIA.find((known) => known.id === id);
  if (!found) throw new RangeError(`not a criterion: ${id}`);
  return found;
}
