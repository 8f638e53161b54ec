import type { CandidacyCard } from '@contract/search';
import type { StageKind } from '@domain/search/stages';
import { count } from '../platform/when';

/** How somebody stands where they are, in words: nobody reads a colour alone. */
export function standingWords(card: CandidacyCard, kind: StageKind): { readonly text: string; readonly warn: boolean } {
  const { disposition, daysHere, stalled } = card;
  const since = daysHere === 0 ? 'since today' : count(daysHere, 'day');
  const here = daysHere === 0 ? 'here since today' : `${since} here`;
  if (disposition === 'hired') return { text: 'hired', warn: false };
  if (disposition === 'on_hold') return { text: `on hold, ${here}`, warn: false };
  if (kind === 'client')
    return stalled
      ? { text: `stalled, waiting for the client ${since}`, warn: true }
      : { text: `with the client ${since}`, warn: false };
  return stalled ? { text: `stalled, ${here}`, warn: true } : { text: here, warn: false };
}
