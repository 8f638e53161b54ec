import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Input } from '@contract/route';
import {
  enterImport,
  listTime,
  logHours,
  mapImport,
  readImport,
  stageImport,
  voidEntry,
  type ImportView,
} from '@contract/time';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { enterFile, work } from '../support/enter-file';
import { togglExport } from '../support/files/toggl-export';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let northwind: MadeClient;
let halden: MadeClient;
let mapleworks: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  northwind = await make.client(practice.practiceId, { name: 'Northwind Robotics', startsOn: '2026-06-01' });
  halden = await make.client(practice.practiceId, { name: 'Halden Logistics', startsOn: '2026-06-01' });
  mapleworks = await make.client(practice.practiceId, { name: 'Mapleworks', startsOn: '2026-06-01' });
});

const params = () => ({ practiceId: practice.practiceId });
const at = (view: ImportView) => ({ ...params(), importId: view.id });
const owner = () => practice.owner.person;
const ada = () => [{ name: 'Ada Berg', email: practice.owner.email }];
const awkward = () =>
  readFileSync(new URL('../support/files/toggl-awkward.csv', import.meta.url), 'utf8').replaceAll(
    /ada@berg-advisory\.test/gi,
    practice.owner.email,
  );
const exported = (rows: number) => togglExport({ until: '2026-11-20' as never, rows, people: ada() });

const stage = (text: string, body: object = {}, person: Person = owner()) =>
  person.call(stageImport, {
    params: params(),
    body: { source: 'toggl', fileName: 'Toggl_time_entries.csv', zone: 'Europe/Berlin', text, ...body },
  });
/** Asks for a file to be entered, has the worker do it, and answers what became of it, a failure like a refusal. */
const enter = (view: ImportView, person: Person = owner()) => enterFile(app, person, at(view));
const map = (view: ImportView, change: Partial<Input<typeof mapImport>['body']>, person: Person = owner()) =>
  person.call(mapImport, { params: at(view), body: { ...view.mapping, ...change } }, { version: view.version });

async function stored() {
  const { rows } = await app.admin.query<{ entries: number; minutes: number; months: number; clients: number }>(
    `SELECT count(*)::int AS entries, coalesce(sum(minutes), 0)::int AS minutes, count(DISTINCT contract_month)::int AS months,
       count(DISTINCT client_id)::int AS clients FROM time_entry WHERE practice_id = $1 AND source = 'import'`,
    [practice.practiceId],
  );
  return rows[0];
}

const HEADER = 'User,Email,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration,Tags';
const row = (text: string, day: string, from: string, to: string, duration: string, email = practice.owner.email) =>
  `Ada,${email},Northwind Robotics,,${text},Yes,${day},${from},${day},${to},${duration},`;
const file = (...rows: string[]) => [HEADER, ...rows].join('\n');

