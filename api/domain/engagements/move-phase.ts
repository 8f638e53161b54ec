import { accept, refuse, type Verdict } from '../shared/verdict.js';
import type { CriterionId, PhaseFacts } from './gate-criteria.js';
import { gateFor, type CheckedCriterion } from './gates.js';
import { canMove, PHASE_MOVES, type Phase } from './phases.js';

export interface PhaseMoveDraft {
  /** The phase the caller saw; a move from another one is stale. */
  readonly from: Phase;
  readonly to: Phase;
  /** Why, for the practice; with `override` the client can read it too. */
  readonly reason: string;
  /** A sentence for the client. */
  readonly sentence: string;
  /** Go on although the gate has unmet criteria. */
  readonly override: boolean;
}

export interface PhaseMove {
  readonly from: Phase;
  readonly to: Phase;
  readonly reason: string;
  readonly sentence: string;
  readonly overridden: boolean;
  readonly unmet: readonly CriterionId[];
  /** Entered as a partner without an accepted hand-over: the label says so. */
  readonly handoverMissing: boolean;
  /** The snapshot of the evidence that is kept with the move. */
  readonly evidence: readonly CheckedCriterion[];
}

export type PhaseRefusal =
  'phase.stale' | 'phase.move_not_allowed' | 'phase.gate_unmet' | 'phase.reason_needed' | 'phase.never_overridden';

/**
 * The phase is evidence, not a label: a move is one of the allowed ones and its gate is met, or it is overridden with a written
 * reason the client can read. Never overridden: a running search without an approved scorecard version, and closing.
 */
export function decideMove(draft: PhaseMoveDraft, current: Phase, facts: PhaseFacts): Verdict<PhaseMove, PhaseRefusal> {
  const { from, to } = draft;
  if (from !== current) return refuse('phase.stale', { phase: current });
  if (!canMove(from, to)) return refuse('phase.move_not_allowed', { from, to, allowed: PHASE_MOVES[from] });
  const gate = gateFor(from, to, facts);
  const unmet = gate.criteria.filter(({ met }) => !met).map(({ id }) => id);
  if (!gate.met && !gate.overridable) return refuse('phase.never_overridden', { unmet });
  if (!gate.met && !draft.override) return refuse('phase.gate_unmet', { unmet });
  if (!gate.met && draft.reason.trim() === '') return refuse('phase.reason_needed', { field: 'reason', unmet });
  return accept({
    from,
    to,
    reason: draft.reason.trim(),
    sentence: draft.sentence.trim(),
    overridden: !gate.met,
    unmet,
    handoverMissing: unmet.includes('handover_accepted') || unmet.includes('handover_or_vp'),
    evidence: gate.criteria,
  });
}

/** Facts propose moves: an accepted offer proposes handing over; a VP who leaves proposes a new search. Nobody is moved by itself. */
export function proposeMove(phase: Phase, facts: PhaseFacts, { vpLeft = false } = {}): Phase | null {
  if (phase === 'search_running' && facts.acceptedOffer) return 'handing_over';
  if (vpLeft && canMove(phase, 'search_running')) return 'search_running';
  return null;
}
