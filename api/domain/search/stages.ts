export const STAGE_KINDS = ['research', 'outreach', 'assess', 'client', 'check', 'offer', 'hired'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

export interface StageDraft {
  readonly name: string;
  readonly kind: StageKind;
  /** Days in the stage after which a person counts as stalled; none where waiting is the point. */
  readonly stalledDays: number | null;
}

/** The stages a new search starts with; it gets a copy of its own. */
export const DEFAULT_STAGES: readonly StageDraft[] = [
  { name: 'Identified', kind: 'research', stalledDays: 14 },
  { name: 'Contacted', kind: 'outreach', stalledDays: 7 },
  { name: 'Interested', kind: 'outreach', stalledDays: 7 },
  { name: 'CTO screen', kind: 'assess', stalledDays: 5 },
  { name: 'Technical depth', kind: 'assess', stalledDays: 7 },
  { name: 'Management approach', kind: 'assess', stalledDays: 7 },
  { name: 'Execution at scale', kind: 'assess', stalledDays: 7 },
  { name: 'Presented', kind: 'client', stalledDays: 5 },
  { name: 'Client interviews', kind: 'client', stalledDays: 7 },
  { name: 'References', kind: 'check', stalledDays: 5 },
  { name: 'Offer', kind: 'offer', stalledDays: 5 },
  { name: 'Accepted', kind: 'hired', stalledDays: null },
];