describe('an export of 320 rows over three clients and several months', () => {
  it('is planned, entered whole, and adds nothing the second time', async () => {
    const { text, rows, seconds } = exported(320);
    const staged = (await stage(text)).ok;
    expect(staged).toMatchObject({ state: 'staged', rowCount: rows, outcome: null, version: 1 });
    expect(staged.plan).toMatchObject({
      add: { rows: 320 },
      there: { rows: 0 },
      left: { rows: 0, minutes: 0 },
      file: { rows: 320, seconds },
      problems: [],
      unmapped: [],
    });
    expect(staged.plan.add.minutes * 60 + staged.plan.roundingSeconds).toBe(seconds);
    expect(staged.plan.preview).toHaveLength(50);
    expect(staged.plan.preview[0]).toMatchObject({ fate: 'add', person: practice.owner.email });

    const entered = (await enter(staged)).ok;
    expect(entered).toMatchObject({
      state: 'entered',
      outcome: { added: 320, minutes: staged.plan.add.minutes, there: 0, left: 0 },
    });
    const before = await stored();
    expect(before).toMatchObject({ entries: 320, minutes: staged.plan.add.minutes, clients: 3 });
    expect(before?.months).toBeGreaterThan(2);
    const { rows: days } = await app.admin.query(
      `SELECT d.day FROM member_day d JOIN time_entry e ON e.practice_id = d.practice_id AND e.member_id = d.member_id
         AND e.work_date = d.day WHERE d.practice_id = $1 GROUP BY d.day, d.minutes HAVING d.minutes <> sum(e.minutes)`,
      [practice.practiceId],
    );
    expect(days).toEqual([]);

    const again = (await stage(text)).ok;
    expect(again.plan).toMatchObject({
      add: { rows: 0, minutes: 0 },
      there: { rows: 320, minutes: staged.plan.add.minutes },
    });
    expect((await enter(again)).ok.outcome).toMatchObject({ added: 0, minutes: 0, there: 320 });
    expect(await stored()).toEqual(before);
  }, 60_000);

  it('is entered once when two people press at the same moment', async () => {
    const { text } = exported(120);
    const [one, two] = [(await stage(text)).ok, (await stage(text)).ok];
    const answers = await Promise.all([enter(one), enter(two)]);
    expect(answers.map(({ ok }) => ok.outcome?.added).toSorted()).toEqual([0, 120]);
    expect(await stored()).toMatchObject({ entries: 120 });
  }, 60_000);

  it('fits into one go with 2,000 rows', async () => {
    const early = await make.practice();
    await make.client(early.practiceId, { name: 'Northwind Robotics', startsOn: '2023-01-01' });
    await make.client(early.practiceId, { name: 'Halden Logistics', startsOn: '2023-01-01' });
    await make.client(early.practiceId, { name: 'Mapleworks', startsOn: '2023-01-01' });
    practice = early;
    const staged = (await stage(exported(2000).text)).ok;
    expect(staged.plan.add.rows).toBe(2000);
    expect((await enter(staged)).ok.outcome?.added).toBe(2000);
    expect(await stored()).toMatchObject({ entries: 2000, minutes: staged.plan.add.minutes });
  }, 60_000);
});

