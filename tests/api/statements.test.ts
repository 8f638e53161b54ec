import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  closeMonth,
  downloadStatement,
  listStatements,
  previewSummary,
  publishStatement,
  readSummary,
  writeWords,
} from '@contract/statements';
import { editEntry, logHours, voidEntry } from '@contract/time';
import { canonicalJson } from '@domain/statements/canonical-json';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { makeSearch } from '../support/make/a-search';
import { readPdf } from '../support/pdf-text';

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

const month = '2026-10';
const at = (of = month) => ({ practiceId: practice.practiceId, engagementId: client.engagementId, month: of }) as never;
const owner = () => practice.owner.person;
const none = { outcomes: '', decisions: '', risks: '', nextMonth: '' };

const log = (over: object = {}, person: Person = owner()) =>
  person.call(logHours, {
    params: { practiceId: practice.practiceId, engagementId: client.engagementId },
    body: { id: randomUUID(), day: '2026-10-20', minutes: 90, activity: 'C5', text: 'board prep', ...over } as never,
  });
const read = (person: Person = owner(), of = month) => person.call(readSummary, { params: at(of) });
const close = (person: Person = owner(), of = month) => person.call(closeMonth, { params: at(of) });
const write = (words: object, version: number, person: Person = owner()) =>
  person.call(writeWords, { params: at(), body: { ...none, ...words } }, { version });
const publish = (wordsVersion = 0, options: { key?: string } = {}, person: Person = owner()) =>
  person.call(publishStatement, { params: at(), body: { wordsVersion } }, options);
const download = (statementId: string, edition: 'client' | 'practice', format: string, person: Person = owner()) =>
  person.call(downloadStatement, {
    params: { practiceId: practice.practiceId, statementId, edition, format } as never,
  });

