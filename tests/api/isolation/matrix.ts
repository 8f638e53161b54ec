import { randomUUID } from 'node:crypto';
import type { Route } from '@contract/route';
import type { TestApp } from '../../support/app';
import { addressOf } from '../../support/as';
import { canariesIn, type SideName, type World } from '../../support/make/a-world';
import { readPdf } from '../../support/pdf-text';
import { expected, practiceOf, type Actor, type Expected, type Origin } from './actors';
import { changes, rowsByOwner } from './digest';
import { fixtures, partsFor, type Parts } from './fixtures';

/** What came of trying. Everything but the counts must be empty. */
export interface Outcome {
  readonly counts: { routes: number; actors: number; positions: number; calls: number; digests: number; own: number };
  /** The routes that were refused to a stale factor. */
  readonly freshOnly: Set<string>;
  /** An answer that is not the one that the table of permissions asks for, or not the same as for something absent. */
  readonly leaks: string[];
  /** A refused call that changed a row, or any call that changed somebody else's. */
  readonly effects: string[];
  /** A word that its reader must not see. */
  readonly canaries: string[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SIDES: readonly SideName[] = ['a1', 'a2', 'b1'];
const AT_ONCE = 6;

interface Case {
  readonly what: string;
  readonly parts: Parts;
  readonly expected: Expected;
  /** The case with an id that is nowhere, which this one must be answered exactly like. */
  readonly like?: string;
}

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/**
 * Tries every route as every actor: with the ids of their own side, with all those of another, and with each id alone
 * replaced by another side's and by one that is nowhere.
 */
export async function runMatrix(
  app: TestApp,
  world: World,
  { routes, actors }: { routes: readonly Route[]; actors: readonly Actor[] },
): Promise<Outcome> {
  const outcome: Outcome = {
    counts: { routes: routes.length, actors: actors.length, positions: 0, calls: 0, digests: 0, own: 0 },
    freshOnly: new Set(),
    leaks: [],
    effects: [],
    canaries: [],
  };
  const refusals = new Map<Expected, { heard: string; by: string }>();
  for (const route of routes) {
    outcome.counts.positions += positionsOf(partsFor(route, world.sides.a1)).length;
    let before = route.method === 'GET' ? null : await rowsByOwner(app.admin);
    for (const actor of actors) {
      const cases = casesOf(route, actor, world).filter(
        (one) => route.method === 'GET' || one.expected !== 'go' || route.may === 'anyone',
      );
      const heard = new Map<string, string>();
      for (let at = 0; at < cases.length; at += AT_ONCE) {
        await Promise.all(
          cases.slice(at, at + AT_ONCE).map(async (one) => {
            const answer = await send(app, route, actor.cookie, one.parts);
            outcome.counts.calls += 1;
            heard.set(one.what, told(answer));
            judge(outcome, refusals, `${route.name} by ${actor.name}, ${one.what}`, one, route, answer);
            await look(outcome, `${route.name} by ${actor.name}, ${one.what}`, actor, answer);
          }),
        );
      }
      for (const { what, like } of cases) {
        if (like && heard.get(what) !== heard.get(like)) {
          outcome.leaks.push(`${route.name} by ${actor.name}, ${what}: not answered like ${like}`);
        }
      }
      if (before && route.side !== 'outside') {
        const after = await rowsByOwner(app.admin);
        outcome.counts.digests += 1;
        for (const owner of changes(before, after)) {
          outcome.effects.push(`${route.name} by ${actor.name} changed ${owner}`);
        }
        before = after;
      }
      if (route.may === 'anyone') app.clock.advance({ minutes: 2 });
    }
  }
  return outcome;
}

function casesOf(route: Route, actor: Actor, world: World): Case[] {
  const home = world.sides[actor.home];
  const others = SIDES.filter((side) => side !== actor.home);
  const places = [...route.path.matchAll(/:(\w+)/g)].map(([, place = '']) => place);
  const ids = places.filter((place) => UUID.test(partsFor(route, home).params[place] ?? ''));
  const from = (side: SideName): Origin => Object.fromEntries(ids.map((place) => [place, side]));
  const own = partsFor(route, home);
  const asks = (what: string, parts: Parts, origin: Origin): Case => ({
    what,
    parts,
    expected: expected(actor, route, origin, parts.params),
  });
  const cases: Case[] = [asks('own ids', own, from(actor.home))];
  for (const more of fixtures[route.name]?.also ?? []) {
    const parts = { ...own, params: { ...own.params, ...more } };
    cases.push(asks(`own ids, ${Object.values(more).join(' ')}`, parts, from(actor.home)));
  }
  for (const side of others) {
    cases.push(asks(`all ids of ${side}`, partsFor(route, world.sides[side]), from(side)));
  }
  if (!actor.signedIn) return cases;
  for (const place of ids) {
    const swap = (value: string | undefined, origin: SideName | 'nowhere', what: string) => {
      if (value === own.params[place]) return;
      const parts = { ...own, params: { ...own.params, [place]: value ?? '' } };
      cases.push(asks(what, parts, { ...from(actor.home), [place]: origin }));
    };
    for (const side of others) {
      swap(partsFor(route, world.sides[side]).params[place], side, `${place} of ${side}`);
    }
    swap(randomUUID(), 'nowhere', `${place} of nowhere`);
  }
  for (const [name, value] of Object.entries(own.query)) {
    if (!UUID.test(value)) continue;
    const like = `${name}= of nowhere`;
    const ask = (what: string, id: string, as?: string): Case => ({
      ...asks(what, { ...own, query: { ...own.query, [name]: id } }, from(actor.home)),
      ...(as ? { like: as } : {}),
    });
    cases.push(ask(like, randomUUID()));
    for (const side of others) {
      const sees = actor.staff[practiceOf(side)]?.sides.includes(side) && practiceOf(side) === practiceOf(actor.home);
      if (!sees) cases.push(ask(`${name}= of ${side}`, partsFor(route, world.sides[side]).query[name] ?? '', like));
    }
  }
  return cases;
}

/** Every place of a call that holds an id: in the address, in the query, anywhere in the body. */
export function positionsOf({ params, query, body }: Parts): string[] {
  const inBody = (value: unknown, path: string): string[] => {
    if (typeof value === 'string') return UUID.test(value) ? [path] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => inBody(item, `${path}.${key}`));
  };
  return [
    ...Object.entries(params).flatMap(([name, value]) => (UUID.test(value) ? [`:${name}`] : [])),
    ...Object.entries(query).flatMap(([name, value]) => (UUID.test(value) ? [`?${name}`] : [])),
    ...inBody(body, 'body'),
  ];
}

/** Calls a route; a machine too busy to answer is asked again. */
export async function send(
  app: Pick<TestApp, 'url'>,
  route: Route,
  cookie: string | null,
  { params, query, body }: Parts,
  { version = 1, headers = {} as Record<string, string> } = {},
): Promise<Heard> {
  const sent: Record<string, string> = { 'sec-fetch-site': 'same-origin', ...headers };
  if (cookie) sent['cookie'] = cookie;
  if (route.once === 'key') sent['idempotency-key'] = randomUUID();
  if (route.versioned) sent['if-match'] = `"${version}"`;
  if (body !== undefined) sent['content-type'] = 'application/json';
  for (let left = 10; ; left -= 1) {
    const response = await fetch(addressOf(app.url, route, { params, query }), {
      method: route.method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 503 || left === 0) return { status: response.status, headers: response.headers, bytes };
  }
}

/** Everything of an answer that a caller can see, but for the time and the number of the request. */
export function told({ status, headers, bytes }: Heard): string {
  const lines = [...headers].map(([name, value]) =>
    name === 'date' || name === 'x-request-id' ? name : `${name}: ${value}`,
  );
  return [status, ...lines.sort(), Buffer.from(bytes).toString('latin1')].join('\n');
}

function judge(
  outcome: Outcome,
  refusals: Map<Expected, { heard: string; by: string }>,
  what: string,
  { expected: asked }: Case,
  route: Route,
  answer: Heard,
): void {
  if (answer.status >= 500) outcome.leaks.push(`${what}: ${answer.status}`);
  if (asked === 'go') {
    if (route.may === 'anyone') return;
    if (answer.status === route.status) outcome.counts.own += 1;
    else outcome.leaks.push(`${what}: ${answer.status} where ${route.status} was expected`);
    return;
  }
  const heard = told(answer);
  const status = asked === 'stale' ? 403 : asked;
  if (answer.status !== status) outcome.leaks.push(`${what}: ${answer.status} where ${asked} was expected`);
  if (asked === 'stale') {
    if (heard.includes('"identity.fresh_factor_needed"')) outcome.freshOnly.add(route.name);
    else outcome.leaks.push(`${what}: not refused for its stale factor`);
  }
  const first = refusals.get(asked);
  if (!first) refusals.set(asked, { heard, by: what });
  else if (first.heard !== heard) outcome.leaks.push(`${what}: not refused in the same words as ${first.by}`);
}

/** Looks for words that are not this reader's, in the body, in what a PDF says, and in the headers. */
async function look(outcome: Outcome, what: string, actor: Actor, { headers, bytes }: Heard): Promise<void> {
  const isPdf = headers.get('content-type')?.startsWith('application/pdf') ?? false;
  const body = isPdf ? (await readPdf(bytes)).text : Buffer.from(bytes).toString('utf8');
  let text = `${[...headers].flat().join('\n')}\n${decodeURIComponent(headers.get('content-disposition') ?? '')}\n${body}`;
  for (const own of actor.own) text = text.replaceAll(own, '');
  // A token is drawn at random and says nothing; once in a thousand runs it spells a canary.
  text = text.replace(/=[\w-]{43};/g, '=;');
  for (const found of canariesIn(text)) {
    if (!actor.reads.has(found)) outcome.canaries.push(`${what}: ${found}`);
  }
}
