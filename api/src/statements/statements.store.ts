import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Words } from '../../contract/statements.js';
import type { MonthFigures } from '../../domain/engagements/ledger.js';
import type { Month } from '../../domain/shared/month.js';
import type { Edition } from '../../domain/statements/edition.js';
import type { PrintedLine } from '../../domain/statements/snapshot.js';
import type { SummaryFacts } from '../../domain/statements/summary-facts.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { current, found, Refused } from '../platform/problems/refused.js';
import { readCursor } from '../platform/serve/cursor.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import type { RenderedStatement, StatementFormat } from './render/render.js';

const engagementShape = {
  id: true,
  clientId: true,
  zone: true,
  phase: true,
  phaseSince: true,
  hoursVisibility: true,
  client: { select: { name: true, legalName: true, address: true, purchaseOrder: true } },
} as const satisfies Prisma.EngagementSelect;

const statementShape = {
  id: true,
  clientId: true,
  engagementId: true,
  month: true,
  number: true,
  words: true,
  publishedAt: true,
  publishedBy: true,
  closure: {
    select: {
      revision: true,
      contractMonth: { select: { engagement: { select: { client: { select: { name: true } } } } } },
    },
  },
  files: { select: { edition: true, format: true, fileName: true, sha256: true } },
} as const satisfies Prisma.StatementSelect;

export type StoredEngagement = Prisma.EngagementGetPayload<{ select: typeof engagementShape }>;
export type StoredStatement = Prisma.StatementGetPayload<{ select: typeof statementShape }> & { readonly by: string };

/** The closure in force for a month, with what it froze. */
export interface StoredClosure {
  readonly id: Id;
  readonly revision: number;
  readonly closedAt: Date;
  readonly facts: SummaryFacts;
}

export interface StoredWords {
  readonly words: Words;
  /** 0 while nothing was written. */
  readonly version: number;
}

/** A rendered file of a version to be. */
export interface EditionFile extends RenderedStatement {
  readonly edition: Edition;
  readonly format: StatementFormat;
}

/** A contract month of an engagement, by its keys. */
export interface MonthKey {
  readonly clientId: Id;
  readonly engagementId: Id;
  readonly month: Month;
}

const NO_WORDS: Words = { outcomes: '', decisions: '', risks: '', nextMonth: '' };

/** The one place that speaks to the database about months, their words and what was published from them. */
@Injectable()
export class StatementsStore {
  async engagement(db: Db, me: Me, id: Id): Promise<StoredEngagement> {
    const key = { practiceId: me.practiceId, id };
    return found(await db.engagement.findUnique({ where: { practiceId_id: key }, select: engagementShape }));
  }

  /** Makes the month's row if it is the first time anybody needs it. */
  async ensureMonth(db: Db, me: Me, { clientId, engagementId, month }: MonthKey): Promise<void> {
    await db.contractMonth.createMany({
      data: [{ practiceId: me.practiceId, clientId, engagementId, month }],
      skipDuplicates: true,
    });
  }

  /**
   * Takes turns with everybody who logs, closes or publishes in this month, and with whoever agrees new terms: first the
   * engagement, then the month. Logging holds the month's row FOR SHARE.
   */
  async lockMonth(db: Db, me: Me, key: MonthKey): Promise<void> {
    await db.$queryRaw`
      SELECT 1 FROM engagement WHERE practice_id = ${me.practiceId}::uuid AND id = ${key.engagementId}::uuid
      FOR NO KEY UPDATE`;
    await this.ensureMonth(db, me, key);
    await db.$queryRaw`
      SELECT 1 FROM contract_month
      WHERE practice_id = ${me.practiceId}::uuid AND engagement_id = ${key.engagementId}::uuid AND month = ${key.month}
      FOR UPDATE`;
  }

  /** The latest closure of a month, whether or not the month was reopened since. */
  async closure(db: Db, me: Me, { engagementId, month }: MonthKey): Promise<StoredClosure | null> {
    const row = await db.closure.findFirst({
      where: { practiceId: me.practiceId, engagementId, month },
      select: { id: true, revision: true, closedAt: true, facts: true },
      orderBy: { revision: 'desc' },
    });
    return row && { ...row, facts: row.facts as unknown as SummaryFacts };
  }

  async words(db: Db, me: Me, { engagementId, month }: MonthKey): Promise<StoredWords> {
    const row = await db.statementWords.findUnique({
      where: { practiceId_engagementId_month: { practiceId: me.practiceId, engagementId, month } },
    });
    if (!row) return { words: NO_WORDS, version: 0 };
    const { outcomes, decisions, risks, nextMonth, version } = row;
    return { words: { outcomes, decisions, risks, nextMonth }, version };
  }

  /** Saves words over the version that was read; 0 says that there were none. */
  async saveWords(db: Db, me: Me, key: MonthKey, version: number, words: Words): Promise<void> {
    const { clientId, engagementId, month } = key;
    const row = { practiceId: me.practiceId, engagementId, month };
    if (version === 0) {
      current(await db.statementWords.createMany({ data: [{ ...row, clientId, ...words }], skipDuplicates: true }));
    } else {
      const data = { ...words, version: { increment: 1 } };
      current(await db.statementWords.updateMany({ where: { ...row, version }, data }));
    }
  }