describe('reading the summary of an open month', () => {
  it('shows figures, ledger, checks and the due day', async () => {
    await log({ minutes: 1500 - 60 });
    await log({ minutes: 60, activity: null, day: '2026-10-21' });
    await log({ minutes: 30, billable: false, day: '2026-10-22' });
    const view = (await read()).ok;
    expect(view.month).toMatchObject({
      month,
      firstDay: '2026-10-01',
      lastDay: '2026-10-31',
      state: 'open',
      over: true,
      figures: { available: 1200, used: 1500, overage: 300, worked: 1530, nonBillable: 30 },
      fee: 500_000,
      overageMoney: 100_000,
      total: 600_000,
      currency: 'EUR',
      published: 0,
    });
    expect(view.month.lines.map(({ kind, minutes, amount }) => [kind, minutes, amount])).toEqual([
      ['accrue', 1200, 500_000],
      ['consume', -1500, null],
      ['overage', 300, 100_000],
    ]);
    expect(view.dueOn).toBe('2026-11-04');
    expect(view.checks.filter(({ met }) => !met)).toEqual([
      expect.objectContaining({ id: 'statements.activity_missing', count: 1 }),
    ]);
    expect(view).toMatchObject({ wordsVersion: 0, words: none, can: { edit: true, close: false, publish: false } });
    expect(view.snapshot).toMatchObject({ edition: 'client', version: null, closure: null, money: null });
  });

  it('refuses months before, after and outside the engagement', async () => {
    for (const outside of ['2026-09', '2026-12']) {
      expect((await read(owner(), outside)).problem).toMatchObject({
        code: 'statements.outside_engagement',
        status: 422,
      });
    }
    const elsewhere = { practiceId: practice.practiceId, engagementId: randomUUID(), month } as never;
    expect((await owner().call(readSummary, { params: elsewhere })).status).toBe(404);
  });

  it('warns when a candidate is named, and counts the search without names', async () => {
    await makeSearch(app, client, [
      { name: 'Vera Canary', stage: 'Presented' },
      { name: 'Tom Canaria', stage: 'Identified' },
      { name: 'Uwe Gone', stage: 'CTO screen', disposition: 'closed' },
    ]);
    await log({ text: 'interview with Tom Canaria' });
    const view = (await write({ outcomes: 'We like Véra Canary.' }, 0)).ok;
    expect(view.warnings).toEqual([
      'The words name Vera Canary, who is a candidate.',
      'An entry, the timeline or a milestone names Tom Canaria, who is a candidate.',
    ]);
    const { searches } = view.snapshot as { searches: { steps: object[] }[] };
    expect(searches).toEqual([
      expect.objectContaining({ title: 'VP of Engineering', week: 8, closed: 1, considered: 3 }),
    ]);
    expect(searches[0]?.steps).toEqual([
      { label: 'In research', now: 1, reached: 3 },
      { label: 'In assessment', now: 0, reached: 2 },
      { label: 'Presented', now: 1, reached: 1 },
      { label: 'Final checks', now: 0, reached: 0 },
      { label: 'Hired', now: 0, reached: 0 },
    ]);
  });

  it('counts the search as it stood on the day of the summary, whatever came after', async () => {
    await makeSearch(app, client, [
      { name: 'Vera Falk', stage: 'Presented' },
      { name: 'Tom Brandt', stage: 'Identified', came: '2026-11-20' },
      { name: 'Uwe Gone', stage: 'CTO screen', disposition: 'closed', left: '2026-11-21' },
    ]);
    const stands = async () => {
      const { searches } = (await read()).ok.snapshot as {
        searches: { considered: number; closed: number; steps: { now: number }[] }[];
      };
      return searches.map(({ considered, closed, steps }) => [considered, closed, ...steps.map(({ now }) => now)]);
    };
    expect(await stands()).toEqual([[3, 1, 1, 0, 1, 0, 0]]);
    app.clock.set('2026-11-10T12:00:00Z');
    expect(await stands()).toEqual([[2, 0, 0, 1, 1, 0, 0]]);
  });

  it('tells how far the gate ahead is', async () => {
    await make.clientUser(practice.practiceId, client.clientId, 'sponsor');
    const { phase } = (await read()).ok.snapshot as { phase: object };
    expect(phase).toMatchObject({
      label: 'Assessing',
      days: 56,
      gate: {
        towards: 'Building the plan',
        criteria: [{ text: 'The written assessment is delivered', met: false }],
      },
    });
  });

  it('draws a preview that says it is a draft', async () => {
    await log();
    const answer = await owner().call(previewSummary, { params: at() });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const { text } = await readPdf(answer.ok as never);
    expect(text).toContain('Draft');
    expect(text).toContain('Used −1:30');
  });
});

