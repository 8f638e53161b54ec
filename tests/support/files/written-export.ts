import { addDays, weekday, type Day } from '@domain/shared/day';
import type { ImportSource } from '@domain/time/import/source';
import { stringify } from 'csv-stringify/sync';

/** An hour of work as any tracker knows it. */
export interface Work {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly client: string;
  readonly project: string;
  readonly task: string;
  readonly tags: string;
  readonly text: string;
  readonly billable: boolean;
  readonly day: Day;
  /** Seconds since midnight. */
  readonly start: number;
  readonly seconds: number;
}

/** How a file is written, apart from what it says. */
export interface Dialect {
  readonly separator: ',' | ';' | '\t';
  readonly newline: '\n' | '\r\n';
  readonly bom: boolean;
  readonly decimal: '.' | ',';
  readonly dates: 'iso' | 'day_first' | 'month_first' | 'dotted';
  readonly clock: '24' | 'am_pm' | 'am_pm_seconds';
  readonly quoted: boolean;
  /** Columns are turned round by so many places. */
  readonly turned: number;
  readonly extraColumns: boolean;
  readonly emptyLines: number;
}

export const PLAINEST: Dialect = {
  separator: ',',
  newline: '\n',
  bom: false,
  decimal: '.',
  dates: 'iso',
  clock: '24',
  quoted: false,
  turned: 0,
  extraColumns: false,
  emptyLines: 0,
};

type Cells = readonly (readonly [name: string, cell: string])[];

/** Rows as the detailed export of one of the products, or as a plain table. */
export function writtenExport(source: ImportSource, rows: readonly Work[], dialect: Dialect = PLAINEST): string {
  const records = rows.map((row) => turned(WRITERS[source](row, dialect), dialect));
  const header = records[0]?.map(([name]) => name) ?? [];
  const table = [header, ...records.map((cells) => cells.map(([, cell]) => cell))];
  const text = stringify(table, {
    delimiter: dialect.separator,
    record_delimiter: dialect.newline,
    quoted: dialect.quoted,
    quoted_match: /[\r\n]/,
    bom: dialect.bom,
  });
  return text + dialect.newline.repeat(dialect.emptyLines);
}

const WRITERS: Readonly<Record<ImportSource, (row: Work, dialect: Dialect) => Cells>> = {
  toggl: (row, dialect) => [
    ['User', `${row.first} ${row.last}`],
    ['Email', row.email],
    ['Client', row.client],
    ['Project', row.project],
    ['Task', row.task],
    ['Description', row.text],
    ['Billable', yes(row.billable)],
    ['Start date', date(row.day, dialect)],
    ['Start time', clock(row.start, dialect)],
    ['End date', date(endOf(row).day, dialect)],
    ['End time', clock(endOf(row).time, dialect)],
    ['Duration', elapsed(row.seconds)],
    ['Tags', row.tags],
    ['Amount (EUR)', decimal(100, dialect)],
  ],
  clockify: (row, dialect) => [
    ['Project', row.project],
    ['Client', row.client],
    ['Description', row.text],
    ['Task', row.task],
    ['User', `${row.first} ${row.last}`],
    ['Group', ''],
    ['Email', row.email],
    ['Tags', row.tags],
    ['Billable', yes(row.billable)],
    ['Start Date', date(row.day, dialect)],
    ['Start Time', clock(row.start, dialect)],
    ['End Date', date(endOf(row).day, dialect)],
    ['End Time', clock(endOf(row).time, dialect)],
    ['Duration (h)', elapsed(row.seconds)],
    ['Duration (decimal)', decimal(row.seconds / 3600, dialect)],
    ['Billable Rate (USD)', decimal(200, dialect)],
  ],
  harvest: (row, dialect) => [
    ['Date', date(row.day, dialect)],
    ['Client', row.client],
    ['Project', row.project],
    ['Project Code', ''],
    ['Task', row.task],
    ['Notes', row.text],
    ['Hours', decimal(row.seconds / 3600, dialect)],
    ['Billable?', yes(row.billable)],
    ['Invoiced?', 'No'],
    ['First Name', row.first],
    ['Last Name', row.last],
    ['Currency', 'Euro - EUR'],
  ],
  csv: (row, dialect) => [
    ['Date', date(row.day, dialect)],
    ['Email', row.email],
    ['Client', row.client],
    ['Project', row.project],
    ['Activity', row.task],
    ['Tags', row.tags],
    ['Text', row.text],
    ['Billable', yes(row.billable)],
    ['Start', clock(row.start, dialect)],
    ['End', clock(endOf(row).time, dialect)],
    ['Duration', dialect.quoted ? decimal(row.seconds / 3600, dialect) : elapsed(row.seconds)],
  ],
};

