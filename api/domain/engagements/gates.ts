import type { Day } from '../shared/day.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import {
  criterion,
  NEEDED_TO_ENTER,
  NEEDED_TO_LEAVE,
  type CriterionId,
  type Evidence,
  type PhaseFacts,
  type RecordedEvidence,
} from './gate-criteria.js';
import { isForward, type Phase } from './phases.js';

/** One criterion of a gate as it stands: met with its evidence, or not yet. */
export interface CheckedCriterion {
  readonly id: CriterionId;
  readonly sentence: string;
  /** Whether a stored fact or a person's record shows it. */
  readonly source: 'fact' | 'record';
  readonly recordable: boolean;
  readonly met: boolean;
  readonly evidence: Evidence | null;
}

export interface Gate {
  readonly from: Phase;
  readonly to: Phase;
  readonly criteria: readonly CheckedCriterion[];
  readonly met: boolean;
  /** Whether a written reason may open it although something is unmet. */
  readonly overridable: boolean;
}

/**
 * A forward gate is what the old phase needs to be left plus the entry evidence of the new one; moves backward and winding down
 * check entry evidence only. `search_running` without an approved scorecard version and `closed` are never overridden.
 */
export function gateFor(from: Phase, to: Phase, facts: PhaseFacts): Gate {
  const criteria = neededFor(from, to).map((id) => check(id, facts));
  return {
    from,
    to,
    criteria,
    met: criteria.every(({ met }) => met),
    overridable: to !== 'closed' && to !== 'search_running',
  };
}

/** The entry evidence of a phase, for an engagement that starts in it. */
export function entryCriteria(phase: Phase, facts: PhaseFacts): CheckedCriterion[] {
  return NEEDED_TO_ENTER[phase].map((id) => check(id, facts));
}

function neededFor(from: Phase, to: Phase): CriterionId[] {
  const leave = isForward(from, to) ? NEEDED_TO_LEAVE[from] : [];
  const enter = NEEDED_TO_ENTER[to].filter(
    (id) => !leave.includes(id) && !(id === 'handover_or_vp' && leave.includes('handover_accepted')),
  );
  return [...leave, ...enter];
}

function check(id: CriterionId, facts: PhaseFacts): CheckedCriterion {
  const { sentence, fact, recordable } = criterion(id);
  const evidence = fact?.(facts) ?? (recordable ? latestRecord(id, facts) : null);
  return { id, sentence, source: fact ? 'fact' : 'record', recordable, met: evidence !== null, evidence };
}

function latestRecord(id: CriterionId, { recorded }: PhaseFacts): Evidence | null {
  const records = recorded.filter(({ criterion }) => criterion === id);
  const latest = records.reduce<RecordedEvidence | null>(
    (best, one) => (best && best.date > one.date ? best : one),
    null,
  );
  return latest && { kind: 'recorded', date: latest.date, author: latest.author, note: latest.note };
}

/** What Baton cannot know is recorded by hand, with date and author, once it has happened. What it can know is never typed in. */
export function decideEvidence<Draft extends { readonly criterion: CriterionId; readonly date: Day }>(
  draft: Draft,
  today: Day,
): Verdict<Draft, 'phase.evidence_not_by_hand' | 'phase.evidence_ahead'> {
  if (!criterion(draft.criterion).recordable)
    return refuse('phase.evidence_not_by_hand', { criterion: draft.criterion });
  if (draft.date > today) return refuse('phase.evidence_ahead', { field: 'date', today });
  return accept(draft);
}
