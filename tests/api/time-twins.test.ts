import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from '@jest/globals';
import { logHours, type TimeEntry } from '@contract/time';
import { useApp } from '../support/app';
import type { Answer } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

// The same hours sent many times at once, as a device does that lost every answer.

const app = useApp();
const TWINS = 25;
const ROUNDS = 8;
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  practice = await make.practice();
  client = await make.client(practice.practiceId);
});

const draft = (over: object = {}) =>
  ({ id: randomUUID(), day: '2026-11-20', minutes: 60, text: 'board prep', ...over }) as never;

/** Sends them all at once; one that is told to come back later comes back. */
function logAtOnce(bodies: readonly never[], at: MadeClient = client) {
  const params = { practiceId: practice.practiceId, engagementId: at.engagementId };
  const send = async (body: never): Promise<Answer<typeof logHours>> => {
    const answer = await practice.owner.person.call(logHours, { params, body });
    return answer.status === 503 ? send(body) : answer;
  };
  return Promise.all(bodies.map(send));
}

async function count(table: string, where: string): Promise<number> {
  const { rows } = await app.admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE practice_id = $1 AND ${where}`,
    [practice.practiceId],
  );
  return rows[0]?.count ?? -1;
}

it('answers twins that arrive together alike, and keeps one entry and one trace of it', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const answers = await logAtOnce(Array<never>(TWINS).fill(draft()));
    const [first, ...others] = answers.map((answer): TimeEntry => answer.ok);
    for (const other of others) expect(other).toEqual(first);
  }
  expect(await count('time_entry', 'true')).toBe(ROUNDS);
  expect(await count('audit_event', `object = 'time_entry'`)).toBe(ROUNDS);
}, 60_000);

it('answers a twin of hours that fill the day', async () => {
  const answers = await logAtOnce(Array<never>(TWINS).fill(draft({ minutes: 1440 })));
  expect(answers.map(({ status }) => status)).toEqual(Array(TWINS).fill(201));
  expect(await count('time_entry', 'true')).toBe(1);
});

it('takes one of two different entries that fight for an id, wherever they are logged', async () => {
  const other = await make.client(practice.practiceId, { name: 'Bolt Health' });
  const id = randomUUID();
  const [here, there] = await Promise.all([
    logAtOnce([draft({ id }), draft({ id, day: '2026-11-19' })]),
    logAtOnce([draft({ id, minutes: 30 })], other),
  ]);
  const answers = [...here, ...there];
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect(answer.problem.code).toBe('time.id_reused');
  }
  expect(await count('time_entry', 'true')).toBe(1);
});

it('answers twins even after the month was closed', async () => {
  const body = draft();
  const [first] = await logAtOnce([body]);
  await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1", [client.engagementId]);
  const [again] = await logAtOnce([body]);
  expect(again?.ok).toMatchObject({ id: first?.ok.id, minutes: 60, monthClosed: true });
});
