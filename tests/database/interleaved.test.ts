import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Id } from '@contract/shapes';
import { RolePool } from '../../api/src/platform/database/pools';
import { hashToken } from '../../api/src/platform/session/tokens';
import type { SeenSessions } from '../../api/src/platform/session/seen-sessions';
import type { Actor } from '../../api/src/platform/tenancy/actor';
import { Tenancy, type Db } from '../../api/src/platform/tenancy/tenancy';
import { startApp, type TestApp } from '../support/app';
import { workerDatabase } from '../support/database';
import { Make } from '../support/make/make';

/** How many transactions run through each other; the long run does many times as many. */
const RUNS = Number(process.env['BATON_INTERLEAVED'] ?? 10_000);
const A_WHILE = 60_000 + RUNS * 30;
const PRACTICES = 6;
const AT_ONCE = 12;

interface Tenant {
  readonly practiceId: Id;
  readonly clientId: Id;
  readonly session: Uint8Array<ArrayBuffer>;
}

let app: TestApp;
let tenants: Tenant[];

beforeAll(async () => {
  app = await startApp(await workerDatabase());
  const make = new Make(app);
  tenants = [];
  for (let at = 0; at < PRACTICES; at += 1) {
    const { practiceId, owner } = await make.practice();
    const { clientId } = await make.client(practiceId);
    tenants.push({ practiceId, clientId, session: hashToken(owner.person.cookie?.slice('sid='.length) ?? '') });
  }
}, A_WHILE);
afterAll(() => app.close());

const staff = ({ session, practiceId }: Tenant): Actor => ({
  session,
  practiceId,
  clientId: null,
  word: 'clients.edit',
  fresh: false,
  requestId: randomUUID(),
  once: null,
});
const viewer = (tenant: Tenant): Actor => ({ ...staff(tenant), clientId: tenant.clientId, word: 'portal.read' });

/** A door with pools of its own, of a size where transactions must take turns. */
function doorWith(size: number) {
  const [rw, portal] = [
    new RolePool(app.database.roleUrl('app_rw'), size),
    new RolePool(app.database.roleUrl('app_portal'), size),
  ];
  const seen = { note: () => undefined } as unknown as SeenSessions;
  return { rw, portal, tenancy: new Tenancy(rw, portal, app.clock, seen) };
}

class Changed extends Error {}

