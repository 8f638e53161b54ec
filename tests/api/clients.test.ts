import { beforeEach, describe, expect, it } from '@jest/globals';
import { archiveClient, createClient, editClient, listClients, readClient, unarchiveClient } from '@contract/clients';
import { logHours } from '@contract/time';
import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app';
import { Make, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
});

const owner = () => practice.owner.person;
const inPractice = () => ({ practiceId: practice.practiceId });
const at = (clientId: string) => ({ params: { practiceId: practice.practiceId, clientId } });
const create = (over: object = {}, person = owner()) =>
  person.call(createClient, { params: inPractice(), body: { name: 'Acme Robotics', code: 'ACM', ...over } });

describe('adding a client', () => {
  it('adds one with what its team size means', async () => {
    const client = (await create({ engineers: 12, nextStep: 'Call the board', nextStepOn: '2026-11-30' })).ok;
    expect(client).toMatchObject({
      name: 'Acme Robotics',
      code: 'ACM',
      engagementId: null,
      nextStepOn: '2026-11-30',
      teamSize: {
        band: 'pairing_fits',
        sentence: 'A full-time VP paired with a fractional CTO fits. Offer to run the VP search.',
      },
      version: 1,
      can: { edit: true, archive: true, viewPortal: true },
    });
    expect((await owner().call(readClient, at(client.id))).ok).toEqual(client);
  });

  it('shows a cto the client they have just added, and nobody else without an assignment', async () => {
    const founder = await make.member(practice.practiceId, 'cto');
    const other = await make.member(practice.practiceId, 'cto');
    const client = (await create({}, founder.person)).ok;
    expect(client.can.edit).toBe(true);
    expect((await founder.person.call(readClient, at(client.id))).ok.id).toBe(client.id);
    expect((await owner().call(readClient, at(client.id))).ok.id).toBe(client.id);
    expect((await other.person.call(readClient, at(client.id))).problem).toMatchObject({ status: 404 });
    const { items } = (await other.person.call(listClients, { params: inPractice() })).ok;
    expect(items).toEqual([]);
  });

  it('refuses a code that another client has, whatever its case, and keeps codes of practices apart', async () => {
    await create();
    expect((await create({ code: 'acm' })).problem).toMatchObject({ code: 'clients.code_taken', status: 409 });
    const other = await make.practice();
    const elsewhere = await other.owner.person.call(createClient, {
      params: { practiceId: other.practiceId },
      body: { name: 'Acme Robotics', code: 'ACM' },
    });
    expect(elsewhere.status).toBe(201);
  });

  it('adds one client for a request that is sent twice', async () => {
    const body = { name: 'Acme Robotics', code: 'ACM' };
    const first = await owner().call(createClient, { params: inPractice(), body }, { key: 'add-acme-1' });
    const again = await owner().call(createClient, { params: inPractice(), body }, { key: 'add-acme-1' });
    expect(again.ok).toEqual(first.ok);
  });

  it('is not for assistants, and clients are not for bookkeepers', async () => {
    const assistant = await make.member(practice.practiceId, 'assistant');
    const bookkeeper = await make.member(practice.practiceId, 'bookkeeper');
    expect((await create({}, assistant.person)).problem.code).toBe('request.forbidden');
    expect((await bookkeeper.person.call(listClients, { params: inPractice() })).problem.code).toBe(
      'request.forbidden',
    );
  });
});

