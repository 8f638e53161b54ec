import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  foreseeUndoing,
  listImports,
  listTime,
  mapImport,
  readWeek,
  stageImport,
  undoImport,
  voidEntry,
  type ImportSummary,
} from '@contract/time';
import type { Day, Week } from '@domain/shared/day';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { enterFile } from '../support/enter-file';
import { workHistory, writtenExport, type Work } from '../support/files/written-export';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let northwind: MadeClient;
let rows: Work[];
let text: string;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  northwind = await make.client(practice.practiceId, { name: 'Northwind Robotics', startsOn: '2026-01-01' });
  await make.client(practice.practiceId, { name: 'Mapleworks', startsOn: '2026-01-01' });
  rows = workHistory({
    rows: 300,
    until: '2026-11-20' as Day,
    email: practice.owner.email,
    clients: ['Northwind Robotics', 'Mapleworks'],
  });
  text = writtenExport('toggl', rows);
});

const owner = () => practice.owner.person;
const params = () => ({ practiceId: practice.practiceId });
const at = ({ id }: { id: string }) => ({ ...params(), importId: id });
const stage = async (of = text, person: Person = owner(), fileName = 'toggl.csv') =>
  (await person.call(stageImport, { params: params(), body: { fileName, zone: 'Europe/Berlin', text: of } })).ok;
const entered = async () => (await enterFile(app, owner(), at(await stage()))).ok;
const undo = (file: ImportSummary) => enterFile(app, owner(), at(file), undoImport);
const wholeMinutes = (some: readonly Work[]) => some.reduce((sum, { seconds }) => sum + Math.round(seconds / 60), 0);

async function counted(): Promise<{ entries: number; minutes: number; days: number }> {
  const { rows: found } = await app.admin.query<{ entries: number; minutes: number; days: number }>(
    `SELECT count(*)::int AS entries, coalesce(sum(minutes), 0)::int AS minutes,
       (SELECT coalesce(sum(minutes), 0)::int FROM member_day WHERE practice_id = $1) AS days
     FROM time_entry WHERE practice_id = $1 AND voided_at IS NULL`,
    [practice.practiceId],
  );
  return found[0] ?? { entries: -1, minutes: -1, days: -1 };
}

