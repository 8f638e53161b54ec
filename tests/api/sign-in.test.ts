import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  acceptInvitation,
  askToSignIn,
  listSessions,
  openInvitation,
  readMe,
  signInByCode,
  signInByLink,
} from '@contract/identity';
import { networkOf } from '../../api/src/identity/limits';
import { DevelopmentMailbox } from '../../api/src/platform/outbox/development-mailbox';
import { Worker } from '../../api/src/platform/outbox/worker';
import { startApp, type TestApp } from '../support/app';
import { ownDatabase } from '../support/database';
import { startMailPeer, type MailPeer } from '../support/mail-peer';
import { Make } from '../support/make/make';
import { Visitor } from '../support/visitor';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let peer: MailPeer;
let make: Make;

beforeAll(async () => {
  [database, peer] = await Promise.all([ownDatabase('signin'), startMailPeer()]);
  app = await startApp(database, { env: { SMTP_URL: peer.url } });
  make = new Make(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await peer.close();
  await database.drop();
});
beforeEach(() => app.clock.advance({ hours: 2 }));

/** Asks to sign in from a browser and answers what was mailed. */
async function asked(
  email: string,
  visitor = new Visitor(app),
  from = app,
  letters: MailPeer | DevelopmentMailbox = peer,
) {
  const answer = await visitor.call(askToSignIn, { body: { email } });
  expect(answer.status).toBe(202);
  await from.nest.get(Worker, { strict: false }).drain();
  const { text, subject } =
    'lastTo' in letters
      ? letters.lastTo(email)
      : (letters.letters().find(({ to }) => to === email) ?? { text: '', subject: '' });
  const link = /https?:\S+/.exec(text)?.[0] ?? '';
  return { visitor, subject, link, token: link.split('#')[1] ?? '', code: /\b\d{6}\b/.exec(text)?.[0] ?? '' };
}

const byLink = (visitor: Visitor, token: string) => visitor.call(signInByLink, { body: { token } });
const byCode = (visitor: Visitor, email: string, code: string) => visitor.call(signInByCode, { body: { email, code } });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a mailed link', () => {
  it('signs in once, through a real mail server', async () => {
    const { email, userId } = await make.user();
    const { visitor, link, token, subject } = await asked(email);
    expect(link).toMatch(/^http:\/\/localhost\/sign-in#[\w-]{43}$/);
    expect(subject).toBe('Your sign-in link for Baton');
    expect((await byLink(visitor, token)).ok.userId).toBe(userId);
    expect((await visitor.call(readMe)).ok.email).toBe(email);
    expect((await byLink(new Visitor(app), token)).problem.code).toBe('identity.link_used');
  });

  it('works in another browser than the one that asked, as mail is read elsewhere', async () => {
    const { email } = await make.user();
    const { token } = await asked(email);
    expect((await byLink(new Visitor(app), token)).status).toBe(201);
  });

  it('arrives in the development mailbox where no mail server is set', async () => {
    const other = await startApp(database, { clock: app.clock });
    const { email } = await make.user();
    const mailbox = other.nest.get(DevelopmentMailbox, { strict: false });
    const { visitor, token } = await asked(email, new Visitor(other), other, mailbox);
    expect((await byLink(visitor, token)).status).toBe(201);
    await other.close();
  });

  it('is good to the last second of a quarter of an hour, and no longer', async () => {
    const { email } = await make.user();
    const early = await asked(email);
    app.clock.advance({ minutes: 14, seconds: 59 });
    expect((await byLink(new Visitor(app), early.token)).status).toBe(201);
    const late = await asked(email);
    app.clock.advance({ minutes: 15 });
    expect((await byLink(new Visitor(app), late.token)).problem.code).toBe('identity.link_used');
  });

  it('is used up by one of twenty who try it at once', async () => {
    const { email } = await make.user();
    const { token } = await asked(email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => byLink(new Visitor(app), token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(19);
  });
});

describe('a mailed code', () => {
  it('signs in once, in the browser that asked', async () => {
    const { email, userId } = await make.user();
    const { visitor, code } = await asked(email);
    expect((await byCode(visitor, email, code)).ok.userId).toBe(userId);
    expect((await byCode(visitor, email, code)).problem.code).toBe('identity.code_wrong');
  });

  it('is worth nothing in another browser', async () => {
    const { email } = await make.user();
    const { visitor, code } = await asked(email);
    const stranger = new Visitor(app);
    expect((await byCode(stranger, email, code)).problem.code).toBe('identity.code_wrong');
    const other = await asked((await make.user()).email);
    expect((await byCode(other.visitor, email, code)).problem.code).toBe('identity.code_wrong');
    expect((await byCode(visitor, email, code)).status).toBe(201);
  });

  it('takes five tries, and then the right one no more', async () => {
    const { email } = await make.user();
    const { visitor, code } = await asked(email);
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await byCode(visitor, email, wrong(code))).problem.code).toBe('identity.code_wrong');
    }
    expect((await byCode(visitor, email, code)).problem.code).toBe('identity.code_wrong');
    expect((await byCode(visitor, email, (await asked(email, visitor)).code)).status).toBe(201);
  });

  it('takes five tries in all, however many come at once', async () => {
    const { email } = await make.user();
    const { visitor, code } = await asked(email);
    await Promise.all(Array.from({ length: 12 }, () => byCode(visitor, email, wrong(code))));
    const { rows } = await app.admin.query<{ tries: number }>('SELECT tries FROM sign_in_request WHERE email = $1', [
      email,
    ]);
    expect(rows).toEqual([{ tries: 5 }]);
  });

  it('is good to the last second of a quarter of an hour, and no longer', async () => {
    const { email } = await make.user();
    const early = await asked(email);
    app.clock.advance({ minutes: 14, seconds: 59 });
    expect((await byCode(early.visitor, email, early.code)).status).toBe(201);
    const late = await asked(email);
    app.clock.advance({ minutes: 15 });
    expect((await byCode(late.visitor, email, late.code)).problem.code).toBe('identity.code_wrong');
  });

  it('is worth nothing for another mailbox', async () => {
    const [mine, theirs] = [await make.user(), await make.user()];
    const { visitor, code } = await asked(mine.email);
    await asked(theirs.email, visitor);
    expect((await byCode(visitor, theirs.email, code)).problem.code).toBe('identity.code_wrong');
  });
});

