import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editMe, editMember, editMembership, listMembers, readSession, removeMember } from '@contract/identity';
import { PRACTICE_ROLES, type PracticeRole } from '@domain/identity/roles';
import { createPractice } from '../../api/src/commands/practice';
import { useApp } from '../support/app';
import { signedIn } from '../support/as';
import { Make, type MadeMember, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;

beforeEach(async () => {
  make = new Make(app);
  practice = await make.practice();
});

const at = (memberId: string) => ({ params: { practiceId: practice.practiceId, memberId } });

async function owners(): Promise<number> {
  const { rows } = await app.admin.query<{ owners: number }>(
    "SELECT count(*)::int AS owners FROM member WHERE practice_id = $1 AND role = 'owner' AND ended_at IS NULL",
    [practice.practiceId],
  );
  return rows[0]?.owners ?? 0;
}

async function versionOf({ memberId }: MadeMember): Promise<number> {
  const { rows } = await app.admin.query<{ version: number }>('SELECT version FROM member WHERE id = $1', [memberId]);
  return rows[0]?.version ?? 0;
}

describe('the owners of a practice', () => {
  it('are never none: the last one can neither leave nor step down', async () => {
    const { owner } = practice;
    expect((await owner.person.call(removeMember, at(owner.memberId), { version: 1 })).problem.code).toBe(
      'identity.last_owner',
    );
    const down = { ...at(owner.memberId), body: { role: 'cto' as const } };
    expect((await owner.person.call(editMember, down, { version: 1 })).problem.code).toBe('identity.last_owner');
    const second = await make.member(practice.practiceId, 'owner');
    expect((await owner.person.call(editMember, down, { version: 1 })).ok.role).toBe('cto');
    expect((await second.person.call(removeMember, at(second.memberId), { version: 1 })).problem.code).toBe(
      'identity.last_owner',
    );
  });

  it('are not none when two remove each other at the same instant', async () => {
    for (let round = 0; round < 20; round += 1) {
      practice = await make.practice();
      const second = await make.member(practice.practiceId, 'owner');
      const { owner } = practice;
      const answers = await Promise.all([
        owner.person.call(removeMember, at(second.memberId), { version: 1 }),
        second.person.call(removeMember, at(owner.memberId), { version: 1 }),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await owners()).toBe(1);
    }
  }, 60_000);

  it('are at least one after any sequence of changes', async () => {
    const step = fc.record({ who: fc.nat(3), whom: fc.nat(3), to: fc.constantFrom(...PRACTICE_ROLES, null) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        practice = await make.practice();
        const people = [practice.owner];
        for (const role of ['owner', 'cto', 'assistant'] as const)
          people.push(await make.member(practice.practiceId, role));
        const model = new Map(
          people.map(({ memberId }, n) => [memberId, ['owner', 'owner', 'cto', 'assistant'][n] as PracticeRole | null]),
        );
        for (const { who, whom, to } of steps) {
          const [actor, member] = [people[who], people[whom]];
          if (!actor || !member) continue;
          const version = await versionOf(member);
          const answer =
            to === null
              ? await actor.person.call(removeMember, at(member.memberId), { version })
              : await actor.person.call(editMember, { ...at(member.memberId), body: { role: to } }, { version });
          const [role, before] = [model.get(actor.memberId), model.get(member.memberId)];
          const count = [...model.values()].filter((held) => held === 'owner').length;
          const last = before === 'owner' && to !== 'owner' && count === 1;
          const allowed = role === null ? 404 : role !== 'owner' ? 403 : before === null ? 412 : last ? 409 : 200;
          expect(answer.status).toBe(allowed);
          if (answer.status === 200) model.set(member.memberId, to);
          expect(await owners()).toBeGreaterThan(0);
        }
      }),
      { numRuns: 12, seed: 20_261_123 },
    );
  }, 120_000);
});

describe('nobody but an owner', () => {
  it('gives anybody a role, least of all to themselves', async () => {
    for (const role of ['cto', 'assistant', 'bookkeeper'] as const) {
      const member = await make.member(practice.practiceId, role);
      const promotion = { ...at(member.memberId), body: { role: 'owner' as const } };
      expect((await member.person.call(editMember, promotion, { version: 1 })).problem.code).toBe('request.forbidden');
      const removal = await member.person.call(removeMember, at(practice.owner.memberId), { version: 1 });
      expect(removal.problem.code).toBe('request.forbidden');
      const { items } = (await member.person.call(listMembers, { params: { practiceId: practice.practiceId } })).ok;
      expect(items.every(({ can }) => !can.edit && !can.remove)).toBe(true);
    }
  });
});

describe('what a practice opens to a member', () => {
  const nothing = {
    readClients: false,
    addClients: false,
    logTime: false,
    importTime: false,
    readStatements: true,
    manageMembers: false,
  };
  const daily = { ...nothing, readClients: true, logTime: true, importTime: true };
  const opens = {
    owner: { ...daily, addClients: true, manageMembers: true },
    cto: { ...daily, addClients: true },
    assistant: daily,
    bookkeeper: nothing,
  };

  it.each(PRACTICE_ROLES)('is told with who they are: %s', async (role) => {
    const { person } = await make.member(practice.practiceId, role);
    const { me } = (await person.call(readSession)).ok;
    expect(me?.practices).toMatchObject([{ practiceId: practice.practiceId, role, can: opens[role] }]);
  });
});

describe('the zone of a member', () => {
  it('is their own to change, whatever their role, and changes nobody else’s', async () => {
    for (const role of PRACTICE_ROLES) {
      const { person } = await make.member(practice.practiceId, role);
      const moved = await person.call(editMembership, {
        params: { practiceId: practice.practiceId },
        body: { zone: 'Asia/Tokyo' },
      });
      expect(moved.ok).toMatchObject({ role, zone: 'Asia/Tokyo', version: 2 });
      expect((await person.call(readSession)).ok.me?.practices).toMatchObject([{ zone: 'Asia/Tokyo' }]);
    }
    const { items } = (await practice.owner.person.call(listMembers, { params: { practiceId: practice.practiceId } }))
      .ok;
    expect(items.filter(({ zone }) => zone === 'Asia/Tokyo')).toHaveLength(PRACTICE_ROLES.length);
    expect(items.find(({ id }) => id === practice.owner.memberId)?.zone).not.toBe('Asia/Tokyo');
  });
});

describe('a practice that is made on the server', () => {
  it('has an owner who has still to say what they are called', async () => {
    const email = `${randomUUID()}@example.com`;
    const practiceId = await createPractice(app.settings, { name: 'Vale Advisory', owner: email, zone: 'UTC' });
    const { rows } = await app.admin.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [email]);
    const owner = await signedIn(app, rows[0]?.id ?? '');
    expect((await owner.call(readSession)).ok.me).toMatchObject({
      name: '',
      practices: [{ practiceId, role: 'owner' }],
    });
    expect((await owner.call(editMe, { body: { name: '' } })).status).toBe(400);
    expect((await owner.call(editMe, { body: { name: 'Kim Berg' } })).ok.name).toBe('Kim Berg');
  });
});

describe('the clients of a member', () => {
  it('are those of the practice: a stranger’s is not found, like one that is nowhere, and nothing is changed', async () => {
    const [client, other] = [await make.client(practice.practiceId), await make.practice()];
    const foreign = await make.client(other.practiceId);
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const { person } = practice.owner;
    const assign = (clientIds: string[]) =>
      person.call(editMember, { ...at(cto.memberId), body: { clientIds } }, { version: 1 });
    const [strange, nowhere] = [await assign([foreign.clientId]), await assign([randomUUID()])];
    expect([strange.status, strange.problem.code]).toEqual([404, 'request.not_found']);
    expect(nowhere.text).toBe(strange.text);
    const { items } = (await person.call(listMembers, { params: { practiceId: practice.practiceId } })).ok;
    expect(items.find(({ id }) => id === cto.memberId)).toMatchObject({ clientIds: [client.clientId], version: 1 });
    expect((await assign([client.clientId, client.clientId])).ok.clientIds).toEqual([client.clientId]);
  });
});