describe('undoing an import', () => {
  it('voids its hours with a reason, and the same file can be imported again', async () => {
    const file = await entered();
    const minutes = wholeMinutes(rows);
    expect(await counted()).toEqual({ entries: 300, minutes, days: minutes });
    const foreseen = (await owner().call(foreseeUndoing, { params: at(file) })).ok;
    expect(foreseen).toEqual({ entries: 300, minutes, stays: [] });

    const undone = (await undo(file)).ok;
    expect(undone).toMatchObject({ state: 'undone', undone: foreseen, failure: null, outcome: { added: 300 } });
    expect(await counted()).toEqual({ entries: 0, minutes: 0, days: 0 });
    const query = { from: '2026-11-20', to: '2026-11-20', voided: 'true' } as never;
    const { items } = (await owner().call(listTime, { params: params(), query })).ok;
    expect(items[0]?.voided).toEqual({ at: app.clock.instant().toISOString(), reason: 'import undone' });

    const again = await stage();
    expect(again.plan).toMatchObject({ add: { rows: 300, minutes }, there: { rows: 0 } });
    expect((await enterFile(app, owner(), at(again))).ok.outcome).toMatchObject({ added: 300, minutes });
    expect(await counted()).toEqual({ entries: 300, minutes, days: minutes });
  }, 60_000);

  it('leaves what lies in closed months, lists it by client and month, and takes it once that is open again', async () => {
    const file = await entered();
    await setMonth(northwind, '2026-10', 'closed');
    const october = rows.filter(({ client, day }) => client === 'Northwind Robotics' && day.startsWith('2026-10'));
    const stays = [
      {
        clientId: northwind.clientId,
        clientName: 'Northwind Robotics',
        month: '2026-10',
        entries: october.length,
        minutes: wholeMinutes(october),
        sentence: 'This month is already closed.',
      },
    ];
    const undone = (await undo(file)).ok;
    expect(undone.undone).toEqual({
      entries: 300 - october.length,
      minutes: wholeMinutes(rows) - wholeMinutes(october),
      stays,
    });
    expect(await counted()).toMatchObject({ entries: october.length, minutes: wholeMinutes(october) });
    const again = await stage();
    expect(again.plan.there).toEqual({ rows: october.length, minutes: wholeMinutes(october) });
    expect((await undo(file)).problem.code).toBe('import.nothing_to_undo');

    await setMonth(northwind, '2026-10', 'open');
    expect((await undo(file)).ok).toMatchObject({ undone: { entries: october.length, stays: [] }, failure: null });
    expect(await counted()).toMatchObject({ entries: 0 });
  }, 60_000);

  it('frees what was voided before too, which alone frees nothing', async () => {
    const file = await entered();
    const query = { from: '2026-11-20', to: '2026-11-20' } as never;
    const [one] = (await owner().call(listTime, { params: params(), query })).ok.items;
    const reason = { body: { reason: 'not for this client' } };
    await owner().call(voidEntry, { params: { ...params(), entryId: one?.id ?? '' }, ...reason }, { version: 1 });
    expect((await stage()).plan).toMatchObject({ add: { rows: 0 }, there: { rows: 300 } });
    expect((await undo(file)).ok.undone).toMatchObject({ entries: 299 });
    expect((await stage()).plan).toMatchObject({ add: { rows: 300 }, there: { rows: 0 } });
    const { rows: reasons } = await app.admin.query(
      'SELECT void_reason, count(*)::int FROM time_entry WHERE practice_id = $1 GROUP BY 1 ORDER BY 2',
      [practice.practiceId],
    );
    expect(reasons).toEqual([
      { void_reason: 'not for this client', count: 1 },
      { void_reason: 'import undone', count: 299 },
    ]);
  }, 60_000);

  it('is for what was entered, and for whoever entered it', async () => {
    const staged = await stage();
    expect((await owner().call(undoImport, { params: at(staged) })).problem.code).toBe('import.not_entered');
    const cto = await make.member(practice.practiceId, 'cto', [northwind.clientId]);
    expect((await cto.person.call(undoImport, { params: at(staged) })).problem.code).toBe('request.not_found');
    expect((await cto.person.call(foreseeUndoing, { params: at(staged) })).problem.code).toBe('request.not_found');
  });

  it('touches no hours of others', async () => {
    const file = await entered();
    const week = (await owner().call(readWeek, { params: { ...params(), week: '2026-W47' as Week } })).ok;
    expect(week.total).toBeGreaterThan(0);
    const other = await enterFile(app, owner(), at(await stage(`Date,Client,Duration\n2026-11-21,Mapleworks,1:30`)));
    await undo(file);
    expect(await counted()).toMatchObject({ entries: other.ok.outcome?.added ?? -1, minutes: 90 });
  }, 60_000);

  it('is refused by the database for hours that count, and never gives a fingerprint', async () => {
    await entered();
    const change = (set: string) =>
      app.admin.query(`UPDATE time_entry SET ${set} WHERE practice_id = $1`, [practice.practiceId]);
    await expect(change('fingerprint = NULL')).rejects.toThrow('hours that count keep their fingerprint');
    await expect(change("fingerprint = 'another'")).rejects.toThrow('hours that count keep their fingerprint');
  });
});

