import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { routes } from '@contract/all';
import {
  acceptInvitation,
  askToConfirm,
  askToSignIn,
  confirmSession,
  editMember,
  inviteMember,
  listInvitations,
  listMembers,
  listSessions,
  readMe,
  signInByCode,
  signInByLink,
} from '@contract/identity';
import { Worker } from '../../api/src/platform/outbox/worker';
import { signInLink } from '../../api/src/commands/sign-in-link';
import { startApp, type TestApp } from '../support/app';
import { signedIn } from '../support/as';
import { ownDatabase } from '../support/database';
import { startMailPeer, type MailPeer } from '../support/mail-peer';
import { Make, type MadePractice } from '../support/make/make';
import { Visitor } from '../support/visitor';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let peer: MailPeer;
let make: Make;
let practice: MadePractice;
/** The owner at a browser whose last factor is eleven minutes old. */
let owner: Visitor;

beforeAll(async () => {
  [database, peer] = await Promise.all([ownDatabase('fresh'), startMailPeer()]);
  app = await startApp(database, { env: { SMTP_URL: peer.url } });
  make = new Make(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await peer.close();
  await database.drop();
});
beforeEach(async () => {
  app.clock.advance({ hours: 2 });
  practice = await make.practice();
  owner = await browserOf(practice.owner.userId, 11 * 60);
});

/** A browser of somebody who showed a factor so many seconds ago. */
async function browserOf(userId: string, secondsAgo: number): Promise<Visitor> {
  const { cookie } = await signedIn(app, userId, new Date(app.clock.now() - secondsAgo * 1000));
  return new Visitor(app, { sid: cookie?.slice('sid='.length) ?? '' });
}

const invite = (visitor: Visitor, key?: string, email = `${randomUUID()}@example.com`) =>
  visitor.call(
    inviteMember,
    { params: { practiceId: practice.practiceId }, body: { email, name: 'Kim Berg', role: 'cto' } },
    key ? { key } : {},
  );
const confirm = (visitor: Visitor, code: string) => visitor.call(confirmSession, { body: { code } });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function mailedCode(visitor: Visitor, email = practice.owner.email): Promise<string> {
  expect((await visitor.call(askToConfirm)).ok).toEqual({ minutes: 15 });
  await app.nest.get(Worker, { strict: false }).drain();
  return /\b\d{6}\b/.exec(peer.lastTo(email).text)?.[0] ?? '';
}

describe('a delicate act', () => {
  it('needs a factor of the last ten minutes, to the second', async () => {
    for (const [secondsAgo, status] of [
      [599, 201],
      [600, 201],
      [601, 403],
    ] as const) {
      const answer = await invite(await browserOf(practice.owner.userId, secondsAgo));
      expect([secondsAgo, answer.status]).toEqual([secondsAgo, status]);
    }
  });

  it('is refused by name without one, and changes nothing', async () => {
    const { problem } = await invite(owner);
    expect(problem).toMatchObject({
      code: 'identity.fresh_factor_needed',
      status: 403,
      facts: { minutes: 10 },
      title: 'Confirm that it is you first: this needs a sign-in or a mailed code of the last 10 minutes.',
    });
    const at = { params: { practiceId: practice.practiceId } };
    expect((await owner.call(listInvitations, at)).ok.items).toEqual([]);
  });

  it('is one of these, and no reading is', async () => {
    const names = routes.filter(({ fresh }) => fresh).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'inviteMember',
        'inviteClientUser',
        'editMember',
        'createEngagement',
        'setTerms',
        'reopenMonth',
        'answerOverage',
        'acceptStatement',
      ]),
    );
    const { practiceId } = practice;
    const role = { params: { practiceId, memberId: practice.owner.memberId }, body: { role: 'owner' as const } };
    expect((await owner.call(editMember, role, { version: 1 })).problem.code).toBe('identity.fresh_factor_needed');
    expect((await owner.call(listMembers, { params: { practiceId } })).status).toBe(200);
  });

  it('is refused for want of the role first, whatever the factor', async () => {
    const cto = await make.member(practice.practiceId, 'cto');
    expect((await invite(await browserOf(cto.userId, 3_600))).problem.code).toBe('request.forbidden');
  });

  it('needs none right after signing in by a mail, by the link of the server, or by an invitation', async () => {
    const { email } = practice.owner;
    const byMail = new Visitor(app);
    await byMail.call(askToSignIn, { body: { email } });
    await app.nest.get(Worker, { strict: false }).drain();
    const code = /\b\d{6}\b/.exec(peer.lastTo(email).text)?.[0] ?? '';
    expect((await byMail.call(signInByCode, { body: { email, code } })).status).toBe(201);
    expect((await invite(byMail)).status).toBe(201);

    // The server's own command reads the real clock.
    app.clock.set(new Date().toISOString());
    const printed = new Visitor(app);
    const token = (await signInLink(app.settings, email)).split('#')[1] ?? '';
    expect((await printed.call(signInByLink, { body: { token } })).status).toBe(201);
    expect((await invite(printed)).status).toBe(201);

    const invited = new Visitor(app);
    const mailbox = `${randomUUID()}@example.com`;
    await printed.call(inviteMember, {
      params: { practiceId: practice.practiceId },
      body: { email: mailbox, name: 'Kim Berg', role: 'owner' },
    });
    await app.nest.get(Worker, { strict: false }).drain();
    const offer = /#([\w-]{43})/.exec(peer.lastTo(mailbox).text)?.[1] ?? '';
    expect((await invited.call(acceptInvitation, { body: { token: offer, name: 'Kim Berg' } })).status).toBe(201);
    expect((await invite(invited)).status).toBe(201);
    app.clock.advance({ minutes: 10, seconds: 1 });
    for (const visitor of [printed, invited]) {
      expect((await invite(visitor)).problem.code).toBe('identity.fresh_factor_needed');
    }
  });
});

