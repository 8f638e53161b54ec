import { DUTIES, type DutyId } from '../handover/duties.js';

/** What time was for: one of the 14 duties, the VP search, the CTO-VP dialogue, or running the engagement itself. */
export type Activity = DutyId | 'search' | 'pairing' | 'admin';

/** How activities are added up: time on CTO duties, on VP duties, and the three others each by itself. */
export type ActivityClass = 'C' | 'V' | 'search' | 'pairing' | 'admin';

export interface ActivityFacts {
  readonly id: Activity;
  readonly name: string;
  readonly class: ActivityClass;
  /** Who should be accountable for the duty in the end; null for what is not a duty. */
  readonly target: string | null;
}

/** In the order in which lists and charts show them. */
export const ACTIVITIES: readonly ActivityFacts[] = [
  ...DUTIES.map((duty) => ({ ...duty, class: duty.id.startsWith('C') ? ('C' as const) : ('V' as const) })),
  { id: 'search', name: 'VP search', class: 'search', target: null },
  { id: 'pairing', name: 'CTO-VP dialogue', class: 'pairing', target: null },
  { id: 'admin', name: 'Administration', class: 'admin', target: null },
];

export const ACTIVITY_IDS = ACTIVITIES.map(({ id }) => id) as [Activity, ...Activity[]];

export const ACTIVITY_CLASSES = [
  { id: 'C', name: 'CTO duties' },
  { id: 'V', name: 'VP duties' },
  { id: 'search', name: 'VP search' },
  { id: 'pairing', name: 'CTO-VP dialogue' },
  { id: 'admin', name: 'Administration' },
] as const satisfies readonly { id: ActivityClass; name: string }[];

const BY_ID = new Map(ACTIVITIES.map((activity) => [activity.id as string, activity]));

export function isActivity(text: string): text is Activity {
  return BY_ID.has(text);
}

export function activityFacts(id: Activity): ActivityFacts {
  const found = BY_ID.get(id);
  if (!found) throw new RangeError(`not an activity: ${id}`);
  return found;
}

/** `c5`, `C5`, `search`, or the beginning of a word that only one activity has: `pair`. */
export function findActivity(text: string): Activity | undefined {
  const wanted = text.toLowerCase();
  const exact = ACTIVITIES.find(({ id }) => id.toLowerCase() === wanted);
  if (exact) return exact.id;
  const begun = wanted.length < 2 ? [] : ACTIVITIES.filter(({ id }) => id.startsWith(wanted));
  return begun.length === 1 ? begun[0]?.id : undefined;
}
