import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { editEntry, listTime, logHours, voidEntry, type TimeEntry } from '@contract/time';
import { useApp } from '../support/app';
import type { Answer, Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let acme: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  acme = await make.client(practice.practiceId);
});

const owner = () => practice.owner.person;

interface Hours {
  readonly from: string;
  readonly to: string;
  readonly at?: MadeClient;
  readonly over?: object;
}

/** Logs from one moment to another; the day is said as it is in Berlin unless the test says otherwise. */
function log({ from, to, at = acme, over = {} }: Hours, by: Person = owner()): Promise<Answer<typeof logHours>> {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  const body = {
    id: randomUUID(),
    day: from.slice(0, 10),
    minutes,
    text: 'board prep',
    instants: { startedAt: from, endedAt: to, zone: 'Europe/Berlin' },
    ...over,
  };
  return by.call(logHours, {
    params: { practiceId: practice.practiceId, engagementId: at.engagementId },
    body: body as never,
  });
}

function edit(entry: Pick<TimeEntry, 'id' | 'version'>, body: object, by: Person = owner()) {
  const params = { practiceId: practice.practiceId, entryId: entry.id };
  return by.call(editEntry, { params, body: body as never }, { version: entry.version });
}

const listed = async () => {
  const query = { from: '2026-08-01', to: '2026-12-31' } as never;
  return (await owner().call(listTime, { params: { practiceId: practice.practiceId }, query })).ok.items;
};

describe('hours that pass midnight where the client is', () => {
  it('become linked parts, over a month border too, and the last takes the total minus the others', async () => {
    const hours = { from: '2026-10-31T22:29:31Z', to: '2026-10-31T23:30:10Z', over: { minutes: 61 } };
    const { ok } = await log(hours);
    const parts = [ok, ...ok.later].map(({ day, minutes, wholeId }) => [day, minutes, wholeId]);
    expect(parts).toEqual([
      ['2026-10-31', 30, ok.id],
      ['2026-11-01', 31, ok.id],
    ]);
    const { rows } = await app.admin.query(
      'SELECT contract_month AS month, minutes FROM time_entry WHERE practice_id = $1 ORDER BY work_date',
      [practice.practiceId],
    );
    expect(rows).toEqual([
      { month: '2026-10', minutes: 30 },
      { month: '2026-11', minutes: 31 },
    ]);
  });

  it('are answered alike when they are sent again', async () => {
    const hours = { from: '2026-11-20T22:00:00Z', to: '2026-11-21T00:30:00Z', over: { id: randomUUID() } };
    const first = (await log(hours)).ok;
    expect(first.later).toHaveLength(1);
    expect((await log(hours)).ok).toEqual(first);
    expect((await log({ ...hours, to: '2026-11-21T01:30:00Z' })).problem.code).toBe('time.id_reused');
    expect(await listed()).toHaveLength(2);
  });

  it('are refused whole when a part cannot stand', async () => {
    await log({ from: '2026-10-30T09:00:00Z', to: '2026-10-30T10:00:00Z' });
    await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1 AND month = '2026-10'", [
      acme.engagementId,
    ]);
    const across = await log({ from: '2026-10-31T22:00:00Z', to: '2026-10-31T23:30:00Z' });
    expect(across.problem.code).toBe('time.month_closed');
    expect(await listed()).toHaveLength(1);
  });

  it('belong to the day it was there, which whoever logs them has to say', async () => {
    const coast = await make.client(practice.practiceId, { name: 'Coast', zone: 'America/Los_Angeles' });
    const hours = { from: '2026-11-20T06:00:00Z', to: '2026-11-20T07:00:00Z', at: coast };
    expect((await log(hours)).problem).toMatchObject({ code: 'time.other_day', facts: { day: '2026-11-19' } });
    expect((await log({ ...hours, over: { day: '2026-11-19' } })).ok).toMatchObject({ day: '2026-11-19', later: [] });
  });
});

