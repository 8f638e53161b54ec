import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Month } from '../../domain/shared/month.js';
import type { NewCorrection } from '../../domain/statements/correct-entry.js';
import { found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** An entry as far as a correction looks at it. */
export interface LoggedEntry {
  readonly id: Id;
  readonly clientId: Id;
  readonly engagementId: Id;
  readonly memberId: Id;
  readonly month: Month;
  readonly minutes: number;
  readonly billable: boolean;
  readonly voided: boolean;
  /** The phase of its engagement. */
  readonly phase: string;
}

export interface StoredCorrection {
  readonly id: Id;
  readonly entryId: Id;
  readonly month: Month;
  readonly minutes: number;
  readonly billed: number;
  readonly rate: bigint | null;
  readonly amount: bigint;
  readonly reason: string;
  readonly by: string;
  readonly correctedAt: Date;
}

/** The one place that speaks to the database about corrections. */
@Injectable()
export class CorrectionsStore {
  async entry(db: Db, me: Me, id: Id): Promise<LoggedEntry> {
    const [row] = await db.$queryRaw<LoggedEntry[]>`
      SELECT x.id, x.client_id AS "clientId", x.engagement_id AS "engagementId", x.member_id AS "memberId",
        x.contract_month::text AS month, x.minutes, x.billable, x.voided_at IS NOT NULL AS voided, e.phase
      FROM time_entry x JOIN engagement e ON e.practice_id = x.practice_id AND e.id = x.engagement_id
      WHERE x.practice_id = ${me.practiceId}::uuid AND x.id = ${id}::uuid`;
    return found(row);
  }

  /** Takes turns with closing, reopening and other corrections, which all begin with the engagement's row. */
  async lockEngagement(db: Db, me: Me, engagementId: Id): Promise<void> {
    await db.$queryRaw`
      SELECT 1 FROM engagement WHERE practice_id = ${me.practiceId}::uuid AND id = ${engagementId}::uuid FOR NO KEY UPDATE`;
  }

  /** Every correction of one entry, oldest first. */
  list(db: Db, me: Me, { id, clientId }: LoggedEntry): Promise<StoredCorrection[]> {
    return db.$queryRaw<StoredCorrection[]>`
      SELECT k.id, k.entry_id AS "entryId", k.month::text, k.minutes, k.billed, k.rate_minor AS rate, k.amount_minor AS amount,
        k.reason, coalesce(u.name, '') AS by, k.corrected_at AS "correctedAt"
      FROM correction k
        LEFT JOIN member m ON m.practice_id = k.practice_id AND m.id = k.corrected_by
        LEFT JOIN user_account u ON u.id = m.user_id
      WHERE k.practice_id = ${me.practiceId}::uuid AND k.client_id = ${clientId}::uuid AND k.entry_id = ${id}::uuid
      ORDER BY k.corrected_at, k.id`;
  }

  /** How many minutes corrections have added to the bill of a month, or taken from it. */
  async billedSince(db: Db, me: Me, { clientId, engagementId, month }: LoggedEntry): Promise<number> {
    const [row] = await db.$queryRaw<{ billed: number }[]>`
      SELECT coalesce(sum(k.billed), 0)::int AS billed
      FROM correction k JOIN time_entry x ON x.practice_id = k.practice_id AND x.client_id = k.client_id AND x.id = k.entry_id
      WHERE k.practice_id = ${me.practiceId}::uuid AND k.client_id = ${clientId}::uuid
        AND k.engagement_id = ${engagementId}::uuid AND x.contract_month = ${month}`;
    return row?.billed ?? 0;
  }

  async add(db: Db, me: Me, entry: LoggedEntry, correctedAt: Date, correction: NewCorrection): Promise<void> {
    const { month, minutes, billed, ratePerHour, money, reason } = correction;
    await db.correction.create({
      data: {
        practiceId: me.practiceId,
        clientId: entry.clientId,
        engagementId: entry.engagementId,
        month,
        entryId: entry.id,
        minutes,
        billed,
        rateMinor: ratePerHour === null ? null : BigInt(ratePerHour),
        amountMinor: BigInt(money),
        reason,
        correctedAt,
        correctedBy: me.memberId,
      },
    });
  }
}
