import { Injectable } from '@nestjs/common';
import type { ProblemCode } from '../../../contract/problems.js';
import type { ImportMapping, ImportUndoing } from '../../../contract/time.js';
import type { Id } from '../../../contract/shapes.js';
import type { Day } from '../../../domain/shared/day.js';
import type { DateOrder } from '../../../domain/time/import/cells.js';
import type { Reading } from '../../../domain/time/import/read-export.js';
import type { ImportSource } from '../../../domain/time/import/source.js';
import type { ImportFacts, ImportWork } from '../../../domain/time/import/work.js';
import type { ImportBatch, ImportProgress } from '../../platform/database/generated/client.js';
import { current, found } from '../../platform/problems/refused.js';
import { readCursor } from '../../platform/serve/cursor.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';

/** How many lines of a file, or entries of an import, travel at once. */
export const IMPORT_CHUNK = 1000;

/** How many parts of a file are read at once. */
const PARTS_AT_ONCE = 5;

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
  readonly days?: { readonly from: Day; readonly to: Day } | null;
}

export interface ImportFailure {
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A staged file, without its rows. */
export interface ImportFile extends ImportFacts {
  readonly id: Id;
  readonly source: ImportSource;
  readonly fileName: string;
  readonly zone: string;
  readonly settings: ImportSettings;
  readonly rowCount: number;
  readonly stagedAt: Date;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: ImportFailure | null;
  readonly outcome: ImportOutcome | null;
  readonly undoing: ImportUndoing | null;
  readonly version: number;
}

type Cells = readonly (readonly string[])[];

export type Meanings = Readonly<Record<keyof ImportMapping, ReadonlyMap<string, string>>>;

/** The one place that speaks to the database about files of hours. */
@Injectable()
export class ImportStore {
  /** Keeps a file's rows as they are, so that it can be planned again as things change. */
  async stage(
    db: Db,
    me: Me,
    file: Pick<ImportFile, 'source' | 'fileName' | 'zone' | 'settings'>,
    cells: Cells,
  ): Promise<ImportFile> {
    const { practiceId, memberId } = me;
    const batch = await db.importBatch.create({
      data: {
        practiceId,
        memberId,
        source: file.source,
        fileName: file.fileName,
        zone: file.zone,
        mapping: { ...file.settings },
        rowCount: cells.length - 1,
      },
    });
    for (let from = 0; from < cells.length; from += IMPORT_CHUNK) {
      await db.$executeRaw`
        INSERT INTO import_row (practice_id, batch_id, line, cells)
        VALUES (${practiceId}::uuid, ${batch.id}::uuid, ${from + 1}, ${JSON.stringify(cells.slice(from, from + IMPORT_CHUNK))}::jsonb)`;
    }
    return fileOf({ ...batch, progress: null });
  }