describe('whoever asks', () => {
  it('learns nothing about who is known here', async () => {
    const known = await make.user();
    const suspended = await make.user();
    await app.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [suspended.userId]);
    const unknown = `${randomUUID()}@example.com`;
    const words = async (email: string) => {
      const visitor = new Visitor(app, { ask: 'A'.repeat(43) });
      const answer = await visitor.call(askToSignIn, { body: { email } });
      const tried = await byCode(visitor, email, '000000');
      const shape = ({ status, headers, text }: typeof answer | typeof tried) =>
        JSON.stringify([status, text, [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id')]);
      return [shape(answer), shape(tried)];
    };
    const heard = [await words(known.email), await words(unknown), await words(suspended.email)];
    expect(heard[1]).toEqual(heard[0]);
    expect(heard[2]).toEqual(heard[0]);
    const before = peer.letters.length;
    await app.nest.get(Worker, { strict: false }).drain();
    expect(peer.letters.slice(before).map(({ to }) => to)).toEqual([known.email]);
  });

  it('hears the same two hundred times over, for a mailbox that is known, unknown or suspended', async () => {
    const known = await make.user();
    const suspended = await make.user();
    await app.admin.query('UPDATE user_account SET suspended_at = now() WHERE id = $1', [suspended.userId]);
    const heard = { ask: new Set<string>(), guess: new Set<string>() };
    const took = { known: [] as number[], unknown: [] as number[], suspended: [] as number[] };
    const shape = ({ status, headers, text }: { status: number; headers: Headers; text: string }) =>
      JSON.stringify([status, text, [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id')]);
    for (let round = 0; round < 200; round += 1) {
      // A mailbox is written to twelve times an hour, a network tries thirty codes a minute.
      app.clock.advance({ minutes: 6 });
      for (const [who, email] of [
        ['known', known.email],
        ['unknown', `${randomUUID()}@example.com`],
        ['suspended', suspended.email],
      ] as const) {
        const visitor = new Visitor(app, { ask: 'A'.repeat(43) });
        const began = performance.now();
        const asked = await visitor.call(askToSignIn, { body: { email } });
        took[who].push(performance.now() - began);
        heard.ask.add(shape(asked));
        heard.guess.add(shape(await byCode(visitor, email, '000000')));
      }
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]?.toFixed(1);
    console.info(
      `asking to sign in, median ms: known ${median(took.known)}, unknown ${median(took.unknown)}, suspended ${median(took.suspended)}`,
    );
    expect([heard.ask.size, heard.guess.size]).toEqual([1, 1]);
  }, 240_000);

  it('is not signed in by a mailbox that nobody has here, while practices are not founded by strangers', async () => {
    const email = `${randomUUID()}@example.com`;
    const [token, browser] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
    const hash = (text: string) => createHash('sha256').update(text).digest();
    const at = app.clock.instant();
    await app.admin.query(
      `INSERT INTO sign_in_request (email, browser_hash, link_hash, code_hash, address, created_at, expires_at)
       VALUES ($1, $2, $3, $2, '127.0.0.1', $4, $5)`,
      [email, hash(browser), hash(token), at, new Date(at.getTime() + 60_000)],
    );
    expect((await byLink(new Visitor(app), token)).problem.code).toBe('identity.link_used');
    expect((await app.admin.query('SELECT 1 FROM user_account WHERE email = $1', [email])).rowCount).toBe(0);
  });

  it('is mailed twelve times an hour at the most, and again an hour later', async () => {
    const { email } = await make.user();
    const ask = () => new Visitor(app).call(askToSignIn, { body: { email } });
    for (let at = 0; at < 12; at += 1) expect((await ask()).status).toBe(202);
    const refused = await ask();
    expect(refused.problem.code).toBe('request.too_many');
    expect(refused.headers.get('retry-after')).toBe('60');
    app.clock.advance({ minutes: 60, seconds: 1 });
    expect((await ask()).status).toBe(202);
  });

  it('guesses at most a hundred times an hour at one mailbox, from whatever address, and its owner still gets in by the link', async () => {
    const { email } = await make.user();
    for (let round = 0; round < 12; round += 1) {
      const { visitor, code } = await asked(email);
      for (let tries = 0; tries < 10; tries += 1) {
        app.clock.advance({ seconds: 3 });
        const forged = { headers: { 'x-forwarded-for': `203.0.113.${round * 10 + tries}` } };
        await visitor.call(signInByCode, { body: { email, code: wrong(code) } }, forged);
      }
    }
    // A code is compared five times; after that it is wrong whatever is typed.
    const { rows } = await app.admin.query<{ tries: string }>(
      'SELECT sum(tries) AS tries FROM sign_in_request WHERE email = $1',
      [email],
    );
    expect(Number(rows[0]?.tries)).toBeLessThanOrEqual(100);
    app.clock.advance({ minutes: 55 });
    const { visitor, token } = await asked(email);
    expect((await byLink(visitor, token)).status).toBe(201);
  }, 60_000);

  it('tries thirty tokens a minute from one network, whatever a forged header says', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 35; at += 1) {
      const answer = await new Visitor(app).call(
        signInByLink,
        { body: { token: randomBytes(32).toString('base64url') } },
        { headers: { 'x-forwarded-for': `198.51.100.${at}` } },
      );
      statuses.push(answer.status);
    }
    expect(statuses.filter((status) => status === 422)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429, 429]);
  });

  it('is counted by household where addresses are long', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('::ffff:192.0.2.7')).toBe('::ffff:192.0.2.7');
  });
});

