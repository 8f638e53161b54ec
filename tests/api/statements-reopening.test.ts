import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { readPortal } from '@contract/portal';
import {
  closeMonth,
  downloadStatement,
  listStatements,
  publishStatement,
  readSummary,
  reopenMonth,
  writeWords,
} from '@contract/statements';
import { logHours } from '@contract/time';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { readPdf } from '../support/pdf-text';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-25T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId, { startsOn: '2026-09-01' });
});

const REASON = 'An hour of the 20th was missing';
const owner = () => practice.owner.person;
const at = (month: string) => ({ practiceId: practice.practiceId, engagementId: client.engagementId, month }) as never;
const log = (day: string, minutes: number) =>
  owner().call(logHours, {
    params: { practiceId: practice.practiceId, engagementId: client.engagementId },
    body: { id: randomUUID(), day, minutes, activity: 'C5', text: 'board prep' } as never,
  });
const close = (month = '2026-09', person: Person = owner()) => person.call(closeMonth, { params: at(month) });
const publish = (month = '2026-09', wordsVersion = 0) =>
  owner().call(publishStatement, { params: at(month), body: { wordsVersion } });
const reopen = (month = '2026-09', reason = REASON, person: Person = owner(), options: { key?: string } = {}) =>
  person.call(reopenMonth, { params: at(month), body: { reason } }, options);
const read = (person: Person = owner()) => person.call(readSummary, { params: at('2026-09') });
const bytes = async (statementId: string | undefined, format = 'pdf', edition = 'client') =>
  (
    await owner().call(downloadStatement, {
      params: { practiceId: practice.practiceId, statementId, edition, format } as never,
    })
  ).ok as unknown as Uint8Array;

