import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Words } from '../../contract/statements.js';
import type { MonthFigures } from '../../domain/engagements/ledger.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import type { Edition } from '../../domain/statements/edition.js';
import type { StatementFormat } from '../../domain/statements/formats.js';
import type { PrintedLine, StatementSnapshot } from '../../domain/statements/snapshot.js';
import type { SummaryFacts } from '../../domain/statements/summary-facts.js';
import { fixed, sql } from '../platform/database/sql.js';
import { current, found, Refused } from '../platform/problems/refused.js';
import { readCursor } from '../platform/serve/cursor.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { ACCEPTANCE, type AcceptanceRow } from './acceptance.query.js';
import type { RenderedStatement } from './render/render.js';

/** An engagement with what a summary says about its two sides. */
export interface StoredEngagement {
  readonly id: Id;
  readonly clientId: Id;
  readonly zone: string;
  readonly startsOn: Date;
  readonly phase: Phase;
  readonly phaseSince: Day;
  readonly practice: string;
  readonly client: StatementSnapshot['client'];
  /** The name of whoever is reading. */
  readonly reader: string;
}

/** A published version with its files, their bytes left out. */
export interface StoredStatement {
  readonly id: Id;
  readonly clientId: Id;
  readonly clientName: string;
  readonly engagementId: Id;
  readonly month: Month;
  readonly number: number;
  readonly revision: number;
  readonly words: Words;
  readonly publishedAt: Date;
  readonly by: string;
  /** Why the month was opened again before the closure behind it. */
  readonly revised: string | null;
  readonly acceptance: AcceptanceRow;
  readonly files: readonly {
    readonly edition: Edition;
    readonly format: StatementFormat;
    readonly fileName: string;
    readonly sha256: string;
  }[];
}

/** Why the month was opened again before the closure `k`. */
const REVISED = sql`(SELECT r.reason FROM closure b
      JOIN reopening r ON r.practice_id = b.practice_id AND r.client_id = b.client_id AND r.closure_id = b.id
    WHERE b.practice_id = k.practice_id AND b.engagement_id = k.engagement_id AND b.month = k.month
      AND b.revision = k.revision - 1)`;

const STATEMENT = sql`
  SELECT s.id, s.client_id AS "clientId", c.name AS "clientName", s.engagement_id AS "engagementId", s.month::text, s.number,
    k.revision, s.words, s.published_at AS "publishedAt", coalesce(u.name, '') AS by,
    ${REVISED} AS revised, ${fixed(ACCEPTANCE)} AS acceptance,
    (SELECT jsonb_agg(jsonb_build_object('edition', f.edition, 'format', f.format, 'fileName', f.file_name, 'sha256', f.sha256)
        ORDER BY f.edition, array_position(ARRAY['pdf', 'xlsx', 'csv', 'json'], f.format))
      FROM statement_file f
      WHERE f.practice_id = s.practice_id AND f.client_id = s.client_id AND f.statement_id = s.id) AS files
  FROM statement s
    JOIN closure k ON k.practice_id = s.practice_id AND k.client_id = s.client_id AND k.id = s.closure_id
    JOIN client c ON c.practice_id = s.practice_id AND c.id = s.client_id
    LEFT JOIN member m ON m.practice_id = s.practice_id AND m.id = s.published_by
    LEFT JOIN user_account u ON u.id = m.user_id`;

/** The closure in force for a month, with what it froze. */
export interface StoredClosure {
  readonly id: Id;
  readonly revision: number;
  readonly closedAt: Date;
  readonly facts: SummaryFacts;
  /** Why the month was opened again before it. */
  readonly revised: string | null;
}

/** A closed month opened again, and not closed since. */
export interface StoredReopening {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
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
    const [row] = await db.$queryRaw<StoredEngagement[]>`
      SELECT e.id, e.client_id AS "clientId", e.zone, e.starts_on AS "startsOn", e.phase, e.phase_since::text AS "phaseSince",
        p.name AS practice, jsonb_build_object('name', c.name, 'legalName', nullif(c.legal_name, ''),
          'address', nullif(c.address, ''), 'purchaseOrder', nullif(c.purchase_order, '')) AS client,
        (SELECT u.name FROM user_account u WHERE u.id = ${me.userId}::uuid) AS reader
      FROM engagement e
        JOIN client c ON c.practice_id = e.practice_id AND c.id = e.client_id
        JOIN practice p ON p.id = e.practice_id
      WHERE e.practice_id = ${me.practiceId}::uuid AND e.id = ${id}::uuid`;
    return found(row);
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

  /** The latest closure of a month, whether or not the month was reopened since; or the one with a revision. */
  async closure(
    db: Db,
    me: Me,
    { clientId, engagementId, month }: MonthKey,
    revision: number | null = null,
  ): Promise<StoredClosure | null> {
    const [row] = await db.$queryRaw<StoredClosure[]>`
      SELECT k.id, k.revision, k.closed_at AS "closedAt", k.facts, ${REVISED} AS revised FROM closure k
      WHERE k.practice_id = ${me.practiceId}::uuid AND k.client_id = ${clientId}::uuid
        AND k.engagement_id = ${engagementId}::uuid AND k.month = ${month}
        AND (${revision}::int IS NULL OR k.revision = ${revision}::int)
      ORDER BY k.revision DESC LIMIT 1`;
    return row ?? null;
  }