describe('an awkward file', () => {
  it('lists every row that adds nothing, with its time, and totals agree to the minute', async () => {
    await closeMonth(northwind, '2026-09');
    await app.admin.query("UPDATE terms SET valid_from = '2026-09-01' WHERE engagement_id = $1", [
      northwind.engagementId,
    ]);
    const staged = (await stage(awkward())).ok;
    expect(staged.plan.unmapped.toSorted()).toEqual(['Private', 'bo@lind.test', 'constructor']);
    const mapped = (
      await map(staged, {
        people: { ...staged.mapping.people, 'bo@lind.test': null },
        clients: { ...staged.mapping.clients, Private: null, constructor: null },
      })
    ).ok;
    expect(mapped.plan.unmapped).toEqual([]);
    const kinds = Object.fromEntries(mapped.plan.problems.map(({ kind, count }) => [kind, count]));
    expect(kinds).toEqual({
      'import.left_out': 3,
      'import.zero_minutes': 1,
      'time.overlap': 1,
      'time.month_closed': 1,
      'time.outside_terms': 1,
      'time.day_ahead': 1,
      'import.date_unclear': 1,
      'import.duration_unclear': 1,
    });
    const { add, there, left, file: whole, roundingSeconds } = mapped.plan;
    expect(add.rows + there.rows + left.rows).toBe(whole.rows);
    expect((add.minutes + there.minutes + left.minutes) * 60 + roundingSeconds).toBe(whole.seconds);
    expect(mapped.plan.notes.map(({ kind }) => kind).toSorted()).toEqual([
      'import.hour_unclear',
      'import.times_disagree',
    ]);

    const entered = (await enter(mapped)).ok;
    expect(await stored()).toMatchObject({ entries: entered.outcome?.added, minutes: add.minutes });
    const query = { from: '2026-11-02', to: '2026-11-05' } as never;
    const { items } = (await owner().call(listTime, { params: params(), query })).ok;
    expect(items.map(({ day, minutes, text, activity, source }) => [day, minutes, text, activity, source])).toEqual([
      ['2026-11-05', 61, 'Deploy over midnight', 'V7', 'import'],
      ['2026-11-04', 60, 'Deploy over midnight', 'V7', 'import'],
      ['2026-11-03', 16, 'Standup', 'V1', 'import'],
      ['2026-11-02', 90, 'Board prep, "final" second line', 'C5', 'import'],
    ]);
    expect(items[0]?.instants).toEqual({
      startedAt: '2026-11-04T23:00:00.000Z',
      endedAt: '2026-11-05T00:00:40.000Z',
      zone: 'Europe/Berlin',
    });
  });

  it('takes overlapping rows as parallel work when told so', async () => {
    const text = file(
      row('first', '2026-11-10', '09:00:00', '10:00:00', '01:00:00'),
      row('second', '2026-11-10', '09:30:00', '10:30:00', '01:00:00'),
    );
    const staged = (await stage(text)).ok;
    expect(staged.plan).toMatchObject({
      add: { rows: 1 },
      problems: [{ kind: 'time.overlap', count: 1, minutes: 60 }],
    });
    const parallel = (await map(staged, { overlapsAreParallel: true })).ok;
    expect(parallel).toMatchObject({ overlapsAreParallel: true, plan: { add: { rows: 2 }, problems: [] } });
    expect((await enter(parallel)).ok.outcome?.added).toBe(2);
  });

  it('sees hours logged by hand, on the clock and on the day', async () => {
    const draft = {
      id: randomUUID(),
      day: '2026-11-10',
      minutes: 60,
      instants: { startedAt: '2026-11-10T08:30:00Z', endedAt: '2026-11-10T09:30:00Z', zone: 'Europe/Berlin' },
    };
    const engagement = { ...params(), engagementId: halden.engagementId };
    await owner().call(logHours, { params: engagement, body: draft as never });
    await owner().call(logHours, {
      params: engagement,
      body: { id: randomUUID(), day: '2026-11-11', minutes: 1400 } as never,
    });
    const text = file(
      row('clock', '2026-11-10', '09:00:00', '10:00:00', '01:00:00'),
      row('full', '2026-11-11', '09:00:00', '10:00:00', '01:00:00'),
    );
    const { plan } = (await stage(text)).ok;
    expect(plan.problems.map(({ kind }) => kind).toSorted()).toEqual(['time.day_full', 'time.overlap']);
  });

  it('reads semicolons, US dates once told their order, and times with AM and PM', async () => {
    const text = file(row('us', '11/10/2026', '9:00:00 AM', '1:00:00 PM', '04:00:00')).replaceAll(',', ';');
    expect((await stage(text)).problem.code).toBe('import.date_order_needed');
    const staged = (await stage(text, { dateOrder: 'month_first' })).ok;
    expect(staged.plan.preview[0]).toMatchObject({ day: '2026-11-10', minutes: 240, fate: 'add' });
    expect((await enter(staged)).ok.outcome?.added).toBe(1);
  });

  it('keeps a text that is too long whole, in the private note', async () => {
    const long = 'word '.repeat(150).trim();
    const staged = (await stage(file(row(long, '2026-11-10', '09:00:00', '10:00:00', '01:00:00')))).ok;
    await enter(staged);
    const query = { from: '2026-11-10', to: '2026-11-10' } as never;
    const [entry] = (await owner().call(listTime, { params: params(), query })).ok.items;
    expect(entry?.text).toHaveLength(500);
    expect(entry?.privateNote).toBe(long);
  });

  it('is refused by name when it is none', async () => {
    expect((await stage('')).problem.code).toBe('import.empty');
    expect((await stage(HEADER)).problem.code).toBe('import.empty');
    expect((await stage('a,b\n1,2')).problem).toMatchObject({
      code: 'import.columns_missing',
      title: 'This is not a detailed export; it lacks: Email, Client, Start date, Duration.',
    });
    expect((await stage(`${HEADER}\n"never closed`)).problem.code).toBe('import.unreadable');
    expect((await stage(`${HEADER}\n${'x\n'.repeat(60_001)}`)).problem.code).toBe('request.too_large');
  });
});