describe('changing a client', () => {
  it('edits by version, clears a day, and refuses a stale or a missing version', async () => {
    const { id } = (await create({ nextStep: 'Call', nextStepOn: '2026-11-30' })).ok;
    const body = { engineers: 3, nextStepOn: null };
    expect((await owner().call(editClient, { ...at(id), body })).problem.code).toBe('request.version_missing');
    const edited = (await owner().call(editClient, { ...at(id), body }, { version: 1 })).ok;
    expect(edited).toMatchObject({
      engineers: 3,
      nextStep: 'Call',
      nextStepOn: null,
      version: 2,
      teamSize: { band: 'too_small' },
    });
    expect((await owner().call(editClient, { ...at(id), body }, { version: 1 })).problem).toMatchObject({
      code: 'request.version_stale',
      status: 412,
    });
  });

  it('refuses the code of another client', async () => {
    await create();
    const { id } = (await create({ code: 'BLT' })).ok;
    const answer = await owner().call(editClient, { ...at(id), body: { code: 'ACM' } }, { version: 1 });
    expect(answer.problem.code).toBe('clients.code_taken');
  });

  it('is refused as not found for another practice and for a cto of another client', async () => {
    const { id } = (await create()).ok;
    const stranger = (await make.practice()).owner.person;
    const cto = await make.member(practice.practiceId, 'cto');
    for (const person of [stranger, cto.person]) {
      const answer = await person.call(editClient, { ...at(id), body: { name: 'Mine' } }, { version: 1 });
      expect(answer.problem).toMatchObject({ status: 404, code: 'request.not_found' });
    }
    expect((await owner().call(readClient, at(id))).ok.name).toBe('Acme Robotics');
  });
});

describe('archiving', () => {
  it('puts a client away and brings it back', async () => {
    const { id } = (await create()).ok;
    expect((await owner().call(archiveClient, at(id))).ok).toMatchObject({ archived: true, can: { edit: false } });
    expect((await owner().call(archiveClient, at(id))).problem.code).toBe('clients.archived');
    const edit = await owner().call(editClient, { ...at(id), body: { name: 'Other' } }, { version: 2 });
    expect(edit.problem.code).toBe('clients.archived');

    const live = (await owner().call(listClients, { params: inPractice() })).ok;
    const away = (await owner().call(listClients, { params: inPractice(), query: { archived: 'true' } })).ok;
    expect([live.items.map(({ id }) => id), away.items.map(({ id }) => id)]).toEqual([[], [id]]);

    expect((await owner().call(unarchiveClient, at(id))).ok).toMatchObject({ archived: false, can: { edit: true } });
    expect((await owner().call(unarchiveClient, at(id))).ok.archived).toBe(false);
  });

  it('is refused while an engagement runs, and takes no hours afterwards', async () => {
    const { clientId, engagementId } = await make.client(practice.practiceId);
    expect((await owner().call(archiveClient, at(clientId))).problem.code).toBe('clients.engagement_running');
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [engagementId]);
    expect((await owner().call(archiveClient, at(clientId))).ok).toMatchObject({ archived: true, engagementId });
    const late = await owner().call(logHours, {
      params: { ...inPractice(), engagementId },
      body: { id: randomUUID(), day: '2026-11-20', minutes: 30 } as never,
    });
    expect(late.problem.code).toBe('time.engagement_closed');
  });
});

describe('the list', () => {
  it('goes through clients by name without losing or doubling one', async () => {
    const names = ['Fjord', 'Acme', 'Bolt', 'Acme', 'Cedar', '株式会社'.repeat(12)];
    for (const [index, name] of names.entries()) await create({ name, code: `C${index}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor ? { cursor } : {}) };
      const page = (await owner().call(listClients, { params: inPractice(), query })).ok;
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['Acme', 'Acme', 'Bolt', 'Cedar', 'Fjord', '株式会社'.repeat(12)]);
  });

  it('refuses a cursor that is not one', async () => {
    for (const cursor of ['nonsense', Buffer.from('["x"]').toString('base64url')]) {
      const answer = await owner().call(listClients, { params: inPractice(), query: { cursor } });
      expect(answer.problem.code).toBe('request.invalid');
    }
  });

  it('names the running engagement of a client that came back', async () => {
    const { clientId, engagementId } = await make.client(practice.practiceId);
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [engagementId]);
    const { rows } = await app.admin.query<{ id: string }>(
      `INSERT INTO engagement (practice_id, client_id, zone, starts_on, phase, phase_since)
       VALUES ($1, $2, 'UTC', '2026-07-01', 'foundation', '2026-07-01') RETURNING id`,
      [practice.practiceId, clientId],
    );
    expect((await owner().call(readClient, at(clientId))).ok.engagementId).toBe(rows[0]?.id);
  });
});
