import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { seed } from '../../prisma/seed';
import { ownDatabase } from '../support/database';

/** Days on which calendars do something: borders of months and years, leap days, clocks that change, and weekends. */
const DAYS = ['2026-12-01', '2027-01-02', '2027-03-28', '2028-02-29'];
const MANY_DAYS = [...DAYS, '2026-11-30', '2026-12-02', '2026-12-31', '2027-02-28', '2027-03-01', '2027-10-31'];

describe('the demo', () => {
  it.each(process.env['BATON_LONG'] === '1' ? MANY_DAYS : DAYS)(
    'is told to its end on %s: five clients in five phases, and three closed months each where they have run so long',
    async (day) => {
      const database = await ownDatabase('demo');
      const db = new pg.Client({ connectionString: database.adminUrl });
      await db.connect();
      try {
        await seed({ url: database.adminUrl, secret: database.secret }, Date.parse(`${day}T09:30:00Z`));
        const { rows } = await db.query<{ code: string; phase: string; closed: number; ahead: number }>(
          `SELECT c.code, e.phase,
             (SELECT count(*) FROM contract_month m WHERE m.engagement_id = e.id AND m.state = 'closed')::int AS closed,
             (SELECT count(*) FROM time_entry t WHERE t.engagement_id = e.id AND t.work_date > $1::date)::int
               + (SELECT count(*) FROM statement s WHERE s.engagement_id = e.id AND s.published_at > $1::date + 1)::int AS ahead
           FROM engagement e JOIN client c ON c.id = e.client_id ORDER BY c.code`,
          [day],
        );
        expect(rows.map(({ code, phase, ahead }) => [code, phase, ahead])).toEqual([
          ['ACM', 'search_running', 0],
          ['BLT', 'handing_over', 0],
          ['CDR', 'assessing', 0],
          ['DLT', 'strategic_partner', 0],
          ['EMB', 'closed', 0],
        ]);
        for (const { code, closed } of rows) if (code !== 'CDR') expect(closed).toBeGreaterThanOrEqual(3);
      } finally {
        await db.end();
        await database.drop();
      }
    },
    60_000,
  );
});