  /** Who set a closure aside, and why; null while it is in force. */
  async reopening(db: Db, me: Me, { clientId }: MonthKey, closureId: Id): Promise<StoredReopening | null> {
    const [row] = await db.$queryRaw<StoredReopening[]>`
      SELECT r.reason, r.reopened_at AS at, coalesce(u.name, '') AS by
      FROM reopening r
        LEFT JOIN member m ON m.practice_id = r.practice_id AND m.id = r.reopened_by
        LEFT JOIN user_account u ON u.id = m.user_id
      WHERE r.practice_id = ${me.practiceId}::uuid AND r.client_id = ${clientId}::uuid AND r.closure_id = ${closureId}::uuid`;
    return row ?? null;
  }

  /** Sets the closure aside and opens the month again; nothing of it is taken away. */
  async reopen(
    db: Db,
    me: Me,
    { clientId, engagementId, month }: MonthKey,
    { closureId, reason, at }: { readonly closureId: Id; readonly reason: string; readonly at: Date },
  ): Promise<void> {
    const row = { practiceId: me.practiceId, engagementId, month };
    await db.reopening.create({
      data: { ...row, clientId, closureId, reason, reopenedAt: at, reopenedBy: me.memberId },
    });
    current(
      await db.contractMonth.updateMany({
        where: { ...row, state: 'closed' },
        data: { state: 'open', version: { increment: 1 } },
      }),
    );
  }

  async words(db: Db, me: Me, { clientId, engagementId, month }: MonthKey): Promise<StoredWords> {
    const [row] = await db.$queryRaw<StoredWords[]>`
      SELECT version, jsonb_build_object(
        'outcomes', outcomes, 'decisions', decisions, 'risks', risks, 'nextMonth', next_month) AS words
      FROM statement_words
      WHERE practice_id = ${me.practiceId}::uuid AND client_id = ${clientId}::uuid
        AND engagement_id = ${engagementId}::uuid AND month = ${month}`;
    return row ?? { words: NO_WORDS, version: 0 };
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
  published(db: Db, me: Me, { clientId, engagementId, month }: MonthKey): Promise<StoredStatement[]> {
    return db.$queryRaw<StoredStatement[]>`${STATEMENT}
      WHERE s.practice_id = ${me.practiceId}::uuid AND s.client_id = ${clientId}::uuid
        AND s.engagement_id = ${engagementId}::uuid AND s.month = ${month}
      ORDER BY s.number DESC`;
  }

  /** One published version. */
  async statement(db: Db, me: Me, id: Id): Promise<StoredStatement> {
    const [row] = await db.$queryRaw<StoredStatement[]>`${STATEMENT}
      WHERE s.practice_id = ${me.practiceId}::uuid AND s.id = ${id}::uuid`;
    return found(row);
  }

  /** Answers a question about a version; a second answer is refused by the key. */
  async answer(
    db: Db,
    me: Me,
    { clientId }: StoredStatement,
    answer: { readonly questionId: Id; readonly text: string; readonly at: Date },
  ): Promise<void> {
    const { questionId, text, at } = answer;
    await db.statementAnswer.create({
      data: { practiceId: me.practiceId, clientId, questionId, text, answeredAt: at, answeredBy: me.memberId },
    });
  }

  /** Published versions over all clients, newest first, read one longer than asked. */
  list(
    db: Db,
    me: Me,
    filter: { readonly month?: Month | undefined; readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<StoredStatement[]> {
    const [at, id] = readCursor(filter.cursor, 2) ?? [];
    if (at !== undefined && Number.isNaN(Date.parse(at))) throw new Refused('request.invalid', { field: 'cursor' });
    return db.$queryRaw<StoredStatement[]>`${STATEMENT}
      WHERE s.practice_id = ${me.practiceId}::uuid
        AND (${filter.month ?? null}::text IS NULL OR s.month = ${filter.month ?? null})
        AND (${at ?? null}::timestamptz IS NULL OR (s.published_at, s.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
      ORDER BY s.published_at DESC, s.id DESC LIMIT ${filter.limit + 1}`;
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
      /** Days after which it counts as accepted. */
      readonly acceptanceDays: number | null;
      readonly files: readonly EditionFile[];
    },
  ): Promise<Id> {
    const { files, closureId, number, words, publishedAt, acceptanceDays } = version;
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
        acceptanceDays,
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
    facts: { readonly clientName: string; readonly practiceName: string; readonly number: number },
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
        facts: { month, ...facts, statementId, clientId },
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
}

/** Ledger lines with the money that hangs on each. */
export function amountsOf({ lines }: Pick<MonthFigures, 'lines'>): (number | null)[] {
  return lines.map((line) => {
    if (line.kind === 'accrue') return line.fee;
    return line.kind === 'overage' || line.kind === 'correct' ? line.money : null;
  });
}
