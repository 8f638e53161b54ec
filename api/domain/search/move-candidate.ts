import { accept, refuse, type Verdict } from '../shared/verdict.js';
import { exitReasonText, type Candidacy, type Exit } from './candidacy.js';

/** After so many milliseconds a move is no longer a misclick: five minutes. */
export const MISCLICK_WINDOW = 5 * 60 * 1000;

export type MoveRefusal =
  'search.stale_move' | 'search.candidacy_closed' | 'search.candidacy_hired' | 'search.stage_unknown';

/** A move opens a new visit; staying in the stage only changes the place in its order. */
export type StageMove =
  { readonly kind: 'move'; readonly from: string; readonly to: string } | { readonly kind: 'reorder' };

/**
 * Whoever moves a candidate says from which stage; if that is no longer true the move is stale and the answer names the present
 * stage. Closed candidacies are reopened first; a hire is undone, not moved.
 */
export function decideStageMove(
  move: { readonly from: string; readonly to: string },
  candidacy: Candidacy,
  stages: readonly { readonly id: string }[],
): Verdict<StageMove, MoveRefusal> {
  if (candidacy.stageId !== move.from) {
    return refuse('search.stale_move', { stageId: candidacy.stageId, disposition: candidacy.disposition });
  }
  if (candidacy.disposition === 'closed') return refuse('search.candidacy_closed');
  if (candidacy.disposition === 'hired') return refuse('search.candidacy_hired');
  if (!stages.some(({ id }) => id === move.to)) return refuse('search.stage_unknown', { field: 'to' });
  return accept(move.from === move.to ? { kind: 'reorder' } : { kind: 'move', from: move.from, to: move.to });
}

/** A misclick can be undone within minutes while the candidate is still where it put them; its visit then counts for nothing. */
export function decideUndo(
  last: { readonly from: string; readonly to: string; readonly at: number },
  candidacy: Candidacy,
  now: number,
): Verdict<{ readonly backTo: string }, MoveRefusal | 'search.undo_too_late'> {
  if (candidacy.stageId !== last.to) return refuse('search.stale_move', { stageId: candidacy.stageId });
  if (candidacy.disposition === 'closed') return refuse('search.candidacy_closed');
  if (candidacy.disposition === 'hired') return refuse('search.candidacy_hired');
  if (now - last.at > MISCLICK_WINDOW) return refuse('search.undo_too_late');
  return accept({ backTo: last.from });
}

/** A candidacy ends with the party who decided and a reason that party can have. */
export function decideExit(
  exit: Exit,
  candidacy: Candidacy,
): Verdict<Exit, 'search.candidacy_closed' | 'search.candidacy_hired' | 'search.exit_reason_unknown'> {
  if (candidacy.disposition === 'closed') return refuse('search.candidacy_closed');
  if (candidacy.disposition === 'hired') return refuse('search.candidacy_hired');
  if (exitReasonText(exit.party, exit.reason) === undefined)
    return refuse('search.exit_reason_unknown', { field: 'reason' });
  return accept({ ...exit, note: exit.note.trim() });
}

/**
 * Reopening makes a closed candidacy active again, in the stage it left or, if that was removed meanwhile, in the one the caller
 * names. The old exit stays in the history.
 */
export function decideReopening(
  candidacy: Candidacy,
  stages: readonly { readonly id: string }[],
  into: string = candidacy.stageId,
): Verdict<{ readonly stageId: string }, 'search.candidacy_open' | 'search.stage_unknown'> {
  if (candidacy.disposition !== 'closed') return refuse('search.candidacy_open');
  if (!stages.some(({ id }) => id === into)) return refuse('search.stage_unknown', { field: 'into' });
  return accept({ stageId: into });
}

/** Putting somebody on hold, and taking them up again, moves nobody. */
export function decideHold(
  candidacy: Candidacy,
  hold: boolean,
): Verdict<{ readonly disposition: 'active' | 'on_hold' }, 'search.candidacy_closed' | 'search.candidacy_hired'> {
  if (candidacy.disposition === 'closed') return refuse('search.candidacy_closed');
  if (candidacy.disposition === 'hired') return refuse('search.candidacy_hired');
  return accept({ disposition: hold ? 'on_hold' : 'active' });
}
