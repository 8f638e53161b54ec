import { readRows, type ReadFile } from '../../../domain/time/import/read-export.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import type { ImportFile, ImportStore } from './import.store.js';

/** A file's rows as they are read, with the header they were read by. */
export interface FileRows extends ReadFile {
  readonly header: readonly string[];
}

/** Reads a staged file part by part, so that its cells need not be there all at once. */
export async function fileRows(db: Db, me: Me, store: ImportStore, file: ImportFile): Promise<FileRows> {
  const reading = { source: file.source, zone: file.zone, dateOrder: file.settings.dateOrder };
  const [rows, unreadable]: [ReadFile['rows'][number][], ReadFile['unreadable'][number][]] = [[], []];
  let header: readonly string[] = [];
  for await (const { line, cells } of store.parts(db, me, file.id)) {
    if (line === 1) header = cells[0] ?? [];
    const read = readRows(header, line === 1 ? cells.slice(1) : cells, reading, line === 1 ? 2 : line);
    rows.push(...read.rows);
    unreadable.push(...read.unreadable);
  }
  return { header, rows, unreadable };
}
