import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import type { Month } from '../../../domain/shared/month.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import { IMPORT_CHUNK } from './import.store.js';

/** The hours of one client and contract month that an import still holds. `entries` and `minutes` leave out what was voided since. */
export interface HeldMonth {
  readonly clientId: Id;
  readonly clientName: string;
  readonly month: Month;
  readonly isOpen: boolean;
  /** All rows that carry a fingerprint, the voided ones among them. */
  readonly rows: number;
  readonly entries: number;
  readonly minutes: number;
}

/** What undoing an import looks at, the locks it takes, and the hours it voids. */
@Injectable()
export class UndoStore {
  async held(db: Db, me: Me, importId: Id): Promise<HeldMonth[]> {
    const rows = await db.$queryRaw<
      { client_id: Id; name: string; month: Month; state: string; rows: number; entries: number; minutes: number }[]
    >`
      SELECT e.client_id, c.name, e.contract_month::text AS month, m.state, count(*)::int AS rows,
        count(*) FILTER (WHERE e.voided_at IS NULL)::int AS entries,
        coalesce(sum(e.minutes) FILTER (WHERE e.voided_at IS NULL), 0)::int AS minutes
      FROM time_entry e
        JOIN client c ON c.practice_id = e.practice_id AND c.id = e.client_id
        JOIN contract_month m ON m.practice_id = e.practice_id AND m.engagement_id = e.engagement_id AND m.month = e.contract_month
      WHERE e.practice_id = ${me.practiceId}::uuid AND e.import_batch_id = ${importId}::uuid AND e.fingerprint IS NOT NULL
      GROUP BY e.client_id, c.name, e.engagement_id, e.contract_month, m.state
      ORDER BY e.contract_month, c.name, e.engagement_id`;
    return rows.map(({ client_id, name, state, ...held }) => ({
      clientId: client_id,
      clientName: name,
      isOpen: state === 'open',
      ...held,
    }));
  }

  /** The locks of logging hours for everything an import holds, in their one order. */
  async lock(db: Db, me: Me, importId: Id): Promise<void> {
    const { practiceId } = me;
    await db.$executeRaw`
      SELECT 1 FROM engagement g WHERE g.practice_id = ${practiceId}::uuid AND g.id IN (
        SELECT e.engagement_id FROM time_entry e WHERE e.practice_id = ${practiceId}::uuid AND e.import_batch_id = ${importId}::uuid)
      ORDER BY g.id FOR SHARE`;
    await db.$executeRaw`
      SELECT 1 FROM contract_month m WHERE m.practice_id = ${practiceId}::uuid AND (m.engagement_id, m.month) IN (
        SELECT e.engagement_id, e.contract_month FROM time_entry e
        WHERE e.practice_id = ${practiceId}::uuid AND e.import_batch_id = ${importId}::uuid)
      ORDER BY m.engagement_id, m.month FOR SHARE`;
    await db.$executeRaw`
      SELECT 1 FROM member_day d WHERE d.practice_id = ${practiceId}::uuid AND (d.member_id, d.day) IN (
        SELECT e.member_id, e.work_date FROM time_entry e
        WHERE e.practice_id = ${practiceId}::uuid AND e.import_batch_id = ${importId}::uuid)
      ORDER BY d.member_id, d.day FOR UPDATE`;
  }

  /**
   * Voids what an import holds in open months, chunk by chunk, and frees its fingerprints; what was voided before keeps its own
   * reason. Months and days are held.
   */
  async voidHeld(db: Db, me: Me, importId: Id, at: Date, tell: (done: number) => Promise<void>): Promise<void> {
    for (let done = 0, freed = IMPORT_CHUNK; freed === IMPORT_CHUNK; done += freed) {
      await tell(done);
      freed = await db.$executeRaw`
        UPDATE time_entry e SET fingerprint = NULL, version = e.version + 1, voided_at = coalesce(e.voided_at, ${at}),
          voided_by = coalesce(e.voided_by, ${me.memberId}::uuid), void_reason = coalesce(e.void_reason, 'import undone')
        WHERE e.practice_id = ${me.practiceId}::uuid AND e.id IN (
          SELECT h.id FROM time_entry h
            JOIN contract_month m ON m.practice_id = h.practice_id AND m.engagement_id = h.engagement_id AND m.month = h.contract_month
          WHERE h.practice_id = ${me.practiceId}::uuid AND h.import_batch_id = ${importId}::uuid AND h.fingerprint IS NOT NULL
            AND m.state = 'open' ORDER BY h.id LIMIT ${IMPORT_CHUNK})`;
    }
  }
}
