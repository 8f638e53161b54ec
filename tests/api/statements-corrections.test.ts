import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { listMonths } from '@contract/engagements';
import { readPortal } from '@contract/portal';
import { closeMonth, correctEntry, listCorrections, publishStatement, readSummary } from '@contract/statements';
import { logHours, readEntry } from '@contract/time';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { readPdf } from '../support/pdf-text';
import { downloadStatement } from '@contract/statements';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-25T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
});

const owner = () => practice.owner.person;
const at = (month: string) => ({ practiceId: practice.practiceId, engagementId: client.engagementId, month }) as never;
const log = async (over: object = {}, person: Person = owner()) =>
  (
    await person.call(logHours, {
      params: { practiceId: practice.practiceId, engagementId: client.engagementId },
      body: { id: randomUUID(), day: '2026-10-20', minutes: 90, activity: 'C5', text: 'board prep', ...over } as never,
    })
  ).ok;
const close = async (month = '2026-10') => (await owner().call(closeMonth, { params: at(month) })).ok;
const correct = (entryId: string, minutes: number, person: Person = owner(), options: { key?: string } = {}) =>
  person.call(
    correctEntry,
    { params: { practiceId: practice.practiceId, entryId }, body: { minutes, reason: 'Half an hour too long' } },
    options,
  );
const november = async () => (await owner().call(readSummary, { params: at('2026-11') })).ok;

