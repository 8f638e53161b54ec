import { printableLine } from './printable.js';
import type { SearchProgress } from './snapshot.js';
import type { Wording } from './wording.js';

export interface PrintedSearch {
  readonly heading: string;
  readonly lead: string;
  readonly legend: { readonly now: string; readonly reached: string };
  /** Bar lengths are parts of the longest bar, from 0 to 1. */
  readonly steps: readonly {
    readonly label: string;
    readonly now: string;
    readonly reached: string;
    readonly nowPart: number;
    readonly reachedPart: number;
  }[];
}

export function printSearch(search: SearchProgress, words: Wording): PrintedSearch {
  const { week, targetWeeks, considered, closed } = search;
  const longest = Math.max(1, ...search.steps.flatMap((step) => [step.reached, step.now]));
  return {
    heading: words.search(printableLine(search.title)),
    lead: words.searchLead(week, targetWeeks, considered, considered - closed, closed),
    legend: { now: words.now, reached: words.reached },
    steps: search.steps.map(({ label, now, reached }) => ({
      label: printableLine(label),
      now: String(now),
      reached: String(reached),
      nowPart: now / longest,
      reachedPart: reached / longest,
    })),
  };
}
