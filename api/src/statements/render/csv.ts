import { stringify } from 'csv-stringify/sync';
import { moneyDecimal } from '../../../domain/shared/money.js';
import type { EditionHours, StatementEdition } from '../../../domain/statements/edition.js';
import { neutralised } from './neutralised.js';

/** Which sign parts cells and which one parts decimals. */
export type CsvDialect = 'comma' | 'semicolon';

/** Minutes and counts are whole numbers, amounts are decimals in the dialect, dates are `YYYY-MM-DD`. */
interface CsvRow {
  readonly section: 'phase' | 'search' | 'activity' | 'balance' | 'ledger' | 'line' | 'entry' | 'total' | 'money';
  readonly item: string;
  readonly date?: string;
  readonly author?: string;
  readonly activity?: string;
  readonly text?: string;
  readonly billable?: boolean;
  readonly worked_minutes?: number;
  readonly counted_minutes?: number | null;
  readonly minutes?: number | null;
  readonly count?: number;
  readonly rate_per_hour?: string;
  readonly amount?: string;
  readonly currency?: string;
}

const COLUMNS = [
  'client',
  'legal_name',
  'purchase_order',
  'month',
  'first_day',
  'last_day',
  'version',
  'edition',
  'section',
  'item',
  'date',
  'author',
  'activity',
  'text',
  'billable',
  'worked_minutes',
  'counted_minutes',
  'minutes',
  'count',
  'rate_per_hour',
  'amount',
  'currency',
] as const;

/**
 * One table for the whole summary (RFC 4180): every row names client, month, version and edition, and what it is in
 * `section` and `item`, so files of several months can simply be put under each other.
 */
export function renderCsv(
  edition: StatementEdition,
  { dialect = 'comma', byteOrderMark = false }: { readonly dialect?: CsvDialect; readonly byteOrderMark?: boolean },
): Uint8Array {
  const head = {
    client: edition.client.name,
    legal_name: edition.client.legalName ?? '',
    purchase_order: edition.client.purchaseOrder ?? '',
    month: edition.month.month,
    first_day: edition.month.firstDay,
    last_day: edition.month.lastDay,
    version: edition.version ?? 'draft',
    edition: edition.edition,
  };
  const records = [...standing(edition), ...hours(edition.hours), ...money(edition, dialect)].map((row) => {
    const cells: Record<string, unknown> = { ...head, ...row };
    return COLUMNS.map((column) => cell(cells[column], column));
  });
  const text = stringify([[...COLUMNS], ...records], {
    delimiter: dialect === 'comma' ? ',' : ';',
    record_delimiter: '\r\n',
    quoted_string: true,
    bom: byteOrderMark,
  });
  return new TextEncoder().encode(text);
}

const AMOUNTS: readonly string[] = ['rate_per_hour', 'amount'];

function cell(value: unknown, column: string): string | number {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return value;
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return AMOUNTS.includes(column) ? text : neutralised(text);
}

function standing({ phase, searches }: StatementEdition): CsvRow[] {
  return [
    { section: 'phase', item: phase.phase, text: phase.label, date: phase.since, count: phase.days },
    ...(phase.gate?.criteria ?? []).map(({ text, met }): CsvRow => {
      return { section: 'phase', item: met ? 'criterion_met' : 'criterion_open', text };
    }),
    ...searches.flatMap(({ title, steps, closed, considered }): CsvRow[] => [
      ...steps.flatMap(({ label, now, reached }): CsvRow[] => [
        { section: 'search', item: 'now', activity: title, text: label, count: now },
        { section: 'search', item: 'reached', activity: title, text: label, count: reached },
      ]),
      { section: 'search', item: 'closed', activity: title, count: closed },
      { section: 'search', item: 'considered', activity: title, count: considered },
    ]),
  ];
}

function hours(hours: EditionHours): CsvRow[] {
  if (hours.visibility === 'hidden') return [];
  const balance = figures('balance', hours.balance);
  if (hours.visibility === 'balance_only') return balance;
  return [
    ...hours.activities.map(({ id, label, minutes }): CsvRow => {
      return { section: 'activity', item: id, activity: label, worked_minutes: minutes };
    }),
    ...balance,
    ...figures('ledger', hours.ledger),
    ...hours.lines.map(({ kind, text, lot, minutes }): CsvRow => {
      return { section: 'line', item: kind, activity: lot ?? '', text, minutes };
    }),
    ...('entries' in hours ? hours.entries : []).map(
      ({ day, author, activity, text, worked, counted, billable }): CsvRow => ({
        section: 'entry',
        item: activity?.id ?? '',
        date: day,
        author,
        activity: activity?.label ?? '',
        text,
        billable,
        worked_minutes: worked,
        counted_minutes: counted,
      }),
    ),
    ...figures('total', hours.totals),
  ];
}

function figures(section: CsvRow['section'], values: object): CsvRow[] {
  return Object.entries(values).map(([name, minutes]: [string, number]) => {
    return { section, item: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), minutes };
  });
}

function money({ money, engagement: { currency } }: StatementEdition, dialect: CsvDialect): CsvRow[] {
  if (money === null) return [];
  const decimal = (value: Parameters<typeof moneyDecimal>[0]) => {
    const text = moneyDecimal(value, currency);
    return dialect === 'comma' ? text : text.replace('.', ',');
  };
  return [
    ...money.lines.map(({ kind, text, minutes, ratePerHour, amount }): CsvRow => {
      const rate_per_hour = ratePerHour === null ? '' : decimal(ratePerHour);
      return { section: 'money', item: kind, text, minutes, rate_per_hour, amount: decimal(amount), currency };
    }),
    { section: 'money', item: 'total', amount: decimal(money.total), currency },
  ];
}
