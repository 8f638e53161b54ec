import { randomBytes } from 'node:crypto';
import { scopeOf, type Ability } from '@domain/identity/permissions';
import type { ClientRole, PracticeRole } from '@domain/identity/roles';
import type { Route } from '@contract/route';
import type { TestApp } from '../../support/app';
import { Person, signedIn } from '../../support/as';
import {
  deadCookie,
  PUBLISHED_MONTH,
  type MadeUser,
  type PracticeName,
  type SideName,
  type World,
} from '../../support/make/a-world';

/** Somebody who tries every route, and what they may expect. */
export interface Actor {
  readonly name: string;
  readonly cookie: string | null;
  /** Whether the cookie signs anybody in. */
  readonly signedIn: boolean;
  /** Whether the last factor this session has shown is too old for a delicate act. */
  readonly stale: boolean;
  /** The side that this actor is at home in; foreign ids are those of the other sides. */
  readonly home: SideName;
  readonly staff: Readonly<Partial<Record<PracticeName, { role: PracticeRole; sides: readonly SideName[] }>>>;
  readonly guest: Readonly<Partial<Record<SideName, ClientRole>>>;
  /** Canaries this actor may read, as territory and shade; and the words of their own account. */
  readonly reads: ReadonlySet<string>;
  readonly own: readonly string[];
}

const SHADES: Readonly<Record<PracticeRole, { practice: string; client: string }>> = {
  owner: { practice: 'swm', client: 'spc' },
  cto: { practice: 'sw', client: 'spc' },
  assistant: { practice: 'sw', client: 'sp' },
  bookkeeper: { practice: 'sw', client: 's' },
};

export function practiceOf(side: SideName): PracticeName {
  return side.startsWith('a') ? 'a' : 'b';
}

export async function makeActors(app: TestApp, world: World): Promise<Actor[]> {
  const { owners, sponsors } = world;
  const all: readonly SideName[] = ['a1', 'a2'];
  const staff = (
    name: string,
    user: Pick<MadeUser, 'person' | 'email' | 'name'>,
    home: SideName,
    roles: Actor['staff'],
  ) => actor(name, user, home, roles, {});
  const guest = (name: string, user: Pick<MadeUser, 'person' | 'email' | 'name'>, home: SideName, role: ClientRole) =>
    actor(name, user, home, {}, { [home]: role });
  const stale = async (name: string, { userId }: MadeUser, like: Actor): Promise<Actor> => {
    const { cookie } = await signedIn(app, userId, new Date(app.clock.now() - 11 * 60_000));
    return { ...like, name, cookie, stale: true };
  };
  const ownerA = staff('owner A', owners.a, 'a1', { a: { role: 'owner', sides: all } });
  const sponsorA1 = guest('sponsor A1', sponsors.a1, 'a1', 'sponsor');
  const nobody = (name: string, cookie: string | null) => ({
    ...actor(name, { person: new Person(app, cookie), email: '', name: '' }, 'a1', {}, {}),
    signedIn: false,
  });
  return [
    nobody('anonymous', null),
    nobody('garbage cookie', `sid=${randomBytes(32).toString('base64url')}`),
    nobody('hash of a session as cookie', `sid=${await storedHash(app, owners.a.userId)}`),
    nobody('expired session', await deadCookie(app, owners.a.userId, 'expired')),
    nobody('ended session', await deadCookie(app, owners.a.userId, 'ended')),
    nobody('suspended owner A', world.suspended.person.cookie),
    staff('removed owner A', world.removed, 'a1', {}),
    ownerA,
    await stale('owner A with a stale factor', owners.a, ownerA),
    staff('cto A of A1', world.ctoAssigned, 'a1', { a: { role: 'cto', sides: ['a1'] } }),
    staff('cto A of A2', world.ctoElsewhere, 'a2', { a: { role: 'cto', sides: ['a2'] } }),
    staff('assistant A of A1', world.assistant, 'a1', { a: { role: 'assistant', sides: ['a1'] } }),
    staff('bookkeeper A', world.bookkeeper, 'a1', { a: { role: 'bookkeeper', sides: all } }),
    sponsorA1,
    await stale('sponsor A1 with a stale factor', sponsors.a1, sponsorA1),
    guest('member A1', world.clientMember, 'a1', 'member'),
    guest('sponsor A2', sponsors.a2, 'a2', 'sponsor'),
    staff('owner B', owners.b, 'b1', { b: { role: 'owner', sides: ['b1'] } }),
    guest('sponsor B', sponsors.b1, 'b1', 'sponsor'),
    staff('cto A of A1 and assistant B', world.dual, 'a1', {
      a: { role: 'cto', sides: ['a1'] },
      b: { role: 'assistant', sides: ['b1'] },
    }),
  ];
}

