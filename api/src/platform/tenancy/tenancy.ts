import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { scopeOf, type Ability } from '../../../domain/identity/permissions.js';
import { CLIENT_ROLES, PRACTICE_ROLES, type PracticeRole } from '../../../domain/identity/roles.js';
import { Clock } from '../clock/clock.js';
import type { Prisma } from '../database/generated/client.js';
import type { RolePool } from '../database/pools.js';
import { Refused } from '../problems/refused.js';
import { SeenSessions } from '../session/seen-sessions.js';
import type { Actor, Guest, Me } from './actor.js';
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
  last_seen_at: Date;
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

  /** Reads as somebody in one client's portal, through the portal's own database role. */
  readPortal<T>(actor: Actor, work: (db: Db, guest: Guest) => Promise<T>): Promise<T> {
    const roles = guestsWith(actor.word);
    return this.portal.prisma.$transaction(async (db) => {
      const [entered] = await db.$queryRaw<Entered[]>`
        SELECT * FROM app.enter_portal(${actor.session}, ${actor.practiceId}::uuid, ${actor.clientId}::uuid, ${roles}, ${this.clock.instant()}, ${actor.requestId})`;
      const { practice_id, client_id, user_id, role } = this.welcome(entered);
      return work(db, { practiceId: practice_id, clientId: client_id, userId: user_id, role });
    }, limits());
  }

  /**
   * A hot read in one statement, which is its own transaction: the entering is a row that the query depends on, so it
   * happens first, and no extra trip is made. `sql` selects from `c` (the entered practice: `c.practice_id`) and takes
   * its own values from $6 on.
   */
  async readOne<Row extends object>(actor: Actor, name: string, sql: string, values: unknown[]): Promise<Found<Row>> {
    const { rows } = await this.staff.pool.query<Entered & { found: Row | null }>({
      name,
      text: `WITH c AS MATERIALIZED (SELECT * FROM app.enter($1, $2, $3, $4, $5))
        SELECT c.*, to_jsonb(s.*) AS found FROM c LEFT JOIN LATERAL (${sql}) s ON true`,
      values: [
        actor.session,
        actor.practiceId,
        staffWith(actor.word),
        this.clock.instant().toISOString(),
        actor.requestId,
        ...values,
      ],
      types: plainTypes,
    });
    const me = meOf(this.welcome(rows[0]));
    return { me, rows: rows.flatMap(({ found }) => (found === null ? [] : [found])) };
  }

  private asStaff<T>(actor: Actor, readOnly: boolean, work: (db: Db, me: Me) => Promise<T>, seconds = 5): Promise<T> {
    const roles = staffWith(actor.word);
    return this.staff.prisma.$transaction(async (db) => {
      const [entered] = await db.$queryRaw<Entered[]>`
        SELECT set_config('transaction_read_only', ${readOnly ? 'on' : 'off'}, true), e.*
        FROM app.enter(${actor.session}, ${actor.practiceId}::uuid, ${roles}, ${this.clock.instant()}, ${actor.requestId}) e`;
      return work(db, meOf(this.welcome(entered)));
    }, limits(seconds));
  }

  private welcome(entered: Entered | undefined): Entered {
    if (!entered) throw new Refused('request.not_signed_in');
    this.seen.note(entered.session_id, new Date(entered.last_seen_at));
    return entered;
  }
}

function meOf({ practice_id, user_id, member_id, role, zone }: Entered): Me {
  return { practiceId: practice_id, userId: user_id, memberId: member_id, role: role as PracticeRole, zone };
}

/** Built anew for each transaction: the client writes into what it is given, and a shared object would be shared. */
function limits(seconds = 5): { maxWait: number; timeout: number } {
  return { maxWait: 2_000, timeout: seconds * 1_000 };
}

/** Dates stay text: a calendar date is not a moment. */
const plainTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.DATE ? (value: string) => value : pg.types.getTypeParser(oid, format as 'text'),
};

/** The staff roles that hold a word, as the database is asked for them. */
function staffWith(word: Ability): string[] {
  return PRACTICE_ROLES.filter((role) => scopeOf(role, word) !== null);
}

/** The client roles that hold a word; staff who may look at the client's side come in as a viewer. */
function guestsWith(word: Ability): string[] {
  const guests: string[] = CLIENT_ROLES.filter((role) => scopeOf(role, word) !== null);
  return staffWith(word).length > 0 ? [...guests, 'viewer'] : guests;
}
