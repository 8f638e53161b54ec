/** The borders of the team sizes the practice works with, in engineers; a practice may move them. */
export interface TeamSizeBands {
  /** Below: too small for the pairing. */
  readonly smallest: number;
  /** From here on: plan the split of a combined role and offer to run the VP search. */
  readonly split: number;
  /** From here on: one person in both roles is a red flag. */
  readonly alarm: number;
  /** Above: review a full-time CTO. */
  readonly largest: number;
}

export const DEFAULT_BANDS: TeamSizeBands = { smallest: 5, split: 10, alarm: 15, largest: 30 };

/** What a team size suggests, in the order in which it is read. */
export const TEAM_SIZE_ADVICE = {
  too_small: 'The team is too small for a VP paired with a fractional CTO',
  pairing_fits: 'A full-time VP paired with a fractional CTO fits',
  plan_split: 'Plan the split of a combined role',
  offer_search: 'Offer to run the VP search',
  one_person_in_both_roles: 'One person holds both roles: at this size a red flag',
  too_large: 'The team is too large for a fractional CTO: review a full-time one',
} as const;

export type TeamSizeAdvice = keyof typeof TEAM_SIZE_ADVICE;

/**
 * What follows from the number of engineers: under 5 not covered; 5-30 the pairing fits; from 10 plan the split of a combined role and
 * offer to run the VP search; from 15 a red flag if one person holds both roles; over 30 not covered, review a full-time CTO.
 */
export function teamSizeAdvice(
  engineers: number,
  { combinedRole = false, bands = DEFAULT_BANDS }: { combinedRole?: boolean; bands?: TeamSizeBands } = {},
): TeamSizeAdvice[] {
  const alarm: TeamSizeAdvice[] = combinedRole && engineers >= bands.alarm ? ['one_person_in_both_roles'] : [];
  if (engineers < bands.smallest) return ['too_small'];
  if (engineers > bands.largest) return ['too_large', ...alarm];
  if (engineers < bands.split) return ['pairing_fits'];
  return ['pairing_fits', ...(combinedRole ? (['plan_split'] as const) : []), 'offer_search', ...alarm];
}
