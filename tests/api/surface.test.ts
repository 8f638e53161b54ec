import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { routes } from '@contract/all';
import { askToSignIn, readMe, signInByLink, signOut } from '@contract/identity';
import { buildApp } from '../../api/src/app';
import { comesFromHere } from '../../api/src/platform/serve/origin';
import { addressOf } from '../support/as';
import { startApp, type TestApp } from '../support/app';
import { ownDatabase } from '../support/database';
import { makeWorld, type World } from '../support/make/a-world';
import { rowsByOwner, changes } from './isolation/digest';
import { partsFor } from './isolation/fixtures';
import { send } from './isolation/matrix';

const A_WHILE = 180_000;
const ORIGIN = 'http://localhost';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let world: World;

beforeAll(async () => {
  database = await ownDatabase('surface');
  app = await startApp(database);
  app.clock.set('2026-11-23T12:00:00Z');
  world = await makeWorld(app);
}, A_WHILE);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const unsafe = routes.filter(({ method }) => method !== 'GET');
const owner = () => world.owners.a.person.cookie;

describe('a request that comes from elsewhere', () => {
  /** What a browser says about a request that no page of ours made. */
  const elsewhere: readonly (readonly [string, Record<string, string>])[] = [
    ['another site', { 'sec-fetch-site': 'cross-site', origin: ORIGIN }],
    ['a neighbour of the site', { 'sec-fetch-site': 'same-site', origin: ORIGIN }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a site with another origin', { origin: 'https://evil.example' }],
    ['a site whose name begins like ours', { origin: 'http://localhost.evil.example' }],
    ['our name on another port', { origin: 'http://localhost:9999' }],
    ['our name over https', { origin: 'https://localhost' }],
    ['a sandbox', { origin: 'null' }],
    ['nowhere that is said', {}],
  ];

  it(
    'is refused on every route that changes something, and changes nothing',
    async () => {
      const before = await rowsByOwner(app.admin);
      const let_in: string[] = [];
      for (const route of unsafe) {
        const { params, query, body } = partsFor(route, world.sides.a1);
        await Promise.all(
          elsewhere.map(async ([from, headers]) => {
            const response = await fetch(addressOf(app.url, route, { params, query }), {
              method: route.method,
              headers: {
                ...headers,
                cookie: owner() ?? '',
                'content-type': 'application/json',
                'idempotency-key': randomUUID(),
                'if-match': '"1"',
              },
              ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            });
            const text = await response.text();
            if (!text.includes('"request.from_elsewhere"'))
              let_in.push(`${route.name} from ${from}: ${response.status}`);
          }),
        );
      }
      expect(let_in).toEqual([]);
      expect(changes(before, await rowsByOwner(app.admin))).toEqual([]);
    },
    A_WHILE,
  );

  it(
    'is refused in every form that a page without scripts can send',
    async () => {
      const before = await rowsByOwner(app.admin);
      for (const route of unsafe.filter(({ method }) => method === 'POST')) {
        const { params, query, body } = partsFor(route, world.sides.a1);
        for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
          const response = await fetch(addressOf(app.url, route, { params, query }), {
            method: 'POST',
            headers: {
              'sec-fetch-site': 'same-origin',
              cookie: owner() ?? '',
              'content-type': type,
              'idempotency-key': randomUUID(),
              'if-match': '"1"',
            },
            body: JSON.stringify(body ?? {}),
          });
          expect(`${route.name} ${type} ${response.status}`).toBe(`${route.name} ${type} 400`);
        }
      }
      expect(changes(before, await rowsByOwner(app.admin))).toEqual([]);
    },
    A_WHILE,
  );

  it('is told by the browser first, and by its origin where the browser is old', () => {
    const cookie = 'sid=x';
    expect(comesFromHere({ 'sec-fetch-site': 'same-origin', cookie }, ORIGIN)).toBe(true);
    expect(comesFromHere({ origin: ORIGIN, cookie }, ORIGIN)).toBe(true);
    expect(comesFromHere({ 'sec-fetch-site': 'cross-site', origin: ORIGIN, cookie }, ORIGIN)).toBe(false);
    expect(comesFromHere({ cookie }, ORIGIN)).toBe(false);
    expect(comesFromHere({}, ORIGIN)).toBe(true);
  });
});

describe('reading', () => {
  it(
    'changes no row but the trail',
    async () => {
      const before = await rowsByOwner(app.admin, ['audit_event']);
      for (const route of routes.filter(({ method }) => method === 'GET')) {
        for (const [side, { person }] of [
          ['a1', world.owners.a],
          ['b1', world.owners.b],
          ['a1', world.sponsors.a1],
        ] as const) {
          await send(app, route, person.cookie, partsFor(route, world.sides[side]));
        }
      }
      expect(changes(before, await rowsByOwner(app.admin, ['audit_event']))).toEqual([]);
    },
    A_WHILE,
  );
});

