import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { addContact, createClient, editContact, listContacts } from '@contract/clients';
import { addMilestone } from '@contract/engagements';
import { inviteMember } from '@contract/identity';
import { editEntry, logHours } from '@contract/time';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp({ POOL_SIZE: '12' });
const TWINS = 50;
const A_WHILE = 120_000;
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  practice = await make.practice();
  client = await make.client(practice.practiceId);
});

const atClient = () => ({ practiceId: practice.practiceId, clientId: client.clientId });
const person = () => practice.owner.person;

async function stored(table: string): Promise<number> {
  const { rows } = await app.admin.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE practice_id = $1`,
    [practice.practiceId],
  );
  return rows[0]?.n ?? 0;
}

describe('a request with a key', () => {
  it(
    'is carried out once for fifty twins that arrive at the same instant',
    async () => {
      for (let round = 1; round <= 4; round += 1) {
        const key = `twins-${randomUUID()}`;
        const before = await stored('audit_event');
        const body = { name: `Contact ${round}` };
        const answers = await Promise.all(
          Array.from({ length: TWINS }, () => person().call(addContact, { params: atClient(), body }, { key })),
        );
        const good = answers.filter(({ status }) => status === 201);
        expect(good.length).toBeGreaterThan(0);
        for (const { ok } of good) expect(ok).toEqual(good[0]?.ok);
        // Who waited too long for a turn is told to come again; nobody is told anything else.
        expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
        expect(await stored('contact')).toBe(round);
        expect((await stored('audit_event')) - before).toBe(1);
        const late = await person().call(addContact, { params: atClient(), body }, { key });
        expect(late.ok).toEqual(good[0]?.ok);
      }
    },
    A_WHILE,
  );

  it('sends one mail', async () => {
    const key = `mail-${randomUUID()}`;
    const body = { email: `${randomUUID()}@example.com`, name: 'Kim Berg', role: 'cto' as const };
    const params = { practiceId: practice.practiceId };
    await Promise.all(Array.from({ length: 10 }, () => person().call(inviteMember, { params, body }, { key })));
    expect(await stored('mail')).toBe(1);
    expect(await stored('invitation')).toBe(1);
  });

  it('is refused when the key was used for something else: another body, another place, another route, another version', async () => {
    const key = `once-${randomUUID()}`;
    const first = await person().call(addContact, { params: atClient(), body: { name: 'Kim Berg' } }, { key });
    expect(first.status).toBe(201);
    const other = await make.client(practice.practiceId);
    const params = { practiceId: practice.practiceId, engagementId: client.engagementId };
    const others = [
      await person().call(addContact, { params: atClient(), body: { name: 'Lou Sand' } }, { key }),
      await person().call(
        addContact,
        { params: { ...atClient(), clientId: other.clientId }, body: { name: 'Kim Berg' } },
        { key },
      ),
      await person().call(addMilestone, { params, body: { name: 'Kim Berg', dueOn: '2026-12-01' } as never }, { key }),
    ];
    for (const answer of others) expect(answer.problem).toMatchObject({ code: 'request.key_reused', status: 422 });
    const at = { params: { ...atClient(), contactId: first.ok.id }, body: { title: 'CFO' } };
    const edit = `edit-${randomUUID()}`;
    expect((await person().call(editContact, at, { version: 1, key: edit })).ok.version).toBe(2);
    expect((await person().call(editContact, at, { version: 2, key: edit })).problem.code).toBe('request.key_reused');
    expect(await stored('contact')).toBe(1);
  });

  it('belongs to the person who sent it', async () => {
    const key = `mine-${randomUUID()}`;
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const call = { params: atClient(), body: { name: 'Kim Berg' } };
    const [mine, theirs] = [
      await person().call(addContact, call, { key }),
      await cto.person.call(addContact, call, { key }),
    ];
    expect(theirs.ok.id).not.toBe(mine.ok.id);
    expect(await stored('contact')).toBe(2);
  });

  it('that was refused leaves nothing behind, and may be sent again once it is right', async () => {
    const key = `again-${randomUUID()}`;
    await make.client(practice.practiceId, { code: 'TAKEN' });
    const body = { name: 'Another', code: 'TAKEN' };
    const params = { practiceId: practice.practiceId };
    expect((await person().call(createClient, { params, body }, { key })).problem.code).toBe('clients.code_taken');
    expect(await stored('idempotency_key')).toBe(0);
    const right = await person().call(createClient, { params, body: { ...body, code: 'FREE' } }, { key });
    expect(right.status).toBe(201);
  });

  it('cannot go without it', async () => {
    const call = { params: atClient(), body: { name: 'Kim Berg' } };
    expect((await person().call(addContact, call, { key: null })).problem.code).toBe('request.key_missing');
    expect((await person().call(listContacts, { params: atClient() })).ok.items).toEqual([]);
  });
});

describe('twenty writers of one record', () => {
  it(
    'lose no change to each other',
    async () => {
      const body = { id: randomUUID(), day: '2026-11-03', minutes: 1, activity: 'C5', text: '' } as never;
      const params = { practiceId: practice.practiceId, engagementId: client.engagementId };
      const entry = (await person().call(logHours, { params, body })).ok;
      const at = { practiceId: practice.practiceId, entryId: entry.id };
      let minutes = entry.minutes as number;
      let version = entry.version;
      let accepted = 0;
      for (let round = 0; round < 10; round += 1) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, () =>
            person().call(editEntry, { params: at, body: { minutes: minutes + 1 } }, { version }),
          ),
        );
        const good = answers.filter(({ status }) => status === 200);
        expect(answers.filter(({ status }) => ![200, 412, 503].includes(status))).toEqual([]);
        expect(good.length).toBeLessThanOrEqual(1);
        accepted += good.length;
        ({ minutes, version } = good[0]?.ok ?? { minutes, version });
      }
      const { rows } = await app.admin.query<{ minutes: number }>('SELECT minutes FROM time_entry WHERE id = $1', [
        entry.id,
      ]);
      expect(rows).toEqual([{ minutes: entry.minutes + accepted }]);
      expect(accepted).toBeGreaterThan(5);
    },
    A_WHILE,
  );
});