describe('the words', () => {
  it('are saved by version, beginning with 0', async () => {
    expect((await write({ outcomes: 'First.' }, 0)).ok).toMatchObject({
      wordsVersion: 1,
      words: { ...none, outcomes: 'First.' },
    });
    expect((await write({ outcomes: 'Second.' }, 0)).problem.code).toBe('request.version_stale');
    expect((await write({ outcomes: 'Second.' }, 1)).ok.wordsVersion).toBe(2);
    expect((await write({ outcomes: 'Third.' }, 1)).problem.status).toBe(412);
  });

  it('belong to a month of the engagement', async () => {
    const answer = await owner().call(writeWords, { params: at('2026-01'), body: none }, { version: 0 });
    expect(answer.problem.code).toBe('statements.outside_engagement');
    const { rows } = await app.admin.query('SELECT 1 FROM contract_month WHERE engagement_id = $1', [
      client.engagementId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('closing a month', () => {
  it('refuses by name what is not in order', async () => {
    expect((await close(owner(), '2026-11')).problem.code).toBe('statements.month_not_over');
    app.clock.set('2026-12-01T12:00:00Z');
    expect((await close(owner(), '2026-11')).problem).toMatchObject({
      code: 'statements.earlier_month_open',
      title: 'Months close in order; 2026-10 is still open.',
    });
    await log({ activity: null });
    expect((await close()).problem).toMatchObject({ code: 'statements.activity_missing', facts: { count: 1 } });
    expect((await close(owner(), '2026-09')).problem.code).toBe('statements.outside_engagement');
  });

  it('waits for the last day to end in the zone of the engagement', async () => {
    app.clock.set('2026-10-31T22:30:00Z');
    expect((await close()).problem.code).toBe('statements.month_not_over');
    app.clock.set('2026-10-31T23:30:00Z');
    expect((await close()).ok.month.state).toBe('closed');
  });

  it('freezes entries, terms, ledger and figures under a hash that proves them', async () => {
    const entry = (await log({ minutes: 1290, privateNote: 'canary-private-note' })).ok;
    const closed = (await close()).ok;
    expect(closed).toMatchObject({
      month: { state: 'closed', provisional: false, figures: { used: 1290, overage: 90 }, total: 530_000 },
      can: { close: false, publish: true },
    });
    const { rows } = await app.admin.query('SELECT * FROM closure WHERE engagement_id = $1', [client.engagementId]);
    expect(rows).toHaveLength(1);
    const [{ id, facts, hash, revision }] = rows as [{ id: string; facts: never; hash: string; revision: number }];
    expect(revision).toBe(1);
    expect(createHash('sha256').update(canonicalJson(facts)).digest('hex')).toBe(hash);
    expect(facts).toMatchObject({ entries: [{ id: entry.id, minutes: 1290 }], terms: [{ startDay: 1 }] });
    expect(JSON.stringify(facts)).not.toContain('canary-private-note');
    const lines = await app.admin.query(
      'SELECT kind, minutes FROM ledger_line WHERE closure_id = $1 ORDER BY position',
      [id],
    );
    expect(lines.rows).toEqual([
      { kind: 'accrue', minutes: 1200 },
      { kind: 'consume', minutes: -1290 },
      { kind: 'overage', minutes: 90 },
    ]);
  });

  it('reads a closed month from what was frozen, whatever changes later', async () => {
    await log();
    const before = (await close()).ok;
    for (const change of [
      "UPDATE client SET name = 'Renamed', legal_name = 'Renamed Ltd' WHERE id = $1",
      'UPDATE terms SET fee_minor = 1, allowance_minutes = 60 WHERE client_id = $1',
      "UPDATE engagement SET phase = 'foundation' WHERE client_id = $1",
    ]) {
      await app.admin.query(change, [client.clientId]);
    }
    app.clock.advance({ days: 1 });
    const after = (await read()).ok;
    expect(after.month).toEqual(before.month);
    expect(after.snapshot).toEqual({ ...(before.snapshot as object), issuedOn: '2026-11-26' });
  });

  it('refuses further hours in it: new, edited, voided, moved in or out, and by SQL', async () => {
    const inside = (await log()).ok;
    const outside = (await log({ day: '2026-11-10' })).ok;
    await close();
    expect((await log()).problem.code).toBe('time.month_closed');
    const entry = (entryId: string) => ({ practiceId: practice.practiceId, entryId }) as never;
    const edit = (id: string, body: object) =>
      owner().call(editEntry, { params: entry(id), body: body as never }, { version: 1 });
    expect((await edit(inside.id, { minutes: 5 })).problem.code).toBe('time.month_closed');
    expect((await edit(inside.id, { day: '2026-11-10' })).problem.code).toBe('time.month_closed');
    expect((await edit(outside.id, { day: '2026-10-20' })).problem.code).toBe('time.month_closed');
    const voided = await owner().call(voidEntry, { params: entry(inside.id), body: { reason: 'no' } }, { version: 1 });
    expect(voided.problem.code).toBe('time.month_closed');
    for (const sql of [
      `UPDATE time_entry SET minutes = 5 WHERE id = '${inside.id}'`,
      `UPDATE time_entry SET contract_month = '2026-11', work_date = '2026-11-10' WHERE id = '${inside.id}'`,
      `UPDATE time_entry SET contract_month = '2026-10', work_date = '2026-10-20' WHERE id = '${outside.id}'`,
      `INSERT INTO time_entry (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, billable, text, source, draft_hash)
       SELECT practice_id, client_id, engagement_id, gen_random_uuid(), member_id, work_date, contract_month, 5, true, '', 'web', '' FROM time_entry WHERE id = '${inside.id}'`,
    ]) {
      await expect(app.admin.query(sql)).rejects.toThrow(/closed/);
    }
    await expect(app.admin.query(`DELETE FROM time_entry WHERE id = '${inside.id}'`)).rejects.toThrow(/stay/);
  });

  it('is done once, and a repeated request gets its own success', async () => {
    const twice = { key: 'close-once-1' };
    const first = await owner().call(closeMonth, { params: at() }, twice);
    const again = await owner().call(closeMonth, { params: at() }, twice);
    expect(again.ok).toEqual(first.ok);
    expect((await close()).problem.code).toBe('statements.already_closed');
  });

  it('is not an assistant’s to do', async () => {
    const assistant = await make.member(practice.practiceId, 'assistant', [client.clientId]);
    expect((await read(assistant.person)).ok.can).toEqual({
      edit: true,
      close: false,
      publish: false,
      reopen: false,
      answer: false,
    });
    expect((await close(assistant.person)).problem.code).toBe('request.forbidden');
    expect((await publish(0, {}, assistant.person)).problem.code).toBe('request.forbidden');
  });
});

describe('publishing', () => {
  it('stores numbered files that never change, and mails the sponsors', async () => {
    const sponsor = await make.clientUser(practice.practiceId, client.clientId, 'sponsor');
    await make.clientUser(practice.practiceId, client.clientId, 'member');
    await log();
    expect((await publish()).problem.code).toBe('statements.not_closed');
    await close();
    const view = (await publish()).ok;
    const [statement] = view.published;
    expect(statement).toMatchObject({ number: 1, revision: 1, by: 'Robin Vale' });
    expect(statement?.files).toHaveLength(8);
    expect(view.month.published).toBe(1);

    const files = await Promise.all(
      statement!.files.map(async ({ edition, format, sha256 }) => {
        const { bytes } = await download(statement!.id, edition, format);
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
        return sha256;
      }),
    );
    await app.admin.query("UPDATE client SET name = 'Renamed' WHERE id = $1", [client.clientId]);
    await app.admin.query('UPDATE terms SET fee_minor = 7 WHERE client_id = $1', [client.clientId]);
    app.clock.advance({ days: 6 });
    const later = await Promise.all(
      statement!.files.map(async ({ edition, format }) =>
        createHash('sha256')
          .update((await download(statement!.id, edition, format)).bytes)
          .digest('hex'),
      ),
    );
    expect(later).toEqual(files);
    for (const table of ['statement', 'statement_file', 'closure', 'ledger_line']) {
      await expect(
        app.admin.query(`UPDATE ${table} SET client_id = client_id WHERE client_id = $1`, [client.clientId]),
      ).rejects.toThrow(/stay/);
    }

    const mails = await app.admin.query('SELECT kind, recipient, facts FROM mail WHERE practice_id = $1', [
      practice.practiceId,
    ]);
    expect(mails.rows).toEqual([
      {
        kind: 'statement_published',
        recipient: sponsor.email,
        facts: {
          month,
          clientName: 'Acme Robotics',
          practiceName: 'Vale Advisory',
          number: 1,
          statementId: statement!.id,
          clientId: client.clientId,
        },
      },
    ]);
    const audit = await app.admin.query(
      "SELECT count(*)::int FROM audit_event WHERE practice_id = $1 AND action = 'download' AND object = 'statement_file'",
      [practice.practiceId],
    );
    expect(audit.rows[0]).toEqual({ count: 16 });
  });

  it('publishes a change of words alone as the next version of the same closure', async () => {
    await log();
    await close();
    const first = (await publish()).ok;
    expect((await publish()).problem.code).toBe('statements.unchanged');
    await write({ outcomes: 'Telemetry runs.' }, 0);
    expect((await publish(0)).problem.code).toBe('request.version_stale');
    const second = (await publish(1)).ok;
    expect(second.published.map(({ number, revision }) => [number, revision])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect((await publish(1)).problem.code).toBe('statements.unchanged');
    const v1 = await download(first.published[0]!.id, 'client', 'json');
    expect(v1.text).not.toContain('Telemetry');
    expect((await download(second.published[0]!.id, 'client', 'json')).text).toContain('Telemetry runs.');
  });

  it('publishes again when the client may see more or less than before', async () => {
    await log();
    await close();
    await publish();
    await app.admin.query("UPDATE engagement SET hours_visibility = 'hidden' WHERE id = $1", [client.engagementId]);
    const [latest] = (await publish()).ok.published;
    expect(latest?.number).toBe(2);
    expect(JSON.parse((await download(latest!.id, 'client', 'json')).text).hours).toEqual({ visibility: 'hidden' });
  });

  it('answers a repeated request with its first answer, and two at once publish once', async () => {
    await make.clientUser(practice.practiceId, client.clientId, 'sponsor');
    await log();
    await close();
    const key = 'publish-once-1';
    const [first, twin] = await Promise.all([publish(0, { key }), publish(0, { key })]);
    expect(twin.ok).toEqual(first.ok);
    expect((await publish(0, { key })).ok).toEqual(first.ok);
    await write({ outcomes: 'More.' }, 0);
    const rivals = await Promise.all([publish(1), publish(1)]);
    expect(rivals.map(({ status }) => status).sort()).toEqual([201, 412]);
    const mails = await app.admin.query('SELECT count(*)::int FROM mail WHERE practice_id = $1', [practice.practiceId]);
    expect(mails.rows[0]).toEqual({ count: 2 });
  });
});

describe('the bookkeeper', () => {
  it('reads what was published for every client, and no draft', async () => {
    const bookkeeper = (await make.member(practice.practiceId, 'bookkeeper')).person;
    await log();
    expect((await read(bookkeeper)).status).toBe(404);
    expect((await bookkeeper.call(previewSummary, { params: at() })).problem.code).toBe('request.forbidden');
    const closed = (await close()).ok;
    await publish();
    await write({ outcomes: 'An unpublished thought.' }, 0);
    const seen = (await read(bookkeeper)).ok;
    expect(seen.month.figures).toEqual(closed.month.figures);
    expect(seen).toMatchObject({ words: none, can: { edit: false, close: false, publish: false } });
    const list = async (query: object) =>
      (await bookkeeper.call(listStatements, { params: { practiceId: practice.practiceId }, query: query as never }))
        .ok;
    expect((await list({ month })).items).toEqual([
      expect.objectContaining({ clientName: 'Acme Robotics', number: 1, month }),
    ]);
    expect((await list({ month: '2026-09' })).items).toEqual([]);
    const id = (await list({})).items[0]!.id;
    expect((await download(id, 'practice', 'csv', bookkeeper)).status).toBe(200);
  });

  it('pages through the list', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      client = await make.client(practice.practiceId, { name, startsOn: '2026-10-01' });
      await close();
      await publish();
      app.clock.advance({ minutes: 1 });
    }
    const page = async (cursor?: string) =>
      (
        await owner().call(listStatements, {
          params: { practiceId: practice.practiceId },
          query: { limit: 2, ...(cursor ? { cursor } : {}) } as never,
        })
      ).ok;
    const first = await page();
    const rest = await page(first.next ?? '');
    expect([...first.items, ...rest.items].map(({ clientName }) => clientName)).toEqual(['Three', 'Two', 'One']);
    expect(rest.next).toBeNull();
  });
});
