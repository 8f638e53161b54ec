import type { Day } from '../../shared/day.js';
import { minutes, type Minutes } from '../../shared/units.js';
import type { Refusal } from '../../shared/verdict.js';
import type { ImportMapping } from './mapping.js';
import { daysOf, type TimesNote } from './row-days.js';
import { activityKey, clientKey, fingerprintsOf, minutesOf, personKey, type ImportRow } from './rows.js';
import { TakenRows, type ImportBook, type PlannedEntry } from './taken-rows.js';

export type { ImportBook, PlannedEntry } from './taken-rows.js';

/** A row that adds nothing, with its time, so that totals before and after can be compared. */
export interface SkippedRow {
  readonly line: number;
  readonly minutes: Minutes;
  readonly seconds: number;
}

export interface RefusedRow extends SkippedRow {
  readonly refusal: Refusal;
}

export interface ImportTotals {
  readonly rows: number;
  /** As the file says. */
  readonly seconds: number;
  /** Each row to the nearest minute. */
  readonly minutes: Minutes;
  /** What rounding to minutes changed: minutes x 60 - seconds. */
  readonly differenceSeconds: number;
  /** Minutes to add, already there, left out and refused; together they are `minutes`. */
  readonly added: Minutes;
  readonly alreadyThere: Minutes;
  readonly leftOut: Minutes;
  readonly refused: Minutes;
}

export interface ImportPlan {
  readonly add: readonly PlannedEntry[];
  readonly alreadyThere: readonly SkippedRow[];
  /** Left out on purpose by the mapping. */
  readonly leftOut: readonly SkippedRow[];
  /** Under half a minute. */
  readonly zero: readonly SkippedRow[];
  readonly refused: readonly RefusedRow[];
  /** Rows taken over although their clock times needed a choice. */
  readonly notes: readonly { readonly line: number; readonly code: TimesNote }[];
  readonly totals: ImportTotals;
}

/**
 * What importing a file would do: entries to add, rows already there (the same file twice adds nothing), left out or refused by name.
 * Nothing is silently left out, and totals before and after agree to the minute. A row that is split at midnight is taken whole or not
 * at all. Unreadable rows are not part of it; the reader lists them.
 */
export function planImport(
  rows: readonly ImportRow[],
  mapping: ImportMapping,
  book: ImportBook,
  today: Day,
): ImportPlan {
  const planning = planInSteps(rows, mapping, book, today);
  for (;;) {
    const step = planning.next();
    if (step.done) return step.value;
  }
}

/** The same, stopping for breath after every thousand rows, so that whoever plans a long file can do something else in between. */
export function* planInSteps(
  rows: readonly ImportRow[],
  mapping: ImportMapping,
  book: ImportBook,
  today: Day,
): Generator<void, ImportPlan> {
  const taken = new TakenRows(book, today);
  const plan: Omit<Writable<ImportPlan>, 'totals'> = {
    add: [],
    alreadyThere: [],
    leftOut: [],
    zero: [],
    refused: [],
    notes: [],
  };
  const fingerprints = fingerprintsOf(book.source, rows).map(book.digest);
  for (const [at, row] of rows.entries()) {
    if (at % A_STEP === 0) yield;
    const skipped = { line: row.line, minutes: minutesOf(row), seconds: row.seconds };
    const outcome = outcomeOf(row, fingerprints[at] ?? '', mapping, book, taken);
    if (typeof outcome === 'string') plan[outcome].push(skipped);
    else if ('code' in outcome) plan.refused.push({ ...skipped, refusal: outcome });
    else {
      plan.add.push(...outcome.entries);
      if (outcome.note) plan.notes.push({ line: row.line, code: outcome.note });
    }
  }
  return { ...plan, totals: totalsOf(rows, plan) };
}

const A_STEP = 1000;

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

type Outcome =
  | 'alreadyThere'
  | 'zero'
  | 'leftOut'
  | Refusal
  | { readonly entries: readonly PlannedEntry[]; readonly note: TimesNote | null };

function outcomeOf(
  row: ImportRow,
  fingerprint: string,
  mapping: ImportMapping,
  book: ImportBook,
  taken: TakenRows,
): Outcome {
  if (book.known.has(fingerprint)) return 'alreadyThere';
  if (minutesOf(row) === 0) return 'zero';
  const memberId = meant(mapping.people, personKey(row));
  const engagementId = meant(mapping.engagements, clientKey(row));
  if (memberId === null || engagementId === null) return 'leftOut';
  if (memberId === undefined) return { code: 'import.person_unmapped', facts: { key: personKey(row) } };
  const engagement = engagementId === undefined ? undefined : meant(book.engagements, engagementId);
  if (engagementId === undefined || !engagement) {
    return { code: 'import.client_unmapped', facts: { key: clientKey(row) } };
  }
  const activity = meant(mapping.activities, activityKey(row)) ?? null;
  const days = daysOf(row, mapping.zone, engagement.zone);
  const mapped = { row, fingerprint, memberId, engagementId, activity, days };
  const verdict = taken.take(mapped, engagement, mapping.overlapsAreParallel);
  return verdict.ok ? { entries: verdict.value, note: days.note } : verdict.refusal;
}

/** Names in a file are anything at all, also words every object knows. */
function meant<T>(meanings: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(meanings, key) ? meanings[key] : undefined;
}

function totalsOf(
  rows: readonly ImportRow[],
  plan: Pick<ImportPlan, 'add' | 'alreadyThere' | 'leftOut' | 'refused'>,
): ImportTotals {
  const sum = (parts: readonly { readonly minutes: Minutes }[]) =>
    parts.reduce((total, part) => total + part.minutes, 0);
  const seconds = rows.reduce((total, row) => total + row.seconds, 0);
  const whole = rows.reduce((total, row) => total + minutesOf(row), 0);
  return {
    rows: rows.length,
    seconds,
    minutes: minutes(whole),
    differenceSeconds: whole * 60 - seconds,
    added: minutes(sum(plan.add)),
    alreadyThere: minutes(sum(plan.alreadyThere)),
    leftOut: minutes(sum(plan.leftOut)),
    refused: minutes(sum(plan.refused)),
  };
}
