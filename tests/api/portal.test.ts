import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { downloadFromPortal, readPortal } from '@contract/portal';
import { closeMonth, downloadStatement, publishStatement, writeWords } from '@contract/statements';
import { logHours } from '@contract/time';
import { CLIENT_ROLES } from '@domain/identity/roles';
import { HOURS_VISIBILITIES } from '@domain/engagements/terms';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { makeSearch } from '../support/make/a-search';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { readPdf } from '../support/pdf-text';
import { unzipped } from '../support/unzipped';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;
let sponsor: Person;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-25T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId, { startsOn: '2026-10-01', fee: 987_654, rate: 32_123 });
  sponsor = (await make.clientUser(practice.practiceId, client.clientId, 'sponsor')).person;
});

const params = (clientId = client.clientId) => ({ practiceId: practice.practiceId, clientId });
const home = (person: Person = sponsor, clientId = client.clientId) =>
  person.call(readPortal, { params: params(clientId) });
const file = (statementId: string, format = 'pdf', person: Person = sponsor, clientId = client.clientId) =>
  person.call(downloadFromPortal, { params: { ...params(clientId), statementId, format } as never });
const log = (over: object = {}) =>
  practice.owner.person.call(logHours, {
    params: { practiceId: practice.practiceId, engagementId: client.engagementId },
    body: { id: randomUUID(), day: '2026-11-20', minutes: 90, activity: 'C5', text: 'board prep', ...over } as never,
  });
const see = (visibility: string) =>
  app.admin.query('UPDATE engagement SET hours_visibility = $1 WHERE id = $2', [visibility, client.engagementId]);

async function publishOctober(words: object = {}): Promise<string> {
  const at = { practiceId: practice.practiceId, engagementId: client.engagementId, month: '2026-10' } as never;
  const { person } = practice.owner;
  expect((await person.call(closeMonth, { params: at })).status).toBe(201);
  const body = { outcomes: '', decisions: '', risks: '', nextMonth: '', ...words };
  const { wordsVersion } = (await person.call(writeWords, { params: at, body }, { version: 0 })).ok;
  return (await person.call(publishStatement, { params: at, body: { wordsVersion } })).ok.published[0]!.id;
}

async function move(to: string, on: string, over: { overridden?: boolean; reason?: string; sentence?: string }) {
  await app.admin.query(
    `INSERT INTO phase_move (practice_id, client_id, engagement_id, from_phase, to_phase, moved_on, moved_by, overridden, reason, sentence, evidence)
     VALUES ($1, $2, $3, 'assessing', $4, $5, $6, $7, $8, $9, '[{"note": "canary-evidence"}]')`,
    [
      client.practiceId,
      client.clientId,
      client.engagementId,
      to,
      on,
      practice.owner.memberId,
      over.overridden ?? false,
      over.reason ?? '',
      over.sentence ?? '',
    ],
  );
  await app.admin.query('UPDATE engagement SET phase = $1, phase_since = $2 WHERE id = $3', [
    to,
    on,
    client.engagementId,
  ]);
}

