import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { MonthFigures } from '../../domain/engagements/ledger.js';
import type { Overage } from '../../domain/engagements/terms.js';
import type { Month } from '../../domain/shared/month.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** How far a contract month has come. */
export interface MonthState {
  readonly month: Month;
  readonly closedAt: Date | null;
  readonly published: number;
  /** What the last closure froze; null while the month is open. */
  readonly frozen: { readonly figures: MonthFigures; readonly overage: Overage } | null;
}

interface StateRow {
  month: string;
  closed_at: Date | null;
  published: number;
  figures: MonthFigures | null;
  overage: Overage | null;
}

/** Reads what was closed and published of an engagement's months. */
@Injectable()
export class MonthsStore {
  async states(db: Db, me: Me, engagementId: Id): Promise<ReadonlyMap<Month, MonthState>> {
    const rows = await db.$queryRaw<StateRow[]>`
      SELECT m.month::text, c.closed_at, c.facts -> 'figures' AS figures, c.facts -> 'terms' -> 0 -> 'overage' AS overage,
        coalesce((SELECT max(s.number) FROM statement s
          WHERE s.practice_id = m.practice_id AND s.engagement_id = m.engagement_id AND s.month = m.month), 0)::int AS published
      FROM contract_month m
        LEFT JOIN LATERAL (SELECT k.closed_at, k.facts FROM closure k
          WHERE k.practice_id = m.practice_id AND k.engagement_id = m.engagement_id AND k.month = m.month
          ORDER BY k.revision DESC LIMIT 1) c ON m.state = 'closed'
      WHERE m.practice_id = ${me.practiceId}::uuid AND m.engagement_id = ${engagementId}::uuid`;
    return new Map(
      rows.map(({ month, closed_at, published, figures, overage }) => [
        month as Month,
        {
          month: month as Month,
          closedAt: closed_at,
          published,
          frozen: figures && overage && { figures, overage },
        },
      ]),
    );
  }

  /** Whether there is such an engagement for this member. */
  async engagement(db: Db, me: Me, id: Id): Promise<{ zone: string } | null> {
    return db.engagement.findUnique({
      where: { practiceId_id: { practiceId: me.practiceId, id } },
      select: { zone: true },
    });
  }
}
