import type { PhaseFacts } from '../engagements/gate-criteria.js';
import { gateFor } from '../engagements/gates.js';
import { daysInPhase, isForward, PHASE_MOVES, phaseLabel, type Phase } from '../engagements/phases.js';
import { daysBetween, type Day } from '../shared/day.js';
import type { GateProgress, PhaseStanding, PhaseStay } from './snapshot.js';

/** A move as both sides may read it. */
export interface DatedMove {
  readonly to: Phase;
  readonly on: Day;
  readonly overridden: boolean;
  readonly reason: string;
  readonly sentence: string;
}

/** The reason of a move is the client's to read when a gate was overridden, and the practice's own otherwise. */
export function reasonForClient({ overridden, reason }: Pick<DatedMove, 'overridden' | 'reason'>): string {
  return overridden ? reason : '';
}

/**
 * Where an engagement stands on a day. `moves` run from the oldest to the newest, the last one into the present phase.
 * An engagement without any move has been in its phase since `since`.
 */
export function phaseStanding(
  facts: {
    readonly phase: Phase;
    readonly since: Day;
    readonly moves: readonly DatedMove[];
    readonly handoverMissing: boolean;
    readonly gate: GateProgress | null;
    readonly milestone: { readonly name: string; readonly on: Day } | null;
  },
  asOf: Day,
): PhaseStanding {
  const { phase, since, gate, milestone } = facts;
  const begun: DatedMove = { to: phase, on: since, overridden: false, reason: '', sentence: '' };
  const moves = facts.moves.length > 0 ? facts.moves : [begun];
  const timeline = moves.map((move, at) => stay(move, moves[at + 1]?.on ?? null, asOf));
  return {
    phase,
    label: phaseLabel(phase, facts),
    since,
    days: daysInPhase(since, asOf),
    timeline,
    gate,
    milestone,
  };
}

function stay(move: DatedMove, to: Day | null, asOf: Day): PhaseStay {
  return {
    phase: move.to,
    label: phaseLabel(move.to),
    from: move.on,
    to,
    days: to === null ? daysInPhase(move.on, asOf) : daysBetween(move.on, to),
    sentence: move.sentence || null,
    override: reasonForClient(move) || null,
  };
}

/** What has to be true before the engagement moves on along the arc, and how much of it is; null where nothing lies ahead. */
export function gateAhead(phase: Phase, facts: PhaseFacts): GateProgress | null {
  const next = PHASE_MOVES[phase].find((to) => isForward(phase, to));
  if (!next) return null;
  const criteria = gateFor(phase, next, facts).criteria.map(({ sentence, met }) => ({ text: sentence, met }));
  return { towards: phaseLabel(next), criteria };
}
