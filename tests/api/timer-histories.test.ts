import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from '@jest/globals';
import { listTime } from '@contract/time';
import { readTimer, startTimer, stopTimer } from '@contract/timer';
import { elapsedMinutes } from '@domain/time/elapsed';
import fc from 'fast-check';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

// Two devices with wrong clocks act on one timer, each knowing only what it last saw, and sometimes late. Whatever they do,
// at most one timer runs, nothing that was measured is lost, and nothing overlaps.

const app = useApp();
const HISTORIES = 25;
const DAY_MS = 86_400_000;
const counted = { acts: 0, started: 0, stopped: 0, refused: 0, entries: 0 };
afterAll(() => {
  const { acts, started, stopped, refused, entries } = counted;
  console.info(
    `timer: ${HISTORIES} histories, ${acts} acts of two devices, ${started} starts, ${stopped} stops, ${refused} refused, ${entries} entries, 0 lost`,
  );
});

interface Act {
  readonly device: 0 | 1;
  readonly what: 'look' | 'start' | 'stop';
  /** Minutes and seconds since the act before. */
  readonly after: number;
  /** How long ago it happened on the device when it is sent, in seconds. */
  readonly late: number;
  /** By how many days the device's clock is wrong at that moment. */
  readonly wrong: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  device: fc.constantFrom<0 | 1>(0, 1),
  what: fc.constantFrom('look', 'start', 'start', 'stop'),
  after: fc.integer({ min: 1, max: 6000 }),
  late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }) }),
  wrong: fc.constantFrom(-1, 0, 0, 1),
});

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is true: told by the rules of the product, and not by the code. */
class Model {
  running: { readonly id: string; readonly start: number } | null = null;
  readonly kept: Stretch[] = [];

  /** Whether time up to an instant can be kept: not before it started, and beside nothing that was kept. */
  keep(end: number): boolean {
    const { running } = this;
    if (!running || end < running.start) return false;
    const stretch = { start: running.start, end: Math.max(end, running.start + 1000) };
    if (this.kept.some((other) => other.start < stretch.end && stretch.start < other.end)) return false;
    this.kept.push(stretch);
    this.running = null;
    return true;
  }
}

it('loses nothing and overlaps nothing, whatever two devices with wrong clocks do', async () => {
  const make = new Make(app);
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      app.clock.set('2026-10-31T18:00:00Z');
      const practice = await make.practice();
      const clients = [await make.client(practice.practiceId), await make.client(practice.practiceId)] as const;
      await live(practice, clients, acts);
    }),
    { numRuns: HISTORIES },
  );
}, 180_000);

async function live(practice: MadePractice, clients: readonly [MadeClient, MadeClient], acts: readonly Act[]) {
  const { practiceId } = practice;
  const { person } = practice.owner;
  const params = { practiceId };
  const model = new Model();
  const seen: [string | null, string | null] = [null, null];
  const look = async () => (await person.call(readTimer, { params })).ok.timer;

  for (const { device, what, after, late, wrong } of acts) {
    counted.acts += 1;
    app.clock.advance({ seconds: after });
    const happened = app.clock.now() - late * 1000;
    const said = (at: number) => new Date(at + wrong * DAY_MS).toISOString();
    if (what === 'look') {
      seen[device] = (await look())?.id ?? null;
    } else if (what === 'start') {
      const id = randomUUID();
      const body = { id, engagementId: clients[device].engagementId, zone: 'Europe/Berlin', insteadOf: seen[device] };
      const fits = (model.running?.id ?? null) === seen[device] && (model.running === null || model.keep(happened));
      const answer = await person.call(startTimer, {
        params,
        body: { ...body, startedAt: said(happened), sentAt: said(app.clock.now()) } as never,
      });
      expect([what, answer.status === 201]).toEqual([what, fits]);
      if (fits) {
        model.running = { id, start: happened };
        seen[device] = id;
        counted.started += 1;
      } else {
        counted.refused += 1;
        if (answer.problem.code === 'time.timer_other') seen[device] = model.running?.id ?? null;
      }
    } else if (seen[device]) {
      const isRunning = model.running?.id === seen[device];
      const fits = isRunning && model.keep(happened);
      const answer = await person.call(stopTimer, {
        params: { ...params, timerId: seen[device] },
        body: { stoppedAt: said(happened), sentAt: said(app.clock.now()) },
      });
      expect([what, answer.status === 201]).toEqual([what, fits]);
      counted[fits ? 'stopped' : 'refused'] += 1;
      if (!isRunning) expect(answer.problem.facts).toMatchObject({ timer: model.running && { id: model.running.id } });
      if (fits) seen[device] = null;
    }
    expect((await look())?.id ?? null).toBe(model.running?.id ?? null);
  }

  const query = { from: '2026-10-01', to: '2026-12-31' } as never;
  const { items } = (await person.call(listTime, { params, query })).ok;
  counted.entries += items.length;
  const minutesKept = model.kept.reduce((sum, { start, end }) => sum + elapsedMinutes(start, end), 0);
  expect(items.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(minutesKept);
  const { rows } = await app.admin.query<{ running: number; overlaps: number }>(
    `SELECT (SELECT count(*)::int FROM timer WHERE practice_id = $1 AND ended_at IS NULL) AS running,
       (SELECT count(*)::int FROM time_entry a JOIN time_entry b ON b.practice_id = a.practice_id AND a.id < b.id
          AND tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at) WHERE a.practice_id = $1) AS overlaps`,
    [practiceId],
  );
  expect(rows).toEqual([{ running: model.running ? 1 : 0, overlaps: 0 }]);
}