describe('a correction', () => {
  it('counts in the first open month and names the old entry in its ledger', async () => {
    const entry = await log();
    expect(entry.can).toEqual({ edit: true, remove: true, correct: false });
    const before = await close();
    await log({ day: '2026-11-10', minutes: 120 });
    const view = (await correct(entry.id, -30)).ok;
    expect(view).toMatchObject({
      counts: 60,
      openMonth: '2026-11',
      can: { correct: true },
      items: [{ entryId: entry.id, month: '2026-11', minutes: -30, reason: 'Half an hour too long', bill: null }],
    });
    const summary = await november();
    expect(summary.month.figures).toMatchObject({ used: 90, worked: 120, available: 1200 });
    expect(summary.month.lines).toEqual([
      expect.objectContaining({ kind: 'accrue', minutes: 1200 }),
      expect.objectContaining({ kind: 'consume', minutes: -120 }),
      expect.objectContaining({
        kind: 'correct',
        minutes: 30,
        text: 'Correction of an earlier month, 20 Oct 2026: Half an hour too long',
      }),
      expect.objectContaining({ kind: 'forfeit', minutes: -1110 }),
    ]);
    const october = (await owner().call(readSummary, { params: at('2026-10') })).ok;
    expect(october.month).toEqual(before.month);
    const read = await owner().call(readEntry, { params: { practiceId: practice.practiceId, entryId: entry.id } });
    expect(read.ok).toMatchObject({
      minutes: 90,
      monthClosed: true,
      can: { edit: false, remove: false, correct: true },
    });
    expect(
      (await owner().call(listCorrections, { params: { practiceId: practice.practiceId, entryId: entry.id } })).ok,
    ).toEqual(view);
  });

  it('credits the allowance when more is taken back than was used', async () => {
    const entry = await log();
    await close();
    await correct(entry.id, -90);
    expect((await november()).month.figures).toMatchObject({ used: -90, available: 1200, forfeited: 1290 });
  });

  it('gives back at the old rate what was billed beyond the allowance, as a line of money', async () => {
    const entry = await log({ minutes: 1230 });
    await close();
    await app.admin.query(
      'UPDATE terms SET overage = \'{"kind": "bill", "ratePerHour": 90000, "leeway": 0}\' WHERE client_id = $1',
      [client.clientId],
    );
    const [first] = (await correct(entry.id, -45)).ok.items;
    expect(first?.bill).toEqual({ minutes: -30, ratePerHour: 20_000, amount: -10_000, currency: 'EUR' });
    const [, second] = (await correct(entry.id, -45)).ok.items;
    expect(second?.bill).toBeNull();
    const summary = await november();
    expect(summary.month).toMatchObject({ fee: 500_000, total: 490_000, figures: { used: -90 } });
    expect(summary.month.lines.filter(({ kind }) => kind === 'correct').map(({ amount }) => amount)).toEqual([
      -10_000, 0,
    ]);
  });

  it('is frozen with its month, printed on the statement, and told to the client as part of the balance', async () => {
    const entry = await log({ minutes: 1230 });
    await close();
    await correct(entry.id, -30);
    const sponsor = await make.clientUser(practice.practiceId, client.clientId, 'sponsor');
    const home = await sponsor.person.call(readPortal, {
      params: { practiceId: practice.practiceId, clientId: client.clientId },
    });
    expect(home.ok.engagement?.hours).toMatchObject({ month: '2026-11', used: -30, left: 1230 });
    app.clock.set('2026-12-01T12:00:00Z');
    await close('2026-11');
    const view = (await owner().call(publishStatement, { params: at('2026-11'), body: { wordsVersion: 0 } })).ok;
    const read = async (edition: 'client' | 'practice') => {
      const params = { practiceId: practice.practiceId, statementId: view.published[0]?.id, edition, format: 'pdf' };
      return (await readPdf((await owner().call(downloadStatement, { params: params as never })).ok as never)).text;
    };
    expect(await read('client')).toContain('20 Oct 2026: Half an hour too long');
    expect(await read('client')).not.toContain('100.00');
    expect(await read('practice')).toMatch(/Correction.*20 Oct 2026: Half an hour too long.*−0:30.*200\.00.*−100\.00/s);
    const months = await owner().call(listMonths, {
      params: { practiceId: practice.practiceId, engagementId: client.engagementId },
    });
    expect(months.ok.items.find(({ month }) => month === '2026-11')?.figures).toMatchObject({ used: -30 });
    const again = (await correct(entry.id, 10)).ok.items;
    expect(again.map(({ month }) => month)).toEqual(['2026-11', '2026-12']);
  });

  it('is made once, however often it is sent', async () => {
    const entry = await log();
    await close();
    const key = randomUUID();
    const [one, two] = await Promise.all([
      correct(entry.id, -30, owner(), { key }),
      correct(entry.id, -30, owner(), { key }),
    ]);
    expect(one.ok).toEqual(two.ok);
    expect((await correct(entry.id, -30, owner(), { key })).ok.items).toHaveLength(1);
  });

  it('of twenty at the same instant never takes away more than there was', async () => {
    const entry = await log({ minutes: 60 });
    await close();
    const tries = await Promise.all(Array.from({ length: 20 }, () => correct(entry.id, -15)));
    const made = tries.filter(({ status }) => status === 201);
    expect(made).toHaveLength(4);
    for (const refused of tries.filter(({ status }) => status !== 201)) {
      expect(['statements.correction_too_far', 'request.busy']).toContain(refused.problem.code);
    }
  });

  it('is refused by name', async () => {
    const open = await log({ day: '2026-11-10' });
    expect((await correct(open.id, -30)).problem).toMatchObject({ code: 'statements.entry_open', status: 409 });
    const entry = await log();
    await close();
    expect((await correct(entry.id, 0)).problem.code).toBe('statements.correction_empty');
    expect((await correct(entry.id, -91)).problem).toMatchObject({
      code: 'statements.correction_too_far',
      status: 422,
    });
    expect((await correct(randomUUID(), -5)).status).toBe(404);
    const blank = await owner().call(correctEntry, {
      params: { practiceId: practice.practiceId, entryId: entry.id },
      body: { minutes: -5, reason: ' ' },
    });
    expect(blank.status).toBe(400);
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE client_id = $1", [client.clientId]);
    expect((await correct(entry.id, -5)).problem.code).toBe('time.engagement_closed');
  });

  it('belongs to the author of the hours and to owners', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const entry = await log();
    const own = await log({ day: '2026-10-21' }, cto.person);
    await close();
    expect((await correct(entry.id, -5, cto.person)).problem.code).toBe('request.forbidden');
    expect((await correct(own.id, -5, cto.person)).status).toBe(201);
    expect((await correct(own.id, -5)).status).toBe(201);
  });

  it('is refused by the database where it does not fit, and stays as it was written', async () => {
    const entry = await log();
    const insert = (month: string, minutes = -5, billed = 0, amount = 0) =>
      app.admin.query(
        `INSERT INTO correction (practice_id, client_id, engagement_id, month, entry_id, minutes, billed, rate_minor, amount_minor, reason, corrected_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'by hand', $10)`,
        [
          practice.practiceId,
          client.clientId,
          client.engagementId,
          month,
          entry.id,
          minutes,
          billed,
          billed ? 1 : null,
          amount,
          practice.owner.memberId,
        ],
      );
    await log({ day: '2026-11-10' });
    await expect(insert('2026-11')).rejects.toThrow(/not to be corrected/);
    await close();
    await expect(insert('2026-10')).rejects.toThrow(/month is closed/);
    await expect(insert('2026-11', -91)).rejects.toThrow(/holds a day/);
    await expect(insert('2026-11', -5, -6)).rejects.toThrow(/correction_money/);
    await expect(insert('2026-11', -5, 5)).rejects.toThrow(/correction_money/);
    await expect(insert('2026-11', -5, 0, 5)).rejects.toThrow(/correction_money/);
    await insert('2026-11');
    for (const sql of ['UPDATE correction SET minutes = -6', 'DELETE FROM correction']) {
      await expect(app.admin.query(`${sql} WHERE entry_id = $1`, [entry.id])).rejects.toThrow(/stay/);
    }
  });
});
