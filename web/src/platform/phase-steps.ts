import { daysBetween, type Day } from '@domain/shared/day';
import { PHASES, type Phase } from '@domain/engagements/phases';

export interface PhaseStep {
  readonly key: Phase;
  readonly label: string;
  readonly state: 'past' | 'current' | 'ahead' | 'skipped';
  readonly note?: string;
}

export interface PhaseEntered {
  readonly to: Phase;
  readonly on: Day;
}

/** The eight phases with where the baton is. With the moves known, each one also says for how many days it lasted. */
export function phaseSteps(current: Phase, moves: readonly PhaseEntered[] = [], today?: Day): PhaseStep[] {
  const at = PHASES.findIndex(({ id }) => id === current);
  const lasted = daysPerPhase(moves, today);
  return PHASES.map(({ id, label }, index) => {
    const days = lasted.get(id);
    const past = index < at ? (moves.length === 0 || days !== undefined ? 'past' : 'skipped') : 'ahead';
    const note = !days ? undefined : id === current ? `day ${days}` : `${days} d`;
    return { key: id, label, state: id === current ? 'current' : past, ...(note ? { note } : {}) };
  });
}

function daysPerPhase(moves: readonly PhaseEntered[], today: Day | undefined): Map<Phase, number> {
  const inOrder = moves.toSorted((a, b) => a.on.localeCompare(b.on));
  const lasted = new Map<Phase, number>();
  inOrder.forEach(({ to, on }, index) => {
    const next = inOrder[index + 1];
    const until = next?.on ?? today;
    if (!until) return;
    const days = daysBetween(on, until) + (next ? 0 : 1);
    lasted.set(to, (lasted.get(to) ?? 0) + days);
  });
  return lasted;
}
