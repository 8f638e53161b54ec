import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import type { Stretch } from '../../../domain/time/import/occupied.js';
import type { PlannedEntry } from '../../../domain/time/import/plan.js';
import type { Day } from '../../../domain/shared/day.js';
import { monthOf, type Month } from '../../../domain/shared/month.js';
import type { TermsSpan } from '../../../domain/time/log-hours.js';
import { dateOf, dayOf, dayOrNull } from '../../platform/database/dates.js';
import { found } from '../../platform/problems/refused.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import { entryText } from './entry-text.js';
import { IMPORT_CHUNK, type ImportFile } from './import.store.js';

/** A running engagement that rows can be mapped to, by its client. */
export interface ImportEngagement {
  readonly id: Id;
  readonly clientId: Id;
  readonly clientName: string;
  readonly clientCode: string;
  readonly zone: string;
  readonly startDay: number;
  readonly terms: readonly TermsSpan[];
  readonly closedMonths: readonly Month[];
}

export interface ImportMember {
  readonly id: Id;
  readonly name: string;
  readonly email: string;
}

/** What members have on the days of a file already. */
export interface TakenTime {
  readonly minutes: ReadonlyMap<string, number>;
  readonly busy: ReadonlyMap<Id, readonly Stretch[]>;
}

/** What an import looks at in the database, the locks it takes, and the entries it adds. */
@Injectable()
export class PlanStore {
  /** The members whose hours the caller may import. */
  async members(db: Db, me: Me): Promise<ImportMember[]> {
    const members = await db.member.findMany({
      where: { practiceId: me.practiceId, endedAt: null, ...(me.role === 'owner' ? {} : { id: me.memberId }) },
      select: { id: true, user: { select: { name: true, email: true } } },
    });
    return members.map(({ id, user }) => ({ id, name: user.name, email: user.email }));
  }

  /** The running engagements of the caller's clients, with what decides on hours. */
  async engagements(db: Db, me: Me): Promise<ImportEngagement[]> {
    const engagements = await db.engagement.findMany({
      where: { practiceId: me.practiceId, phase: { not: 'closed' }, client: { archivedAt: null } },
      select: {
        id: true,
        zone: true,
        client: { select: { id: true, name: true, code: true } },
        terms: { select: { validFrom: true, validTo: true, startDay: true } },
        months: { where: { state: 'closed' }, select: { month: true } },
      },
    });
    return engagements.map(({ id, zone, client, terms, months }) => ({
      id,
      clientId: client.id,
      clientName: client.name,
      clientCode: client.code,
      zone,
      startDay: terms[0]?.startDay ?? 1,
      terms: terms.map(({ validFrom, validTo }) => ({ from: dayOf(validFrom), to: dayOrNull(validTo) })),
      closedMonths: months.map(({ month }) => month as Month),
    }));
  }

  /** Whether there is such a client for the caller. */
  async client(db: Db, me: Me, id: Id): Promise<void> {
    const where = { practiceId_id: { practiceId: me.practiceId, id } };
    found(await db.client.findUnique({ where, select: { id: true } }));
  }

  /** What members have logged from a day to a day, and when. */
  async taken(db: Db, me: Me, memberIds: readonly Id[], from: Day, to: Day): Promise<TakenTime> {
    const where = { practiceId: me.practiceId, memberId: { in: [...memberIds] } };
    const days = await db.memberDay.findMany({ where: { ...where, day: { gte: dateOf(from), lte: dateOf(to) } } });
    const entries = await db.timeEntry.findMany({
      where: {
        ...where,
        workDate: { gte: dateOf(from), lte: dateOf(to) },
        startedAt: { not: null },
        voidedAt: null,
        parallel: false,
      },
      select: { memberId: true, startedAt: true, endedAt: true },
    });
    const busy = new Map<Id, Stretch[]>(memberIds.map((id) => [id, []]));
    for (const { memberId, startedAt, endedAt } of entries) {
      if (startedAt && endedAt) busy.get(memberId)?.push({ start: startedAt.getTime(), end: endedAt.getTime() });
    }
    return { minutes: new Map(days.map((row) => [dayKey(row.memberId, dayOf(row.day)), row.minutes])), busy };
  }