describe('opening the latest closed month again', () => {
  it('makes revision 2 and version 2 with the reason, and keeps every byte of version 1', async () => {
    await log('2026-09-20', 90);
    await close();
    const first = (await publish()).ok.published[0];
    const before = await bytes(first?.id);

    const opened = (await reopen()).ok;
    expect(opened).toMatchObject({
      month: { state: 'open', published: 1 },
      reopened: { reason: REASON, by: 'Robin Vale', at: '2026-11-25T12:00:00.000Z' },
      can: { close: true, publish: false, reopen: false },
    });
    expect((await log('2026-09-20', 60)).status).toBe(201);
    expect((await publish()).problem.code).toBe('statements.not_closed');
    const closed = (await close()).ok;
    expect(closed).toMatchObject({ reopened: null, month: { figures: { used: 150 } }, can: { reopen: true } });
    const [second, old] = (await publish()).ok.published;
    expect(second).toMatchObject({ number: 2, revision: 2, revised: REASON });
    expect(old).toMatchObject({ number: 1, revision: 1, revised: null, hash: first?.hash });
    expect(await bytes(old?.id)).toEqual(before);
    expect((await readPdf((await bytes(second?.id)) as never)).text).toContain(`Revised: ${REASON}`);
    expect(JSON.parse(Buffer.from(await bytes(second?.id, 'json')).toString())).toMatchObject({
      version: 2,
      closure: 2,
      revised: REASON,
    });

    const { rows } = await app.admin.query(
      `SELECT revision, facts -> 'figures' ->> 'used' AS used FROM closure WHERE engagement_id = $1 ORDER BY revision`,
      [client.engagementId],
    );
    expect(rows).toEqual([
      { revision: 1, used: '90' },
      { revision: 2, used: '150' },
    ]);
  });

  it('tells the client that the month is being revised, then that it was, and why', async () => {
    const sponsor = await make.clientUser(practice.practiceId, client.clientId, 'sponsor');
    const seen = async () => {
      const params = { practiceId: practice.practiceId, clientId: client.clientId };
      return (await sponsor.person.call(readPortal, { params })).ok.statements.map((one) => [
        one.number,
        one.revised,
        one.beingRevised,
      ]);
    };
    await close();
    await publish();
    expect(await seen()).toEqual([[1, null, null]]);
    await reopen();
    expect(await seen()).toEqual([[1, null, REASON]]);
    await close();
    expect(await seen()).toEqual([[1, null, REASON]]);
    await publish();
    expect(await seen()).toEqual([
      [2, REASON, null],
      [1, null, null],
    ]);
  });

  it('a change of words alone is the next version on the same closure', async () => {
    await close();
    await publish();
    await owner().call(
      writeWords,
      { params: at('2026-09'), body: { outcomes: 'Shipped.', decisions: '', risks: '', nextMonth: '' } },
      { version: 0 },
    );
    expect((await publish('2026-09', 1)).ok.published.map(({ number, revision }) => [number, revision])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect((await publish('2026-09', 1)).problem.code).toBe('statements.unchanged');
  });

  it('shows a bookkeeper what was published, while the month is open again', async () => {
    const bookkeeper = await make.member(practice.practiceId, 'bookkeeper');
    await log('2026-09-20', 90);
    await close();
    await publish();
    await reopen();
    await log('2026-09-21', 60);
    expect((await read(bookkeeper.person)).ok.month.figures.used).toBe(90);
    await close();
    expect((await read(bookkeeper.person)).ok.month.figures.used).toBe(90);
    await publish();
    expect((await read(bookkeeper.person)).ok.month.figures.used).toBe(150);
    const listed = await bookkeeper.person.call(listStatements, { params: { practiceId: practice.practiceId } });
    expect(listed.ok.items.map(({ number, revised }) => [number, revised])).toEqual([
      [2, REASON],
      [1, null],
    ]);
  });

  it('is refused by name', async () => {
    expect((await reopen()).problem.code).toBe('statements.not_closed');
    await close();
    expect((await reopen('2026-09', '  ')).problem).toMatchObject({ code: 'statements.reason_needed', status: 422 });
    await close('2026-10');
    expect((await reopen()).problem).toMatchObject({
      code: 'statements.later_month_closed',
      title: 'Only the latest closed month can be opened again, which is 2026-10. Correct an earlier one instead.',
    });
    expect((await reopen('2026-01')).problem.code).toBe('statements.outside_engagement');
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [client.engagementId]);
    expect((await reopen('2026-10')).problem.code).toBe('engagements.closed');
  });

  it('is the owner’s alone', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    await close();
    expect((await read(cto.person)).ok.can).toMatchObject({ publish: true, reopen: false });
    expect((await reopen('2026-09', REASON, cto.person)).problem.code).toBe('request.forbidden');
  });

  it('is done once, however often it is sent, and by one of two', async () => {
    await close();
    const key = randomUUID();
    expect((await reopen('2026-09', REASON, owner(), { key })).status).toBe(201);
    expect((await reopen('2026-09', REASON, owner(), { key })).status).toBe(201);
    expect((await reopen()).problem.code).toBe('statements.not_closed');
    await close();
    const both = await Promise.all([reopen(), reopen()]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('the database opens nothing else, and forgets nothing', async () => {
    await close();
    await close('2026-10');
    const open = (month: string) =>
      app.admin.query("UPDATE contract_month SET state = 'open' WHERE engagement_id = $1 AND month = $2", [
        client.engagementId,
        month,
      ]);
    await expect(open('2026-09')).rejects.toThrow(/later month is closed/);
    await expect(open('2026-10')).rejects.toThrow(/nobody says why/);
    await reopen('2026-10');
    const copy = (more: string) =>
      app.admin.query(
        `INSERT INTO closure (practice_id, client_id, engagement_id, month, revision, closed_by, facts, hash)
         SELECT practice_id, client_id, engagement_id, month, ${more}, closed_by, facts, hash FROM closure WHERE engagement_id = $1`,
        [client.engagementId],
      );
    await expect(copy('revision + 2')).rejects.toThrow(/not the next revision/);
    await expect(
      app.admin.query(
        `INSERT INTO statement (practice_id, client_id, engagement_id, month, closure_id, number, words, published_by)
         SELECT practice_id, client_id, engagement_id, month, id, 1, '{}', closed_by FROM closure
         WHERE engagement_id = $1 AND month = '2026-10'`,
        [client.engagementId],
      ),
    ).rejects.toThrow(/set aside/);
    for (const sql of ["UPDATE reopening SET reason = 'x'", 'DELETE FROM reopening', 'DELETE FROM closure']) {
      await expect(app.admin.query(`${sql} WHERE engagement_id = $1`, [client.engagementId])).rejects.toThrow(/stay/);
    }
    await expect(
      app.admin.query("UPDATE closure SET hash = 'x' WHERE engagement_id = $1", [client.engagementId]),
    ).rejects.toThrow(/stay/);
  });
});
