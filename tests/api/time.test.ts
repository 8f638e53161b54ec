import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { editEntry, listLoggable, listTime, logHours, readEntry, readWeek, voidEntry } from '@contract/time';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId);
});

const draft = (over: object = {}) =>
  ({ id: randomUUID(), day: '2026-11-20', minutes: 90, text: 'board prep', ...over }) as never;
const params = () => ({ practiceId: practice.practiceId, engagementId: client.engagementId });
const owner = () => practice.owner.person;
const log = (over: object = {}) => owner().call(logHours, { params: params(), body: draft(over) });

describe('logging hours', () => {
  it('logs an hour and a half and shows it in list and week', async () => {
    const entry = (await log({ activity: 'C5' })).ok;
    expect(entry).toMatchObject({ minutes: 90, day: '2026-11-20', activity: 'C5', version: 1, can: { edit: true } });

    const query = { from: '2026-11-16', to: '2026-11-22' } as never;
    const list = (await owner().call(listTime, { params: { practiceId: practice.practiceId }, query })).ok;
    expect(list.items.map(({ id }) => id)).toEqual([entry.id]);

    const week = (
      await owner().call(readWeek, { params: { practiceId: practice.practiceId, week: '2026-W47' } as never })
    ).ok;
    expect(week.total).toBe(90);
    expect(week.totalsByDay['2026-11-20']).toBe(90);
  });

  it('answers the same id sent twice with the same entry, and keeps one', async () => {
    const body = draft();
    const first = await owner().call(logHours, { params: params(), body });
    const again = await owner().call(logHours, { params: params(), body });
    expect(again.ok).toEqual(first.ok);
    expect(await entriesStored()).toBe(1);
  });

  it('refuses the same id with other hours', async () => {
    const id = randomUUID();
    await log({ id });
    expect((await log({ id, minutes: 30 })).problem.code).toBe('time.id_reused');
  });

  it('refuses a day that has not come yet in the zone of the engagement', async () => {
    app.clock.set('2026-11-23T22:30:00Z');
    expect((await log({ day: '2026-11-24' })).problem.code).toBe('time.day_ahead');
    app.clock.set('2026-11-23T23:30:00Z');
    expect((await log({ day: '2026-11-24' })).status).toBe(201);
  });

  it('refuses hours before the terms', async () => {
    expect((await log({ day: '2026-07-31' })).problem).toMatchObject({
      code: 'time.outside_terms',
      fields: { day: expect.any(String) },
    });
  });

  it('refuses the twenty-fifth hour of a day, over all clients', async () => {
    const other = await make.client(practice.practiceId, { name: 'Bolt Health' });
    expect((await log({ minutes: 1000 })).status).toBe(201);
    const more = await owner().call(logHours, {
      params: { practiceId: practice.practiceId, engagementId: other.engagementId },
      body: draft({ minutes: 441 }),
    });
    expect(more.problem.code).toBe('time.day_full');
  });

  it('refuses hours in a closed month, and so does the database by itself', async () => {
    await log();
    await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1", [client.engagementId]);
    expect((await log()).problem).toMatchObject({ code: 'time.month_closed', status: 409 });
    const insert = app.admin.query(
      `INSERT INTO time_entry (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, billable, text, source, draft_hash)
       VALUES ($1, $2, $3, $4, $5, '2026-11-20', '2026-11', 30, true, '', 'web', '')`,
      [practice.practiceId, client.clientId, client.engagementId, randomUUID(), practice.owner.memberId],
    );
    await expect(insert).rejects.toThrow(/closed/);
  });

  it('refuses overlapping start and end through the database', async () => {
    const instants = { startedAt: '2026-11-20T09:00:00Z', endedAt: '2026-11-20T10:30:00Z', zone: 'Europe/Berlin' };
    expect((await log({ instants })).status).toBe(201);
    const late = { startedAt: '2026-11-20T10:00:00Z', endedAt: '2026-11-20T11:30:00Z', zone: 'Europe/Berlin' };
    expect((await log({ instants: late })).problem.code).toBe('time.overlap');
    expect((await log({ instants: late, minutes: 30 })).problem.code).toBe('time.instants_unclear');
  });

  it('names the field of what it cannot read', async () => {
    const answer = await log({ minutes: 0, day: '2026-02-30', practiceId: randomUUID() });
    expect(answer.problem.code).toBe('request.invalid');
    expect(Object.keys(answer.problem.fields ?? {})).toEqual(expect.arrayContaining(['minutes', 'day']));
  });
});

