/** What a stage is about. Boards group by kind; the client reads kinds as coarse states. */
export const STAGE_KINDS = [
  { id: 'research', name: 'Research' },
  { id: 'outreach', name: 'Outreach' },
  { id: 'assess', name: 'Assessment' },
  { id: 'client', name: 'With the client' },
  { id: 'check', name: 'Final checks' },
  { id: 'offer', name: 'Offer' },
  { id: 'hired', name: 'Hired' },
] as const satisfies readonly { id: string; name: string }[];

export type StageKind = (typeof STAGE_KINDS)[number]['id'];

export const STAGE_KIND_IDS = STAGE_KINDS.map(({ id }) => id) as [StageKind, ...StageKind[]];

/** A stage as a search begins with it. A search keeps its own copy, which may then be renamed, added to and cut. */
export interface StageDraft {
  readonly name: string;
  readonly kind: StageKind;
  /** Days in the stage after which a candidacy counts as stalled; null for never. */
  readonly stalledAfterDays: number | null;
}

export const DEFAULT_STAGES = [
  { name: 'Identified', kind: 'research', stalledAfterDays: 14 },
  { name: 'Contacted', kind: 'outreach', stalledAfterDays: 7 },
  { name: 'Interested', kind: 'outreach', stalledAfterDays: 7 },
  { name: 'CTO screen', kind: 'assess', stalledAfterDays: 5 },
  { name: 'Technical depth', kind: 'assess', stalledAfterDays: 7 },
  { name: 'Management approach', kind: 'assess', stalledAfterDays: 7 },
  { name: 'Execution at scale', kind: 'assess', stalledAfterDays: 7 },
  { name: 'Presented', kind: 'client', stalledAfterDays: 5 },
  { name: 'Client interviews', kind: 'client', stalledAfterDays: 7 },
  { name: 'References', kind: 'check', stalledAfterDays: 5 },
  { name: 'Offer', kind: 'offer', stalledAfterDays: 5 },
  { name: 'Accepted', kind: 'hired', stalledAfterDays: null },
] as const satisfies readonly StageDraft[];

/** Whether somebody active has been in a stage for longer than it should take. */
export function isStalled(daysInStage: number, stage: Pick<StageDraft, 'stalledAfterDays'>): boolean {
  return stage.stalledAfterDays !== null && daysInStage >= stage.stalledAfterDays;
}
