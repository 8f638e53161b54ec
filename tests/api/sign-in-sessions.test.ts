import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  editMember,
  endSession,
  listClientUsers,
  listMembers,
  listSessions,
  readMe,
  readSession,
  removeClientUser,
  removeMember,
  signInByLink,
  signOut,
} from '@contract/identity';
import { readPortal } from '@contract/portal';
import { startApp, type TestApp } from '../support/app';
import { Person } from '../support/as';
import { ownDatabase } from '../support/database';
import { Make } from '../support/make/make';
import { Visitor } from '../support/visitor';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
/** A second process of the same installation. */
let other: TestApp;
let make: Make;

beforeAll(async () => {
  database = await ownDatabase('sessions');
  app = await startApp(database);
  other = await startApp(database, { clock: app.clock });
  make = new Make(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await other.close();
  await database.drop();
});
beforeEach(() => app.clock.set('2026-11-23T12:00:00Z'));

/** Signs a mailbox in through the real door, with a link that was as good as mailed. */
async function signIn(email: string, device = 'A browser'): Promise<Visitor> {
  const token = randomUUID().replaceAll('-', '') + 'abcdefghijk';
  const hash = createHash('sha256').update(token).digest();
  const at = app.clock.instant();
  await app.admin.query(
    `INSERT INTO sign_in_request (email, browser_hash, link_hash, code_hash, address, created_at, expires_at)
     VALUES ($1, $2, $2, $2, '127.0.0.1', $3, $4)`,
    [email, hash, at, new Date(at.getTime() + 60_000)],
  );
  const visitor = new Visitor(app);
  const answer = await visitor.call(signInByLink, { body: { token } }, { headers: { 'user-agent': device } });
  expect(answer.status).toBe(201);
  return visitor;
}

const isIn = async (visitor: Visitor) => (await visitor.call(readMe)).status === 200;
/** Last-seen is written beside the request; wait until it is there. */
async function seenAt(email: string, instant: Date): Promise<void> {
  for (let left = 100; left > 0; left -= 1) {
    const { rowCount } = await app.admin.query(
      `SELECT 1 FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.email = $1 AND s.last_seen_at = $2`,
      [email, instant],
    );
    if (rowCount) return;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  throw new Error('the session was not noted as seen');
}

describe('a session of staff', () => {
  it('lives eight hours unused, to the second', async () => {
    const { owner } = await make.practice();
    const [early, late] = [await signIn(owner.email), await signIn(owner.email)];
    app.clock.advance({ hours: 7, minutes: 59, seconds: 59 });
    expect(await isIn(early)).toBe(true);
    app.clock.advance({ seconds: 1 });
    expect(await isIn(late)).toBe(false);
  });

  it('lives on while it is used, seven days at the most', async () => {
    const { owner } = await make.practice();
    const visitor = await signIn(owner.email);
    const start = app.clock.now();
    const end = start + 7 * 86_400_000;
    while (app.clock.now() + 7 * 3_600_000 < end) {
      app.clock.advance({ hours: 7 });
      expect(await isIn(visitor)).toBe(true);
      await seenAt(owner.email, app.clock.instant());
    }
    app.clock.set(new Date(end - 1000).toISOString());
    expect(await isIn(visitor)).toBe(true);
    app.clock.set(new Date(end).toISOString());
    expect(await isIn(visitor)).toBe(false);
  });
});

describe('whether somebody is signed in', () => {
  it('is told without an error, to those who are and to those who are not', async () => {
    const { owner } = await make.practice();
    const visitor = await signIn(owner.email);
    const asked = async (one: Visitor) => {
      const { status, ok } = await one.call(readSession);
      return [status, ok.me?.email ?? null];
    };
    expect(await asked(visitor)).toEqual([200, owner.email]);
    expect(await asked(new Visitor(app))).toEqual([200, null]);
    expect(await asked(new Visitor(app, { sid: 'x'.repeat(43) }))).toEqual([200, null]);
    app.clock.advance({ hours: 8 });
    expect(await asked(visitor)).toEqual([200, null]);
  });

  it('keeps a session alive while it is asked', async () => {
    const { owner } = await make.practice();
    const visitor = await signIn(owner.email);
    app.clock.advance({ hours: 7 });
    await visitor.call(readSession);
    await seenAt(owner.email, app.clock.instant());
  });
});

describe('a session of a client person', () => {
  it('lives thirty days unused and ninety at the most', async () => {
    const { practiceId } = await make.practice();
    const { clientId } = await make.client(practiceId);
    const sponsor = await make.clientUser(practiceId, clientId, 'sponsor');
    const start = app.clock.now();
    const [unused, used] = [await signIn(sponsor.email), await signIn(sponsor.email)];
    for (const day of [29, 58, 87]) {
      app.clock.set(new Date(start + day * 86_400_000).toISOString());
      expect(await isIn(used)).toBe(true);
      await seenAt(sponsor.email, app.clock.instant());
      if (day === 58) expect(await isIn(unused)).toBe(false);
    }
    app.clock.set(new Date(start + 90 * 86_400_000 - 1000).toISOString());
    expect(await isIn(used)).toBe(true);
    app.clock.set(new Date(start + 90 * 86_400_000).toISOString());
    expect(await isIn(used)).toBe(false);
  });
});

describe('at every door', () => {
  it('a session ends at the same second, unused or old', async () => {
    const practice = await make.practice();
    const { clientId } = await make.client(practice.practiceId);
    const sponsor = await make.clientUser(practice.practiceId, clientId, 'sponsor');
    const params = { practiceId: practice.practiceId };
    const doors = async (staff: Visitor, guest: Visitor) => [
      (await staff.call(readMe)).status,
      (await staff.call(listMembers, { params })).status,
      (await guest.call(readMe)).status,
      (await guest.call(readPortal, { params: { ...params, clientId } })).status,
    ];
    const [staff, guest] = [await signIn(practice.owner.email), await signIn(sponsor.email)];
    const start = app.clock.now();
    const at = (ms: number) => app.clock.set(new Date(start + ms).toISOString());
    const HOUR = 3_600_000;
    at(8 * HOUR - 1000);
    expect(await doors(staff, guest)).toEqual([200, 200, 200, 200]);
    await seenAt(practice.owner.email, app.clock.instant());
    await seenAt(sponsor.email, app.clock.instant());
    at(16 * HOUR - 2000);
    expect((await doors(staff, guest)).slice(0, 2)).toEqual([200, 200]);
    await seenAt(practice.owner.email, app.clock.instant());
    await seenAt(sponsor.email, app.clock.instant());
    at(24 * HOUR - 2000);
    expect((await doors(staff, guest)).slice(0, 2)).toEqual([401, 401]);
    await seenAt(sponsor.email, app.clock.instant());
    at(24 * HOUR - 2000 + 30 * 24 * HOUR);
    expect(await doors(staff, guest)).toEqual([401, 401, 401, 401]);
  });

  it('a client person is in to the last second of thirty days unused', async () => {
    const { practiceId } = await make.practice();
    const { clientId } = await make.client(practiceId);
    const sponsor = await make.clientUser(practiceId, clientId, 'sponsor');
    const [early, late] = [await signIn(sponsor.email), await signIn(sponsor.email)];
    const portal = { params: { practiceId, clientId } };
    app.clock.advance({ days: 29, hours: 23, minutes: 59, seconds: 59 });
    expect((await early.call(readPortal, portal)).status).toBe(200);
    app.clock.advance({ seconds: 1 });
    expect((await late.call(readPortal, portal)).status).toBe(401);
    expect(await isIn(late)).toBe(false);
  });
});

describe('ending a session', () => {
  it('by signing out ends it at once, in every process, and clears the browser', async () => {
    const { owner } = await make.practice();
    const visitor = await signIn(owner.email);
    const token = visitor.cookie('sid') ?? '';
    const elsewhere = new Visitor(other, { sid: token });
    expect(await isIn(elsewhere)).toBe(true);
    const answer = await visitor.call(signOut);
    expect(answer.headers.getSetCookie()).toEqual(['sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(visitor.cookie('sid')).toBeUndefined();
    expect(await isIn(elsewhere)).toBe(false);
    expect(await isIn(new Visitor(app, { sid: token }))).toBe(false);
  });

  it('of another browser is up to its owner, who sees them all', async () => {
    const { owner } = await make.practice();
    const [here, there] = [await signIn(owner.email, 'Desk'), await signIn(owner.email, 'Phone')];
    const { items } = (await here.call(listSessions)).ok;
    expect(items.map(({ device }) => device)).toEqual(expect.arrayContaining(['Desk', 'Phone']));
    expect(items.filter(({ current }) => current).map(({ device }) => device)).toEqual(['Desk']);
    const phone = items.find(({ device }) => device === 'Phone')?.id ?? '';
    const left = (await here.call(endSession, { params: { sessionId: phone } })).ok.items;
    expect(left.map(({ device }) => device)).not.toContain('Phone');
    expect(await isIn(there)).toBe(false);
    expect(await isIn(here)).toBe(true);
    expect((await here.call(endSession, { params: { sessionId: phone } })).status).toBe(404);
  });

  it('of somebody else is refused as if there were none', async () => {
    const [mine, theirs] = [(await make.practice()).owner, (await make.practice()).owner];
    const [me, them] = [await signIn(mine.email), await signIn(theirs.email)];
    const id = (await them.call(listSessions)).ok.items[0]?.id ?? '';
    const refused = await me.call(endSession, { params: { sessionId: id } });
    expect(refused.text).toBe((await me.call(endSession, { params: { sessionId: randomUUID() } })).text);
    expect(refused.status).toBe(404);
    expect(await isIn(them)).toBe(true);
  });
});

describe('losing a role', () => {
  it('acts on the very next request, in every process', async () => {
    const practice = await make.practice();
    const { clientId } = await make.client(practice.practiceId);
    const cto = await make.member(practice.practiceId, 'cto', [clientId]);
    const params = { practiceId: practice.practiceId };
    const elsewhere = new Visitor(other, { sid: cto.person.cookie?.slice('sid='.length) ?? '' });
    expect((await elsewhere.call(listMembers, { params })).status).toBe(200);
    const at = { params: { ...params, memberId: cto.memberId } };
    expect((await practice.owner.person.call(removeMember, at, { version: 1 })).status).toBe(200);
    expect((await elsewhere.call(listMembers, { params })).status).toBe(404);
    expect((await cto.person.call(listMembers, { params })).status).toBe(404);
  });

  it('acts between any two of two hundred requests that race with it', async () => {
    const practice = await make.practice();
    const params = { practiceId: practice.practiceId };
    let late = 0;
    for (let round = 0; round < 20; round += 1) {
      const cto = await make.member(practice.practiceId, 'cto');
      const at = { params: { ...params, memberId: cto.memberId } };
      const removal = practice.owner.person.call(removeMember, at, { version: 1 });
      const reads = Array.from({ length: 10 }, () => cto.person.call(listMembers, { params }));
      expect((await removal).status).toBe(200);
      if ((await cto.person.call(listMembers, { params })).status !== 404) late += 1;
      for (const { status } of await Promise.all(reads)) expect([200, 404]).toContain(status);
    }
    expect(late).toBe(0);
  }, 60_000);

  it('takes a client away from whoever is no longer assigned to it', async () => {
    const practice = await make.practice();
    const { clientId } = await make.client(practice.practiceId);
    const cto = await make.member(practice.practiceId, 'cto', [clientId]);
    const at = { params: { practiceId: practice.practiceId, clientId } };
    expect((await cto.person.call(readPortal, at)).status).toBe(200);
    await practice.owner.person.call(
      editMember,
      { params: { practiceId: practice.practiceId, memberId: cto.memberId }, body: { clientIds: [] } },
      { version: 1 },
    );
    expect((await cto.person.call(readPortal, at)).status).toBe(404);
  });

  it('of a suspended person ends everything, in every process', async () => {
    const { owner, practiceId } = await make.practice();
    const visitor = await signIn(owner.email);
    const elsewhere = new Visitor(other, { sid: visitor.cookie('sid') ?? '' });
    expect(await isIn(elsewhere)).toBe(true);
    await app.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [owner.userId]);
    for (const browser of [visitor, elsewhere]) {
      expect(await isIn(browser)).toBe(false);
      expect((await browser.call(listMembers, { params: { practiceId } })).status).toBe(401);
    }
  });

  it('of a suspended practice shuts out its staff and its clients’ people, in every process', async () => {
    const { owner, practiceId } = await make.practice();
    const { clientId } = await make.client(practiceId);
    const sponsor = await make.clientUser(practiceId, clientId, 'sponsor');
    const browsers = (app: TestApp) => [owner, sponsor].map(({ person }) => new Person(app, person.cookie));
    const tries = async () => {
      const found: number[] = [];
      for (const [staff, guest] of [browsers(app), browsers(other)]) {
        found.push((await staff!.call(listMembers, { params: { practiceId } })).status);
        found.push((await guest!.call(readPortal, { params: { practiceId, clientId } })).status);
      }
      return found;
    };
    expect(await tries()).toEqual([200, 200, 200, 200]);
    await app.admin.query('UPDATE practice SET suspended_at = now() WHERE id = $1', [practiceId]);
    expect(await tries()).toEqual([404, 404, 404, 404]);
  });

  it('of a client person closes the portal at once, in every process', async () => {
    const { owner, practiceId } = await make.practice();
    const { clientId } = await make.client(practiceId);
    const sponsor = await make.clientUser(practiceId, clientId, 'sponsor');
    const portal = { params: { practiceId, clientId } };
    const elsewhere = new Person(other, sponsor.person.cookie);
    expect((await elsewhere.call(readPortal, portal)).status).toBe(200);
    const { items } = (await owner.person.call(listClientUsers, portal)).ok;
    const [row] = items;
    const at = { params: { ...portal.params, clientUserId: row?.id ?? '' } };
    expect((await owner.person.call(removeClientUser, at, { version: row?.version ?? 0 })).status).toBe(200);
    expect((await elsewhere.call(readPortal, portal)).status).toBe(404);
    expect((await sponsor.person.call(readPortal, portal)).status).toBe(404);
  });
});
