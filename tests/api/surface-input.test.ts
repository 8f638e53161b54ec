import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@contract/all';
import { editMe, readMe } from '@contract/identity';
import { listTime, logHours } from '@contract/time';
import type { Route } from '@contract/route';
import { scopeOf } from '@domain/identity/permissions';
import { addressOf } from '../support/as';
import { startApp, type TestApp } from '../support/app';
import { ownDatabase } from '../support/database';
import { makeWorld, type World } from '../support/make/a-world';
import { versionOf } from './isolation/control';
import { partsFor, type Parts } from './isolation/fixtures';
import { send } from './isolation/matrix';

const A_WHILE = 240_000;
/** Routes that end the session they are called with, or close the search that others are tried on. */
const LEFT_OUT = ['signOut', 'endSession', 'closeSearch'];

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let world: World;

beforeAll(async () => {
  database = await ownDatabase('input');
  app = await startApp(database);
  app.clock.set('2026-11-23T12:00:00Z');
  world = await makeWorld(app);
}, A_WHILE);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const taken = routes.filter(({ name }) => !LEFT_OUT.includes(name));
const withBody = taken.filter(({ body }) => !body.safeParse(undefined).success);

interface Heard {
  readonly status: number;
  readonly text: string;
}

/** Whether the caller, an owner, holds the word of a route; some are for people at the client alone. */
function ownerMay({ may }: Route): boolean {
  return may === 'anyone' || may === 'signed_in' || scopeOf('owner', may) !== null;
}

async function ask(route: Route, parts: Parts): Promise<Heard> {
  if (route.may === 'anyone') app.clock.advance({ minutes: 2 });
  const version = route.versioned ? await versionOf(app, route, parts) : 1;
  const { status, bytes } = await send(app, route, world.owners.a.person.cookie, parts, { version });
  return { status, text: status < 300 ? '' : Buffer.from(bytes).toString('utf8') };
}

/** What an answer must never tell, whatever was asked. */
const INSIDE =
  /prisma|node_modules|\.[jt]s:\d|\n\s+at |\bSELECT\b|\bINSERT\b|\brelation "|\bconstraint "|pg_|violates|postgres|stack/;

function neutral(what: string, { status, text }: Heard): string[] {
  return [
    ...(status >= 500 ? [`${what}: ${status} ${text.slice(0, 200)}`] : []),
    ...(INSIDE.test(text) ? [`${what}: tells ${text.slice(0, 300)}`] : []),
  ];
}