  /** A file of this member's own. With `hold`, nobody else changes, enters or undoes it until the transaction ends. */
  async find(db: Db, me: Me, id: Id, { hold = false } = {}): Promise<ImportFile> {
    if (hold) {
      await db.$queryRaw`SELECT 1 FROM import_batch WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    }
    const where = { practiceId_id: { practiceId: me.practiceId, id } };
    return fileOf(found(await db.importBatch.findUnique({ where, include: { progress: true } })));
  }

  /** This member's files, the newest first, and one more than was asked for where there is one. */
  async list(db: Db, me: Me, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<ImportFile[]> {
    const [before] = readCursor(cursor, 1) ?? [];
    const batches = await db.importBatch.findMany({
      where: { practiceId: me.practiceId, ...(before && { id: { lt: before } }) },
      include: { progress: true },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return batches.map(fileOf);
  }

  /** The lines of a file, part by part: `line` is the number of the first of `cells`. */
  async *parts(db: Db, me: Me, id: Id): AsyncGenerator<{ readonly line: number; readonly cells: Cells }> {
    for (let after = 0; ;) {
      const parts = await db.importRow.findMany({
        where: { practiceId: me.practiceId, batchId: id, line: { gt: after } },
        select: { line: true, cells: true },
        orderBy: { line: 'asc' },
        take: PARTS_AT_ONCE,
      });
      for (const { line, cells } of parts) yield { line, cells: cells as string[][] };
      const last = parts.at(-1);
      if (!last) return;
      after = last.line;
    }
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

  /** Asks a worker for something; the job is written in the same transaction. */
  async ask(db: Db, me: Me, id: Id, work: ImportWork, since: Date): Promise<void> {
    const { practiceId } = me;
    await db.$executeRaw`
      UPDATE import_batch SET work = ${work}, work_since = ${since}, failure = NULL, version = version + 1
      WHERE practice_id = ${practiceId}::uuid AND id = ${id}::uuid`;
    await db.$executeRaw`
      UPDATE import_progress SET done = 0, total = 0 WHERE practice_id = ${practiceId}::uuid AND batch_id = ${id}::uuid`;
    await db.$executeRaw`
      SELECT app.enqueue('work_on_import', json_build_object('practiceId', ${practiceId}::text, 'importId', ${id}::text), ${`import:${id}`})`;
  }

  async tell(db: Db, me: Me, id: Id, done: number, total: number): Promise<void> {
    await db.$executeRaw`
      INSERT INTO import_progress (practice_id, batch_id, done, total) VALUES (${me.practiceId}::uuid, ${id}::uuid, ${done}, ${total})
      ON CONFLICT (practice_id, batch_id) DO UPDATE SET done = EXCLUDED.done, total = EXCLUDED.total`;
  }

  async entered(db: Db, me: Me, id: Id, outcome: ImportOutcome, enteredAt: Date): Promise<void> {
    await db.importBatch.updateMany({
      where: { practiceId: me.practiceId, id },
      data: { enteredAt, outcome: { ...outcome }, work: null, workSince: null, version: { increment: 1 } },
    });
  }

  async undone(db: Db, me: Me, id: Id, undoing: ImportUndoing, undoneAt: Date): Promise<void> {
    await db.importBatch.updateMany({
      where: { practiceId: me.practiceId, id },
      data: { undoneAt, undoing: { ...undoing }, work: null, workSince: null, version: { increment: 1 } },
    });
  }

  async failed(db: Db, me: Me, id: Id, { code, facts }: ImportFailure): Promise<void> {
    await db.$executeRaw`
      UPDATE import_batch SET failure = ${JSON.stringify({ code, facts })}::jsonb, work = NULL, work_since = NULL, version = version + 1
      WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid`;
  }

  /** What names meant the last times anybody here imported, this member's own word first; an empty meaning leaves the name out. */
  async meanings(db: Db, me: Me): Promise<Meanings> {
    const rows = await db.importMeaning.findMany({
      where: { practiceId: me.practiceId },
      orderBy: { saidAt: 'asc' },
      take: 20_000,
    });
    const ownLast = [
      ...rows.filter((row) => row.memberId !== me.memberId),
      ...rows.filter((row) => row.memberId === me.memberId),
    ];
    const of = (kind: keyof ImportMapping) =>
      new Map(ownLast.filter((row) => row.kind === kind).map(({ name, meaning }) => [name, meaning]));
    return { people: of('people'), clients: of('clients'), activities: of('activities') };
  }

  async remember(db: Db, me: Me, mapping: ImportMapping): Promise<void> {
    const meanings = (['people', 'clients', 'activities'] as const).flatMap((kind) =>
      Object.entries(mapping[kind])
        // Whose the rows are that name nobody depends on who brings them.
        .filter(([name]) => kind !== 'people' || name !== '')
        .map(([name, meaning]) => ({ kind, name, meaning: meaning ?? '' })),
    );
    await db.$executeRaw`
      INSERT INTO import_meaning (practice_id, member_id, kind, name, meaning)
      SELECT ${me.practiceId}::uuid, ${me.memberId}::uuid, r.kind, r.name, r.meaning
      FROM jsonb_to_recordset(${JSON.stringify(meanings)}::jsonb) AS r(kind text, name text, meaning text)
      ON CONFLICT (practice_id, member_id, kind, name) DO UPDATE SET meaning = EXCLUDED.meaning, said_at = now()`;
  }
}

function fileOf({ mapping, ...batch }: ImportBatch & { readonly progress: ImportProgress | null }): ImportFile {
  const { progress } = batch;
  return {
    id: batch.id,
    source: batch.source as ImportSource,
    fileName: batch.fileName,
    zone: batch.zone,
    settings: mapping as unknown as ImportSettings,
    rowCount: batch.rowCount,
    stagedAt: batch.createdAt,
    work: batch.work as ImportWork | null,
    workSince: batch.workSince?.getTime() ?? null,
    entered: batch.enteredAt !== null,
    undone: batch.undoneAt !== null,
    progress: progress && { done: progress.done, total: progress.total },
    failure: batch.failure as unknown as ImportFailure | null,
    outcome: batch.outcome as unknown as ImportOutcome | null,
    undoing: batch.undoing as unknown as ImportUndoing | null,
    version: batch.version,
  };
}