  /** Which of these fingerprints were imported before. Voiding an entry does not free its own. */
  async known(db: Db, me: Me, fingerprints: readonly string[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    for (let from = 0; from < fingerprints.length; from += IMPORT_CHUNK) {
      const rows = await db.$queryRaw<{ fingerprint: string }[]>`
        SELECT fingerprint FROM time_entry
        WHERE practice_id = ${me.practiceId}::uuid AND fingerprint = ANY (${fingerprints.slice(from, from + IMPORT_CHUNK)}::text[])`;
      for (const { fingerprint } of rows) known.add(fingerprint);
    }
    return known;
  }

  /**
   * Takes the locks of logging hours for all planned entries, in their one order: engagements, months, then members' days.
   * Each kind is taken in the order of its ids, so that two imports wait for each other and never in a circle.
   */
  async lock(
    db: Db,
    me: Me,
    entries: readonly PlannedEntry[],
    engagements: readonly ImportEngagement[],
  ): Promise<void> {
    const places = JSON.stringify(placesOf(entries, engagements));
    await db.$executeRaw`
      SELECT 1 FROM engagement e WHERE e.practice_id = ${me.practiceId}::uuid AND e.id IN (
        SELECT r.engagement FROM jsonb_to_recordset(${places}::jsonb) AS r(engagement uuid)) ORDER BY e.id FOR SHARE`;
    await db.$executeRaw`
      INSERT INTO contract_month (practice_id, client_id, engagement_id, month)
      SELECT DISTINCT ${me.practiceId}::uuid, r.client, r.engagement, r.month
      FROM jsonb_to_recordset(${places}::jsonb) AS r(client uuid, engagement uuid, month text)
      ORDER BY r.engagement, r.month ON CONFLICT DO NOTHING`;
    await db.$executeRaw`
      SELECT 1 FROM contract_month m WHERE m.practice_id = ${me.practiceId}::uuid AND (m.engagement_id, m.month::text) IN (
        SELECT r.engagement, r.month FROM jsonb_to_recordset(${places}::jsonb) AS r(engagement uuid, month text))
      ORDER BY m.engagement_id, m.month FOR SHARE`;
    await db.$executeRaw`
      INSERT INTO member_day (practice_id, member_id, day)
      SELECT DISTINCT ${me.practiceId}::uuid, r.member, r.day
      FROM jsonb_to_recordset(${places}::jsonb) AS r(member uuid, day date) ORDER BY r.member, r.day ON CONFLICT DO NOTHING`;
    await db.$executeRaw`
      SELECT 1 FROM member_day d WHERE d.practice_id = ${me.practiceId}::uuid AND (d.member_id, d.day) IN (
        SELECT r.member, r.day FROM jsonb_to_recordset(${places}::jsonb) AS r(member uuid, day date))
      ORDER BY d.member_id, d.day FOR UPDATE`;
  }

  /** Adds planned entries, in the order of the file. The months and days they touch are held. */
  async addEntries(
    db: Db,
    me: Me,
    { id: batchId, zone }: Pick<ImportFile, 'id' | 'zone'>,
    entries: readonly PlannedEntry[],
    engagements: readonly ImportEngagement[],
    tell: (done: number) => Promise<void>,
  ): Promise<void> {
    for (let from = 0; from < entries.length; from += IMPORT_CHUNK) {
      await tell(from);
      const rows = JSON.stringify(rowsFor(entries.slice(from, from + IMPORT_CHUNK), engagements));
      await db.$executeRaw`
        INSERT INTO time_entry (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes,
          activity, billable, text, private_note, source, started_at, ended_at, zone, parallel, import_batch_id, fingerprint,
          draft_hash)
        SELECT ${me.practiceId}::uuid, r.client, r.engagement, uuidv7(), r.member, r.day, r.month, r.minutes,
          r.activity, r.billable, r.text, r.note, 'import', r.started, r.ended, CASE WHEN r.started IS NOT NULL THEN ${zone} END,
          r.parallel, ${batchId}::uuid, r.fingerprint, sha256(convert_to(r.fingerprint, 'UTF8'))
        FROM jsonb_to_recordset(${rows}::jsonb) AS r(client uuid, engagement uuid, member uuid, day date, month text,
          minutes int, activity text, billable boolean, text text, note text, started timestamptz, ended timestamptz,
          parallel boolean, fingerprint text)`;
    }
  }
}

export function dayKey(memberId: Id, day: Day): string {
  return `${memberId} ${day}`;
}

/** Planned entries as rows. The first part of a row carries its fingerprint, the others the same with their number. */
function rowsFor(entries: readonly PlannedEntry[], engagements: readonly ImportEngagement[]) {
  const byId = new Map(engagements.map((engagement) => [engagement.id, engagement]));
  return entries.map((entry) => {
    const engagement = found(byId.get(entry.engagementId));
    const { text, privateNote } = entryText(entry.text);
    return {
      client: engagement.clientId,
      engagement: engagement.id,
      member: entry.memberId,
      day: entry.day,
      month: monthOf(entry.day, engagement.startDay),
      minutes: entry.minutes,
      activity: entry.activity,
      billable: entry.billable,
      text,
      note: privateNote,
      started: entry.instants && new Date(entry.instants.start).toISOString(),
      ended: entry.instants && new Date(entry.instants.end).toISOString(),
      parallel: entry.parallel,
      fingerprint: entry.part === 1 ? entry.fingerprint : `${entry.fingerprint}.${entry.part}`,
    };
  });
}

/** The months and days that entries lie in, each combination once. */
function placesOf(entries: readonly PlannedEntry[], engagements: readonly ImportEngagement[]) {
  const byId = new Map(engagements.map((engagement) => [engagement.id, engagement]));
  const places = new Map(
    entries.map(({ engagementId, memberId, day }) => {
      const { clientId, startDay } = found(byId.get(engagementId));
      const place = {
        client: clientId,
        engagement: engagementId,
        month: monthOf(day, startDay),
        member: memberId,
        day,
      };
      return [`${engagementId} ${memberId} ${day}`, place];
    }),
  );
  return [...places.values()];
}
