import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { scopeOf, type Ability } from '../../../domain/identity/permissions.js';
import { CLIENT_ROLES, PRACTICE_ROLES, type PracticeRole } from '../../../domain/identity/roles.js';
import { Clock } from '../clock/clock.js';
import type { Prisma } from '../database/generated/client.js';
import type { RolePool } from '../database/pools.js';
import { Refused } from '../problems/refused.js';
import { SeenSessions } from '../session/seen-sessions.js';
import type { Actor, Guest, ImportTicket, Me } from './actor.js';
import { answerOnce } from './answer-once.js';

export const STAFF_POOL = Symbol('connections of practice staff');
export const PORTAL_POOL = Symbol('connections of client people');

/** The way to the tables: handed in, never ambient, and already inside one practice. */
export type Db = Prisma.TransactionClient;

interface Entered {
  practice_id: string;
  client_id: string;
  user_id: string;
  member_id: string;
  role: string;
  zone: string;
  session_id: string;
  last_seen_at: Date | string;
}

/** Who was let in and what was found, as one value: a single column costs the driver the least. */
interface Told<Row> {
  told: { who: Entered; found: readonly Row[] };
}

/** A prepared statement of SQL. */
export interface Statement {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What a hot read found, and who asked. */
export interface Found<Row> {
  readonly me: Me;
  readonly rows: readonly Row[];
}

/**
 * The one door to the data of practices. Every transaction begins by entering: session, membership and role are
 * checked in the very snapshot in which the work is done, and row security shows that practice's rows alone.
 */
@Injectable()
export class Tenancy {
  constructor(
    @Inject(STAFF_POOL) private readonly staff: RolePool,
    @Inject(PORTAL_POOL) private readonly portal: RolePool,
    private readonly clock: Clock,
    private readonly seen: SeenSessions,
  ) {}

  /** Reads as staff; a write in here is refused by the database. */
  read<T>(actor: Actor, work: (db: Db, me: Me) => Promise<T>): Promise<T> {
    return this.asStaff(actor, true, work);
  }

  /**
   * Writes as staff, all or nothing. What the work answers is what the caller is told: a request repeated with the
   * same Idempotency-Key is not carried out again and gets that answer. Work on a whole file may ask for more seconds
   * than the five that a click has.
   */
  write<T>(actor: Actor, work: (db: Db, me: Me) => Promise<T>, { seconds = 5 } = {}): Promise<T> {
    return this.asStaff(actor, false, (db, me) => answerOnce(db, me, actor.once, () => work(db, me)), seconds);
  }

  /**
   * A worker's transaction for the member who asked it to enter or undo a file, with the rights that the member has now. It
   * waits longer for locks than a click does, and its statements and the whole have limits of their own.
   */
  asAsked<T>(
    ticket: ImportTicket,
    work: (db: Db, me: Me) => Promise<T>,
    { seconds = 5, readOnly = false } = {},
  ): Promise<T> {
    return this.staff.prisma.$transaction(async (db) => {
      const [entered] = await db.$queryRaw<Omit<Entered, 'session_id' | 'last_seen_at' | 'client_id'>[]>`
        SELECT set_config('transaction_read_only', ${readOnly ? 'on' : 'off'}, true), set_config('lock_timeout', '20s', true),
          set_config('statement_timeout', ${`${seconds}s`}, true), e.*
        FROM app.enter_import(${ticket.practiceId}::uuid, ${ticket.importId}::uuid, ${staffWith(ticket.word)}, ${ticket.requestId}) e`;
      if (!entered) throw new Refused('request.not_found');
      return work(db, meOf(entered));
    }, limits(seconds));
  }

  /** Reads as somebody in one client's portal, through the portal's own database role. */
  readPortal<T>(actor: Actor, work: (db: Db, guest: Guest) => Promise<T>): Promise<T> {
    return this.asGuest(actor, work);
  }

  /**
   * Acts as somebody in one client's portal, all or nothing. The portal's role writes no table itself: it has a door for each
   * thing that a client person may do.
   */
  writePortal<T>(actor: Actor, work: (db: Db, guest: Guest) => Promise<T>): Promise<T> {
    return this.asGuest(actor, work);
  }

  private asGuest<T>(actor: Actor, work: (db: Db, guest: Guest) => Promise<T>): Promise<T> {
    const roles = guestsWith(actor.word);
    return this.portal.prisma.$transaction(async (db) => {
      const [entered] = await db.$queryRaw<Entered[]>`
        SELECT * FROM app.enter_portal(${actor.session}, ${actor.practiceId}::uuid, ${actor.clientId}::uuid, ${roles}, ${this.clock.instant()}, ${actor.requestId}, ${actor.fresh})`;
      return work(db, guestOf(this.welcome(entered)));
    }, limits());
  }

  /**
   * A hot read in one statement, which is its own transaction: the entering is a row that the query depends on, so it
   * happens first, and no extra trip is made. `sql` selects from `c` (the entered practice: `c.practice_id`) and takes
   * its own values from $6 on. Rows come as JSON has them: dates and moments are text.
   */
  async readOne<Row extends object>(actor: Actor, name: string, sql: string, values: unknown[]): Promise<Found<Row>> {
    const { rows } = await this.staff.pool.query<Told<Row>>(this.entering(actor, { name, sql, values }));
    const { who, found } = this.told(rows);
    return { me: meOf(who), rows: found };
  }

