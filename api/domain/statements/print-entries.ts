import { formatDayShort, formatWeekday } from '../shared/format.js';
import { minutes } from '../shared/units.js';
import { printMinutes } from './print-figures.js';
import { printableLine } from './printable.js';
import type { HourTotals, PrintedEntry } from './snapshot.js';
import type { Wording } from './wording.js';

export interface PrintedEntries {
  readonly heading: string;
  readonly lead: string;
  /** Words for an empty month; the table is left out then. */
  readonly none: string | null;
  readonly columns: readonly string[];
  /** Whether entries have more than one author; if not, the lead names the one. */
  readonly withAuthor: boolean;
  /** Whether rows carry a counted figure of their own. */
  readonly withCounted: boolean;
  readonly rows: readonly {
    readonly date: string;
    readonly who: string;
    readonly activity: string;
    readonly what: string;
    readonly mark: string;
    readonly worked: string;
    readonly counted: string;
  }[];
  readonly totals: readonly { readonly label: string; readonly hours: string; readonly strong: boolean }[];
}

/**
 * The entries and, where their edition lists none, only the totals. The counted column appears when entries are rounded
 * one by one and it says something the worked column does not.
 */
export function printEntries(
  { entries, totals }: { readonly entries?: readonly PrintedEntry[]; readonly totals: HourTotals },
  monthName: string,
  words: Wording,
): PrintedEntries {
  const rows = entries ?? [];
  const withCounted = totals.rounding !== 0 && rows.length > 0 && rows.every((entry) => entry.counted !== null);
  const authors = new Set(rows.map((entry) => printableLine(entry.author)));
  const withAuthor = authors.size > 1;
  const { column } = words;
  return {
    heading: entries ? words.entries : words.workedAndCounted,
    lead:
      entries && rows.length > 0 ? words.entriesLead(rows.length, withAuthor ? null : ([...authors][0] ?? null)) : '',
    none: entries && rows.length === 0 ? words.noEntries(monthName) : null,
    columns: [
      column.date,
      ...(withAuthor ? [column.who] : []),
      column.activity,
      column.what,
      ...(withCounted ? [column.worked, column.counted] : [column.hours]),
    ],
    withAuthor,
    withCounted,
    rows: rows.map((entry) => ({
      date: `${formatWeekday(entry.day)} ${formatDayShort(entry.day)}`,
      who: printableLine(entry.author),
      activity: entry.activity ? (words.activities[entry.activity.id] ?? printableLine(entry.activity.label)) : '',
      what: printableLine(entry.text),
      mark: entry.billable ? '' : words.notBillable,
      worked: printMinutes(entry.worked),
      counted: withCounted && entry.counted !== null ? printMinutes(entry.counted) : '',
    })),
    totals: printTotals(totals, words),
  };
}

/** From worked to used; a step that changes nothing is not printed. */
function printTotals({ worked, notBillable, rounding, counted, corrections, used }: HourTotals, words: Wording) {
  const steps: [string, number, boolean][] = [[words.totals.worked, worked, true]];
  if (notBillable !== 0) steps.push([words.totals.notBillable, -notBillable, false]);
  if (rounding !== 0) steps.push([words.totals.rounding, rounding, false]);
  steps.push([words.totals.counted, counted, true]);
  if (corrections !== 0) steps.push([words.totals.corrections, corrections, false], [words.totals.used, used, true]);
  return steps.map(([label, size, strong]) => ({ label, hours: printMinutes(minutes(size)), strong }));
}
