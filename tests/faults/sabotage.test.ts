import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@contract/all';
import { makeActors, type Actor } from '../api/isolation/actors';
import { runMatrix, type Outcome } from '../api/isolation/matrix';
import { withoutFilters, type Forgotten } from '../api/isolation/one-wall';
import { startApp, type TestApp } from '../support/app';
import { ownDatabase } from '../support/database';
import { makeWorld, type World } from '../support/make/a-world';

const A_WHILE = 600_000;

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let world: World;
let actors: Actor[];

beforeAll(async () => {
  database = await ownDatabase('saboteur');
  app = await startApp(database);
  app.clock.set('2026-11-23T12:00:00Z');
  world = await makeWorld(app);
  actors = await makeActors(app, world);
}, A_WHILE);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const tried = (at: TestApp, names: readonly string[]): Promise<Outcome> =>
  runMatrix(at, world, { routes: routes.filter(({ name }) => names.includes(name)), actors });
const alarms = ({ leaks, effects, canaries }: Outcome) => leaks.length + effects.length + canaries.length;

/** A word or two taken out of a function that guards a door, and routes that must then tell. */
const careless: readonly (readonly [what: string, door: string, from: string | RegExp, to: string, tell: string[]])[] =
  [
    ['an ended session enters', 'app.enter', 's.ended_at IS NULL AND ', '', ['listMembers']],
    ['an expired session enters', 'app.enter', 's.idle_until > p_at AND s.expires_at > p_at AND ', '', ['listMembers']],
    ['a suspended person enters', 'app.enter', ' AND u.suspended_at IS NULL', '', ['listMembers']],
    ['a removed member enters', 'app.enter', 'AND m.ended_at IS NULL', '', ['listClients']],
    [
      'every role may do everything',
      'app.enter',
      'IF NOT role = ANY (p_roles)',
      'IF false',
      ['listInvitations', 'editMember'],
    ],
    [
      'everybody works for every client',
      'app.enter',
      "role IN ('owner', 'bookkeeper')",
      'true',
      ['readClient', 'listContacts'],
    ],
    [
      'a member enters any practice',
      'app.enter',
      'm.practice_id = p_practice AND m.user_id',
      'm.user_id',
      ['listClients'],
    ],
    ['a factor never gets stale', 'app.enter', 'IF p_fresh AND NOT fresh', 'IF false', ['setTerms', 'inviteMember']],
    ['nobody is found out who has no session', 'app.me', 's.ended_at IS NULL AND ', '', ['readMe', 'listSessions']],
    [
      'an expired session says who it was',
      'app.me',
      's.idle_until > p_at AND s.expires_at > p_at AND ',
      '',
      ['readMe'],
    ],
    ['a suspended person is told who they are', 'app.me', ' AND u.suspended_at IS NULL', '', ['readMe']],
    [
      'a client person enters the portal next door',
      'app.enter_portal',
      'cu.client_id = p_client AND ',
      '',
      ['readPortal'],
    ],
    ['an ended session enters the portal', 'app.enter_portal', 's.ended_at IS NULL AND ', '', ['readPortal']],
    ['a suspended person enters the portal', 'app.enter_portal', ' AND u.suspended_at IS NULL', '', ['readPortal']],
    ['a removed member looks in on a client', 'app.enter_portal', 'AND m.ended_at IS NULL', '', ['readPortal']],
    [
      'a cto looks in on a client of somebody else',
      'app.enter_portal',
      /AND EXISTS \(SELECT FROM assignment a\s+WHERE a\.practice_id = m\.practice_id AND a\.member_id = m\.id AND a\.client_id = p_client\)/,
      '',
      ['readPortal', 'downloadFromPortal'],
    ],
    ['every member looks in on a client', 'app.enter_portal', "m.role = 'owner' OR", 'true OR', ['readPortal']],
  ];