describe('a mailed code', () => {
  it('makes the session fresh for ten minutes, and the refused request goes through with its own key', async () => {
    const key = randomUUID();
    const email = `${randomUUID()}@example.com`;
    expect((await invite(owner, key, email)).status).toBe(403);
    expect((await confirm(owner, await mailedCode(owner))).ok).toEqual({ minutes: 10 });
    const done = (await invite(owner, key, email)).ok;
    expect((await invite(owner, key, email)).ok).toEqual(done);
    app.clock.advance({ minutes: 10, seconds: 1 });
    expect((await invite(owner)).status).toBe(403);
  });

  it('goes to the mailbox of whoever is signed in, without a link and without a word in its subject', async () => {
    await mailedCode(owner);
    const { text, subject } = peer.lastTo(practice.owner.email);
    expect(subject).toBe('Your code for Baton');
    expect(text).not.toContain('http');
  });

  it('gives the session a new token, and the same end', async () => {
    const old = owner.cookie('sid') ?? '';
    const before = (await owner.call(listSessions)).ok.items;
    const answer = await confirm(owner, await mailedCode(owner));
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sid=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/),
    ]);
    expect(owner.cookie('sid')).not.toBe(old);
    expect((await new Visitor(app, { sid: old }).call(readMe)).status).toBe(401);
    expect((await owner.call(listSessions)).ok.items).toEqual(before);
  });

  it('takes five tries, and then the right one no more', async () => {
    const code = await mailedCode(owner);
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await confirm(owner, wrong(code))).problem).toMatchObject({
        code: 'identity.code_wrong',
        fields: { code: expect.any(String) },
      });
    }
    expect((await confirm(owner, code)).problem.code).toBe('identity.code_wrong');
    expect((await invite(owner)).status).toBe(403);
    expect((await confirm(owner, await mailedCode(owner))).status).toBe(201);
  });

  it('takes five tries in all, however many come at once', async () => {
    const code = await mailedCode(owner);
    await Promise.all(Array.from({ length: 12 }, () => confirm(owner, wrong(code))));
    const { rows } = await app.admin.query('SELECT tries FROM sign_in_request WHERE email = $1', [
      practice.owner.email,
    ]);
    expect(rows).toEqual([{ tries: 5 }]);
  });

  it('is good to the last second of a quarter of an hour, and no longer', async () => {
    const early = await mailedCode(owner);
    app.clock.advance({ minutes: 14, seconds: 59 });
    expect((await confirm(owner, early)).status).toBe(201);
    const late = await mailedCode(owner);
    app.clock.advance({ minutes: 15 });
    expect((await confirm(owner, late)).problem.code).toBe('identity.code_wrong');
  });

  it('is used up by one of twenty who confirm at once', async () => {
    const code = await mailedCode(owner);
    const sid = owner.cookie('sid') ?? '';
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(new Visitor(app, { sid }), code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    // Whoever comes later finds the code used, or the token that the winner has left behind.
    for (const { status } of answers) expect([201, 401, 422]).toContain(status);
  });

  it('is worth nothing at another session, of somebody else or of the same person', async () => {
    const code = await mailedCode(owner);
    const phone = await browserOf(practice.owner.userId, 3_600);
    const stranger = await browserOf((await make.practice()).owner.userId, 3_600);
    for (const visitor of [phone, stranger]) {
      expect((await confirm(visitor, code)).problem.code).toBe('identity.code_wrong');
    }
    await mailedCode(phone);
    expect((await confirm(phone, code)).problem.code).toBe('identity.code_wrong');
    expect((await invite(phone)).status).toBe(403);
    expect((await confirm(owner, code)).status).toBe(201);
  });

  it('signs nobody in, and a code for signing in confirms nothing', async () => {
    const { email } = practice.owner;
    await owner.call(askToSignIn, { body: { email } });
    await app.nest.get(Worker, { strict: false }).drain();
    const forSignIn = /\b\d{6}\b/.exec(peer.lastTo(email).text)?.[0] ?? '';
    const toConfirm = await mailedCode(owner);
    expect((await owner.call(signInByCode, { body: { email, code: toConfirm } })).problem.code).toBe(
      'identity.code_wrong',
    );
    expect((await confirm(owner, forSignIn)).problem.code).toBe('identity.code_wrong');
    expect((await confirm(owner, toConfirm)).status).toBe(201);
  });

  it('is mailed eight times an hour at the most, which a stranger who asks to sign in does not use up', async () => {
    const { email } = practice.owner;
    for (let at = 0; at < 12; at += 1) await new Visitor(app).call(askToSignIn, { body: { email } });
    for (let at = 0; at < 8; at += 1) expect((await owner.call(askToConfirm)).status).toBe(202);
    expect((await owner.call(askToConfirm)).problem.code).toBe('request.too_many');
    app.clock.advance({ minutes: 60, seconds: 1 });
    expect((await owner.call(askToConfirm)).status).toBe(202);
  });

  it('makes no dead session fresh', async () => {
    const code = await mailedCode(owner);
    await app.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [practice.owner.userId]);
    expect((await confirm(owner, code)).status).toBe(401);
    expect((await owner.call(askToConfirm)).status).toBe(401);
  });
});
