import type { Disposition } from '../search/candidacy.js';
import type { StageKind } from '../search/stages.js';
import { daysBetween, type Day } from '../shared/day.js';
import type { SearchProgress } from './snapshot.js';

/** The coarse steps in which a client reads a search, from first to last. */
const STEPS: readonly { readonly label: string; readonly kinds: readonly StageKind[] }[] = [
  { label: 'In research', kinds: ['research', 'outreach'] },
  { label: 'In assessment', kinds: ['assess'] },
  { label: 'Presented', kinds: ['client'] },
  { label: 'Final checks', kinds: ['check', 'offer'] },
  { label: 'Hired', kinds: ['hired'] },
];

/** Somebody in a search, without a name: where they stand, whether still in play, and where they have been. */
export interface CountedCandidacy {
  readonly kind: StageKind;
  readonly disposition: Disposition;
  /** Kinds of the stages visited; visits undone as misclicks are left out by whoever lists them. */
  readonly visited: readonly StageKind[];
}

/** Which week of a search a day falls in; the week it starts in is the first. */
export function searchWeek(startedOn: Day, on: Day): number {
  return Math.max(1, Math.floor(daysBetween(startedOn, on) / 7) + 1);
}

/**
 * A search as counts. Everyone considered stands in exactly one step or is closed; whoever was hired stands in the last
 * step. `reached` counts whoever got at least this far, wherever they are today.
 */
export function searchProgress(
  search: { readonly title: string; readonly startedOn: Day; readonly targetWeeks: number },
  candidacies: readonly CountedCandidacy[],
  asOf: Day,
): SearchProgress {
  const people = candidacies.map(({ kind, disposition, visited }) => {
    const now = disposition === 'hired' ? STEPS.length - 1 : stepOf(kind);
    return { now: disposition === 'closed' ? null : now, furthest: Math.max(now, ...visited.map(stepOf)) };
  });
  return {
    title: search.title,
    week: searchWeek(search.startedOn, asOf),
    targetWeeks: search.targetWeeks,
    steps: STEPS.map(({ label }, at) => ({
      label,
      now: people.filter(({ now }) => now === at).length,
      reached: people.filter(({ furthest }) => furthest >= at).length,
    })),
    closed: people.filter(({ now }) => now === null).length,
    considered: people.length,
  };
}

function stepOf(kind: StageKind): number {
  return STEPS.findIndex(({ kinds }) => kinds.includes(kind));
}
