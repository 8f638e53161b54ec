import { Injectable } from '@nestjs/common';
import type { EntryDraft } from '../../contract/time.js';
import type { Id } from '../../contract/shapes.js';
import type { Month } from '../../domain/shared/month.js';
import type { Day } from '../../domain/shared/day.js';
import { isDay } from '../../domain/shared/day.js';
import { minutes } from '../../domain/shared/units.js';
import type { Book } from '../../domain/time/log-hours.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { fixed } from '../platform/database/sql.js';
import { current, found, Refused } from '../platform/problems/refused.js';
import { readCursor } from '../platform/serve/cursor.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db, type Found, type Statement } from '../platform/tenancy/tenancy.js';
import { entryColumns, type EntryRow } from './entry.query.js';

/** What is locked and known before hours are written. */
export interface LockedBook extends Book {
  readonly clientId: Id;
  readonly phase: string;
  readonly month: Month | null;
}

interface BookRow {
  readonly client_id: string;
  readonly zone: string;
  readonly phase: string;
  readonly start_day: number | null;
  readonly month: string | null;
  readonly state: string | null;
  readonly minutes_that_day: number | null;
}

interface BegunRow extends BookRow {
  /** The hash of the draft that is stored under the id already, as hex. */
  readonly earlier: string | null;
  readonly member_name: string;
}

/** What logging hours finds: the book, locked, and the draft that the id has been used for already. */
export interface Begun {
  readonly me: Me;
  readonly memberName: string;
  readonly book: LockedBook;
  readonly earlier: string | null;
}

export interface TimeFilter {
  readonly from: Day;
  readonly to: Day;
  readonly clientId?: Id | undefined;
  readonly engagementId?: Id | undefined;
  readonly memberId?: Id | undefined;
  readonly activity?: string | undefined;
  readonly voided?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const ENTRIES = `
  SELECT ${entryColumns('u.name', 'm.state')}
  FROM time_entry e
    JOIN member b ON b.practice_id = e.practice_id AND b.id = e.member_id
    JOIN user_account u ON u.id = b.user_id
    JOIN contract_month m ON m.practice_id = e.practice_id AND m.engagement_id = e.engagement_id AND m.month = e.contract_month`;

const BEGIN_HOURS = `
  SELECT b.*, (SELECT u.name FROM user_account u WHERE u.id = c.user_id) AS member_name
  FROM app.begin_hours($6::uuid, c.member_id, $7::date, $8::uuid) b`;

const ADD_HOURS = `
  INSERT INTO time_entry AS e (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, activity,
    billable, text, private_note, source, draft_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  ON CONFLICT (practice_id, id) DO NOTHING
  RETURNING ${entryColumns('$15::text', "'open'")}`;

/** The one place that speaks to the database about hours. */
@Injectable()
export class TimeStore {
  constructor(private readonly tenancy: Tenancy) {}

  /**
   * Logs hours without clock times in two trips: one takes the locks and reads, `decide` says which hours are written or null for none, the
   * other writes. Answers what was found and the entry that was written; none when the id was taken meanwhile.
   */
  async log(
    actor: Actor,
    engagementId: Id,
    draft: EntryDraft,
    decide: (begun: Begun) => Uint8Array | null,
  ): Promise<Begun & { readonly entry: EntryRow | null }> {
    const look = { name: 'begin_hours', sql: BEGIN_HOURS, values: [engagementId, draft.day, draft.id] };
    const { seen, written } = await this.tenancy.writeOne<BegunRow, EntryRow>(actor, look, (found) => {
      const begun = begunOf(found, draft.day);
      const hash = decide(begun);
      return hash && addHours(begun, engagementId, draft, hash);
    });
    return { ...begunOf(seen, draft.day), entry: written[0] ?? null };
  }

  /**
   * Takes the locks that writing hours needs, in their one order, and reads what the rule looks at: the contract month
   * FOR SHARE, so that closing it waits or is waited for; then the author's day FOR UPDATE, so that two entries cannot
   * fill it at once.
   */
  async lockBook(db: Db, engagementId: Id, memberId: Id, day: Day): Promise<LockedBook> {
    const [row] = await db.$queryRaw<BookRow[]>`
      SELECT * FROM app.lock_book(${engagementId}::uuid, ${memberId}::uuid, ${day}::date)`;
    return bookOf(found(row), day);
  }

  /** An entry by id, or null. */
  async find(db: Db, me: Me, id: Id): Promise<EntryRow | null> {
    const [row] = await db.$queryRaw<EntryRow[]>`
      ${fixed(ENTRIES)} WHERE e.practice_id = ${me.practiceId}::uuid AND e.id = ${id}::uuid`;
    return row ?? null;
  }

  /** An entry and the other parts of what was split at midnight, in order; by the id of the whole. */
  partsOf(db: Db, me: Me, wholeId: Id): Promise<EntryRow[]> {
    return db.$queryRaw<EntryRow[]>`
      ${fixed(ENTRIES)} WHERE e.practice_id = ${me.practiceId}::uuid AND (e.id = ${wholeId}::uuid OR e.whole_id = ${wholeId}::uuid)
      ORDER BY e.id <> ${wholeId}::uuid, e.work_date`;
  }

