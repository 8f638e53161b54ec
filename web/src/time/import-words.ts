import type { ImportSummary } from '@contract/time';
import { formatMinutes } from '@domain/shared/format';

/** 50000 as `50,000`. */
export function formatCount(of: number): string {
  return of.toLocaleString('en-GB');
}

/** What became of a file, in a few words. */
export function fateOf({ state, outcome, undone }: ImportSummary): string {
  if (state === 'undone' && undone) {
    return undone.stays.length > 0 ? 'undone, in part' : 'undone';
  }
  if (outcome) return `${formatMinutes(outcome.minutes)} logged`;
  return { staged: 'not logged', entering: 'being logged', undoing: 'being undone' }[state as 'staged'];
}
