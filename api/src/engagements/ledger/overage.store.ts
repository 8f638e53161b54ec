import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import type { OverageAnswer } from '../../../domain/engagements/overage-request.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import type { MonthKey } from './month-at-hand.js';

/** A request that was not withdrawn. */
export interface StoredRequest {
  readonly id: Id;
  readonly minutes: number;
  readonly reason: string;
  readonly by: string;
  readonly askedAt: Date;
  readonly answer: OverageAnswer | null;
  readonly sentence: string;
  readonly answeredBy: string;
  readonly answeredAt: Date | null;
}

/** Writes and reads requests for hours beyond the allowance. Their answers come in through the portal. */
@Injectable()
export class OverageStore {
  /** Oldest first. */
  list(db: Db, me: Me, { clientId, engagementId, month }: MonthKey): Promise<StoredRequest[]> {
    return db.$queryRaw<StoredRequest[]>`
      SELECT q.id, q.minutes, q.reason, coalesce(u.name, '') AS by, q.asked_at AS "askedAt", q.answer, q.sentence,
        coalesce(s.name, '') AS "answeredBy", q.answered_at AS "answeredAt"
      FROM overage_request q
        LEFT JOIN member m ON m.practice_id = q.practice_id AND m.id = q.asked_by
        LEFT JOIN user_account u ON u.id = m.user_id
        LEFT JOIN user_account s ON s.id = q.answered_by
      WHERE q.practice_id = ${me.practiceId}::uuid AND q.client_id = ${clientId}::uuid
        AND q.engagement_id = ${engagementId}::uuid AND q.month = ${month} AND q.withdrawn_at IS NULL
      ORDER BY q.asked_at, q.id`;
  }

  /** Writes a request down with the mails that ask the sponsors; whether they still are is asked again when a mail leaves. */
  async ask(
    db: Db,
    me: Me,
    key: MonthKey,
    at: Date,
    { minutes, reason }: { readonly minutes: number; readonly reason: string },
  ): Promise<void> {
    const { practiceId, memberId: askedBy } = me;
    const { id } = await db.overageRequest.create({
      data: { practiceId, ...key, minutes, reason, askedAt: at, askedBy },
      select: { id: true },
    });
    await db.$executeRaw`
      INSERT INTO mail (practice_id, client_id, kind, dedupe_key, recipient, facts)
      SELECT k.practice_id, k.id, 'overage_asked', ${`overage_asked:${id}:`} || s.user_id, u.email,
        jsonb_build_object('practiceName', p.name, 'clientName', k.name, 'month', ${key.month}::text, 'minutes', ${minutes}::int,
          'reason', ${reason}::text)
      FROM client k JOIN practice p ON p.id = k.practice_id
        JOIN client_user s ON s.practice_id = k.practice_id AND s.client_id = k.id AND s.role = 'sponsor' AND s.ended_at IS NULL
        JOIN user_account u ON u.id = s.user_id
      WHERE k.practice_id = ${practiceId}::uuid AND k.id = ${key.clientId}::uuid`;
  }

  /** Answers false when the request is not there, answered or withdrawn. */
  async withdraw(db: Db, me: Me, key: MonthKey, id: Id, at: Date): Promise<boolean> {
    const { count } = await db.overageRequest.updateMany({
      where: { practiceId: me.practiceId, ...key, id, answer: null, withdrawnAt: null },
      data: { withdrawnAt: at },
    });
    return count > 0;
  }
}