function actor(
  name: string,
  { person, email, name: own }: Pick<MadeUser, 'person' | 'email' | 'name'>,
  home: SideName,
  staff: Actor['staff'],
  guest: Actor['guest'],
): Actor {
  const reads = new Set<string>();
  const allow = (territory: string, shades: string) => [...shades].forEach((shade) => reads.add(territory + shade));
  for (const [practice, member] of Object.entries(staff)) {
    allow(`${practice}0`, SHADES[member.role].practice);
    for (const side of member.sides) allow(side, SHADES[member.role].client);
  }
  for (const side of Object.keys(guest)) {
    allow(`${side[0] ?? ''}0`, 's');
    allow(side, 's');
  }
  const words = [email, own].filter(Boolean);
  return { name, cookie: person.cookie, signedIn: true, stale: false, home, staff, guest, reads, own: words };
}

/** What the database keeps of a session, in the form of a token: a dump of it must sign nobody in. */
async function storedHash(app: TestApp, userId: string): Promise<string> {
  const { rows } = await app.admin.query<{ token_hash: Buffer }>(
    'SELECT token_hash FROM session WHERE user_id = $1 LIMIT 1',
    [userId],
  );
  return rows[0]?.token_hash.toString('base64url') ?? '';
}

/** Where the id at each place of an address comes from: a side, or nowhere at all. */
export type Origin = Readonly<Record<string, SideName | 'nowhere'>>;

/** Ids that belong to a practice as a whole. Every other id belongs to one client. */
const OF_THE_PRACTICE = new Set(['practiceId', 'memberId', 'invitationId', 'importId']);

export type Expected = 'go' | 401 | 403 | 404 | 'stale';

/**
 * What a route must answer, from the table of permissions alone: no session 401; no membership here, or an id that is not this
 * person's to see, 404; a role without the permission 403, whatever the ids; so is a stale factor, for what it is not
 * enough for.
 */
export function expected(who: Actor, route: Route, origin: Origin, params: Readonly<Record<string, string>>): Expected {
  if (route.may === 'anyone') return 'go';
  if (!who.signedIn) return 401;
  if (route.may === 'signed_in') return 'sessionId' in origin && !ownSession(who, origin) ? 404 : 'go';
  const from = origin['practiceId'];
  if (from === undefined || from === 'nowhere') return 404;
  const practice = practiceOf(from);
  return route.side === 'portal'
    ? atPortal(who, route, practice, origin)
    : atPractice(who, route, practice, origin, params);
}

function atPractice(
  who: Actor,
  route: Route,
  practice: PracticeName,
  origin: Origin,
  params: Readonly<Record<string, string>>,
): Expected {
  const member = who.staff[practice];
  if (!member) return 404;
  const scope = scopeOf(member.role, route.may as Ability);
  if (scope === null) return 403;
  if (route.fresh && who.stale) return 'stale';
  // Who reads published summaries and no hours finds only what was published, as it was published.
  if (member.role === 'bookkeeper' && route.name === 'previewSummary') return 403;
  if (member.role === 'bookkeeper' && route.name === 'readSummary' && params['month'] !== PUBLISHED_MONTH) return 404;
  const clientInvitation = route.path.includes('/clients/:clientId/invitations/');
  let client: SideName | undefined;
  for (const [place, from] of Object.entries(origin)) {
    if (from === 'nowhere' || practiceOf(from) !== practice) return 404;
    // A file is seen by the member who brought it.
    if (place === 'importId' && member.role !== 'owner') return 404;
    if (OF_THE_PRACTICE.has(place) && !(place === 'invitationId' && clientInvitation)) continue;
    if (client !== undefined && client !== from) return 404;
    client = from;
  }
  if (client && scope === 'own' && !member.sides.includes(client)) return 404;
  return 'go';
}

function atPortal(who: Actor, route: Route, practice: PracticeName, origin: Origin): Expected {
  const client = origin['clientId'];
  if (client === undefined || client === 'nowhere' || practiceOf(client) !== practice) return 404;
  const role = who.guest[client];
  const member = who.staff[practice];
  const looksIn = member?.role === 'owner' || (member?.role === 'cto' && member.sides.includes(client));
  if (!role && !looksIn) return 404;
  if (role && scopeOf(role, route.may as Ability) === null) return 403;
  if (!role && member && scopeOf(member.role, route.may as Ability) === null) return 403;
  if (route.fresh && who.stale) return 'stale';
  return Object.entries(origin).every(([place, from]) => place === 'practiceId' || from === client) ? 'go' : 404;
}

/** Only owners of a practice lend their session to the tests. */
function ownSession(who: Actor, origin: Origin): boolean {
  const from = origin['sessionId'];
  return from !== undefined && from !== 'nowhere' && who.staff[practiceOf(from)]?.role === 'owner';
}