/** Of every answer under /api, whatever it says. */
const EVERY_ANSWER = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};
const NEVER = ['server', 'x-powered-by', 'access-control-allow-origin', 'access-control-allow-credentials', 'via'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the headers of every answer', () => {
  it(
    'are exactly these, whether it lets in, refuses, fails or sends a file',
    async () => {
      const found: string[] = [];
      const look = (what: string, { status, headers }: { status: number; headers: Headers }, file: boolean) => {
        for (const [name, value] of Object.entries(EVERY_ANSWER)) {
          if (headers.get(name) !== value) found.push(`${what} ${status}: ${name} is ${headers.get(name)}`);
        }
        const policy = file ? "default-src 'none'; sandbox" : "default-src 'none'; frame-ancestors 'none'";
        if (headers.get('content-security-policy') !== policy)
          found.push(`${what}: ${headers.get('content-security-policy')}`);
        if (!UUID.test(headers.get('x-request-id') ?? ''))
          found.push(`${what}: request ${headers.get('x-request-id')}`);
        for (const name of NEVER) if (headers.has(name)) found.push(`${what}: has ${name}`);
        const type = headers.get('content-type') ?? '';
        const right =
          status >= 400 ? 'application/problem+json; charset=utf-8' : file ? type : 'application/json; charset=utf-8';
        if (type !== right) found.push(`${what} ${status}: is ${type}`);
        if (
          file &&
          !/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%~!-]+$/.test(
            headers.get('content-disposition') ?? '',
          )
        ) {
          found.push(`${what}: ${headers.get('content-disposition')}`);
        }
      };
      for (const route of routes) {
        const parts = partsFor(route, world.sides.a1);
        look(route.name, await send(app, route, null, parts), false);
        look(route.name, await send(app, route, `sid=${'x'.repeat(43)}`, parts), false);
        const refused = route.method === 'GET' ? { query: { nothing: 'right' } } : { body: { nothing: 'right' } };
        look(route.name, await send(app, route, owner(), { ...parts, ...refused }), false);
        if (route.method !== 'GET' || route.name === 'listSessions') continue;
        const answer = await send(app, route, owner(), parts);
        expect(`${route.name} ${answer.status}`).toBe(`${route.name} 200`);
        look(route.name, answer, route.file);
      }
      for (const [method, path] of [
        ['GET', '/api/nothing'],
        ['POST', '/api/nothing'],
        ['PUT', '/api/me'],
        ['TRACE', '/api/me'],
        ['OPTIONS', '/api/me'],
        ['PROPFIND', '/api/me'],
      ] as const) {
        const status = await raw(`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
        expect(`${method} ${path} ${status.split(' ')[1]}`).toMatch(/ 4\d\d$/);
        expect(status.toLowerCase()).not.toMatch(/server:|x-powered-by|access-control-allow/);
      }
      expect(found).toEqual([]);
    },
    A_WHILE,
  );

  it('are never taken from the request', async () => {
    const response = await fetch(`${app.url}/api/me`, {
      headers: { 'x-request-id': 'mine', origin: 'https://evil.example' },
    });
    expect(response.headers.get('x-request-id')).toMatch(UUID);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('cookies', () => {
  let secure: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    secure = await buildApp(app.settings, 'https://baton.example', app.clock);
    await secure.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(secure.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(() => secure.close());

  async function link(email: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    const at = app.clock.instant();
    await app.admin.query(
      `INSERT INTO sign_in_request (email, browser_hash, link_hash, code_hash, address, created_at, expires_at)
       VALUES ($1, $2, $2, $2, '127.0.0.1', $3, $4)`,
      [email, hash, at, new Date(at.getTime() + 60_000)],
    );
    return token;
  }
  const parts = (body: unknown) => ({ params: {}, query: {}, body });
  const set = ({ headers }: { headers: Headers }) => headers.getSetCookie();

  it('are guarded by their name and every attribute over https', async () => {
    const asked = await send({ url }, askToSignIn, null, parts({ email: 'kim@example.com' }));
    expect(set(asked)).toEqual([
      expect.stringMatching(/^__Host-ask=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/),
    ]);
    expect(asked.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    const { email } = world.owners.a;
    const signedIn = await send({ url }, signInByLink, null, parts({ token: await link(email) }));
    expect(set(signedIn).sort()).toEqual([
      '__Host-ask=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
      expect.stringMatching(/^__Host-sid=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/),
    ]);
    const [pair = ''] = (set(signedIn).find((line) => line.startsWith('__Host-sid')) ?? '').split(';');
    expect((await send({ url }, readMe, pair, parts(undefined))).status).toBe(200);
    // Over https a cookie without the prefix could have been set by anybody nearby.
    expect((await send({ url }, readMe, pair.replace('__Host-', ''), parts(undefined))).status).toBe(401);
    const out = await send({ url }, signOut, pair, parts(undefined));
    expect(set(out)).toEqual(['__Host-sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure']);
  });

  it('of a client person last as long as their session', async () => {
    const { email } = world.sponsors.a1;
    const signedIn = await send(app, signInByLink, null, parts({ token: await link(email) }));
    expect(set(signedIn)).toContainEqual(
      expect.stringMatching(/^sid=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/),
    );
  });

  it('are set by signing in and out, and by no other route', async () => {
    for (const route of routes.filter(({ side, method }) => side !== 'outside' || method === 'GET')) {
      if (route.method !== 'GET') continue;
      expect(set(await send(app, route, owner(), partsFor(route, world.sides.a1)))).toEqual([]);
    }
  });
});

/** Says something to the server that no well-behaved client would, and answers the beginning of what came back. */
function raw(request: string): Promise<string> {
  const { port } = new URL(app.url);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request));
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('close', () => done(heard));
    socket.on('error', failed);
    socket.setTimeout(5_000, () => socket.destroy());
  });
}