/** Walls that stand a little too low. */
const EVERYBODY = 'USING (true) WITH CHECK (true)';
const lowWalls: readonly (readonly [what: string, sql: string, tell: string[]])[] = [
  ['contacts of every client', `ALTER POLICY staff ON contact ${EVERYBODY}`, ['listContacts', 'editContact']],
  ['clients of everybody', 'ALTER POLICY staff ON client USING (true)', ['listClients', 'readClient', 'readPortfolio']],
  [
    'engagements of every client',
    `ALTER POLICY staff ON engagement ${EVERYBODY}`,
    ['readEngagement', 'editEngagement'],
  ],
  [
    'milestones of every client, and the engagements they hang on',
    `ALTER POLICY staff ON milestone ${EVERYBODY}; ALTER POLICY staff ON engagement ${EVERYBODY}`,
    ['listMilestones', 'editMilestone'],
  ],
  ['people of every client', `ALTER POLICY staff ON client_user ${EVERYBODY}`, ['removeClientUser', 'listClientUsers']],
  [
    'hours of every client, and what they are joined with',
    `ALTER POLICY staff ON time_entry ${EVERYBODY}; ALTER POLICY staff ON contract_month ${EVERYBODY}`,
    ['listTime', 'readEntry'],
  ],
  [
    'searches of every client',
    `ALTER POLICY staff ON search ${EVERYBODY}; ALTER POLICY staff ON candidacy ${EVERYBODY};
     ALTER POLICY staff ON search_stage ${EVERYBODY}; ALTER POLICY staff ON engagement ${EVERYBODY}`,
    ['readBoard', 'readCandidacy', 'editSearch'],
  ],
  [
    'statements of every client',
    `ALTER POLICY staff ON statement ${EVERYBODY}; ALTER POLICY staff ON statement_file ${EVERYBODY}`,
    ['listStatements', 'downloadStatement'],
  ],
  ['files that somebody else brought', `ALTER POLICY staff ON import_batch ${EVERYBODY}`, ['readImport', 'mapImport']],
];

/** Conditions that a store no longer makes, and that nobody makes in its place. */
const forgotten: readonly (readonly [what: string, condition: Forgotten, tell: string[]])[] = [
  [
    'which client a contact is of',
    { model: 'contact', field: 'clientId' },
    ['listContacts', 'editContact', 'removeContact'],
  ],
  ['which client a person is of', { model: 'clientUser', field: 'clientId' }, ['removeClientUser', 'listClientUsers']],
  [
    'which client an invitation is for',
    { model: 'invitation', field: 'clientId' },
    ['withdrawClientInvitation', 'withdrawInvitation'],
  ],
  ['which engagement a milestone is of', { model: 'milestone', field: 'engagementId' }, ['editMilestone']],
  [
    'which search a candidacy is of',
    { model: 'candidacy', field: 'searchId' },
    ['readCandidacy', 'editCandidate', 'closeCandidacy'],
  ],
];

describe('the matrix notices', () => {
  it.each(careless)(
    'that %s',
    async (_, door, from, to, tell) => {
      const { rows } = await app.admin.query<{ source: string }>('SELECT pg_get_functiondef($1::regproc) AS source', [
        door,
      ]);
      const source = rows[0]?.source ?? '';
      const changed = source.replaceAll(typeof from === 'string' ? from : new RegExp(from.source, 'g'), to);
      expect(changed).not.toBe(source);
      await app.admin.query(changed);
      const outcome = await tried(app, tell);
      await app.admin.query(source);
      expect(alarms(outcome)).toBeGreaterThan(0);
    },
    A_WHILE,
  );

  it.each(lowWalls)(
    'who sees %s',
    async (_, sql, tell) => {
      const policies = [...sql.matchAll(/ALTER POLICY staff ON (\w+)/g)].map(([, table = '']) => table);
      const before = await Promise.all(policies.map(policyOf));
      await app.admin.query(sql);
      const outcome = await tried(app, tell);
      for (const policy of before) await app.admin.query(policy);
      expect(alarms(outcome)).toBeGreaterThan(0);
    },
    A_WHILE,
  );

  it.each(forgotten)(
    'a store that forgets %s',
    async (_, condition, tell) => {
      const second = await startApp(database, { clock: app.clock });
      withoutFilters(second, condition);
      const outcome = await tried(second, tell);
      await second.close();
      expect(alarms(outcome)).toBeGreaterThan(0);
    },
    A_WHILE,
  );

  it(
    'nothing once everything stands again',
    async () => {
      const all = [careless.flatMap(([, , , , tell]) => tell), lowWalls.flatMap(([, , tell]) => tell)].flat();
      const reads = routes.filter(({ name, method }) => all.includes(name) && method === 'GET').map(({ name }) => name);
      const outcome = await tried(app, reads);
      expect({ leaks: outcome.leaks, canaries: outcome.canaries }).toEqual({ leaks: [], canaries: [] });
    },
    A_WHILE,
  );
});

/** The statement that puts a table's policy for staff back as it is now. */
async function policyOf(table: string): Promise<string> {
  const { rows } = await app.admin.query<{ using: string; check: string | null }>(
    `SELECT pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS check
     FROM pg_policy WHERE polrelid = $1::regclass AND polname = 'staff'`,
    [table],
  );
  const policy = rows[0];
  return `ALTER POLICY staff ON ${table} USING (${policy?.using}) ${policy?.check ? `WITH CHECK (${policy.check})` : ''}`;
}
