import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  acceptInvitation,
  inviteClientUser,
  inviteMember,
  listInvitations,
  listMembers,
  openInvitation,
  readMe,
  withdrawInvitation,
} from '@contract/identity';
import { Worker } from '../../api/src/platform/outbox/worker';
import { startApp, type TestApp } from '../support/app';
import { ownDatabase } from '../support/database';
import { startMailPeer, type MailPeer } from '../support/mail-peer';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { Visitor } from '../support/visitor';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let peer: MailPeer;
let make: Make;
let practice: MadePractice;
let client: MadeClient;

beforeAll(async () => {
  [database, peer] = await Promise.all([ownDatabase('invitations'), startMailPeer()]);
  app = await startApp(database, { env: { SMTP_URL: peer.url } });
  make = new Make(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await peer.close();
  await database.drop();
});
beforeEach(async () => {
  app.clock.advance({ minutes: 10 });
  practice = await make.practice();
  client = await make.client(practice.practiceId);
});

const mailbox = () => `${randomUUID()}@example.com`;
const at = () => ({ practiceId: practice.practiceId });
const accept = (visitor: Visitor, token: string, name = 'Kim Berg') =>
  visitor.call(acceptInvitation, { body: { token, name } });

/** The token in the newest letter to a mailbox. */
async function tokenFor(email: string): Promise<string> {
  await app.nest.get(Worker, { strict: false }).drain();
  const { text } = peer.lastTo(email);
  return /http:\/\/localhost\/invitation#([\w-]{43})/.exec(text)?.[1] ?? '';
}

const again = (email: string) =>
  practice.owner.person.call(inviteMember, { params: at(), body: { email, name: 'Kim Berg', role: 'assistant' } });

async function invited(email = mailbox(), role: 'cto' | 'assistant' = 'cto') {
  const row = (
    await practice.owner.person.call(inviteMember, { params: at(), body: { email, name: 'Kim Berg', role } })
  ).ok;
  return { email, token: await tokenFor(email), id: row.id };
}

describe('an invitation', () => {
  it('arrives by mail, shows what it offers without being used up, and makes a member once', async () => {
    const { email, token } = await invited();
    const visitor = new Visitor(app);
    for (let times = 0; times < 3; times += 1) {
      expect((await visitor.call(openInvitation, { body: { token } })).ok).toMatchObject({
        email,
        role: 'cto',
        name: 'Kim Berg',
        signedInAs: null,
      });
    }
    const me = (await accept(visitor, token)).ok;
    expect(me).toMatchObject({
      email,
      name: 'Kim Berg',
      practices: [{ practiceId: practice.practiceId, role: 'cto' }],
    });
    expect((await visitor.call(readMe)).ok.email).toBe(email);
    expect((await accept(new Visitor(app), token)).problem.code).toBe('identity.invitation_gone');
    expect((await new Visitor(app).call(openInvitation, { body: { token } })).problem.code).toBe(
      'identity.invitation_gone',
    );
  });

  it('is not used up by whoever only opens its address, as scanners of mail do', async () => {
    const { email, token } = await invited();
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      for (const path of ['/invitation', `/api/invitations/opened?token=${token}`, '/api/invitations/accepted']) {
        await fetch(`${app.url}${path}`, { method });
      }
    }
    expect((await accept(new Visitor(app), token)).ok.email).toBe(email);
  });

  it('says itself which role, mailbox and company it is for, whatever is sent along', async () => {
    const { token } = await invited(mailbox(), 'assistant');
    for (const more of [{ role: 'owner' }, { email: mailbox() }, { clientId: null }, { practiceId: randomUUID() }]) {
      const body = { token, name: 'Kim Berg', ...more } as never;
      expect((await new Visitor(app).call(acceptInvitation, { body })).problem.code).toBe('request.invalid');
    }
    expect((await accept(new Visitor(app), token)).ok.practices).toMatchObject([{ role: 'assistant' }]);
  });

  it('is accepted or replaced when both happen at the same instant, and never makes two', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { email, token } = await invited();
      const [joined] = await Promise.all([accept(new Visitor(app), token), again(email)]);
      const { rows } = await app.admin.query<{ role: string }>(
        'SELECT m.role FROM member m JOIN user_account u ON u.id = m.user_id WHERE u.email = $1 AND m.practice_id = $2',
        [email, practice.practiceId],
      );
      expect(rows).toEqual(joined.status === 201 ? [{ role: 'cto' }] : []);
    }
  });

  it('is accepted by one of twenty who try at once', async () => {
    const { email, token } = await invited();
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(new Visitor(app), token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(19);
    const { rows } = await app.admin.query<{ members: number }>(
      'SELECT count(*)::int AS members FROM member m JOIN user_account u ON u.id = m.user_id WHERE u.email = $1',
      [email],
    );
    expect(rows).toEqual([{ members: 1 }]);
  });

  it('brings somebody of the client into the portal of that client alone', async () => {
    const email = mailbox();
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const params = { ...at(), clientId: client.clientId };
    await cto.person.call(inviteClientUser, { params, body: { email, name: 'Lou Sand', role: 'sponsor' } });
    const me = (await accept(new Visitor(app), await tokenFor(email))).ok;
    expect(me.practices).toEqual([]);
    expect(me.clients).toMatchObject([{ clientId: client.clientId, role: 'sponsor' }]);
  });

  it('is good to the last second of three days, and no longer', async () => {
    const [early, late] = [await invited(), await invited()];
    app.clock.advance({ hours: 71, minutes: 59, seconds: 59 });
    expect((await accept(new Visitor(app), early.token)).status).toBe(201);
    app.clock.advance({ seconds: 1 });
    expect((await accept(new Visitor(app), late.token)).problem.code).toBe('identity.invitation_gone');
  });

  it('dies when its mailbox is invited again, or when it is withdrawn', async () => {
    const first = await invited();
    app.clock.advance({ seconds: 1 });
    const second = await invited(first.email, 'assistant');
    expect((await accept(new Visitor(app), first.token)).problem.code).toBe('identity.invitation_gone');
    const { items } = (await practice.owner.person.call(listInvitations, { params: at() })).ok;
    expect(items.map(({ state }) => state)).toEqual(['open', 'withdrawn']);
    await practice.owner.person.call(withdrawInvitation, { params: { ...at(), invitationId: second.id } });
    expect((await accept(new Visitor(app), second.token)).problem.code).toBe('identity.invitation_gone');
  });

  it('is refused to another mailbox that is signed in, and not used up by it', async () => {
    const { email, token } = await invited();
    const stranger = await make.user();
    const visitor = new Visitor(app, { sid: stranger.person.cookie?.slice('sid='.length) ?? '' });
    expect((await visitor.call(openInvitation, { body: { token } })).ok.signedInAs).toBe(stranger.email);
    expect((await accept(visitor, token)).problem.code).toBe('identity.other_mailbox');
    expect((await accept(new Visitor(app), token)).ok.email).toBe(email);
  });

  it('keeps the name that a known mailbox goes by, and gives its browser a new session', async () => {
    const known = await make.user('Robin Vale');
    const { token } = await invited(known.email);
    const old = known.person.cookie?.slice('sid='.length) ?? '';
    const visitor = new Visitor(app, { sid: old });
    expect((await accept(visitor, token, 'Somebody Else')).ok.name).toBe('Robin Vale');
    expect(visitor.cookie('sid')).not.toBe(old);
    expect((await new Visitor(app, { sid: old }).call(readMe)).status).toBe(401);
  });

  it('gives no role above its sender’s', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    const body = { email: mailbox(), name: 'Kim Berg', role: 'owner' as const };
    expect((await cto.person.call(inviteMember, { params: at(), body })).problem.code).toBe('request.forbidden');
    for (const role of ['owner', 'cto', 'assistant', 'bookkeeper']) {
      const params = { ...at(), clientId: client.clientId };
      const answer = await cto.person.call(inviteClientUser, { params, body: { ...body, role } as never });
      expect(answer.problem.code).toBe('request.invalid');
    }
    const client2 = await make.client(practice.practiceId);
    const params = { ...at(), clientId: client2.clientId };
    const answer = await cto.person.call(inviteClientUser, { params, body: { ...body, role: 'member' } });
    expect(answer.status).toBe(404);
  });

  it('is not written for somebody who is here already', async () => {
    const { owner } = practice;
    const body = { email: owner.email.toUpperCase(), name: 'Kim Berg', role: 'cto' as const };
    expect((await owner.person.call(inviteMember, { params: at(), body })).problem.code).toBe(
      'identity.already_member',
    );
  });

  it('brings back a member who had left, with the new role', async () => {
    const { email, token } = await invited();
    await accept(new Visitor(app), token);
    await app.admin.query(
      'UPDATE member SET ended_at = now() WHERE user_id = (SELECT id FROM user_account WHERE email = $1)',
      [email],
    );
    const again = await invited(email, 'assistant');
    const me = (await accept(new Visitor(app), again.token)).ok;
    expect(me.practices).toMatchObject([{ role: 'assistant' }]);
    const { items } = (await practice.owner.person.call(listMembers, { params: at() })).ok;
    expect(items.filter((member) => member.email === email)).toHaveLength(1);
  });

  it('of a suspended practice opens nothing', async () => {
    const { token } = await invited();
    await app.admin.query('UPDATE practice SET suspended_at = now() WHERE id = $1', [practice.practiceId]);
    expect((await accept(new Visitor(app), token)).problem.code).toBe('identity.invitation_gone');
  });
});
