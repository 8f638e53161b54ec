import type * as z from 'zod';
import type { Criterion, PhaseMoveRow, PhaseView } from '../../contract/engagements.js';
import { criterion, type Evidence, type PhaseFacts } from '../../domain/engagements/gate-criteria.js';
import { gateFor, type CheckedCriterion, type Gate } from '../../domain/engagements/gates.js';
import { daysInPhase, isForward, PHASE_MOVES, phaseLabel, type Phase } from '../../domain/engagements/phases.js';
import { scopeOf } from '../../domain/identity/permissions.js';
import type { Day } from '../../domain/shared/day.js';
import { formatDate } from '../../domain/shared/format.js';
import { dayOf } from '../platform/database/dates.js';
import type { Engagement } from '../platform/database/generated/client.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { StoredMove, StoredRecord } from './phase.store.js';

/** Where an engagement stands, what each way on needs and has, and how it came here. The portal has a presenter of its own. */
export function presentPhase(
  engagement: Engagement,
  known: {
    readonly facts: PhaseFacts;
    readonly moves: readonly StoredMove[];
    readonly records: readonly StoredRecord[];
    readonly handoverMissing: boolean;
    readonly today: Day;
  },
  me: Me,
): PhaseView {
  const phase = engagement.phase as Phase;
  const since = dayOf(engagement.phaseSince);
  const may = phase !== 'closed' && scopeOf(me.role, 'phase.move') !== null;
  return {
    phase,
    label: phaseLabel(phase, known),
    since,
    days: daysInPhase(since, known.today),
    moves: PHASE_MOVES[phase].map((to) => presentWay(gateFor(phase, to, known.facts))),
    timeline: known.moves.map(presentMove),
    recorded: known.records.map(({ id, criterion: of, on, note, by }) => {
      return { id, criterion: of, sentence: criterion(of).sentence, on, note, by };
    }),
    can: { move: may, record: may },
  };
}

function presentWay(gate: Gate): PhaseView['moves'][number] {
  const { from, to, criteria, met, overridable } = gate;
  const ends = to === 'winding_down' || to === 'closed';
  return {
    to,
    label: phaseLabel(to),
    direction: ends ? 'end' : isForward(from, to) ? 'forward' : 'back',
    open: met,
    overridable,
    criteria: criteria.map((one) => presentCriterion(one, overridable)),
  };
}

function presentCriterion(checked: CheckedCriterion, overridable: boolean): z.infer<typeof Criterion> {
  const { id, sentence, met, evidence, recordable } = checked;
  return {
    id,
    sentence,
    met,
    evidence: inWords(evidence),
    on: evidence?.date ?? null,
    byHand: recordable,
    neverOverridden: !overridable,
  };
}

function presentMove(move: StoredMove): z.infer<typeof PhaseMoveRow> {
  const { id, from, to, on, by, overridden, reason, sentence, evidence } = move;
  const handoverMissing =
    overridden && evidence.some((one) => !one.met && (one.id === 'handover_accepted' || one.id === 'handover_or_vp'));
  return {
    id,
    from,
    to,
    toLabel: phaseLabel(to, { handoverMissing }),
    on,
    by,
    overridden,
    reason,
    sentence,
    evidence: evidence.map((one) => ({ sentence: one.sentence, met: one.met, evidence: inWords(one.evidence) })),
  };
}

/** What shows that a criterion is met; null where the plain fact is all there is to say. */
function inWords(evidence: Evidence | null): string | null {
  if (evidence === null) return null;
  if (evidence.kind === 'recorded') return evidence.author ? `${evidence.note} (${evidence.author})` : evidence.note;
  if (evidence.version !== undefined) return `Scorecard version ${evidence.version}`;
  return evidence.startDate === undefined ? null : `Starts on ${formatDate(evidence.startDate)}`;
}