/** Tries one change of a route after another, and a few routes at once. */
async function each<T extends { route: Route }>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = routes.map((route) => items.filter((item) => item.route === route));
  const one = async () => {
    for (let mine = waiting.shift(); mine; mine = waiting.shift()) {
      for (const item of mine) await work(item);
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
}

/** The places of a body where a value stands, with the value. */
function leaves(value: unknown, path: readonly string[] = []): { path: readonly string[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

function put(value: unknown, [key, ...rest]: readonly string[], item: unknown): unknown {
  if (key === undefined) return item;
  if (Array.isArray(value)) return value.map((old: unknown, at) => (String(at) === key ? put(old, rest, item) : old));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: put(object[key], rest, item) };
}

describe('a body', () => {
  it(
    'with a key that nobody asked for is refused, and assigns nothing',
    async () => {
      const { rows } = await app.admin.query<{ name: string }>(
        `SELECT DISTINCT attname::text AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
      );
      const columns = rows.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
      const extra = [...columns, 'isAdmin', 'constructor', 'prototype', 'toString'];
      const accepted: string[] = [];
      const jobs = withBody.flatMap((route) => {
        const parts = partsFor(route, world.sides.a1);
        const known = Object.keys((route.body as unknown as { shape?: object }).shape ?? parts.body ?? {});
        return extra.filter((name) => !known.includes(name)).map((name) => ({ route, parts, name }));
      });
      // The schema itself, for every column of the database; over the wire, for the ones that would matter most.
      for (const { route, parts, name } of jobs) {
        if (route.body.safeParse({ ...(parts.body as object), [name]: 'x' }).success)
          accepted.push(`${route.name}.${name}`);
      }
      const worst = ['practiceId', 'id', 'version', 'createdAt', 'memberId', 'userId', 'closedAt', 'hash', 'isAdmin'];
      await each(
        jobs.filter(({ name }) => worst.includes(name)),
        async ({ route, parts, name }) => {
          const { status } = await ask(route, { ...parts, body: { ...(parts.body as object), [name]: randomUUID() } });
          if (status !== 400 && status !== 429) accepted.push(`${route.name}.${name}: ${status}`);
        },
      );
      expect(accepted).toEqual([]);
    },
    A_WHILE,
  );

  it(
    'is refused where a text holds what cannot be stored or shown, and never breaks the server',
    async () => {
      const hostile = ['a\u0000b', 'a\ud800b', '\udfff', 'a\u0007b', '\u001b[31m', 'a\u0085b'];
      const wrong: string[] = [];
      const jobs = withBody.flatMap((route) => {
        const { body } = partsFor(route, world.sides.a1);
        return leaves(body)
          .filter(({ value }) => typeof value === 'string')
          .flatMap(({ path }) => hostile.map((text) => ({ route, path, text })));
      });
      await each(jobs, async ({ route, path, text }) => {
        // A file is text with anything in it; what cannot be stored of it is refused row by row.
        const isFile = route.name === 'stageImport' && path.join('.') === 'text';
        const parts = partsFor(route, world.sides.a1);
        const what = `${route.name} ${path.join('.')} ${JSON.stringify(text)}`;
        const heard = await ask(route, { ...parts, body: put(parts.body, path, text) });
        wrong.push(...neutral(what, heard));
        if (!isFile && heard.status < 400) wrong.push(`${what}: ${heard.status}`);
      });
      expect(wrong).toEqual([]);
      expect(jobs.length).toBeGreaterThan(200);
    },
    A_WHILE,
  );

  it(
    'of any other kind is answered with a refusal and never with a fault',
    async () => {
      const odd: readonly unknown[] = [
        null,
        true,
        -1,
        0,
        1.5,
        1e21,
        -9_007_199_254_740_992,
        2_147_483_648,
        '',
        ' ',
        'x'.repeat(70_000),
        "' OR 1=1 --",
        '"; DROP TABLE time_entry; --',
        '%00',
        '../../etc/passwd',
        '${7*7}{{7*7}}',
        '=1+1',
        '2026-02-30',
        '0000-00-00',
        '9999-12-31',
        '-271821-04-20',
        '10000-01',
        'Europe/../Berlin',
        [],
        [[[[[]]]]],
        {},
        { toString: 'x' },
      ];
      const wrong: string[] = [];
      const jobs = withBody.flatMap((route) => {
        const { body } = partsFor(route, world.sides.a1);
        return leaves(body).flatMap(({ path }) => odd.map((value) => ({ route, path, value })));
      });
      await each(jobs, async ({ route, path, value }) => {
        const parts = partsFor(route, world.sides.a1);
        const heard = await ask(route, { ...parts, body: put(parts.body, path, value) });
        wrong.push(...neutral(`${route.name} ${path.join('.')} ${JSON.stringify(value).slice(0, 60)}`, heard));
      });
      console.info(
        `input: ${jobs.length} odd values over ${withBody.length} routes with a body, ${wrong.length} faults`,
      );
      expect(wrong).toEqual([]);
    },
    A_WHILE,
  );

  it(
    'that is no body at all is refused on every route',
    async () => {
      const bodies = [
        '',
        '{',
        '[]',
        'null',
        '"x"',
        '12',
        '{"a":1',
        '['.repeat(20_000),
        `{"x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
        '\ufeff{}',
      ];
      const bytes = [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from([0xc3, 0x28])];
      const wrong: string[] = [];
      await each(
        withBody.flatMap((route) => [...bodies, ...bytes].map((body) => ({ route, body }))),
        async ({ route, body }) => {
          if (route.may === 'anyone') app.clock.advance({ minutes: 2 });
          const heard = await rawCall(route, body);
          const what = `${route.name} ${JSON.stringify(body.toString('utf8').slice(0, 20))}`;
          wrong.push(...neutral(what, heard));
          if (heard.status < 400) wrong.push(`${what}: ${heard.status}`);
        },
      );
      expect(wrong).toEqual([]);
    },
    A_WHILE,
  );

  it('may bring the keys of objects along and changes none of them', async () => {
    const heard = await rawCall(editMe, '{"name":"Kim Berg","__proto__":{"admin":true}}');
    expect(heard.status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('of more than sixteen megabytes is refused as too large', async () => {
    const heard = await rawCall(editMe, JSON.stringify({ name: 'x'.repeat(17 * 1024 * 1024) }));
    expect(heard.status).toBe(413);
    expect(heard.text).toContain('request.too_large');
  });
});

describe('an address', () => {
  it(
    'with something else in the place of an id leads nowhere, and never to a fault',
    async () => {
      const odd = [
        '1',
        '0',
        '-1',
        'null',
        '%00',
        '%ff',
        '..%2f..',
        '%27',
        'x'.repeat(190),
        'x'.repeat(3000),
        '%F0%9F%92%A9',
        '00000000-0000-0000-0000-000000000000',
        '%20',
        '*',
      ];
      const wrong: string[] = [];
      const jobs = taken.flatMap((route) =>
        [...route.path.matchAll(/:(\w+)/g)].flatMap(([, place = '']) => odd.map((value) => ({ route, place, value }))),
      );
      await each(jobs, async ({ route, place, value }) => {
        const parts = partsFor(route, world.sides.a1);
        const path = addressOf(app.url, route, { ...parts, params: { ...parts.params, [place]: 'PLACE' } }).replace(
          'PLACE',
          value,
        );
        const heard = await rawCall(route, parts.body === undefined ? undefined : JSON.stringify(parts.body), path);
        const what = `${route.name} :${place} ${value.slice(0, 20)}`;
        wrong.push(...neutral(what, heard));
        const expected = ownerMay(route) ? [404, 400, 414] : [404, 400, 414, 403];
        if (!expected.includes(heard.status)) wrong.push(`${what}: ${heard.status}`);
      });
      expect(wrong).toEqual([]);
      expect(jobs.length).toBeGreaterThan(500);
    },
    A_WHILE,
  );

  it(
    'asks for nothing that is not promised, once each',
    async () => {
      const wrong: string[] = [];
      for (const route of taken.filter(({ method }) => method === 'GET')) {
        const parts = partsFor(route, world.sides.a1);
        const extra = await ask(route, { ...parts, query: { ...parts.query, practiceId: randomUUID() } });
        if (extra.status !== 400) wrong.push(`${route.name}?practiceId: ${extra.status}`);
      }
      expect(wrong).toEqual([]);
      const { params, query } = partsFor(listTime, world.sides.a1);
      const url = addressOf(app.url, listTime, { params, query });
      for (const more of [
        'from=2026-01-01',
        'limit=1&limit=2',
        'limit=0',
        'limit=201',
        'limit=x',
        'cursor=x',
        'cursor=WyJhIiwiYiJd',
        'cursor=%00',
        '__proto__=1',
      ]) {
        const heard = await rawCall(listTime, undefined, `${url}&${more}`);
        expect(`${more} ${heard.status}`).toBe(`${more} 400`);
        expect(neutral(more, heard)).toEqual([]);
      }
    },
    A_WHILE,
  );
});

describe('the headers of a request', () => {
  it(
    'are refused where they are needed and wrong',
    async () => {
      const versions = ['', '*', '"x"', '1, 2', '"1.5"', '"-1"', '"99999999999999999999"', '1'.repeat(5000)];
      const keys = ['', 'short', 'x'.repeat(65), 'with space in it', 'semi;colon-key', 'ключ-ключ-ключ'];
      const wrong: string[] = [];
      for (const route of taken.filter(({ versioned }) => versioned)) {
        const parts = partsFor(route, world.sides.a1);
        for (const version of versions) {
          const { status, text } = await rawCall(
            route,
            JSON.stringify(parts.body),
            undefined,
            { 'if-match': version },
            parts,
          );
          if (status !== 428 && status !== 431)
            wrong.push(`${route.name} if-match ${version.slice(0, 10)}: ${status} ${text.slice(0, 90)}`);
        }
      }
      for (const route of taken.filter(({ once }) => once === 'key')) {
        const parts = partsFor(route, world.sides.a1);
        for (const key of keys) {
          const header: Record<string, string> = { 'idempotency-key': Buffer.from(key).toString('latin1') };
          const { status, text } = await rawCall(route, JSON.stringify(parts.body), undefined, header, parts);
          if (!text.includes('request.key_missing'))
            wrong.push(`${route.name} key ${key.slice(0, 10)}: ${status} ${text.slice(0, 90)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    A_WHILE,
  );

  it('with odd cookies sign nobody in and break nothing', async () => {
    for (const cookie of [
      'sid',
      'sid=',
      '=',
      ';;;',
      'sid=%00',
      `sid=${'x'.repeat(5000)}`,
      'sid=a; sid=b',
      '__proto__=x',
      `SID=${'x'.repeat(43)}`,
    ]) {
      const { status } = await send(app, readMe, cookie, { params: {}, query: {}, body: undefined });
      expect(status).toBe(401);
    }
  });
});

describe('what never reaches a route', () => {
  const host = 'host: x\r\nconnection: close\r\n';
  const json = `${host}content-type: application/json\r\nsec-fetch-site: same-origin\r\n`;
  const refused: readonly (readonly [what: string, request: string, status: number, code: string])[] = [
    [
      'an address that cannot be read',
      `GET /api/practices/1/time/%ff HTTP/1.1\r\n${host}\r\n`,
      404,
      'request.not_found',
    ],
    ['a page whose address cannot be read', `GET /p/%ff HTTP/1.1\r\n${host}\r\n`, 404, 'request.not_found'],
    [
      'a part of an address beyond all measure',
      `GET /api/practices/${'x'.repeat(300)}/time HTTP/1.1\r\n${host}\r\n`,
      404,
      'request.not_found',
    ],
    [
      'a method that the address does not have',
      `PUT /api/me HTTP/1.1\r\n${json}content-length: 2\r\n\r\n{}`,
      404,
      'request.not_found',
    ],
    ['a method that nobody serves', `PROPFIND /api/me HTTP/1.1\r\n${host}\r\n`, 404, 'request.not_found'],
    ['a method that does not exist', `BREW /api/me HTTP/1.1\r\n${host}\r\n`, 400, 'request.invalid'],
    [
      'a form',
      `PATCH /api/me HTTP/1.1\r\n${host}content-type: application/x-www-form-urlencoded\r\ncontent-length: 6\r\n\r\nname=x`,
      400,
      'request.invalid',
    ],
    [
      'headers beyond all measure',
      `GET /api/me HTTP/1.1\r\n${host}x: ${'x'.repeat(40_000)}\r\n\r\n`,
      431,
      'request.headers_too_large',
    ],
    [
      'two lengths of one body',
      `PATCH /api/me HTTP/1.1\r\n${json}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
      400,
      'request.invalid',
    ],
    ['what is not HTTP', 'hello\r\n\r\n', 400, 'request.invalid'],
  ];

  it.each(refused)('%s is a problem with a name of ours', async (_, request, status, code) => {
    const [head = '', body = ''] = (await raw(request)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json; charset=utf-8');
    expect(head.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(JSON.parse(body)).toMatchObject({ type: `urn:baton:problem:${code}`, code, status });
    expect(body).not.toMatch(/FST_|%ff|HPE_/);
  });
});

/** Says to the server what no browser would, and hears the whole answer. */
function raw(request: string): Promise<string> {
  const { port } = new URL(app.url);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request));
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    socket.on('close', () => done(heard));
    socket.on('error', failed);
    socket.setTimeout(5_000, () => socket.destroy());
  });
}

/** Calls a route with bytes of our own choosing. */
async function rawCall(
  route: Route,
  body: string | Buffer | undefined,
  url?: string,
  headers: Record<string, string> = {},
  parts: Parts = partsFor(route, world.sides.a1),
): Promise<Heard> {
  const response = await fetch(url ?? addressOf(app.url, route, parts), {
    method: route.method,
    headers: {
      'sec-fetch-site': 'same-origin',
      cookie: world.owners.a.person.cookie ?? '',
      ...(route.once === 'key' ? { 'idempotency-key': randomUUID() } : {}),
      ...(route.versioned ? { 'if-match': '"1"' } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: response.status, text: response.ok ? '' : await response.text() };
}

describe('hours', () => {
  it(
    'are logged once for fifty twins of each of several requests',
    async () => {
      const { a1 } = world.sides;
      const params = { practiceId: a1.practiceId, engagementId: a1.engagementId };
      const { person } = world.owners.a;
      for (let key = 0; key < 6; key += 1) {
        const id = randomUUID();
        const body = { id, day: '2026-11-03', minutes: 10, activity: 'C5', text: `twin ${key}` } as never;
        const answers = await Promise.all(Array.from({ length: 50 }, () => person.call(logHours, { params, body })));
        const good = answers.filter(({ status }) => status === 201);
        expect(new Set(good.map(({ text }) => text)).size).toBe(1);
        expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
        const { rows } = await app.admin.query<{ entries: number; trail: number }>(
          `SELECT (SELECT count(*)::int FROM time_entry WHERE id = $1) AS entries,
           (SELECT count(*)::int FROM audit_event WHERE object = 'time_entry' AND object_id = $2) AS trail`,
          [id, id],
        );
        expect(rows).toEqual([{ entries: 1, trail: 1 }]);
      }
    },
    A_WHILE,
  );
});