describe('changing hours', () => {
  it('edits by version, and refuses a stale or a missing one', async () => {
    const entry = (await log()).ok;
    const at = {
      params: { practiceId: practice.practiceId, entryId: entry.id },
      body: { minutes: 60, text: 'shorter' },
    };
    expect((await owner().call(editEntry, at)).problem.code).toBe('request.version_missing');
    expect((await owner().call(editEntry, at, { version: 1 })).ok).toMatchObject({ minutes: 60, version: 2 });
    expect((await owner().call(editEntry, at, { version: 1 })).problem).toMatchObject({
      code: 'request.version_stale',
      status: 412,
    });
  });

  it('gives a retried edit its own success', async () => {
    const entry = (await log()).ok;
    const at = { params: { practiceId: practice.practiceId, entryId: entry.id }, body: { minutes: 60 } };
    const first = await owner().call(editEntry, at, { version: 1, key: 'edit-once-1' });
    const again = await owner().call(editEntry, at, { version: 1, key: 'edit-once-1' });
    expect(again.ok).toEqual(first.ok);
    const other = await owner().call(editEntry, { ...at, body: { minutes: 61 } }, { version: 1, key: 'edit-once-1' });
    expect(other.problem.code).toBe('request.key_reused');
  });

  it('moves an entry to another day only when both months are open', async () => {
    const entry = (await log({ day: '2026-10-30' })).ok;
    await log();
    await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1 AND month = '2026-11'", [
      client.engagementId,
    ]);
    const at = { params: { practiceId: practice.practiceId, entryId: entry.id }, body: { day: '2026-11-20' } as never };
    expect((await owner().call(editEntry, at, { version: 1 })).problem.code).toBe('time.month_closed');
  });

  it('voids with a reason, keeps the entry, and frees the day', async () => {
    const entry = (await log({ minutes: 1440 })).ok;
    const at = { params: { practiceId: practice.practiceId, entryId: entry.id } };
    expect((await owner().call(voidEntry, { ...at, body: { reason: ' ' } }, { version: 1 })).problem.code).toBe(
      'request.invalid',
    );
    const voided = (await owner().call(voidEntry, { ...at, body: { reason: 'logged twice' } }, { version: 1 })).ok;
    expect(voided).toMatchObject({ voided: { reason: 'logged twice' }, can: { edit: false } });
    expect((await owner().call(readEntry, at)).ok.voided?.reason).toBe('logged twice');
    expect((await log({ minutes: 1440 })).status).toBe(201);
  });

  it('lets a cto change their own hours and not those of others', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const mine = (await cto.person.call(logHours, { params: params(), body: draft() })).ok;
    const theirs = (await log()).ok;
    const edit = (entryId: string) =>
      cto.person.call(
        editEntry,
        { params: { practiceId: practice.practiceId, entryId }, body: { minutes: 5 } },
        { version: 1 },
      );
    expect((await edit(mine.id)).ok.minutes).toBe(5);
    expect((await edit(theirs.id)).problem.code).toBe('request.forbidden');
  });
});

describe('reading hours', () => {
  it('pages through a list without losing or doubling an entry', async () => {
    const ids = new Set<string>();
    for (let at = 0; at < 7; at += 1) ids.add((await log({ minutes: 10, day: `2026-11-${10 + (at % 3)}` })).ok.id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { from: '2026-11-01', to: '2026-11-30', limit: 3, ...(cursor ? { cursor } : {}) } as never;
      const page = (await owner().call(listTime, { params: { practiceId: practice.practiceId }, query })).ok;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(ids);
  });

  it('tells where hours can be logged, with what is left this month', async () => {
    await log({ minutes: 200 });
    const { items } = (await owner().call(listLoggable, { params: { practiceId: practice.practiceId } })).ok;
    expect(items).toEqual([expect.objectContaining({ clientId: client.clientId, left: 1000, today: '2026-11-23' })]);
  });
});

async function entriesStored(): Promise<number> {
  const { rows } = await app.admin.query<{ count: string }>('SELECT count(*) FROM time_entry WHERE practice_id = $1', [
    practice.practiceId,
  ]);
  return Number(rows[0]?.count);
}
