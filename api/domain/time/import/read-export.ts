import { accept, refuse, type Verdict } from '../../shared/verdict.js';
import { dateOrderOf, type DateOrder } from './cells.js';
import { clockify } from './clockify.js';
import { harvest } from './harvest.js';
import { namesIn, placesOf, type Layout } from './layout.js';
import { plain } from './plain.js';
import type { ImportRow, UnreadableRow } from './rows.js';
import { IMPORT_SOURCES, type ImportSource } from './source.js';
import { toggl } from './toggl.js';

const LAYOUTS: Readonly<Record<ImportSource, Layout>> = { toggl, clockify, harvest, csv: plain };

type Cells = readonly string[];

/** How the rows of a file are read. */
export interface Reading {
  readonly source: ImportSource;
  readonly dateOrder: DateOrder;
  /** The zone of the file's clock times, an IANA name. */
  readonly zone: string;
}

export interface ReadFile {
  readonly rows: readonly ImportRow[];
  readonly unreadable: readonly UnreadableRow[];
}

export type ImportFileRefusal =
  'import.empty' | 'import.columns_missing' | 'import.date_order_needed' | 'import.date_order_mixed';

/** The product whose names a header has; a plain table when it is none of them. */
export function recognise(header: Cells): ImportSource {
  const names = new Set(namesIn(header));
  return (
    IMPORT_SOURCES.find((source) =>
      LAYOUTS[source].signatures.some((signature) => signature.every((name) => names.has(name))),
    ) ?? 'csv'
  );
}

/**
 * Settles how a file, already cut into cells, is read: as the product its header shows or the caller names, and with the order of day
 * and month that its dates prove. When every date could be read both ways, the caller has to say which part comes first.
 */
export function settleReading(
  [header, ...body]: readonly Cells[],
  wish: {
    readonly source?: ImportSource | undefined;
    readonly dateOrder?: DateOrder | undefined;
    readonly zone: string;
  },
): Verdict<Reading, ImportFileRefusal> {
  const filled = body.filter(isFilled);
  if (!header || filled.length === 0) return refuse('import.empty');
  const source = wish.source ?? recognise(header);
  const layout = LAYOUTS[source];
  const places = placesOf(layout, header);
  const missing = layout.needs.filter(({ oneOf }) => oneOf.every((column) => (places.get(column) ?? -1) < 0));
  if (missing.length > 0) return refuse('import.columns_missing', { missing: missing.map(({ name }) => name) });
  const dates = layout.dates.map((column) => places.get(column) ?? -1);
  const found = dateOrderOf(filled.flatMap((row) => dates.map((at) => row[at] ?? '')));
  if (found === 'mixed') return refuse('import.date_order_mixed');
  if (found === 'unknown' && !wish.dateOrder) return refuse('import.date_order_needed');
  const proven = found === 'unknown' || found === 'either' ? (wish.dateOrder ?? 'day_first') : found;
  return accept({ source, dateOrder: proven, zone: wish.zone });
}

/**
 * Reads rows of a file, part by part if it is long; `line` is the number of the first of them. Empty rows and a header that comes again
 * say nothing and are passed over; what a row shorter than the header lacks is empty, and what a longer one has more is not looked at.
 */
export function readRows(header: Cells, rows: readonly Cells[], reading: Reading, line: number): ReadFile {
  const layout = LAYOUTS[reading.source];
  const places = placesOf(layout, header);
  const names = namesIn(header);
  const read = rows.flatMap((row, at) => {
    if (!isFilled(row) || names.every((name, column) => namesIn([row[column] ?? ''])[0] === name)) return [];
    const cell = (column: string): string => row[places.get(column) ?? -1]?.trim() ?? '';
    return [layout.read(cell, { line: line + at, order: reading.dateOrder, zone: reading.zone })];
  });
  return {
    rows: read.flatMap((one) => ('code' in one ? [] : [one])),
    unreadable: read.flatMap((one) => ('code' in one ? [one] : [])),
  };
}

function isFilled(row: Cells): boolean {
  return row.some((cell) => cell.trim() !== '');
}
