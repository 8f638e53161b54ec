import { accept, refuse, type Verdict } from '../shared/verdict.js';
import type { Exit } from './candidacy.js';

/** How those leave who are still in play when a search closes. */
export const LEFT_WITH_THE_SEARCH: Exit = { party: 'circumstance', reason: 'search_closed', note: '' };

/** A search closes when nobody in it is in play any more; whoever still is leaves with it, if that was asked for. */
export function decideClosing<Candidacy>(
  inPlay: readonly Candidacy[],
  wish: { readonly everybodyLeaves: boolean },
): Verdict<{ readonly leaving: readonly Candidacy[] }, 'search.people_in_play'> {
  if (inPlay.length > 0 && !wish.everybodyLeaves) return refuse('search.people_in_play', { count: inPlay.length });
  return accept({ leaving: inPlay });
}