describe('entering', () => {
  const one = () => file(row('one', '2026-11-10', '09:00:00', '10:00:00', '01:00:00'));

  it('waits until every name has a meaning', async () => {
    const staged = (await stage(one().replace('Northwind Robotics', 'Somebody New'))).ok;
    expect((await enter(staged)).problem).toMatchObject({
      code: 'import.unmapped',
      title: 'Say first what these names mean: Somebody New.',
    });
    expect(await stored()).toMatchObject({ entries: 0 });
  });

  it('happens once: a retry gets the same answer, a second try is refused', async () => {
    const staged = (await stage(one())).ok;
    const ask = (key: string) => owner().call(enterImport, { params: at(staged) }, { key });
    const first = await ask('enter-once-1');
    expect(first).toMatchObject({ status: 202, ok: { state: 'entering' } });
    expect((await ask('enter-once-1')).ok).toEqual(first.ok);
    expect((await ask('enter-once-2')).problem.code).toBe('import.working');
    expect((await map(staged, {})).problem.code).toBe('import.working');
    await work(app);
    expect((await ask('enter-once-1')).ok).toEqual(first.ok);
    expect((await enter(staged)).problem.code).toBe('import.entered');
    expect((await map(staged, {})).problem.code).toBe('import.entered');
    expect(await stored()).toMatchObject({ entries: 1 });
  });

  it('leaves a month out that was closed since the preview, and says so', async () => {
    const staged = (await stage(one())).ok;
    expect(staged.plan.add.rows).toBe(1);
    await closeMonth(northwind, '2026-11');
    expect((await owner().call(readImport, { params: at(staged) })).ok.plan.problems[0]?.kind).toBe(
      'time.month_closed',
    );
    expect((await enter(staged)).ok.outcome).toEqual({ added: 0, minutes: 0, there: 0, left: 1 });
  });

  it('adds all rows or none', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [northwind.clientId]);
    const unseen = { startedAt: '2026-11-12T08:00:00Z', endedAt: '2026-11-12T09:00:00Z', zone: 'Europe/Berlin' };
    const assign = 'INSERT INTO assignment (practice_id, member_id, client_id) VALUES ($1, $2, $3)';
    await app.admin.query(assign, [practice.practiceId, cto.memberId, halden.clientId]);
    const logged = await cto.person.call(logHours, {
      params: { ...params(), engagementId: halden.engagementId },
      body: { id: randomUUID(), day: '2026-11-12', minutes: 60, instants: unseen } as never,
    });
    expect(logged.status).toBe(201);
    await app.admin.query('DELETE FROM assignment WHERE member_id = $1 AND client_id = $2', [
      cto.memberId,
      halden.clientId,
    ]);
    const text = file(
      row('fine', '2026-11-10', '09:00:00', '10:00:00', '01:00:00', cto.email),
      row('taken', '2026-11-12', '09:30:00', '10:30:00', '01:00:00', cto.email),
    );
    const staged = (await stage(text, {}, cto.person)).ok;
    expect((await enter(staged, cto.person)).problem.code).toBe('time.overlap');
    expect(await stored()).toMatchObject({ entries: 0 });
    expect((await cto.person.call(readImport, { params: at(staged) })).ok.state).toBe('staged');
  });

  it('does not bring a voided entry back', async () => {
    await enter((await stage(one())).ok);
    const query = { from: '2026-11-10', to: '2026-11-10' } as never;
    const [entry] = (await owner().call(listTime, { params: params(), query })).ok.items;
    await owner().call(
      voidEntry,
      { params: { ...params(), entryId: entry?.id ?? '' }, body: { reason: 'not for this client' } },
      { version: 1 },
    );
    expect((await stage(one())).ok.plan).toMatchObject({ add: { rows: 0 }, there: { rows: 1 } });
  });
});

