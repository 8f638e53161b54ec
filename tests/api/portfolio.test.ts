import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readPortfolio, type PortfolioRow } from '@contract/clients';
import { logHours, voidEntry } from '@contract/time';
import { randomUUID } from 'node:crypto';
import { Tenancy } from '../../api/src/platform/tenancy/tenancy';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
});

const owner = () => practice.owner.person;
const portfolio = async (person: Person = owner()) =>
  (await person.call(readPortfolio, { params: { practiceId: practice.practiceId } })).ok;
const rowOf = async (of: MadeClient, person?: Person): Promise<PortfolioRow> => {
  const row = (await portfolio(person)).rows.find(({ clientId }) => clientId === of.clientId);
  if (!row) throw new Error('the client is not in the portfolio');
  return row;
};
const started = (over: object = {}) => make.client(practice.practiceId, { startsOn: '2026-11-01', ...over });
const log = async (of: MadeClient, day: string, minutes: number, person = owner()) =>
  (
    await person.call(logHours, {
      params: { practiceId: practice.practiceId, engagementId: of.engagementId },
      body: { id: randomUUID(), day, minutes } as never,
    })
  ).ok;

async function search(of: MadeClient, enteredOn: readonly string[]) {
  const ids = [of.practiceId, of.clientId];
  const insert = async (sql: string, values: unknown[]) =>
    (await app.admin.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id;
  const searchId = await insert(
    "INSERT INTO search (practice_id, client_id, engagement_id, title, started_on) VALUES ($1, $2, $3, 'VP', '2026-10-01')",
    [...ids, of.engagementId],
  );
  const stageId = await insert(
    "INSERT INTO search_stage (practice_id, client_id, search_id, name, kind, position, stalled_days) VALUES ($1, $2, $3, 'Contacted', 'outreach', 0, 7)",
    [...ids, searchId],
  );
  for (const [index, enteredAt] of enteredOn.entries()) {
    const personId = await insert('INSERT INTO person (practice_id, name) VALUES ($1, $2)', [
      of.practiceId,
      `Person ${index}`,
    ]);
    const candidacyId = await insert(
      'INSERT INTO candidacy (practice_id, client_id, search_id, person_id, stage_id, order_key, disposition) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [...ids, searchId, personId, stageId, `a${index}`, index === 2 ? 'on_hold' : 'active'],
    );
    await app.admin.query(
      'INSERT INTO visit (practice_id, client_id, search_id, candidacy_id, stage_id, entered_at, moved_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [...ids, searchId, candidacyId, stageId, enteredAt, practice.owner.memberId],
    );
  }
  return searchId;
}

describe('the portfolio', () => {
  it('shows every client with phase, hours left and next step', async () => {
    const acme = await started({ name: 'Acme', phase: 'foundation' });
    await app.admin.query("UPDATE client SET next_step = 'Call the board', next_step_on = '2026-11-23' WHERE id = $1", [
      acme.clientId,
    ]);
    await log(acme, '2026-11-20', 300);
    expect(await rowOf(acme)).toMatchObject({
      name: 'Acme',
      archived: false,
      engagementId: acme.engagementId,
      phase: 'foundation',
      phaseLabel: 'Building the plan',
      phaseSince: '2026-11-01',
      phaseDays: 23,
      since: '2026-11-01',
      balance: { month: '2026-11', available: 1200, used: 300, left: 900 },
      nextStep: 'Call the board',
      nextStepOn: '2026-11-23',
      exceptions: [],
      search: null,
    });
  });

  it('names what does not go by itself', async () => {
    const over = await started({ name: 'Over' });
    await log(over, '2026-11-19', 1290);
    const nearly = await started({ name: 'Nearly' });
    await log(nearly, '2026-11-18', 960);
    const late = await make.client(practice.practiceId, { name: 'Late', startsOn: '2026-08-01' });
    await app.admin.query(
      `INSERT INTO contract_month (practice_id, client_id, engagement_id, month, state) VALUES ($1, $2, $3, '2026-08', 'closed')`,
      [late.practiceId, late.clientId, late.engagementId],
    );
    await log(late, '2026-11-19', 30);
    const noTerms = await started({ name: 'No terms' });
    await app.admin.query("UPDATE terms SET valid_to = '2026-11-10' WHERE engagement_id = $1", [noTerms.engagementId]);
    await app.admin.query("UPDATE client SET next_step = 'Call', next_step_on = '2026-11-20' WHERE id = $1", [
      noTerms.clientId,
    ]);
    const told = async (of: MadeClient) =>
      (await rowOf(of)).exceptions.map(({ kind, month, sentence }) => [kind, month, sentence]);
    expect(await told(over)).toEqual([['over', '2026-11', '1:30 beyond the 20:00 of this month']]);
    expect(await told(nearly)).toEqual([['nearly_used', '2026-11', '16:00 of 20:00 used']]);
    expect(await told(late)).toEqual([
      ['summary_late', '2026-08', 'The summary for August 2026 was due 3 Sep 2026'],
      ['month_to_close', '2026-09', 'September 2026 and 1 more are not closed'],
      ['summary_to_publish', '2026-08', 'August 2026 is closed and not published'],
    ]);
    expect(await told(noTerms)).toEqual([
      ['step_overdue', null, 'Call: was due 20 Nov 2026'],
      ['no_terms', null, 'No terms are in force'],
    ]);
  });

  it('finds the client of whom nothing was written for five working days, and the month that ends meanwhile', async () => {
    const acme = await started({ name: 'Acme' });
    const gaps = async () => (await rowOf(acme)).exceptions.map(({ kind, sentence }) => [kind, sentence]);
    expect(await gaps()).toEqual([['hours_missing', 'No hours since the start on 1 Nov 2026']]);
    const entry = await log(acme, '2026-11-13', 30);
    await log(acme, '2026-11-16', 30);
    expect(await gaps()).toEqual([]);
    app.clock.set('2026-11-27T12:00:00Z');
    expect(await gaps()).toEqual([
      ['hours_missing', 'No hours for 8 working days; the last were on 16 Nov 2026'],
      ['month_ending', 'November 2026 ends in 3 days: log what is missing'],
    ]);
    const twice = await log(acme, '2026-11-26', 30);
    for (const { id, version } of [entry, twice]) {
      const at = { params: { practiceId: practice.practiceId, entryId: id }, body: { reason: 'Logged twice' } };
      await owner().call(voidEntry, at, { version });
    }
    expect((await gaps())[0]?.[1]).toContain('16 Nov 2026');
  });

  it('counts people in play and those who stand still, for those who may see candidates', async () => {
    const acme = await started({ phase: 'search_running' });
    await log(acme, '2026-11-20', 30);
    const searchId = await search(acme, ['2026-11-16T10:00:00Z', '2026-11-17T10:00:00Z', '2026-10-01T10:00:00Z']);
    const row = await rowOf(acme);
    expect(row.search).toEqual({ searchId, inPlay: 3, stalled: 1 });
    expect(row.exceptions).toEqual([{ kind: 'stalled', month: null, sentence: '1 person has not moved for too long' }]);
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    expect(await rowOf(acme, assistant.person)).toMatchObject({ search: null, exceptions: [] });
  });

  it('adds up eight weeks by client, and nothing that was voided or is older', async () => {
    const acme = await started({ startsOn: '2026-09-01' });
    const bolt = await started({ name: 'Bolt' });
    await log(acme, '2026-11-22', 60);
    await log(acme, '2026-11-23', 30);
    await log(bolt, '2026-11-23', 45);
    await log(acme, '2026-10-05', 20);
    await log(acme, '2026-10-04', 500);
    const twice = await log(acme, '2026-11-23', 30);
    const at = { params: { practiceId: practice.practiceId, entryId: twice.id }, body: { reason: 'Logged twice' } };
    await owner().call(voidEntry, at, { version: twice.version });
    const { weeks } = await portfolio();
    expect(weeks.map(({ week, monday }) => [week, monday])).toEqual([
      ['2026-W41', '2026-10-05'],
      ['2026-W42', '2026-10-12'],
      ['2026-W43', '2026-10-19'],
      ['2026-W44', '2026-10-26'],
      ['2026-W45', '2026-11-02'],
      ['2026-W46', '2026-11-09'],
      ['2026-W47', '2026-11-16'],
      ['2026-W48', '2026-11-23'],
    ]);
    expect(weeks.map(({ minutesByClient }) => minutesByClient)).toEqual([
      { [acme.clientId]: 20 },
      {},
      {},
      {},
      {},
      {},
      { [acme.clientId]: 60 },
      { [acme.clientId]: 30, [bolt.clientId]: 45 },
    ]);
  });

  it('sets promised hours against the own capacity, without closed engagements', async () => {
    await started({ allowance: 2600 });
    const over = await started({ name: 'Gone', allowance: 2600 });
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [over.engagementId]);
    await app.admin.query('UPDATE member SET capacity_minutes = 1800 WHERE id = $1', [practice.owner.memberId]);
    expect(await portfolio()).toMatchObject({ promisedWeekly: 600, capacityWeekly: 1800, today: '2026-11-23' });
  });

  it('puts archived clients last and asks nothing of them', async () => {
    const old = await make.client(practice.practiceId, { name: 'Aaron', phase: 'closed' });
    await app.admin.query('UPDATE client SET archived_at = now() WHERE id = $1', [old.clientId]);
    await log(await started({ name: 'Zed' }), '2026-11-20', 30);
    const { rows } = await portfolio();
    expect(rows.map(({ name, archived, exceptions }) => [name, archived, exceptions.length])).toEqual([
      ['Zed', false, 0],
      ['Aaron', true, 0],
    ]);
  });

  it('shows a cto their own clients alone, in rows, weeks and promises', async () => {
    const mine = await started({ name: 'Mine', allowance: 2600 });
    const theirs = await started({ name: 'Theirs', allowance: 2600 });
    await log(theirs, '2026-11-23', 45);
    await log(mine, '2026-11-23', 15);
    const cto = await make.member(practice.practiceId, 'cto', [mine.clientId]);
    const seen = await portfolio(cto.person);
    expect(seen.rows.map(({ name }) => name)).toEqual(['Mine']);
    expect(seen.weeks.at(-1)?.minutesByClient).toEqual({ [mine.clientId]: 15 });
    expect(seen.promisedWeekly).toBe(600);
    expect(JSON.stringify(seen)).not.toContain(theirs.clientId);
  });

  it('is closed to bookkeepers and to other practices', async () => {
    const bookkeeper = await make.member(practice.practiceId, 'bookkeeper');
    const params = { practiceId: practice.practiceId };
    expect((await bookkeeper.person.call(readPortfolio, { params })).problem.code).toBe('request.forbidden');
    const stranger = (await make.practice()).owner;
    expect((await stranger.person.call(readPortfolio, { params })).problem.status).toBe(404);
  });

  it('asks one question, for ten clients as for one', async () => {
    const tenancy = app.nest.get(Tenancy);
    const asked = [jest.spyOn(tenancy, 'readOne'), jest.spyOn(tenancy, 'read'), jest.spyOn(tenancy, 'write')];
    const questions = async () => {
      for (const spy of asked) spy.mockClear();
      await portfolio();
      return asked.map((spy) => spy.mock.calls.length);
    };
    await started();
    expect(await questions()).toEqual([1, 0, 0]);
    for (let index = 0; index < 9; index += 1) await started({ name: `Client ${index}` });
    expect(await questions()).toEqual([1, 0, 0]);
  });
});
