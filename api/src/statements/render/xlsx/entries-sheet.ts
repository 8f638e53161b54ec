import { minutes } from '../../../../domain/shared/units.js';
import type { PrintedEntry } from '../../../../domain/statements/snapshot.js';
import type { Wording } from '../../../../domain/statements/wording.js';
import type { Row, Sheet } from './cells.js';

/** Where other sheets find the entries: from row 2 on, with the total in the row below the last. */
export const ENTRIES = { name: 'Entries', billable: 'E', worked: 'F' } as const;

/** Every entry, and below them what they sum up to. */
export function entriesSheet(entries: readonly PrintedEntry[], words: Wording): Sheet {
  return {
    name: ENTRIES.name,
    columns: [12, 22, 30, 70, 10, 10, 10],
    rows: rowsOf(entries, words),
    head: 1,
    wide: true,
  };
}

function* rowsOf(entries: readonly PrintedEntry[], words: Wording): Generator<Row> {
  const { column, sheet } = words;
  yield [
    { text: column.date, look: 'head' },
    { text: column.who, look: 'head' },
    { text: column.activity, look: 'head' },
    { text: column.what, look: 'head' },
    { text: sheet.billable, look: 'head' },
    { text: column.worked, look: 'head_right' },
    { text: column.counted, look: 'head_right' },
  ];
  let worked = 0;
  let counted: number | null = 0;
  for (const entry of entries) {
    worked += entry.worked;
    counted = counted === null || entry.counted === null ? null : counted + entry.counted;
    yield [
      { day: entry.day },
      { text: entry.author },
      { text: entry.activity ? (words.activities[entry.activity.id] ?? entry.activity.label) : '' },
      { text: entry.text, look: 'wrapped' },
      { text: entry.billable ? sheet.yes : sheet.no },
      { minutes: entry.worked },
      entry.counted === null ? null : { minutes: entry.counted },
    ];
  }
  const sum = (of: number, name: string) => ({
    minutes: minutes(of),
    ...(entries.length > 0 ? { formula: `SUM(${name}2:${name}${entries.length + 1})` } : {}),
    total: true,
  });
  yield [
    { text: words.total, look: 'strong' },
    null,
    null,
    null,
    null,
    sum(worked, ENTRIES.worked),
    counted === null ? null : sum(counted, 'G'),
  ];
}