const WORK = [
  ['Board deck, second pass', 'C5', ''],
  ['Architecture review: "events, then queries"', 'C2', 'deep work'],
  ['Vendor call 📞', 'C4', ''],
  ['Candidate screen', 'search', 'interviews'],
  ['Weekly with the VP', 'pairing', ''],
  ['Überblick für Zoë\nzweite Zeile', 'C1', ''],
] as const;

/**
 * A long history of one person's work, the newest day last: `clients` take turns, rows never overlap, and every duration is a number
 * of hundredths of an hour, which all four layouts can say to the second.
 */
export function workHistory(wanted: {
  readonly rows: number;
  readonly until: Day;
  readonly email: string;
  readonly clients: readonly string[];
  readonly perDay?: number;
}): Work[] {
  const { rows, until, email, clients, perDay = 4 } = wanted;
  const days: Day[] = [];
  for (let on = until; days.length < Math.ceil(rows / perDay); on = addDays(on, -1)) {
    if (weekday(on) <= 5) days.unshift(on);
  }
  return Array.from({ length: rows }, (_, at) => {
    const [text, task, tags] = WORK[at % WORK.length] ?? WORK[0];
    return {
      first: 'Ada',
      last: 'Berg',
      email,
      client: clients[at % clients.length] ?? '',
      project: 'Retainer',
      task,
      tags,
      text: `${text} ${at}`,
      billable: at % 7 !== 0,
      day: days[Math.floor(at / perDay)] ?? until,
      start: (8 + ((at % perDay) * 12) / perDay) * 3600,
      seconds: 36 * (30 + ((at * 17) % 60)),
    };
  });
}

function turned<T>(cells: readonly T[], { turned: by, extraColumns }: Dialect): readonly T[] {
  const extra = extraColumns ? [['Kostenstelle', 'x'] as T] : [];
  const all = [...extra, ...cells];
  return [...all.slice(by % all.length), ...all.slice(0, by % all.length)];
}

export function endOf({ day, start, seconds }: Pick<Work, 'day' | 'start' | 'seconds'>): { day: Day; time: number } {
  const end = start + seconds;
  return { day: addDays(day, Math.floor(end / 86_400)), time: end % 86_400 };
}

function date(on: Day, { dates }: Dialect): string {
  const [year = '', month = '', day = ''] = on.split('-');
  if (dates === 'iso') return on;
  if (dates === 'dotted') return `${day}.${month}.${year}`;
  return dates === 'day_first' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
}

function clock(at: number, { clock: kind }: Dialect): string {
  const [hour, minute, second] = [Math.floor(at / 3600), two((at / 60) % 60), two(at % 60)];
  if (kind === '24') return `${two(hour)}:${minute}:${second}`;
  const half = `${two(hour % 12 || 12)}:${minute}`;
  return `${half}${kind === 'am_pm' ? '' : `:${second}`} ${hour < 12 ? 'AM' : 'PM'}`;
}

function elapsed(seconds: number): string {
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function decimal(value: number, { decimal: sign }: Dialect): string {
  return value.toFixed(2).replace('.', sign);
}

function yes(is: boolean): string {
  return is ? 'Yes' : 'No';
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
