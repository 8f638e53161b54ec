import { accept, refuse, type Verdict } from '../../shared/verdict.js';
import { dateOrderOf, readDate, readElapsed, readTime, readYes, type DateOrder } from './cells.js';
import type { ImportRow, UnreadableRow } from './rows.js';

/** The columns of Toggl Track's detailed report, and other names they have had. */
const COLUMNS = {
  user: ['user', 'member'],
  email: ['email'],
  client: ['client'],
  project: ['project'],
  task: ['task'],
  text: ['description'],
  billable: ['billable'],
  startDate: ['start date'],
  startTime: ['start time'],
  endDate: ['end date', 'stop date'],
  endTime: ['end time', 'stop time'],
  duration: ['duration'],
  tags: ['tags'],
} as const;

type Column = keyof typeof COLUMNS;

export interface ReadFile {
  readonly rows: readonly ImportRow[];
  readonly unreadable: readonly UnreadableRow[];
}

export type ImportFileRefusal =
  'import.empty' | 'import.columns_missing' | 'import.date_order_needed' | 'import.date_order_mixed';

/**
 * Reads a Toggl Track detailed export, already cut into cells. Columns are found by their header, in any order; a byte-order mark is
 * ignored, empty rows too, and what a row shorter than the header lacks is empty. When every date of the file could be read both
 * ways, the caller has to say which part comes first.
 */
export function readToggl(
  cells: readonly (readonly string[])[],
  order?: DateOrder,
): Verdict<ReadFile, ImportFileRefusal> {
  const [header, ...body] = cells;
  const filled = body
    .map((row, at) => ({ row, line: at + 2 }))
    .filter(({ row }) => row.some((cell) => cell.trim() !== ''));
  if (!header || filled.length === 0) return refuse('import.empty');
  const at = columnsOf(header);
  const missing = missingIn(at);
  if (missing.length > 0) return refuse('import.columns_missing', { missing });
  const cell = (row: readonly string[], column: Column): string => row[at[column]]?.trim() ?? '';
  const found = dateOrderOf(filled.flatMap(({ row }) => [cell(row, 'startDate'), cell(row, 'endDate')]));
  if (found === 'mixed') return refuse('import.date_order_mixed');
  if (found === 'unknown' && !order) return refuse('import.date_order_needed');
  const read = filled.map(({ row, line }) =>
    readRow(
      (column) => cell(row, column),
      line,
      found === 'unknown' || found === 'either' ? (order ?? 'day_first') : found,
    ),
  );
  return accept({
    rows: read.flatMap((one) => ('code' in one ? [] : [one])),
    unreadable: read.flatMap((one) => ('code' in one ? [one] : [])),
  });
}

function readRow(cell: (column: Column) => string, line: number, order: DateOrder): ImportRow | UnreadableRow {
  const person = cell('email') || cell('user');
  const date = readDate(cell('startDate'), order);
  const seconds = readElapsed(cell('duration'));
  if (!person) return { line, code: 'import.person_missing', cell: '' };
  if (!date) return { line, code: 'import.date_unclear', cell: cell('startDate') };
  if (seconds === null) return { line, code: 'import.duration_unclear', cell: cell('duration') };
  const [endDate, endTime] = [readDate(cell('endDate'), order), readTime(cell('endTime'))];
  return {
    line,
    person,
    client: cell('client'),
    project: cell('project'),
    task: cell('task'),
    tags: cell('tags'),
    text: cell('text'),
    billable: readYes(cell('billable')),
    date,
    start: readTime(cell('startTime')),
    end: endDate && endTime !== null ? { date: endDate, time: endTime } : null,
    seconds,
  };
}

function columnsOf(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  );
  const entries = Object.entries(COLUMNS).map(([column, known]) => [
    column,
    names.findIndex((name) => (known as readonly string[]).includes(name)),
  ]);
  return Object.fromEntries(entries) as Record<Column, number>;
}

/** What the file cannot do without, by the name Toggl gives it. */
function missingIn(at: Record<Column, number>): string[] {
  const needed: [string, number][] = [
    ['Email', Math.max(at.email, at.user)],
    ['Client', Math.max(at.client, at.project)],
    ['Start date', at.startDate],
    ['Duration', at.duration],
  ];
  return needed.filter(([, found]) => found < 0).map(([name]) => name);
}
