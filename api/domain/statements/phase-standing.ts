import { daysInPhase, phaseLabel, type Phase } from '../engagements/phases.js';
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

/** A move into the partner phase past an unmet gate says so in its label for as long as the phase lasts. */
export function movedTo({ to, overridden }: Pick<DatedMove, 'to' | 'overridden'>): string {
  return phaseLabel(to, { handoverMissing: overridden });
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
    label: movedTo(moves.at(-1) ?? begun),
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
    label: movedTo(move),
    from: move.on,
    to,
    days: to === null ? daysInPhase(move.on, asOf) : daysBetween(move.on, to),
    sentence: move.sentence || null,
    override: reasonForClient(move) || null,
  };
}
