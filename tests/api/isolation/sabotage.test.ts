import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@contract/all';
import { startApp, type TestApp } from '../../support/app';
import { ownDatabase } from '../../support/database';
import { makeWorld, type World } from '../../support/make/a-world';
import { makeActors, type Actor } from './actors';
import { runMatrix, type Outcome } from './matrix';
import { withoutFilters, withoutRowSecurity } from './one-wall';

const A_WHILE = 300_000;

/** Reads and writes of every feature; the matrix itself tries all routes, with both walls up. */
const TRIED = [
  'listMembers',
  'listClientUsers',
  'withdrawClientInvitation',
  'readClient',
  'editClient',
  'listContacts',
  'removeContact',
  'readPortfolio',
  'readEngagement',
  'listMonths',
  'editMilestone',
  'listTime',
  'readEntry',
  'editEntry',
  'readBoard',
  'readCandidacy',
  'editCandidate',
  'readSummary',
  'listStatements',
  'downloadStatement',
  'readPortal',
  'downloadFromPortal',
];
const WHO = ['owner A', 'cto A of A2', 'bookkeeper A', 'sponsor A2', 'owner B', 'sponsor B'];

let database: Awaited<ReturnType<typeof ownDatabase>>;
let app: TestApp;
let world: World;
let actors: Actor[];

beforeAll(async () => {
  database = await ownDatabase('sabotage');
  app = await startApp(database);
  app.clock.set('2026-11-23T12:00:00Z');
  world = await makeWorld(app);
  actors = (await makeActors(app, world)).filter(({ name }) => WHO.includes(name));
}, A_WHILE);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const tried = (names: readonly string[] = TRIED): Promise<Outcome> =>
  runMatrix(app, world, { routes: routes.filter(({ name }) => names.includes(name)), actors });

/** What crossed the border of a practice. Within one, only row security knows who works for which client. */
const acrossPractices = ({ leaks, canaries, effects }: Outcome): string[] =>
  [...leaks, ...canaries, ...effects].filter((line) => {
    const [, who = '', asked = '', found = ''] = /^\w+ by ([^,]+?)(?:, ([^:]+): | changed )(.*)$/.exec(line) ?? [];
    const theirs = who.endsWith(' B') ? 'a' : 'b';
    const id = world.sides[theirs === 'a' ? 'a1' : 'b1'].practiceId;
    return new RegExp(` of ${theirs}[12]$`).test(asked) || new RegExp(`^(${theirs}[012]|${id})`).test(found);
  });

/** The application once more, whose stores ask for no practice, on the same database. */
async function triedWithoutFilters(names: readonly string[]): Promise<Outcome> {
  const second = await startApp(database, { clock: app.clock });
  withoutFilters(second);
  try {
    return await runMatrix(second, world, { routes: routes.filter(({ name }) => names.includes(name)), actors });
  } finally {
    await second.close();
  }
}

// The tests of this file take wall after wall away and run in this order.
describe('with one wall gone', () => {
  it(
    'row security holds by itself where no store asks for its practice',
    async () => {
      const outcome = await triedWithoutFilters(TRIED);
      expect({ leaks: outcome.leaks, effects: outcome.effects, canaries: outcome.canaries }).toEqual({
        leaks: [],
        effects: [],
        canaries: [],
      });
      expect(outcome.counts.own).toBeGreaterThan(20);
    },
    A_WHILE,
  );
});

describe('the matrix notices', () => {
  it(
    'contacts without row security where no store asks for its practice',
    async () => {
      await app.admin.query('ALTER TABLE contact DISABLE ROW LEVEL SECURITY');
      const { leaks, canaries, effects } = await triedWithoutFilters(['listContacts', 'editContact', 'removeContact']);
      await app.admin.query('ALTER TABLE contact ENABLE ROW LEVEL SECURITY');
      expect(leaks.length).toBeGreaterThan(0);
      expect([...canaries, ...effects].length).toBeGreaterThan(0);
    },
    A_WHILE,
  );

  it(
    'hours and what they are joined with without row security',
    async () => {
      const tables = ['time_entry', 'contract_month', 'member'];
      for (const table of tables) await app.admin.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      const { leaks, canaries } = await triedWithoutFilters(['readEntry', 'listTime']);
      for (const table of tables) await app.admin.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      expect(leaks.length).toBeGreaterThan(0);
      expect(canaries.length).toBeGreaterThan(0);
    },
    A_WHILE,
  );

  it(
    'a policy that forgets who works for which client',
    async () => {
      await app.admin.query('ALTER POLICY staff ON contact USING (true) WITH CHECK (true)');
      const { leaks, canaries } = await tried(['listContacts', 'removeContact']);
      await app.admin.query(
        `ALTER POLICY staff ON contact USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
           WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))`,
      );
      expect([...leaks, ...canaries].length).toBeGreaterThan(0);
    },
    A_WHILE,
  );

  it(
    'a portal that lets in whoever is at home in another',
    async () => {
      const { rows } = await app.admin.query<{ source: string }>(
        "SELECT pg_get_functiondef('app.enter_portal'::regproc) AS source",
      );
      const source = rows[0]?.source ?? '';
      const careless = source.replace('cu.client_id = p_client AND ', '');
      expect(careless).not.toBe(source);
      await app.admin.query(careless);
      const { leaks, canaries } = await tried(['readPortal', 'downloadFromPortal']);
      await app.admin.query(source);
      expect(leaks.length).toBeGreaterThan(0);
      expect(canaries.length).toBeGreaterThan(0);
    },
    A_WHILE,
  );
});

describe('with the other wall gone', () => {
  it(
    'the stores keep practices apart where PostgreSQL hides nothing',
    async () => {
      await withoutRowSecurity(app.admin);
      const outcome = await tried();
      expect(acrossPractices(outcome)).toEqual([]);
      expect(outcome.counts.own).toBeGreaterThan(20);
      // With both walls gone the border of a practice is open, and the matrix sees it.
      expect(acrossPractices(await triedWithoutFilters(['readClient', 'listContacts']))).not.toEqual([]);
    },
    A_WHILE,
  );
});
