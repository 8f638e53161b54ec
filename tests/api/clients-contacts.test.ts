import { beforeEach, describe, expect, it } from '@jest/globals';
import { addContact, editContact, listContacts, removeContact } from '@contract/clients';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  practice = await make.practice();
  client = await make.client(practice.practiceId);
});

const owner = () => practice.owner.person;
const atClient = () => ({ practiceId: practice.practiceId, clientId: client.clientId });
const add = (over: object = {}) =>
  owner().call(addContact, { params: atClient(), body: { name: 'Ida Berg', title: 'CEO', ...over } });
const names = async () => (await owner().call(listContacts, { params: atClient() })).ok.items.map(({ name }) => name);

describe('contacts', () => {
  it('adds people and lists them by name, page by page', async () => {
    for (const name of ['Olaf Lund', 'Ida Berg', 'Mia Dahl']) await add({ name });
    expect(await names()).toEqual(['Ida Berg', 'Mia Dahl', 'Olaf Lund']);
    const first = (await owner().call(listContacts, { params: atClient(), query: { limit: 2 } })).ok;
    const query = { limit: 2, cursor: first.next ?? '' };
    const rest = (await owner().call(listContacts, { params: atClient(), query })).ok;
    expect([rest.items.map(({ name }) => name), rest.next]).toEqual([['Olaf Lund'], null]);
  });

  it('edits and removes by version; somebody removed is not found again', async () => {
    const { id } = (await add()).ok;
    const params = { ...atClient(), contactId: id };
    const body = { title: 'Chair' };
    expect((await owner().call(editContact, { params, body })).problem.code).toBe('request.version_missing');
    expect((await owner().call(editContact, { params, body }, { version: 1 })).ok).toMatchObject({
      name: 'Ida Berg',
      title: 'Chair',
      version: 2,
    });
    expect((await owner().call(removeContact, { params }, { version: 1 })).problem.code).toBe('request.version_stale');
    expect((await owner().call(removeContact, { params }, { version: 2 })).status).toBe(200);
    expect(await names()).toEqual([]);
    expect((await owner().call(editContact, { params, body }, { version: 3 })).problem.code).toBe('request.not_found');
  });

  it('does not take contacts for an archived client', async () => {
    await app.admin.query('UPDATE client SET archived_at = now() WHERE id = $1', [client.clientId]);
    expect((await add()).problem.code).toBe('clients.archived');
  });

  it('is not found through another client, by a cto of another client, or in another practice', async () => {
    const { id } = (await add()).ok;
    const bolt = await make.client(practice.practiceId, { name: 'Bolt Health' });
    const through = { practiceId: practice.practiceId, clientId: bolt.clientId, contactId: id };
    const body = { title: 'Chair' };
    expect((await owner().call(editContact, { params: through, body }, { version: 1 })).problem.status).toBe(404);

    const cto = await make.member(practice.practiceId, 'cto', [bolt.clientId]);
    const stranger = (await make.practice()).owner;
    for (const { person } of [cto, stranger]) {
      expect((await person.call(listContacts, { params: atClient() })).problem.status).toBe(404);
      const params = { ...atClient(), contactId: id };
      expect((await person.call(editContact, { params, body }, { version: 1 })).problem.status).toBe(404);
      expect((await person.call(addContact, { params: atClient(), body: { name: 'Eve' } })).problem.status).toBe(404);
    }
    expect(await names()).toEqual(['Ida Berg']);
  });
});
