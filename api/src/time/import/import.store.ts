import { Injectable } from '@nestjs/common';
import type { ImportMapping } from '../../../contract/time.js';
import type { Id } from '../../../contract/shapes.js';
import type { Stretch } from '../../../domain/time/import/occupied.js';
import type { PlannedEntry } from '../../../domain/time/import/plan.js';
import type { DateOrder } from '../../../domain/time/import/cells.js';
import type { Reading } from '../../../domain/time/import/read-export.js';
import type { ImportSource } from '../../../domain/time/import/source.js';
import type { Day } from '../../../domain/shared/day.js';
import { monthOf, type Month } from '../../../domain/shared/month.js';
import type { TermsSpan } from '../../../domain/time/log-hours.js';
import { dateOf, dayOf, dayOrNull } from '../../platform/database/dates.js';
import { current, found } from '../../platform/problems/refused.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import { entryText } from './entry-text.js';

const CHUNK = 1000;

/** What is kept about a file beside its rows. */
export interface ImportSettings extends ImportMapping {
  readonly overlapsAreParallel: boolean;
  readonly dateOrder: DateOrder;
}

export interface ImportOutcome {
  readonly added: number;
  readonly minutes: number;
  readonly there: number;
  readonly left: number;
}

/** A staged file, as it was read. */
export interface StoredImport {
  readonly id: Id;
  readonly source: ImportSource;
  readonly fileName: string;
  readonly zone: string;
  readonly settings: ImportSettings;
  readonly entered: boolean;
  readonly outcome: ImportOutcome | null;
  readonly version: number;
  readonly cells: readonly (readonly string[])[];
}

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

export type Meanings = Readonly<Record<keyof ImportMapping, ReadonlyMap<string, string>>>;

/** The one place that speaks to the database about imports. */
@Injectable()
export class ImportStore {
  /** Keeps a file's rows as they are, so that it can be planned again as things change. */
  async stage(
    db: Db,
    me: Me,
    file: Pick<StoredImport, 'source' | 'fileName' | 'zone' | 'settings' | 'cells'>,
  ): Promise<StoredImport> {
    const { source, fileName, zone, settings, cells } = file;
    const { practiceId, memberId } = me;
    const { id } = await db.importBatch.create({
      data: {
        practiceId,
        memberId,
        source,
        fileName,
        zone,
        mapping: { ...settings },
        rowCount: cells.length - 1,
      },
      select: { id: true },
    });
    for (let from = 0; from < cells.length; from += CHUNK) {
      await db.$executeRaw`
        INSERT INTO import_row (practice_id, batch_id, line, cells)
        SELECT ${practiceId}::uuid, ${id}::uuid, ${from}::int + r.at, r.cells
        FROM jsonb_array_elements(${JSON.stringify(cells.slice(from, from + CHUNK))}::jsonb) WITH ORDINALITY AS r(cells, at)`;
    }
    return { ...file, id, entered: false, outcome: null, version: 1 };
  }

  /** A file of this member's own. With `hold`, nobody else changes or enters it until the transaction ends. */
  async find(db: Db, me: Me, id: Id, { hold = false } = {}): Promise<StoredImport> {
    if (hold) {
      await db.$queryRaw`SELECT 1 FROM import_batch WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    }
    const batch = found(
      await db.importBatch.findUnique({ where: { practiceId_id: { practiceId: me.practiceId, id } } }),
    );
    const rows = await db.importRow.findMany({
      where: { practiceId: me.practiceId, batchId: id },
      select: { cells: true },
      orderBy: { line: 'asc' },
    });
    return {
      id,
      source: batch.source as ImportSource,
      fileName: batch.fileName,
      zone: batch.zone,
      settings: batch.mapping as unknown as ImportSettings,
      entered: batch.enteredAt !== null,
      outcome: batch.outcome as unknown as ImportOutcome | null,
      version: batch.version,
      cells: rows.map(({ cells }) => cells as string[]),
    };
  }

  async saveReading(
    db: Db,
    me: Me,
    id: Id,
    version: number,
    { source, zone }: Reading,
    settings: ImportSettings,
  ): Promise<void> {
    current(
      await db.importBatch.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { source, zone, mapping: { ...settings }, version: { increment: 1 } },
      }),
    );
  }

  async saveSettings(db: Db, me: Me, id: Id, version: number, settings: ImportSettings): Promise<void> {
    current(
      await db.importBatch.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { mapping: { ...settings }, version: { increment: 1 } },
      }),
    );
  }

  async close(db: Db, me: Me, id: Id, outcome: ImportOutcome, enteredAt: Date): Promise<void> {
    await db.importBatch.updateMany({
      where: { practiceId: me.practiceId, id },
      data: { enteredAt, outcome: { ...outcome }, version: { increment: 1 } },
    });
  }

  /** What names meant the last times this member imported; an empty meaning leaves the name out. */
  async meanings(db: Db, me: Me): Promise<Meanings> {
    const rows = await db.importMeaning.findMany({ where: { practiceId: me.practiceId, memberId: me.memberId } });
    const of = (kind: keyof ImportMapping) =>
      new Map(rows.filter((row) => row.kind === kind).map(({ name, meaning }) => [name, meaning]));
    return { people: of('people'), clients: of('clients'), activities: of('activities') };
  }

  async remember(db: Db, me: Me, mapping: ImportMapping): Promise<void> {
    const meanings = (['people', 'clients', 'activities'] as const).flatMap((kind) =>
      Object.entries(mapping[kind]).map(([name, meaning]) => ({ kind, name, meaning: meaning ?? '' })),
    );
    await db.$executeRaw`
      INSERT INTO import_meaning (practice_id, member_id, kind, name, meaning)
      SELECT ${me.practiceId}::uuid, ${me.memberId}::uuid, r.kind, r.name, r.meaning
      FROM jsonb_to_recordset(${JSON.stringify(meanings)}::jsonb) AS r(kind text, name text, meaning text)
      ON CONFLICT (practice_id, member_id, kind, name) DO UPDATE SET meaning = EXCLUDED.meaning`;
  }

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
    const rows = await db.$queryRaw<{ fingerprint: string }[]>`
      SELECT fingerprint FROM time_entry
      WHERE practice_id = ${me.practiceId}::uuid AND fingerprint = ANY (${[...fingerprints]}::text[])`;
    return new Set(rows.map(({ fingerprint }) => fingerprint));
  }

  /** Takes the locks of logging hours for all planned entries, in their one order: months first, then members' days. */
  async lock(
    db: Db,
    me: Me,
    entries: readonly PlannedEntry[],
    engagements: readonly ImportEngagement[],
  ): Promise<void> {
    const places = JSON.stringify(
      rowsFor(entries, engagements).map(({ client, engagement, month, member, day }) => ({
        client,
        engagement,
        month,
        member,
        day,
      })),
    );
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
    { id: batchId, zone }: Pick<StoredImport, 'id' | 'zone'>,
    entries: readonly PlannedEntry[],
    engagements: readonly ImportEngagement[],
  ): Promise<void> {
    for (let from = 0; from < entries.length; from += CHUNK) {
      const rows = JSON.stringify(rowsFor(entries.slice(from, from + CHUNK), engagements));
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
