import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import type { NewAdjustment } from '../../../domain/engagements/adjust.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import type { MonthKey } from './month-at-hand.js';

/** An adjustment that stands. */
export interface StoredAdjustment {
  readonly id: Id;
  readonly minutes: number;
  readonly reason: string;
  readonly by: string;
  readonly adjustedAt: Date;
}

/** Writes and reads adjustments of months. */
@Injectable()
export class AdjustmentsStore {
  /** Oldest first. */
  list(db: Db, me: Me, { clientId, engagementId, month }: MonthKey): Promise<StoredAdjustment[]> {
    return db.$queryRaw<StoredAdjustment[]>`
      SELECT a.id, a.minutes, a.reason, a.adjusted_at AS "adjustedAt", coalesce(u.name, '') AS by
      FROM adjustment a
        LEFT JOIN member m ON m.practice_id = a.practice_id AND m.id = a.adjusted_by
        LEFT JOIN user_account u ON u.id = m.user_id
      WHERE a.practice_id = ${me.practiceId}::uuid AND a.client_id = ${clientId}::uuid
        AND a.engagement_id = ${engagementId}::uuid AND a.month = ${month} AND a.withdrawn_at IS NULL
      ORDER BY a.adjusted_at, a.id`;
  }

  async add(db: Db, me: Me, key: MonthKey, at: Date, { minutes, reason }: NewAdjustment): Promise<void> {
    const { practiceId, memberId: adjustedBy } = me;
    await db.adjustment.create({ data: { practiceId, ...key, minutes, reason, adjustedAt: at, adjustedBy } });
  }

  /** Answers false when there is none that stands. */
  async withdraw(db: Db, me: Me, key: MonthKey, id: Id, at: Date): Promise<boolean> {
    const { count } = await db.adjustment.updateMany({
      where: { practiceId: me.practiceId, ...key, id, withdrawnAt: null },
      data: { withdrawnAt: at, withdrawnBy: me.memberId },
    });
    return count > 0;
  }
}