  /** Writes the closure with its ledger lines and closes the month. */
  async close(
    db: Db,
    me: Me,
    { clientId, engagementId, month }: MonthKey,
    closure: {
      readonly revision: number;
      readonly closedAt: Date;
      readonly facts: SummaryFacts;
      readonly hash: string;
      readonly lines: readonly (PrintedLine & { readonly amount: number | null })[];
    },
  ): Promise<void> {
    const at = { practiceId: me.practiceId, engagementId, month };
    const { revision, closedAt, facts, hash, lines } = closure;
    const { id: closureId } = await db.closure.create({
      data: { ...at, clientId, revision, closedAt, closedBy: me.memberId, facts: facts as object, hash },
      select: { id: true },
    });
    await db.ledgerLine.createMany({
      data: lines.map(({ kind, minutes, lot, text, amount }, position) => ({
        practiceId: me.practiceId,
        clientId,
        closureId,
        position,
        kind,
        minutes,
        lot,
        amountMinor: amount === null ? null : BigInt(amount),
        text,
      })),
    });
    current(
      await db.contractMonth.updateMany({
        where: { ...at, state: 'open' },
        data: { state: 'closed', version: { increment: 1 } },
      }),
    );
  }

  /** Every published version of a month, newest first. */
  async published(db: Db, me: Me, { engagementId, month }: MonthKey): Promise<StoredStatement[]> {
    const rows = await db.statement.findMany({
      where: { practiceId: me.practiceId, engagementId, month },
      select: statementShape,
      orderBy: { number: 'desc' },
    });
    return this.withNames(db, me, rows);
  }

  /** Published versions over all clients, newest first, read one longer than asked. */
  async list(
    db: Db,
    me: Me,
    filter: { readonly month?: Month | undefined; readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<StoredStatement[]> {
    const after = readCursor(filter.cursor, 2);
    const [at, id] = after ?? [];
    const publishedAt = new Date(at ?? 0);
    if (Number.isNaN(publishedAt.getTime())) throw new Refused('request.invalid', { field: 'cursor' });
    const rows = await db.statement.findMany({
      where: {
        practiceId: me.practiceId,
        ...(filter.month ? { month: filter.month } : {}),
        ...(after ? { OR: [{ publishedAt: { lt: publishedAt } }, { publishedAt, id: { lt: id! } }] } : {}),
      },
      select: statementShape,
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: filter.limit + 1,
    });
    return this.withNames(db, me, rows);
  }

  /** Stores a version with its files and the mails that tell the sponsors, all or nothing. */
  async publish(
    db: Db,
    me: Me,
    { clientId, engagementId, month }: MonthKey,
    version: {
      readonly closureId: Id;
      readonly number: number;
      readonly words: Words;
      readonly publishedAt: Date;
      readonly files: readonly EditionFile[];
    },
  ): Promise<Id> {
    const { files, closureId, number, words, publishedAt } = version;
    const { id: statementId } = await db.statement.create({
      data: {
        practiceId: me.practiceId,
        clientId,
        engagementId,
        month,
        closureId,
        number,
        words,
        publishedAt,
        publishedBy: me.memberId,
      },
      select: { id: true },
    });
    await db.statementFile.createMany({
      data: files.map(({ edition, format, fileName, mediaType, sha256, bytes }) => ({
        practiceId: me.practiceId,
        clientId,
        statementId,
        edition,
        format,
        fileName,
        mediaType,
        sha256,
        bytes: new Uint8Array(bytes),
      })),
    });
    return statementId;
  }

  /** Tells the client's sponsors; whether they still are is asked again when the mail leaves. */
  async tellSponsors(
    db: Db,
    me: Me,
    statementId: Id,
    { clientId, month }: MonthKey,
    names: { readonly clientName: string; readonly practiceName: string },
  ): Promise<void> {
    const sponsors = await db.clientUser.findMany({
      where: { practiceId: me.practiceId, clientId, role: 'sponsor', endedAt: null },
      select: { userId: true, user: { select: { email: true } } },
    });
    if (sponsors.length === 0) return;
    await db.mail.createMany({
      data: sponsors.map(({ userId, user }) => ({
        practiceId: me.practiceId,
        clientId,
        kind: 'statement_published',
        dedupeKey: `statement_published:${statementId}:${userId}`,
        recipient: user.email,
        facts: { month, ...names, statementId, clientId },
      })),
    });
  }

  /** A published file as it was rendered, noted in the audit trail. */
  async download(db: Db, me: Me, statementId: Id, edition: Edition, format: StatementFormat) {
    const file = await this.file(db, me, statementId, edition, format);
    await db.$queryRaw`SELECT app.note_read('download', 'statement_file', ${`${statementId}/${edition}/${format}`})::text`;
    return file;
  }

  async file(db: Db, me: Me, statementId: Id, edition: Edition, format: StatementFormat) {
    const key = { practiceId: me.practiceId, statementId, edition, format };
    return found(
      await db.statementFile.findUnique({
        where: { practiceId_statementId_edition_format: key },
        select: { fileName: true, mediaType: true, bytes: true },
      }),
    );
  }

  private async withNames<Row extends { publishedBy: string }>(db: Db, me: Me, rows: readonly Row[]) {
    const members = await db.member.findMany({
      where: { practiceId: me.practiceId, id: { in: [...new Set(rows.map(({ publishedBy }) => publishedBy))] } },
      select: { id: true, user: { select: { name: true } } },
    });
    const names = new Map(members.map(({ id, user }) => [id, user.name]));
    return rows.map((row) => ({ ...row, by: names.get(row.publishedBy) ?? '' }));
  }
}

/** Ledger lines with the money that hangs on each. */
export function amountsOf({ lines }: Pick<MonthFigures, 'lines'>): (number | null)[] {
  return lines.map((line) => {
    if (line.kind === 'accrue') return line.fee;
    return line.kind === 'overage' || line.kind === 'correct' ? line.money : null;
  });
}
