import { Injectable } from '@nestjs/common';
import type { MonthOfStatements } from '../../contract/bookkeeping.js';
import type { FileReply } from '../../contract/route.js';
import type { Month } from '../../domain/shared/month.js';
import { byCurrency } from '../../domain/statements/bookkeepers-month.js';
import { found } from '../platform/problems/refused.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { editionOf, presentMonthOfStatements } from './bookkeeping.present.js';
import { BookkeepingStore } from './bookkeeping.store.js';
import { monthCsv } from './render/month-csv.js';
import { zipped, type ZipPart } from './render/zipped.js';

/** A month over all clients, for whoever keeps the books. */
@Injectable()
export class BookkeepingService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: BookkeepingStore,
  ) {}

  /** The month asked for, or else the latest that anything was published of. */
  read(actor: Actor, asked: Month | undefined): Promise<MonthOfStatements> {
    return this.tenancy.read(actor, async (db, me) => {
      const months = await this.store.months(db, me);
      const month = asked ?? months[0] ?? null;
      return presentMonthOfStatements(month, months, month === null ? [] : await this.store.latest(db, me, month));
    });
  }

  async csv(actor: Actor, month: Month, currency: string): Promise<FileReply> {
    const lines = await this.tenancy.write(actor, async (db, me) => {
      const latest = await this.store.latest(db, me, month);
      await this.store.note(db, `${month}-${currency}.csv`);
      return found(byCurrency(latest.map(editionOf)).find((of) => of.currency === currency));
    });
    return { fileName: csvName(month, currency), mediaType: 'text/csv; charset=utf-8', bytes: monthCsv(lines) };
  }

  /** The bytes are read in one transaction and packed after it, so that nothing waits for the packing. */
  async zip(actor: Actor, month: Month): Promise<FileReply> {
    const { editions, parts } = await this.tenancy.write(actor, async (db, me) => {
      const latest = await this.store.latest(db, me, month);
      found(latest[0]);
      const files = await this.store.files(
        db,
        me,
        month,
        latest.map(({ statementId }) => statementId),
      );
      return { editions: latest.map(editionOf), parts: files.map(partOf) };
    });
    const sheets = byCurrency(editions).map((of): ZipPart => {
      return { path: csvName(month, of.currency), content: monthCsv(of) };
    });
    const bytes = await zipped([...sheets, ...apart(parts)]);
    return { fileName: `statements-${month}.zip`, mediaType: 'application/zip', bytes };
  }
}

function csvName(month: Month, currency: string): string {
  return `statements-${month}-${currency}.csv`;
}

interface FilePart extends ZipPart {
  readonly statementId: string;
  readonly content: Uint8Array;
}

function partOf(file: { statementId: string; edition: string; fileName: string; bytes: Uint8Array }): FilePart {
  return { statementId: file.statementId, path: `${file.edition}/${file.fileName}`, content: file.bytes };
}

/** Two clients may share a name; then the second one's files carry the beginning of their id. */
function apart(parts: readonly FilePart[]): ZipPart[] {
  const owners = new Map<string, string>();
  return parts.map(({ path, content, statementId }) => {
    const owner = owners.get(path) ?? statementId;
    owners.set(path, owner);
    return { path: owner === statementId ? path : path.replace(/(\.\w+)$/, `-${statementId.slice(0, 8)}$1`), content };
  });
}
