import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { closeMonth, correctEntry } from '@contract/statements';
import { editEntry, logHours, voidEntry } from '@contract/time';
import { lastDayOf, addMonths, month, type Month } from '@domain/shared/month';
import type { SummaryFacts } from '@domain/statements/summary-facts';
import { useApp } from '../support/app';
import type { Answer, Person } from '../support/as';
import { Make } from '../support/make/make';

const app = useApp();
const ROUNDS = process.env['BATON_LONG'] ? 1_000 : 200;
const MONTHS = 20;
const DEEDS = ['void', 'log', 'edit', 'correct'] as const;
type Deed = (typeof DEEDS)[number];

it('an hour logged, edited, voided or corrected while a month closes is in the closure or not at all', async () => {
  const make = new Make(app);
  const { practiceId, owner } = await make.practice();
  const counts = Object.fromEntries(DEEDS.map((deed) => [deed, { before: 0, after: 0 }])) as Record<
    Deed,
    { before: number; after: number }
  >;
  for (let round = 0; round < ROUNDS; round += MONTHS) {
    const { engagementId } = await make.client(practiceId, { startsOn: '2024-01-01' });
    const hours = new Hours(owner.person, practiceId, engagementId);
    let earlier: string | null = null;
    for (let at = 0; at < MONTHS; at += 1) {
      const of = addMonths(month('2024-01'), at);
      const entryId = await hours.logged(of, 10);
      const deed = DEEDS[(round + at) % DEEDS.length] ?? 'log';
      const [close, done] = await Promise.all([
        later(at % 3 === 0 ? 0 : (at * 3) % 20).then(() => hours.close(of)),
        later(at % 3 === 1 ? 0 : (at * 7) % 20).then(() => hours.act(deed, of, entryId, earlier)),
      ]);
      expect(close.status).toBe(201);
      const frozen = await frozenIn(engagementId, of);
      const stored = await storedIn(engagementId, of, earlier);
      expect(frozen.entries.map(({ id, minutes }) => ({ id, minutes }))).toEqual(stored.entries);
      expect(frozen.figures.used).toBe(stored.used);
      const inTime = deed === 'correct' ? stored.corrections > 0 : done.status < 300;
      if (!inTime && done.status >= 300) expect(done.problem.code).toBe('time.month_closed');
      counts[deed][inTime ? 'before' : 'after'] += 1;
      earlier = entryId;
    }
  }
  console.info(
    `${ROUNDS} races against closing: ${DEEDS.map((deed) => `${deed} ${counts[deed].before} in, ${counts[deed].after} out`).join('; ')}`,
  );
  const all = Object.values(counts);
  expect(all.reduce((sum, { before, after }) => sum + before + after, 0)).toBe(ROUNDS);
  expect(all.reduce((sum, { before }) => sum + before, 0)).toBeGreaterThan(0);
  expect(all.reduce((sum, { after }) => sum + after, 0)).toBeGreaterThan(0);
}, 1_200_000);

/** The hours of one engagement, and what is done to them. */
class Hours {
  constructor(
    private readonly person: Person,
    private readonly practiceId: string,
    private readonly engagementId: string,
  ) {}

  close(of: Month) {
    const params = { practiceId: this.practiceId, engagementId: this.engagementId, month: of };
    return patiently((key) => this.person.call(closeMonth, { params }, { key }));
  }

  async logged(of: Month, minutes: number): Promise<string> {
    const id = randomUUID();
    expect((await this.log(of, minutes, id)).status).toBe(201);
    return id;
  }

  /** Logs into the month, edits or voids its entry, or corrects the entry of the month before, which is closed. */
  act(deed: Deed, of: Month, entryId: string, earlier: string | null): Promise<Answer<never>> {
    const params = { practiceId: this.practiceId, entryId };
    switch (deed) {
      case 'log':
        return this.log(of, 7, randomUUID()) as Promise<Answer<never>>;
      case 'edit':
        return patiently((key) =>
          this.person.call(editEntry, { params, body: { minutes: 15 } }, { key, version: 1 }),
        ) as Promise<Answer<never>>;
      case 'void':
        return patiently((key) =>
          this.person.call(voidEntry, { params, body: { reason: 'Logged twice' } }, { key, version: 1 }),
        ) as Promise<Answer<never>>;
      case 'correct':
        return patiently((key) =>
          this.person.call(
            correctEntry,
            { params: { ...params, entryId: earlier ?? entryId }, body: { minutes: -3, reason: 'Too long' } },
            { key },
          ),
        ) as Promise<Answer<never>>;
    }
  }

  private log(of: Month, minutes: number, id: string) {
    const body = { id, day: lastDayOf(of, 1), minutes, activity: 'C1', text: 'late' };
    const params = { practiceId: this.practiceId, engagementId: this.engagementId };
    return patiently(() => this.person.call(logHours, { params, body: body as never }));
  }
}

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

/** The month recomputed from its rows, as they are after the race. */
async function storedIn(engagementId: string, of: Month, correctedId: string | null) {
  const { rows: entries } = await app.admin.query<{ id: string; minutes: number }>(
    `SELECT id, minutes FROM time_entry WHERE engagement_id = $1 AND contract_month = $2 AND voided_at IS NULL
     ORDER BY work_date, created_at, id`,
    [engagementId, of],
  );
  const { rows } = await app.admin.query<{ minutes: number; count: number }>(
    'SELECT coalesce(sum(minutes), 0)::int AS minutes, (count(*) FILTER (WHERE entry_id = $3))::int AS count FROM correction WHERE engagement_id = $1 AND month = $2',
    [engagementId, of, correctedId],
  );
  const corrected = rows[0]?.minutes ?? 0;
  return {
    entries,
    corrections: rows[0]?.count ?? 0,
    used: entries.reduce((sum, { minutes }) => sum + minutes, corrected),
  };
}