describe('a token', () => {
  it('is kept nowhere but as its hash', async () => {
    const { email } = await make.user();
    const { visitor, token, code } = await asked(email);
    await byLink(visitor, token);
    const secrets = [token, visitor.cookie('sid') ?? 'none', code];
    const { rows: tables } = await app.admin.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('public', 'graphile_worker')`,
    );
    for (const { name } of tables) {
      const { rows } = await app.admin.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      for (const { row } of rows) {
        for (const secret of secrets.slice(0, 2)) expect(row).not.toContain(secret);
        if (name === 'sign_in_request' || name === 'sign_in_mail') expect(row).not.toMatch(new RegExp(`\\b${code}\\b`));
      }
    }
  });

  it('is new at every sign-in, and one that was planted signs nobody in', async () => {
    const { email } = await make.user();
    const planted = randomBytes(32).toString('base64url');
    const visitor = new Visitor(app, { sid: planted });
    const { token } = await asked(email, visitor);
    expect((await byLink(visitor, token)).status).toBe(201);
    const first = visitor.cookie('sid');
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(planted);
    expect((await new Visitor(app, { sid: planted }).call(readMe)).status).toBe(401);
    const again = await asked(email, visitor);
    await byLink(visitor, again.token);
    expect(visitor.cookie('sid')).not.toBe(first);
  });

  it('of one kind is worth nothing where another is asked for', async () => {
    const { email } = await make.user();
    const signIn = await asked(email);
    const session = (await make.user()).person.cookie?.slice('sid='.length) ?? '';
    const practice = await make.practice();
    const invitation = randomBytes(32).toString('base64url');
    await app.admin.query(
      `INSERT INTO invitation (practice_id, email, name, role, token_hash, invited_by, expires_at)
       VALUES ($1, $2, 'Kim Berg', 'cto', $3, $4, $5)`,
      [
        practice.practiceId,
        `${randomUUID()}@example.com`,
        createHash('sha256').update(invitation).digest(),
        practice.owner.memberId,
        new Date(app.clock.now() + 3_600_000),
      ],
    );
    for (const token of [session, invitation, signIn.visitor.cookie('ask') ?? '']) {
      expect((await byLink(new Visitor(app), token)).problem.code).toBe('identity.link_used');
    }
    for (const token of [session, signIn.token, signIn.visitor.cookie('ask') ?? '']) {
      const body = { token, name: 'Kim Berg' };
      expect((await new Visitor(app).call(openInvitation, { body: { token } })).problem.code).toBe(
        'identity.invitation_gone',
      );
      expect((await new Visitor(app).call(acceptInvitation, { body })).problem.code).toBe('identity.invitation_gone');
    }
    for (const token of [signIn.token, invitation, signIn.visitor.cookie('ask') ?? '']) {
      expect((await new Visitor(app, { sid: token }).call(listSessions)).status).toBe(401);
    }
    expect((await byLink(new Visitor(app), signIn.token)).status).toBe(201);
  });
});
