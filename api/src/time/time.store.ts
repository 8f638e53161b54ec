import { Injectable } from '@nestjs/common';
import type { EntryDraft } from '../../contract/time.js';
import type { Id } from '../../contract/shapes.js';
import type { Month } from '../../domain/shared/month.js';
import type { Day, Week } from '../../domain/shared/day.js';
import { addDays, isDay, mondayOf } from '../../domain/shared/day.js';
import { minutes } from '../../domain/shared/units.js';
import type { Book } from '../../domain/time/log-hours.js';
import { dateOf } from '../platform/database/dates.js';
import type { Prisma, TimeEntry } from '../platform/database/generated/client.js';
import { current, found, Refused } from '../platform/problems/refused.js';
import { readCursor } from '../platform/serve/cursor.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

export type StoredEntry = TimeEntry & { member: { user: { name: string } }; month: { state: string } };

/** What is locked and known before hours are written. */
export interface LockedBook extends Book {
  readonly clientId: Id;
  readonly phase: string;
  readonly month: Month | null;
}

interface BookRow {
  client_id: string;
  zone: string;
  phase: string;
  start_day: number | null;
  month: string | null;
  state: string | null;
  minutes_that_day: number | null;
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

export interface WeekRow {
  client_id: string;
  client_name: string;
  engagement_id: string;
  activity: string | null;
  day: string;
  minutes: number;
  entries: number;
}

const withNames = {
  member: { select: { user: { select: { name: true } } } },
  month: { select: { state: true } },
} as const satisfies Prisma.TimeEntryInclude;

/** The one place that speaks to the database about hours. */
@Injectable()
export class TimeStore {
  /**
   * Takes the locks that writing hours needs, in their one order, and reads what the rule looks at: the contract month
   * FOR SHARE, so that closing it waits or is waited for; then the author's day FOR UPDATE, so that two entries cannot
   * fill it at once.
   */
  async lockBook(db: Db, engagementId: Id, memberId: Id, day: Day): Promise<LockedBook> {
    const [row] = await db.$queryRaw<BookRow[]>`
      SELECT * FROM app.lock_book(${engagementId}::uuid, ${memberId}::uuid, ${day}::date)`;
    const { client_id, zone, phase, start_day, month, state, minutes_that_day } = found(row);
    return {
      clientId: client_id,
      zone,
      phase,
      month: month as Month | null,
      startDay: start_day ?? 1,
      terms: month === null ? [] : [{ from: day, to: addDays(day, 1) }],
      closedMonths: state === 'closed' ? [month as Month] : [],
      minutesThatDay: minutes(minutes_that_day ?? 0),
    };
  }

  async add(db: Db, me: Me, engagementId: Id, book: LockedBook, draft: EntryDraft, hash: Uint8Array<ArrayBuffer>) {
    const { instants } = draft;
    return db.timeEntry.create({
      data: {
        practiceId: me.practiceId,
        clientId: book.clientId,
        engagementId,
        id: draft.id,
        memberId: me.memberId,
        workDate: dateOf(draft.day),
        contractMonth: found(book.month),
        minutes: draft.minutes,
        activity: draft.activity,
        billable: draft.billable,
        text: draft.text,
        privateNote: draft.privateNote,
        source: draft.source,
        startedAt: instants && new Date(instants.startedAt),
        endedAt: instants && new Date(instants.endedAt),
        zone: instants && instants.zone,
        draftHash: hash,
      },
      include: withNames,
    });
  }

  /** An entry by id, or null. With `lock`, nobody else changes it until the transaction ends. */
  async find(db: Db, me: Me, id: Id, { lock = false } = {}): Promise<StoredEntry | null> {
    if (lock) {
      await db.$queryRaw`SELECT 1 FROM time_entry WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    }
    return db.timeEntry.findUnique({
      where: { practiceId_id: { practiceId: me.practiceId, id } },
      include: withNames,
    });
  }

  async edit(
    db: Db,
    me: Me,
    id: Id,
    version: number,
    data: Prisma.TimeEntryUncheckedUpdateManyInput,
  ): Promise<StoredEntry> {
    current(
      await db.timeEntry.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { ...data, version: { increment: 1 } },
      }),
    );
    return found(await this.find(db, me, id));
  }

  async list(db: Db, me: Me, filter: TimeFilter): Promise<StoredEntry[]> {
    const after = readCursor(filter.cursor, 2);
    const [day = '', id = ''] = after ?? [];
    if (after && !isDay(day)) throw new Refused('request.invalid', { field: 'cursor' });
    return db.timeEntry.findMany({
      where: {
        practiceId: me.practiceId,
        workDate: { gte: dateOf(filter.from), lte: dateOf(filter.to) },
        ...(filter.clientId ? { clientId: filter.clientId } : {}),
        ...(filter.engagementId ? { engagementId: filter.engagementId } : {}),
        ...(filter.memberId ? { memberId: filter.memberId } : {}),
        ...(filter.activity ? { activity: filter.activity } : {}),
        ...(filter.voided ? {} : { voidedAt: null }),
        ...(after
          ? { OR: [{ workDate: { lt: dateOf(day as Day) } }, { workDate: dateOf(day as Day), id: { lt: id } }] }
          : {}),
      },
      orderBy: [{ workDate: 'desc' }, { id: 'desc' }],
      take: filter.limit + 1,
      include: withNames,
    });
  }

  async week(db: Db, me: Me, week: Week): Promise<WeekRow[]> {
    const monday = mondayOf(week);
    return db.$queryRaw<WeekRow[]>`
      SELECT e.client_id, c.name AS client_name, e.engagement_id, e.activity, e.work_date::text AS day,
        sum(e.minutes)::int AS minutes, count(*)::int AS entries
      FROM time_entry e JOIN client c ON c.practice_id = e.practice_id AND c.id = e.client_id
      WHERE e.practice_id = ${me.practiceId}::uuid AND e.member_id = ${me.memberId}::uuid
        AND e.work_date BETWEEN ${monday}::date AND ${addDays(monday, 6)}::date AND e.voided_at IS NULL
      GROUP BY e.client_id, c.name, e.engagement_id, e.activity, e.work_date
      ORDER BY c.name, e.client_id, e.activity NULLS LAST, e.work_date`;
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
