import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { closeMonth } from '@contract/statements';
import { logHours } from '@contract/time';
import { lastDayOf, addMonths, month, type Month } from '@domain/shared/month';
import type { SummaryFacts } from '@domain/statements/summary-facts';
import { useApp } from '../support/app';
import { Make } from '../support/make/make';

const app = useApp();
const ROUNDS = 200;
const MONTHS = 20;

it('an hour logged while its month closes is in the closure or refused', async () => {
  const make = new Make(app);
  const { practiceId, owner } = await make.practice();
  let logged = 0;
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += MONTHS) {
    const { engagementId } = await make.client(practiceId, { startsOn: '2024-01-01' });
    const params = (of: Month) => ({ practiceId, engagementId, month: of });
    for (let at = 0; at < MONTHS; at += 1) {
      const of = addMonths(month('2024-01'), at);
      const body = { id: randomUUID(), day: lastDayOf(of, 1), minutes: 7, activity: 'C1', text: 'late' };
      const [close, log] = await Promise.all([
        later(at % 3 === 0 ? 0 : (at * 3) % 20).then(() =>
          patiently((key) => owner.person.call(closeMonth, { params: params(of) }, { key })),
        ),
        later(at % 3 === 1 ? 0 : (at * 7) % 20).then(() =>
          patiently(() => owner.person.call(logHours, { params: { practiceId, engagementId }, body: body as never })),
        ),
      ]);
      expect(close.status).toBe(201);
      const frozen = await frozenIn(engagementId, of);
      if (log.status === 201) {
        logged += 1;
        expect(frozen.entries.map(({ id }) => id)).toEqual([body.id]);
        expect(frozen.figures.used).toBe(7);
      } else {
        refused += 1;
        expect(log.problem.code).toBe('time.month_closed');
        expect(frozen.entries).toEqual([]);
        expect(await stored(body.id)).toBe(0);
      }
    }
  }
  expect(logged + refused).toBe(ROUNDS);
  expect(Math.min(logged, refused)).toBeGreaterThan(0);
}, 240_000);

/** Asks again, in the same words, when the server says that it is busy; as every client should. */
async function patiently<Reply extends { status: number }>(ask: (key: string) => Promise<Reply>): Promise<Reply> {
  const key = randomUUID();
  let reply = await ask(key);
  for (let tries = 1; reply.status === 503 && tries < 5; tries += 1) reply = await ask(key);
  return reply;
}

function later(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

async function frozenIn(engagementId: string, of: Month): Promise<SummaryFacts> {
  const { rows } = await app.admin.query<{ facts: SummaryFacts }>(
    'SELECT facts FROM closure WHERE engagement_id = $1 AND month = $2',
    [engagementId, of],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.facts;
}

async function stored(entryId: string): Promise<number> {
  const { rowCount } = await app.admin.query('SELECT 1 FROM time_entry WHERE id = $1', [entryId]);
  return rowCount ?? 0;
}
