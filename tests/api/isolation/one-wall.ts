import type pg from 'pg';
import type { TestApp } from '../../support/app';
import { Tenancy, type Db } from '../../../api/src/platform/tenancy/tenancy';
import { tablesOfPractices } from '../../database/catalogue';

/**
 * Takes one of the two walls away, in the test's own copy: the rows that PostgreSQL shows, or the practice that every
 * store asks for. What is left must hold by itself.
 */

/** Row security off, for every table of practices. */
export async function withoutRowSecurity(db: pg.Pool): Promise<void> {
  for (const table of await tablesOfPractices(db)) await db.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
}

/** A condition that the stores no longer make: on one table, or on every one. */
export interface Forgotten {
  readonly model?: string;
  readonly field: string;
}

type Work = (db: Db, who: never) => Promise<unknown>;
type Statement = { readonly sql: string };

/**
 * From now on no store of this application makes one condition, which is taken out on the way to the tables; unless said
 * otherwise, that rows belong to the practice.
 */
export function withoutFilters({ nest }: TestApp, forgotten: Forgotten = { field: 'practiceId' }): void {
  const tenancy = nest.get(Tenancy, { strict: false });
  const open = tenancy as unknown as Record<string, (...args: never[]) => unknown>;
  for (const name of ['read', 'readSnapshot', 'write', 'writeLong', 'readPortal', 'writePortal']) {
    const before = open[name];
    if (!before) continue;
    open[name] = (actor: never, work: Work, ...rest: never[]) =>
      before.call(tenancy, actor, ((db: Db, who: never) => work(unfiltered(db, forgotten), who)) as never, ...rest);
  }
  if (forgotten.field !== 'practiceId') return;
  for (const name of ['readOne', 'readPortalOne']) {
    const before = open[name];
    if (!before) continue;
    open[name] = (actor: never, query: never, sql: string, values: never) =>
      before.call(tenancy, actor, query, opened(sql) as never, values);
  }
  const writeOne = open['writeOne'];
  if (writeOne) {
    open['writeOne'] = (actor: never, look: Statement, decide: never) =>
      writeOne.call(tenancy, actor, { ...look, sql: opened(look.sql) } as never, decide);
  }
}

/** A handle on the tables that forgets a condition. */
function unfiltered(db: Db, { model, field }: Forgotten): Db {
  return new Proxy(db, {
    get(target, key) {
      const value = Reflect.get(target, key) as unknown;
      if (typeof key === 'string' && key.startsWith('$') && typeof value === 'function') {
        if (field !== 'practiceId' || !/^\$(query|execute)Raw/.test(key)) return value.bind(target) as unknown;
        return (strings: TemplateStringsArray | string, ...values: unknown[]) =>
          typeof strings === 'string'
            ? (Reflect.apply(value, target, [opened(strings), ...values]) as unknown)
            : (Reflect.apply(value, target, [openedTemplate(strings), ...values]) as unknown);
      }
      const meant = model === undefined || model === key;
      return meant && typeof value === 'object' && value !== null ? unfilteredTable(value, field) : value;
    },
  });
}

function unfilteredTable(table: object, field: string): object {
  return new Proxy(table, {
    get(target, key) {
      const method = Reflect.get(target, key) as unknown;
      if (typeof method !== 'function') return method;
      return (args?: { where?: object }) => {
        if (!args?.where || key === 'upsert') return Reflect.apply(method, target, [args]) as unknown;
        const where = forgetting(args.where, field);
        // A row named by its whole key is asked for by the rest of the key.
        const [name, ...others] = Object.keys(args.where);
        const byKey = name?.startsWith('practiceId_') && others.length === 0;
        const instead = { findUnique: 'findFirst', findUniqueOrThrow: 'findFirstOrThrow' }[String(key)];
        if (!byKey || field !== 'practiceId') return Reflect.apply(method, target, [{ ...args, where }]) as unknown;
        if (!instead) return Reflect.apply(method, target, [args]) as unknown;
        const asking = Reflect.get(target, instead) as (args: object) => unknown;
        return asking.call(target, { ...args, where: Object.values(where)[0] as object });
      };
    },
  });
}

function forgetting(where: unknown, field: string): object {
  if (Array.isArray(where)) return where.map((one) => forgetting(one, field));
  if (typeof where !== 'object' || where === null || where instanceof Date || where instanceof Uint8Array) {
    return where as object;
  }
  return Object.fromEntries(
    Object.entries(where).flatMap(([name, value]) => (name === field ? [] : [[name, forgetting(value, field)]])),
  );
}

/** `practice_id = c.practice_id` or `= $1` compares no longer; a join of two tables by their practice stays. */
function opened(sql: string): string {
  return sql.replace(/\b(\w+\.)?practice_id = (c\.practice_id|\$\d+(::uuid)?|app\.practice\(\))/g, '($& OR true)');
}

/** The same for a template, where the practice is a value between two strings. */
function openedTemplate(strings: TemplateStringsArray): TemplateStringsArray {
  const parts = strings.map((part, at) => {
    const follows = at > 0 && (strings[at - 1] ?? '').endsWith('practice_id = ');
    const opens = /(\w+\.)?practice_id = $/.exec(part);
    const body = follows ? part.replace(/^(::uuid)?/, '$& OR true)') : part;
    return opens ? body.slice(0, body.length - opens[0].length) + `(${opens[0]}` : body;
  });
  return Object.assign(parts, { raw: parts }) as unknown as TemplateStringsArray;
}