describe('the list of imports', () => {
  it('tells what became of each, newest first, part by part', async () => {
    const one = await entered();
    await undo(one);
    const two = await entered();
    const three = await stage('Date,Client,Duration\n2026-11-21,Somebody New,1:30', owner(), 'sheet.csv');
    const first = (await owner().call(listImports, { params: params(), query: { limit: 2 } })).ok;
    expect(first.items).toMatchObject([
      { id: three.id, source: 'csv', fileName: 'sheet.csv', state: 'staged', rowCount: 1, outcome: null },
      { id: two.id, source: 'toggl', state: 'entered', outcome: { added: 300, minutes: wholeMinutes(rows) } },
    ]);
    const rest = (await owner().call(listImports, { params: params(), query: { limit: 2, cursor: first.next ?? '' } }))
      .ok;
    expect(rest).toMatchObject({ items: [{ id: one.id, state: 'undone', undone: { entries: 300 } }], next: null });
    const cto = await make.member(practice.practiceId, 'cto', [northwind.clientId]);
    expect((await cto.person.call(listImports, { params: params(), query: {} })).ok.items).toEqual([]);
  }, 60_000);

  it('says why a file was not entered', async () => {
    const staged = await stage('Date,Client,Duration\n2026-11-21,Somebody New,1:30');
    await enterFile(app, owner(), at(staged));
    const [told] = (await owner().call(listImports, { params: params(), query: {} })).ok.items;
    expect(told).toMatchObject({
      state: 'staged',
      failure: { code: 'import.unmapped', sentence: 'Say first what these names mean: Somebody New.' },
    });
  });

  it('says of a worker that was killed that nothing was changed, and lets one ask again', async () => {
    const staged = await stage();
    await app.admin.query("UPDATE import_batch SET work = 'entering', work_since = $2 WHERE id = $1", [
      staged.id,
      app.clock.instant(),
    ]);
    const [busy] = (await owner().call(listImports, { params: params(), query: {} })).ok.items;
    expect(busy).toMatchObject({ state: 'entering', failure: null });
    app.clock.set('2026-11-23T12:03:00Z');
    const [told] = (await owner().call(listImports, { params: params(), query: {} })).ok.items;
    expect(told).toMatchObject({ state: 'staged', failure: { code: 'import.interrupted' } });
    expect((await enterFile(app, owner(), at(staged))).ok).toMatchObject({ state: 'entered', outcome: { added: 300 } });
  }, 60_000);
});

describe('what names meant', () => {
  it('is remembered across products and people of a practice, and shows nobody a client that is not theirs', async () => {
    const old = rows
      .slice(0, 4)
      .map((row) => ({ ...row, client: row.client === 'Mapleworks' ? 'Maple Old' : 'North Old' }));
    const first = await stage(writtenExport('toggl', old));
    const name = (start: string) => first.names.clients.find((one) => one.name.startsWith(start))?.name ?? '';
    const mapleworks = (
      await app.admin.query<{ id: string }>("SELECT id FROM client WHERE practice_id = $1 AND name = 'Mapleworks'", [
        practice.practiceId,
      ])
    ).rows[0]?.id;
    const clients = { [name('Maple')]: mapleworks ?? randomUUID(), [name('North')]: northwind.clientId };
    await owner().call(mapImport, { params: at(first), body: { ...first.mapping, clients } }, { version: 1 });

    const cto = await make.member(practice.practiceId, 'cto', [northwind.clientId]);
    const theirs = old.map((row) => ({ ...row, first: cto.email, last: '' }));
    const next = await stage(writtenExport('harvest', theirs), cto.person);
    expect(next.source).toBe('harvest');
    expect(next.mapping.clients).toEqual({ [name('North')]: northwind.clientId });
  });
});

/** Closes a month, or opens it again, without the acts that lead there. */
async function setMonth(client: MadeClient, month: string, state: 'open' | 'closed'): Promise<void> {
  const db = await app.admin.connect();
  await db.query('BEGIN');
  await db.query('SET LOCAL session_replication_role = replica');
  await db.query('UPDATE contract_month SET state = $3 WHERE engagement_id = $1 AND month = $2', [
    client.engagementId,
    month,
    state,
  ]);
  await db.query('COMMIT');
  db.release();
}