describe('what names mean', () => {
  it('is remembered for the next file, also that a name is left out', async () => {
    const first = (await stage(exported(40).text.replaceAll('Mapleworks', 'Maple Old Name'))).ok;
    const old = first.names.clients.find(({ name }) => name.startsWith('Maple'))?.name ?? '';
    const vp = first.names.clients.find(({ name }) => name.startsWith('Halden'))?.name ?? '';
    expect(first.plan.unmapped).toEqual([old]);
    const clients = { ...first.mapping.clients, [old]: mapleworks.clientId, [vp]: null };
    const mapped = (await map(first, { clients, activities: { ...first.mapping.activities, admin: 'C1' } })).ok;
    expect(mapped).toMatchObject({ version: 2, plan: { unmapped: [], problems: [{ kind: 'import.left_out' }] } });

    const next = (await stage(exported(60).text.replaceAll('Mapleworks', 'Maple Old Name'))).ok;
    expect(next.mapping.clients).toMatchObject({ [old]: mapleworks.clientId, [vp]: null });
    expect(next.mapping.activities).toMatchObject({ admin: 'C1' });
    expect(next.plan.unmapped).toEqual([]);
  });

  it('is said by version', async () => {
    const staged = (await stage(exported(10).text)).ok;
    expect((await map(staged, {})).status).toBe(200);
    expect((await map(staged, {})).problem.code).toBe('request.version_stale');
  });

  it('is no stranger, no client of others, and no client whose engagement has ended', async () => {
    const elsewhere = await make.practice();
    const foreign = await make.client(elsewhere.practiceId);
    const ended = await make.client(practice.practiceId, { name: 'Past', phase: 'closed' });
    const staged = (await stage(exported(10).text)).ok;
    const answer = async (change: object) => (await map(staged, change)).problem.code;
    expect(await answer({ people: { x: elsewhere.owner.memberId } })).toBe('request.not_found');
    expect(await answer({ clients: { x: foreign.clientId } })).toBe('request.not_found');
    expect(await answer({ clients: { x: ended.clientId } })).toBe('time.engagement_closed');
  });

  it('is only oneself for all but the owner', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [northwind.clientId]);
    const text = file(
      row('mine', '2026-11-10', '09:00:00', '10:00:00', '01:00:00', cto.email),
      row('theirs', '2026-11-10', '09:00:00', '10:00:00', '01:00:00'),
    );
    const staged = (await stage(text, {}, cto.person)).ok;
    expect(staged.mapping.people).toEqual({ [cto.email]: cto.memberId });
    const others = { ...staged.mapping.people, [practice.owner.email]: practice.owner.memberId };
    expect((await map(staged, { people: others }, cto.person)).problem.code).toBe('import.other_person');
    const left = { ...staged.mapping.people, [practice.owner.email]: null };
    const mapped = (await map(staged, { people: left }, cto.person)).ok;
    expect((await enter(mapped, cto.person)).ok.outcome).toMatchObject({ added: 1, left: 1 });

    const all = (await stage(text)).ok;
    expect(all.plan).toMatchObject({ add: { rows: 1 }, there: { rows: 1 } });
    expect((await enter(all)).ok.outcome).toMatchObject({ added: 1, there: 1 });
  });
});

describe('a staged file', () => {
  it('belongs to whoever staged it, and stays inside the practice', async () => {
    const staged = (await stage(exported(10).text)).ok;
    const cto = await make.member(practice.practiceId, 'cto', [northwind.clientId]);
    expect((await cto.person.call(readImport, { params: at(staged) })).problem.code).toBe('request.not_found');
    expect((await enter(staged, cto.person)).problem.code).toBe('request.not_found');
    const elsewhere = await make.practice();
    const there = { practiceId: elsewhere.practiceId, importId: staged.id };
    expect((await elsewhere.owner.person.call(readImport, { params: there })).problem.code).toBe('request.not_found');
    const bookkeeper = await make.member(practice.practiceId, 'bookkeeper');
    expect((await stage('x', {}, bookkeeper.person)).problem.code).toBe('request.forbidden');
  });
});

async function closeMonth(client: MadeClient, month: string): Promise<void> {
  await app.admin.query(
    `INSERT INTO contract_month (practice_id, client_id, engagement_id, month, state) VALUES ($1, $2, $3, $4, 'closed')
     ON CONFLICT (practice_id, engagement_id, month) DO UPDATE SET state = 'closed'`,
    [client.practiceId, client.clientId, client.engagementId, month],
  );
}