describe('clock times that are taken', () => {
  it('are refused with what stands there', async () => {
    const there = (await log({ from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:30:00Z' })).ok;
    const { problem } = await log({ from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:30:00Z' });
    expect(problem).toMatchObject({
      code: 'time.overlap',
      status: 409,
      facts: {
        wanted: { startedAt: '2026-11-20T10:00:00.000Z', endedAt: '2026-11-20T11:30:00.000Z' },
        others: [
          {
            id: there.id,
            clientId: acme.clientId,
            client: 'Acme Robotics',
            startedAt: '2026-11-20T09:00:00.000Z',
            endedAt: '2026-11-20T10:30:00.000Z',
          },
        ],
      },
    });
  });

  it('say when, and nothing else, of a client that one no longer works for', async () => {
    const bolt = await make.client(practice.practiceId, { name: 'Bolt Health' });
    const { memberId, person } = await make.member(practice.practiceId, 'cto', [acme.clientId, bolt.clientId]);
    await log({ from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z', at: bolt }, person);
    await app.admin.query('DELETE FROM assignment WHERE member_id = $1 AND client_id = $2', [memberId, bolt.clientId]);
    const { problem } = await log({ from: '2026-11-20T09:30:00Z', to: '2026-11-20T10:30:00Z' }, person);
    expect(problem.facts?.['others']).toEqual([
      {
        id: null,
        clientId: null,
        client: null,
        text: null,
        startedAt: '2026-11-20T09:00:00.000Z',
        endedAt: '2026-11-20T10:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(problem)).not.toContain('Bolt');
  });

  it('are taken when they are marked as parallel, by the new entry or the old one', async () => {
    const there = (await log({ from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' })).ok;
    const same = { from: '2026-11-20T09:30:00Z', to: '2026-11-20T10:30:00Z' };
    expect((await log({ ...same, over: { parallel: true } })).ok.parallel).toBe(true);
    expect((await log(same)).problem.code).toBe('time.overlap');
    expect((await edit(there, { parallel: true })).ok.parallel).toBe(true);
    expect((await log(same)).status).toBe(201);
  });

  it('are free again once the other entry is voided, next to one another, and for somebody else', async () => {
    const there = (await log({ from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' })).ok;
    expect((await log({ from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z' })).status).toBe(201);
    const { person } = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    expect((await log({ from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' }, person)).status).toBe(201);
    const at = { params: { practiceId: practice.practiceId, entryId: there.id }, body: { reason: 'Logged twice' } };
    await owner().call(voidEntry, at, { version: 1 });
    expect((await log({ from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' })).status).toBe(201);
  });

  it('cannot be taken twice by fifty who write at once, over clients and zones', async () => {
    const coast = await make.client(practice.practiceId, { name: 'Coast', zone: 'America/Los_Angeles' });
    const write = async (number: number): Promise<Answer<typeof logHours>> => {
      // Ten minutes each, one minute apart: any two of a run of ten overlap.
      const from = new Date(Date.parse('2026-11-20T10:00:00Z') + number * 60_000).toISOString();
      const to = new Date(Date.parse(from) + 600_000).toISOString();
      const answer = await log({ from, to, at: number % 2 ? coast : acme });
      return answer.status === 503 ? write(number) : answer;
    };
    const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => write(number)));
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { problem } of refused) {
      expect(problem.code).toBe('time.overlap');
      expect(problem.facts?.['others']).not.toEqual([]);
    }
    const { rows } = await app.admin.query<{ overlaps: number; entries: number }>(
      `SELECT count(*) FILTER (WHERE a.id < b.id)::int AS overlaps, count(DISTINCT a.id)::int AS entries
       FROM time_entry a LEFT JOIN time_entry b ON b.practice_id = a.practice_id AND b.id <> a.id
         AND tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)
       WHERE a.practice_id = $1`,
      [practice.practiceId],
    );
    console.info(`overlap: 50 writers at once, ${50 - refused.length} entries, ${rows[0]?.overlaps} overlaps`);
    expect(rows).toEqual([{ overlaps: 0, entries: 50 - refused.length }]);
  }, 60_000);
});

describe('changing clock times', () => {
  const nine = { from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' };
  const instants = (startedAt: string, endedAt: string) => ({
    instants: { startedAt, endedAt, zone: 'Europe/Berlin' },
  });

  it('changes day and length with them', async () => {
    const entry = (await log(nine)).ok;
    const { ok } = await edit(entry, instants('2026-11-19T08:00:00Z', '2026-11-19T09:30:00Z'));
    expect(ok).toMatchObject({ day: '2026-11-19', minutes: 90, instants: { startedAt: '2026-11-19T08:00:00.000Z' } });
  });

  it('gives them to an entry that had none, and takes them away', async () => {
    const entry = (await log({ ...nine, over: { instants: null } })).ok;
    expect(entry.instants).toBeNull();
    const timed = (await edit(entry, instants(nine.from, nine.to))).ok;
    expect(timed.instants).toMatchObject({ zone: 'Europe/Berlin' });
    expect((await edit(timed, { instants: null })).ok).toMatchObject({ instants: null, minutes: 60 });
  });

  it('takes them away with another length or day, and keeps them with another text', async () => {
    const entry = (await log(nine)).ok;
    const named = (await edit(entry, { text: 'call', minutes: 60 })).ok;
    expect(named.instants).not.toBeNull();
    expect((await edit(named, { minutes: 75 })).ok).toMatchObject({ minutes: 75, instants: null });
  });

  it('is refused where other hours stand, but not by the entry itself', async () => {
    const entry = (await log(nine)).ok;
    const other = (await log({ from: '2026-11-20T11:00:00Z', to: '2026-11-20T12:00:00Z' })).ok;
    expect((await edit(entry, instants('2026-11-20T10:30:00Z', '2026-11-20T11:30:00Z'))).problem).toMatchObject({
      code: 'time.overlap',
      facts: { others: [{ id: other.id }] },
    });
    expect((await edit(entry, instants('2026-11-20T09:30:00Z', '2026-11-20T10:30:00Z'))).status).toBe(200);
  });

  it('stays within a day of the client, and says the truth about the length', async () => {
    const entry = (await log(nine)).ok;
    const late = instants('2026-11-20T22:00:00Z', '2026-11-21T00:00:00Z');
    expect((await edit(entry, late)).problem.code).toBe('time.past_midnight');
    const wrong = { ...instants('2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z'), minutes: 30 };
    expect((await edit(entry, wrong)).problem.code).toBe('time.instants_unclear');
    const backwards = instants('2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z');
    expect((await edit(entry, backwards)).problem.code).toBe('time.instants_unclear');
  });
});

it('refuses an end that does not lie after its start', async () => {
  const same = { from: '2026-11-20T09:00:00Z', to: '2026-11-20T09:00:00Z' };
  expect((await log(same)).problem.code).toBe('time.instants_unclear');
});