/** What one transaction may be like. Each answers the practices whose rows it saw. */
const kinds: Record<string, (door: ReturnType<typeof doorWith>, tenant: Tenant) => Promise<string[]>> = {
  'one statement': async ({ tenancy }, tenant) => {
    const { rows } = await tenancy.readOne<{ practice_id: string }>(
      staff(tenant),
      'interleaved',
      'SELECT practice_id FROM client',
      [],
    );
    return rows.map(({ practice_id }) => practice_id);
  },
  reading: ({ tenancy }, tenant) =>
    tenancy.read(staff(tenant), async (db) => {
      const practices = await db.practice.findMany({ select: { id: true } });
      const clients = await db.client.findMany({ select: { practiceId: true } });
      return [...practices.map(({ id }) => id), ...clients.map(({ practiceId }) => practiceId)];
    }),
  'one statement as the portal': async ({ tenancy }, tenant) => {
    const { rows } = await tenancy.readPortalOne<{ practice_id: string; id: string }>(
      viewer(tenant),
      'interleaved',
      'SELECT practice_id, id FROM client',
      [],
    );
    return rows.map(({ practice_id, id }) => (id === tenant.clientId ? practice_id : `client ${id}`));
  },
  'a write in two trips that fails in the second': async ({ tenancy }, tenant) => {
    let seen: string[] = [];
    await tenancy
      .writeOne<{ practice_id: string }, object>(
        staff(tenant),
        { name: 'look', sql: 'SELECT practice_id FROM client', values: [] },
        ({ rows }) => {
          seen = rows.map(({ practice_id }) => practice_id);
          return {
            name: 'stranger',
            sql: `INSERT INTO contact (practice_id, client_id, name) VALUES ($1, $2, 'Kim Berg')`,
            values: [randomUUID(), tenant.clientId],
          };
        },
      )
      .then(
        () => seen.push('a row was written for another practice'),
        (error: unknown) => {
          if (codeOf(error) !== '42501') throw error;
        },
      );
    return seen;
  },
  'reading as the portal': ({ tenancy }, tenant) =>
    tenancy.readPortal(viewer(tenant), async (db) => {
      const clients = await db.client.findMany({ select: { practiceId: true, id: true } });
      return clients.map(({ practiceId, id }) => (id === tenant.clientId ? practiceId : `client ${id}`));
    }),
  'writing, then thinking better of it': async ({ tenancy }, tenant) => {
    let seen: string[] = [];
    await tenancy
      .write(staff(tenant), async (db) => {
        await addContact(db, tenant);
        seen = (await db.contact.findMany({ select: { practiceId: true } })).map(({ practiceId }) => practiceId);
        throw new Changed();
      })
      .catch(onlyExpected);
    return seen;
  },
  'a statement that fails': async ({ tenancy }, tenant) => {
    await tenancy.read(staff(tenant), (db) => db.$queryRaw`SELECT 1 / 0`).catch(onlyExpected);
    return [];
  },
  'a statement that takes too long': async ({ tenancy }, tenant) => {
    await tenancy
      .read(staff(tenant), async (db) => {
        await db.$executeRaw`SET LOCAL statement_timeout = 5`;
        await db.$queryRaw`SELECT pg_sleep(1)::text`;
      })
      .catch(onlyExpected);
    return [];
  },
  'a connection that is killed': async ({ tenancy }, tenant) => {
    await tenancy
      .read(staff(tenant), (db) => db.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`)
      .catch(onlyExpected);
    return [];
  },
  'a write where only reading was asked for': async ({ tenancy }, tenant) => {
    await expect(tenancy.read(staff(tenant), (db) => addContact(db, tenant))).rejects.toThrow();
    return [];
  },
  'a transaction inside another': async ({ tenancy }, tenant) => {
    let seen: string[] = [];
    await tenancy
      .read(staff(tenant), async (db) => {
        const inner = (db as unknown as { $transaction?: (work: (db: Db) => Promise<void>) => Promise<void> })
          .$transaction;
        await inner?.call(db, async (nested) => {
          seen = (await nested.client.findMany({ select: { practiceId: true } })).map(({ practiceId }) => practiceId);
        });
      })
      .catch(onlyExpected);
    return seen;
  },
  'nobody in particular': async ({ rw }) => {
    const { rows } = await rw.pool.query<{ left: string | null }>(
      `SELECT current_setting('app.practice_id', true) AS left`,
    );
    await expect(rw.pool.query('SELECT id FROM client')).rejects.toMatchObject({ code: '42501' });
    return rows[0]?.left ? [rows[0].left] : [];
  },
};

/** How often each kind comes up, of a hundred. */
const often: Record<keyof typeof kinds, number> = {
  'one statement': 50,
  'one statement as the portal': 12,
  reading: 10,
  'reading as the portal': 5,
  'writing, then thinking better of it': 6,
  'a write in two trips that fails in the second': 5,
  'nobody in particular': 6,
  'a statement that fails': 2,
  'a transaction inside another': 1,
  'a write where only reading was asked for': 1,
  'a statement that takes too long': 1,
  'a connection that is killed': 1,
};

describe('transactions of many practices through few connections', () => {
  test(
    'each see their own practice and nothing else',
    async () => {
      const doors = [1, 2, 3, 4].map(doorWith);
      const lots = Object.entries(often).flatMap(([kind, times]) => Array<string>(times).fill(kind));
      const counts: Record<string, number> = {};
      let [done, busy] = [0, 0];
      const wrong: string[] = [];
      const next = seeded(20_261_123);
      const one = async (): Promise<void> => {
        while (done + busy < RUNS) {
          const door = doors[next(doors.length)] ?? doorWith(1);
          const tenant = tenants[next(tenants.length)];
          const kind = lots[next(lots.length)] ?? 'reading';
          if (!tenant) return;
          try {
            const seen = await kinds[kind]?.(door, tenant);
            done += 1;
            counts[kind] = (counts[kind] ?? 0) + 1;
            const allowed = kind === 'nobody in particular' ? [] : [tenant.practiceId];
            for (const id of seen ?? []) if (!allowed.includes(id)) wrong.push(`${kind}: ${id}`);
          } catch (error) {
            if (!isBusy(error)) throw error;
            busy += 1;
          }
        }
      };
      // Some transactions outlive their time while the others go on.
      const late = doors.map(({ tenancy }, at) =>
        tenancy
          .read(staff(tenants[at] ?? tenants[0]!), async (db) => {
            await new Promise((wake) => setTimeout(wake, 5_300));
            return db.client.findMany();
          })
          .then(
            () => wrong.push('a transaction outlived its time'),
            () => undefined,
          ),
      );
      await Promise.all([...Array.from({ length: AT_ONCE }, one), ...late]);
      const stuck = await app.admin.query(
        "SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND usename IN ('app_rw', 'app_portal')",
      );
      await Promise.all(doors.flatMap(({ rw, portal }) => [rw.close(), portal.close()]));
      console.info(
        `interleaved: ${done} transactions, ${busy} turned away as busy, ${wrong.length} saw another practice`,
        counts,
      );
      expect(wrong).toEqual([]);
      expect(stuck.rowCount).toBe(0);
      expect(done).toBeGreaterThan(RUNS * 0.9);
      expect(Object.keys(counts).sort()).toEqual(Object.keys(kinds).sort());
    },
    A_WHILE,
  );

  test('are each given limits of their own', async () => {
    const door = doorWith(2);
    const given: unknown[] = [];
    const spy = <T extends object>(prisma: T): T =>
      new Proxy(prisma, {
        get: (target, key) => {
          const value = Reflect.get(target, key) as unknown;
          if (key !== '$transaction' || typeof value !== 'function') return value;
          return (work: unknown, limits: unknown) => {
            given.push(limits);
            return Reflect.apply(value, target, [work, limits]) as unknown;
          };
        },
      });
    const watched = (pool: RolePool) => ({ pool: pool.pool, prisma: spy(pool.prisma) }) as unknown as RolePool;
    const tenancy = new Tenancy(watched(door.rw), watched(door.portal), app.clock, {
      note: () => undefined,
    } as unknown as SeenSessions);
    for (const tenant of tenants) {
      await Promise.all([
        tenancy.read(staff(tenant), (db) => db.client.count()),
        tenancy.readPortal(viewer(tenant), (db) => db.client.findMany({ select: { id: true } })),
      ]);
    }
    await Promise.all([door.rw.close(), door.portal.close()]);
    expect(given).toHaveLength(2 * PRACTICES);
    expect(new Set(given).size).toBe(given.length);
  });

  test('do not take another transaction in when its options are frozen', async () => {
    // The client writes the number of the outer transaction into the options of a nested one; whoever used these options next
    // would work inside it. Frozen options make that an error instead.
    const { rw, portal } = doorWith(2);
    const shared = Object.freeze({ timeout: 5_000, maxWait: 2_000 });
    const nested = rw.prisma.$transaction(async (db) => {
      const inner = db as unknown as { $transaction: typeof rw.prisma.$transaction };
      return inner.$transaction(async (deeper) => deeper.$queryRaw`SELECT 1`, shared);
    });
    await expect(nested).rejects.toThrow();
    expect(shared).toEqual({ timeout: 5_000, maxWait: 2_000 });
    await Promise.all([rw.close(), portal.close()]);
  });
});

describe('a hot read', () => {
  /** Ways in which the planner might prefer to begin elsewhere. */
  const planners = [
    [],
    ['enable_nestloop = off'],
    ['enable_nestloop = off', 'enable_hashjoin = off'],
    ['enable_material = off', 'enable_seqscan = off'],
    ['enable_indexscan = off', 'enable_bitmapscan = off', 'join_collapse_limit = 1', 'from_collapse_limit = 1'],
    ['plan_cache_mode = force_generic_plan', 'enable_nestloop = off'],
  ];
  const questions = [
    ['a list', 'SELECT practice_id FROM client WHERE practice_id = c.practice_id'],
    ['a list that does not name the practice', 'SELECT practice_id FROM client'],
    [
      'a join',
      'SELECT e.practice_id FROM engagement e JOIN client k ON k.practice_id = e.practice_id AND k.id = e.client_id WHERE e.practice_id = c.practice_id',
    ],
    ['a sum', 'SELECT count(*) AS clients, min(practice_id::text) AS practice_id FROM client'],
  ] as const;

  test.each(questions)('of %s enters before it looks, however it is planned', async (_, sql) => {
    const { rw, portal, tenancy } = doorWith(1);
    const [tenant] = tenants;
    if (!tenant) throw new Error('no tenant was made');
    const stranger = { ...staff(tenant), session: hashToken('nobody has this token') };
    for (const [at, settings] of planners.entries()) {
      await rw.pool.query(`RESET ALL; ${settings.map((setting) => `SET ${setting}`).join('; ')}`);
      const name = `question ${at}`;
      // Looking first would find that nothing was entered, and say so with another code.
      await expect(tenancy.readOne(stranger, name, sql, [])).rejects.toMatchObject({ code: 'BT401' });
      const { rows } = await tenancy.readOne<{ practice_id: string }>(staff(tenant), name, sql, []);
      expect(rows.map(({ practice_id }) => practice_id)).toEqual([tenant.practiceId]);
    }
    await Promise.all([rw.close(), portal.close()]);
  });
});

async function addContact(db: Db, { practiceId, clientId }: Tenant): Promise<void> {
  await db.contact.create({ data: { practiceId, clientId, name: 'Kim Berg' } });
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? '');
}

function isBusy(error: unknown): boolean {
  return (
    ['P2024', 'P2028', '57P01', '08006'].includes(codeOf(error)) || /timeout|terminated|closed/i.test(String(error))
  );
}

/** What the kinds above bring about on purpose. Anything else is a failure of the test. */
function onlyExpected(error: unknown): void {
  const known =
    error instanceof Changed || ['P2010', 'P2028', 'P2024', 'P1017', 'P2035', '57P01'].includes(codeOf(error));
  if (!known && !/terminat|closed|nested|transaction/i.test(String(error))) throw error;
}

/** The same numbers at every run, so that a failure can be had again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