  /** The hash of the draft that is stored under an id. */
  async hashOf(db: Db, me: Me, id: Id): Promise<Buffer | null> {
    const [row] = await db.$queryRaw<{ hash: Uint8Array }[]>`
      SELECT draft_hash AS hash FROM time_entry WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid`;
    return row ? Buffer.from(row.hash) : null;
  }

  /** The zone that says which day it is for an engagement. */
  async zoneOf(db: Db, me: Me, engagementId: Id): Promise<string> {
    const where = { practiceId_id: { practiceId: me.practiceId, id: engagementId } };
    return found(await db.engagement.findUnique({ where, select: { zone: true } })).zone;
  }

  async edit(
    db: Db,
    me: Me,
    id: Id,
    version: number,
    data: Prisma.TimeEntryUncheckedUpdateManyInput,
  ): Promise<EntryRow> {
    current(
      await db.timeEntry.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { ...data, version: { increment: 1 } },
      }),
    );
    return found(await this.find(db, me, id));
  }

  /** Newest first, and one entry more than was asked for where there is one. */
  list(actor: Actor, filter: TimeFilter): Promise<Found<EntryRow>> {
    const after = readCursor(filter.cursor, 2);
    if (after && !isDay(after[0] ?? '')) throw new Refused('request.invalid', { field: 'cursor' });
    const values: unknown[] = [filter.from, filter.to, filter.limit + 1];
    const given = (value: unknown) => `$${values.push(value) + 5}`;
    const wishes = [
      ...(filter.clientId ? [`e.client_id = ${given(filter.clientId)}`] : []),
      ...(filter.engagementId ? [`e.engagement_id = ${given(filter.engagementId)}`] : []),
      ...(filter.memberId ? [`e.member_id = ${given(filter.memberId)}`] : []),
      ...(filter.activity ? [`e.activity = ${given(filter.activity)}`] : []),
      ...(filter.voided ? [] : ['e.voided_at IS NULL']),
      ...(after ? [`(e.work_date, e.id) < (${given(after[0])}::date, ${given(after[1])}::uuid)`] : []),
    ];
    const sql = `${ENTRIES}
      WHERE ${['e.practice_id = c.practice_id', 'e.work_date BETWEEN $6 AND $7', ...wishes].join(' AND ')}
      ORDER BY e.work_date DESC, e.id DESC LIMIT $8`;
    return this.tenancy.readOne<EntryRow>(actor, `entries ${wishes.map(columnOf).join(' ')}`, sql, values);
  }

  /** Running engagements with their clients, the one this member logged on last first. */
  async loggable(db: Db, me: Me) {
    const engagements = await db.engagement.findMany({
      where: { practiceId: me.practiceId, phase: { not: 'closed' }, client: { archivedAt: null } },
      select: { id: true, zone: true, client: { select: { id: true, name: true, code: true } } },
      take: 500,
    });
    const latest = await db.timeEntry.groupBy({
      by: ['engagementId'],
      where: { practiceId: me.practiceId, memberId: me.memberId, voidedAt: null },
      _max: { createdAt: true },
    });
    const used = new Map(latest.map((row) => [row.engagementId, row._max.createdAt?.getTime() ?? 0]));
    return engagements.sort(
      (a, b) => (used.get(b.id) ?? 0) - (used.get(a.id) ?? 0) || a.client.name.localeCompare(b.client.name, 'en'),
    );
  }
}

/** What a wish is about; the statements for each set of wishes are told apart by it. */
function columnOf(wish: string): string {
  return /e\.(\w+?)(_id|_at|_date)?\b/.exec(wish)?.[1] ?? '';
}

function bookOf({ client_id, zone, phase, start_day, month, state, minutes_that_day }: BookRow, day: Day): LockedBook {
  return {
    clientId: client_id,
    zone,
    phase,
    month: month as Month | null,
    startDay: start_day ?? 1,
    // In force on that day, which is the one that is asked about.
    terms: month === null ? [] : [{ from: day, to: null }],
    closedMonths: state === 'closed' ? [month as Month] : [],
    minutesThatDay: minutes(minutes_that_day ?? 0),
  };
}

function begunOf({ me, rows: [row] }: Found<BegunRow>, day: Day): Begun {
  const { earlier, member_name, ...book } = found(row);
  return { me, memberName: member_name, book: bookOf(book, day), earlier };
}

function addHours({ me, memberName, book }: Begun, engagementId: Id, draft: EntryDraft, hash: Uint8Array): Statement {
  return {
    name: 'add_hours',
    sql: ADD_HOURS,
    values: [
      me.practiceId,
      book.clientId,
      engagementId,
      draft.id,
      me.memberId,
      draft.day,
      found(book.month),
      draft.minutes,
      draft.activity,
      draft.billable,
      draft.text,
      draft.privateNote,
      draft.source,
      hash,
      memberName,
    ],
  };
}
