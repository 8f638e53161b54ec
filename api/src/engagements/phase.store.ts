import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { CheckedCriterion } from '../../domain/engagements/gates.js';
import type { CriterionId } from '../../domain/engagements/gate-criteria.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { Day } from '../../domain/shared/day.js';
import { dateOf } from '../platform/database/dates.js';
import type { Engagement, Prisma } from '../platform/database/generated/client.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { fixed } from '../platform/database/sql.js';
import { HANDOVER_MISSING } from './engagement.query.js';

/** A move as it is written: with the evidence as it stood. `from` is null for the phase an engagement starts in. */
export interface NewMove {
  readonly from: Phase | null;
  readonly to: Phase;
  readonly on: Day;
  readonly overridden: boolean;
  readonly reason: string;
  readonly sentence: string;
  readonly evidence: readonly CheckedCriterion[];
}

export interface StoredMove extends NewMove {
  readonly id: Id;
  readonly by: string;
}

/** Evidence recorded by hand that still stands. */
export interface StoredRecord {
  readonly id: Id;
  readonly criterion: CriterionId;
  readonly on: Day;
  readonly note: string;
  readonly by: string;
}

type Place = Pick<Engagement, 'id' | 'clientId'>;

/** Writes and reads moves between phases, and evidence that people record. */
@Injectable()
export class PhaseStore {
  /** Oldest first. */
  async moves(db: Db, me: Me, engagement: Place): Promise<StoredMove[]> {
    return db.$queryRaw<StoredMove[]>`
      SELECT p.id, p.from_phase AS "from", p.to_phase AS "to", p.moved_on::text AS "on", p.overridden, p.reason, p.sentence,
        p.evidence, coalesce(u.name, '') AS by
      FROM phase_move p
        LEFT JOIN member m ON m.practice_id = p.practice_id AND m.id = p.moved_by
        LEFT JOIN user_account u ON u.id = m.user_id
      WHERE p.practice_id = ${me.practiceId}::uuid AND p.client_id = ${engagement.clientId}::uuid
        AND p.engagement_id = ${engagement.id}::uuid
      ORDER BY p.moved_on, p.moved_at, p.id`;
  }

  async addMove(db: Db, me: Me, { id: engagementId, clientId }: Place, move: NewMove): Promise<void> {
    await db.phaseMove.create({
      data: {
        practiceId: me.practiceId,
        clientId,
        engagementId,
        fromPhase: move.from,
        toPhase: move.to,
        movedOn: dateOf(move.on),
        movedBy: me.memberId,
        overridden: move.overridden,
        reason: move.reason,
        sentence: move.sentence,
        evidence: move.evidence as unknown as Prisma.InputJsonArray,
      },
    });
  }

  /** Newest first, by the day on which it happened. */
  async records(db: Db, me: Me, engagement: Place): Promise<StoredRecord[]> {
    return db.$queryRaw<StoredRecord[]>`
      SELECT r.id, r.criterion, r.happened_on::text AS "on", r.note, coalesce(u.name, '') AS by
      FROM recorded_evidence r
        LEFT JOIN member m ON m.practice_id = r.practice_id AND m.id = r.recorded_by
        LEFT JOIN user_account u ON u.id = m.user_id
      WHERE r.practice_id = ${me.practiceId}::uuid AND r.client_id = ${engagement.clientId}::uuid
        AND r.engagement_id = ${engagement.id}::uuid AND r.withdrawn_at IS NULL
      ORDER BY r.happened_on DESC, r.recorded_at DESC, r.id DESC`;
  }

  async addRecord(
    db: Db,
    me: Me,
    { id: engagementId, clientId }: Place,
    { criterion, date, note }: { criterion: CriterionId; date: Day; note: string },
  ): Promise<void> {
    await db.recordedEvidence.create({
      data: {
        practiceId: me.practiceId,
        clientId,
        engagementId,
        criterion,
        happenedOn: dateOf(date),
        note,
        recordedBy: me.memberId,
      },
    });
  }

  /** Withdraws evidence; what moves rested on it keep their snapshot. Answers false when there is none that stands. */
  async withdraw(db: Db, me: Me, { id: engagementId }: Place, id: Id, at: Date): Promise<boolean> {
    const { count } = await db.recordedEvidence.updateMany({
      where: { practiceId: me.practiceId, engagementId, id, withdrawnAt: null },
      data: { withdrawnAt: at },
    });
    return count > 0;
  }

  /** The day of the last hours logged, if any. */
  async lastHours(db: Db, me: Me, { id }: Place): Promise<Day | null> {
    const [row] = await db.$queryRaw<{ day: Day | null }[]>`
      SELECT max(work_date)::text AS day FROM time_entry
      WHERE practice_id = ${me.practiceId}::uuid AND engagement_id = ${id}::uuid AND voided_at IS NULL`;
    return row?.day ?? null;
  }

  /** Those engagements that became a partnership by override without an accepted hand-over, and have none recorded since. */
  async withoutHandover(db: Db, me: Me, engagementIds: readonly Id[]): Promise<ReadonlySet<Id>> {
    const rows = await db.$queryRaw<{ id: Id }[]>`
      SELECT e.id FROM engagement e
      WHERE e.practice_id = ${me.practiceId}::uuid AND e.id = ANY (${[...engagementIds]}::uuid[])
        AND ${fixed(HANDOVER_MISSING)}`;
    return new Set(rows.map(({ id }) => id));
  }
}