  /** A hot read of one client's portal in one statement, like `readOne`; there is `c.client_id` too, and values from $7 on. */
  async readPortalOne<Row extends object>(
    actor: Actor,
    name: string,
    sql: string,
    values: unknown[],
  ): Promise<{ readonly guest: Guest; readonly rows: readonly Row[] }> {
    const { rows } = await this.portal.pool.query<Told<Row>>({
      name,
      text: told(`app.enter_portal($1, $2, $3, $4, $5, $6, ${actor.fresh})`, sql),
      values: [
        actor.session,
        actor.practiceId,
        actor.clientId,
        guestsWith(actor.word),
        this.clock.instant().toISOString(),
        actor.requestId,
        ...values,
      ],
    });
    const { who, found } = this.told(rows);
    return { guest: guestOf(who), rows: found };
  }

  /**
   * A hot write in two trips. The first begins, enters, takes the locks and reads what the rule looks at; `decide` then
   * says what is written, or null when there is nothing to write, or refuses; the second writes and commits. It is all
   * or nothing like every other write, and answers only once the commit is acknowledged.
   */
  async writeOne<Seen extends object, Written extends object>(
    actor: Actor,
    look: Statement,
    decide: (seen: Found<Seen>) => Statement | null,
  ): Promise<{ readonly seen: Found<Seen>; readonly written: readonly Written[] }> {
    const client = await this.staff.pool.connect();
    let broken: Error | undefined;
    try {
      const [began, looked] = await Promise.allSettled([
        client.query('BEGIN'),
        client.query<Told<Seen>>(this.entering(actor, look)),
      ]);
      fulfilled(began);
      const { who, found } = this.told(fulfilled(looked).rows);
      const seen = { me: meOf(who), rows: found };
      const write = decide(seen);
      if (write === null) {
        await client.query('ROLLBACK');
        return { seen, written: [] };
      }
      const [wrote, committed] = await Promise.allSettled([
        client.query<Written>({ name: write.name, text: write.sql, values: write.values }),
        client.query('COMMIT'),
      ]);
      const { rows } = fulfilled(wrote);
      fulfilled(committed);
      return { seen, written: rows };
    } catch (error) {
      await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private entering(actor: Actor, { name, sql, values }: Statement): pg.QueryConfig {
    return {
      name,
      text: told(`app.enter($1, $2, $3, $4, $5, ${actor.fresh})`, sql),
      values: [
        actor.session,
        actor.practiceId,
        staffWith(actor.word),
        this.clock.instant().toISOString(),
        actor.requestId,
        ...values,
      ],
    };
  }

  private asStaff<T>(actor: Actor, readOnly: boolean, work: (db: Db, me: Me) => Promise<T>, seconds = 5): Promise<T> {
    const roles = staffWith(actor.word);
    return this.staff.prisma.$transaction(async (db) => {
      const [entered] = await db.$queryRaw<Entered[]>`
        SELECT set_config('transaction_read_only', ${readOnly ? 'on' : 'off'}, true), e.*
        FROM app.enter(${actor.session}, ${actor.practiceId}::uuid, ${roles}, ${this.clock.instant()}, ${actor.requestId}, ${actor.fresh}) e`;
      return work(db, meOf(this.welcome(entered)));
    }, limits(seconds));
  }

  private told<Row>([row]: readonly Told<Row>[]): Told<Row>['told'] {
    const who = this.welcome(row?.told.who);
    return { who, found: row?.told.found ?? [] };
  }

  private welcome(entered: Entered | undefined): Entered {
    if (!entered) throw new Refused('request.not_signed_in');
    this.seen.note(entered.session_id, new Date(entered.last_seen_at));
    return entered;
  }
}

function guestOf({ practice_id, client_id, user_id, role }: Entered): Guest {
  return { practiceId: practice_id, clientId: client_id, userId: user_id, role };
}

function meOf({
  practice_id,
  user_id,
  member_id,
  role,
  zone,
}: Pick<Entered, 'practice_id' | 'user_id' | 'member_id' | 'role' | 'zone'>): Me {
  return { practiceId: practice_id, userId: user_id, memberId: member_id, role: role as PracticeRole, zone };
}

/** Built anew for each transaction: the client writes into what it is given, and a shared object would be shared. */
function limits(seconds = 5): { maxWait: number; timeout: number } {
  return { maxWait: 2_000, timeout: seconds * 1_000 };
}

/** The statement that enters and then asks: the question is put for the entered row, and so never before it. */
function told(enter: string, sql: string): string {
  return `WITH c AS MATERIALIZED (SELECT * FROM ${enter})
    SELECT json_build_object('who', c, 'found', coalesce((SELECT json_agg(s) FROM (${sql}) s), '[]')) AS told FROM c`;
}

function fulfilled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'fulfilled') return result.value;
  throw result.reason;
}

/** The staff roles that hold a word, as the database is asked for them. */
function staffWith(word: Ability): string[] {
  return PRACTICE_ROLES.filter((role) => scopeOf(role, word) !== null);
}

/** The client roles that hold a word; staff who may look at the client's side come in as a viewer. */
function guestsWith(word: Ability): string[] {
  const guests: string[] = CLIENT_ROLES.filter((role) => scopeOf(role, word) !== null);
  return staffWith(word).length > 0 ? [...guests, 'viewer'] : guests;
}