async function milestone(name: string, dueOn: string, clientSees: boolean, doneOn: string | null = null) {
  await app.admin.query(
    `INSERT INTO milestone (practice_id, client_id, engagement_id, name, due_on, client_sees, done_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [client.practiceId, client.clientId, client.engagementId, name, dueOn, clientSees, doneOn],
  );
}

describe('the first screen of a client', () => {
  it('reads phase, hours, timeline, milestone and search', async () => {
    await log();
    await log({ minutes: 40, billable: false });
    await move('foundation', '2026-11-10', { sentence: 'The plan begins.', reason: 'canary-inner-reason' });
    await move('preparing_search', '2026-11-20', { overridden: true, reason: 'You asked us to start early.' });
    await milestone('Done already', '2026-11-01', true, '2026-11-02');
    await milestone('Canary milestone', '2026-11-26', false);
    await milestone('Shortlist', '2026-12-15', true);
    await makeSearch(app, client, [
      { name: 'Vera Canary', stage: 'Presented' },
      { name: 'Tom Canary', stage: 'Contacted' },
      { name: 'Uwe Canary', stage: 'Offer' },
    ]);
    const answer = await home();
    expect(answer.ok).toEqual({
      asOf: '2026-11-25T12:00:00.000Z',
      practiceName: 'Vale Advisory',
      clientName: 'Acme Robotics',
      role: 'sponsor',
      engagement: {
        id: client.engagementId,
        zone: 'Europe/Berlin',
        today: '2026-11-25',
        phase: 'preparing_search',
        phaseLabel: 'Preparing the search',
        phaseSince: '2026-11-20',
        phaseDays: 6,
        note: null,
        timeline: [
          { to: 'assessing', label: 'Assessing', on: '2026-10-01', sentence: '', reason: '' },
          {
            to: 'foundation',
            label: 'Building the plan',
            on: '2026-11-10',
            sentence: 'The plan begins.',
            reason: '',
          },
          {
            to: 'preparing_search',
            label: 'Preparing the search',
            on: '2026-11-20',
            sentence: '',
            reason: 'You asked us to start early.',
          },
        ],
        asked: [],
        hours: {
          month: '2026-11',
          available: 1200,
          used: 90,
          left: 1110,
          resetsOn: '2026-12-01',
          provisional: true,
        },
        nextMilestone: { name: 'Shortlist', dueOn: '2026-12-15' },
        search: {
          title: 'VP of Engineering',
          startedOn: '2026-10-05',
          week: 8,
          targetWeeks: 16,
          counts: { inResearch: 1, inAssessment: 0, presented: 1, finalChecks: 1, hired: 0 },
        },
      },
      statements: [],
    });
    expect(answer.text).not.toMatch(/canary/i);
  });

  it('says that a hand-over was not accepted', async () => {
    await move('strategic_partner', '2026-11-20', { overridden: true, reason: 'The VP starts next year.' });
    expect((await home()).ok.engagement).toMatchObject({
      phaseLabel: 'Strategic partner',
      note: 'Hand-over not accepted',
    });
  });

  it.each(HOURS_VISIBILITIES)('shows hours as far as %s allows', async (visibility) => {
    await log();
    await see(visibility);
    const { engagement } = (await home()).ok;
    if (visibility === 'hidden') expect(engagement?.hours).toBeNull();
    else expect(engagement?.hours).toMatchObject({ used: 90, left: 1110 });
  });

  it('shows no search that is not shared, and no engagement where there is none', async () => {
    await makeSearch(app, client, [{ name: 'Vera Canary', stage: 'Presented' }], { clientSees: false });
    expect((await home()).ok.engagement?.search).toBeNull();
    const bare = randomUUID();
    await app.admin.query("INSERT INTO client (practice_id, id, name, code) VALUES ($1, $2, 'Bare', 'BARE')", [
      practice.practiceId,
      bare,
    ]);
    const person = (await make.clientUser(practice.practiceId, bare, 'member')).person;
    expect((await home(person, bare)).ok).toMatchObject({ engagement: null, statements: [] });
  });
});

describe('published summaries', () => {
  it('are listed newest first, downloaded as they were published, and noted', async () => {
    await log({ day: '2026-10-20' });
    const statementId = await publishOctober({ outcomes: 'Telemetry runs.' });
    const { statements } = (await home()).ok;
    expect(statements).toEqual([
      {
        id: statementId,
        month: '2026-10',
        number: 1,
        publishedAt: '2026-11-25T12:00:00.000Z',
        revised: null,
        beingRevised: null,
        acceptance: { state: 'published', countsOn: null, acceptedAt: null, byTime: false, questions: [] },
        can: { accept: true, ask: true },
        files: [
          { format: 'pdf', fileName: 'acme-robotics-2026-10-v1-client.pdf' },
          { format: 'xlsx', fileName: 'acme-robotics-2026-10-v1-client.xlsx' },
          { format: 'csv', fileName: 'acme-robotics-2026-10-v1-client.csv' },
          { format: 'json', fileName: 'acme-robotics-2026-10-v1-client.json' },
        ],
      },
    ]);
    const first = await file(statementId);
    expect(first.headers.get('content-disposition')).toContain('attachment');
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect((await readPdf(first.bytes)).text).toContain('Telemetry runs.');
    app.clock.advance({ days: 3 });
    expect(Buffer.from((await file(statementId)).bytes).equals(Buffer.from(first.bytes))).toBe(true);
    const params = { practiceId: practice.practiceId, statementId, edition: 'client', format: 'pdf' } as never;
    const staff = await practice.owner.person.call(downloadStatement, { params });
    expect(Buffer.from(staff.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    const audit = await app.admin.query(
      "SELECT client_id, object_id FROM audit_event WHERE practice_id = $1 AND action = 'download' ORDER BY seq",
      [practice.practiceId],
    );
    expect(audit.rows.slice(0, 2)).toEqual([
      { client_id: client.clientId, object_id: `${statementId}/client/pdf` },
      { client_id: client.clientId, object_id: `${statementId}/client/pdf` },
    ]);
  });

  it('never carry private notes, money or candidates, nor does any reply', async () => {
    await log({ day: '2026-10-20', minutes: 1400, privateNote: 'canary-private-note' });
    await log({ privateNote: 'canary-private-note' });
    await makeSearch(app, client, [{ name: 'Vera Canary', stage: 'Presented' }]);
    await milestone('Canary milestone', '2026-11-26', false);
    await move('foundation', '2026-11-10', { reason: 'canary-inner-reason' });
    const leaks = /canary|987[.,]?654|9,?876[.,]54|321[.,]?23|EUR \d|ratePerHour":\d/i;
    const statementId = await publishOctober();
    for (const visibility of HOURS_VISIBILITIES) {
      await see(visibility);
      expect((await home()).text).not.toMatch(leaks);
    }
    for (const format of ['csv', 'json']) expect((await file(statementId, format)).text).not.toMatch(leaks);
    expect((await readPdf((await file(statementId)).bytes)).text).not.toMatch(leaks);
    for (const part of unzipped((await file(statementId, 'xlsx')).bytes).values()) {
      expect(part.toString()).not.toMatch(leaks);
    }
    const practiceFile = { practiceId: practice.practiceId, statementId, edition: 'practice', format: 'json' } as never;
    const inner = (await practice.owner.person.call(downloadStatement, { params: practiceFile })).text;
    expect(inner).toContain('987654');
    expect(inner).not.toMatch(/canary-private-note|Vera/);
  });
});

describe('who comes in', () => {
  it('answers a sponsor of another client exactly as a random id', async () => {
    const statementId = await publishOctober();
    const other = await make.client(practice.practiceId, { name: 'Bolt Health' });
    const stranger = (await make.clientUser(practice.practiceId, other.clientId, 'sponsor')).person;
    const random = await home(stranger, randomUUID());
    expect(random.status).toBe(404);
    expect((await home(stranger)).text).toBe(random.text);
    expect((await home(stranger)).status).toBe(404);
    for (const [person, clientId, id] of [
      [stranger, client.clientId, statementId],
      [stranger, other.clientId, statementId],
      [stranger, other.clientId, randomUUID()],
      [sponsor, client.clientId, randomUUID()],
      [stranger, randomUUID(), statementId],
    ] as const) {
      const answer = await file(id, 'pdf', person, clientId);
      expect([answer.status, answer.text]).toEqual([404, random.text]);
    }
    const elsewhere = await make.practice();
    const owner = elsewhere.owner.person;
    expect((await home(owner)).text).toBe(random.text);
    expect((await new Make(app).user()).person).toBeDefined();
  });

  it.each(CLIENT_ROLES)('lets a %s in as the table of permissions says', async (role) => {
    const { person } = await make.clientUser(practice.practiceId, client.clientId, role);
    const allowed = role === 'sponsor' || role === 'member';
    expect((await home(person)).status).toBe(allowed ? 200 : 403);
  });

  it('shows staff who work for the client what the client sees', async () => {
    const inside = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const outside = await make.member(practice.practiceId, 'cto');
    const { asOf: _, role, ...seen } = (await home(inside.person)).ok;
    expect(role).toBe('viewer');
    const { asOf: __, role: ___, ...theirs } = (await home()).ok;
    expect(seen).toEqual(theirs);
    expect((await home(outside.person)).status).toBe(404);
  });

  it('ends at once when somebody is removed', async () => {
    await app.admin.query('UPDATE client_user SET ended_at = now() WHERE client_id = $1', [client.clientId]);
    expect((await home()).status).toBe(404);
  });

  it('never offers the edition of the practice', async () => {
    const statementId = await publishOctober();
    const params = { practiceId: practice.practiceId, statementId, edition: 'practice', format: 'pdf' } as never;
    expect((await sponsor.call(downloadStatement, { params })).status).toBe(404);
  });
});
