import type { Day } from '../../shared/day.js';
import type { Minutes } from '../../shared/units.js';
import { secondsToMinutes } from '../elapsed.js';

/** One readable row of a time tracker's detailed export. */
export interface ImportRow {
  /** The row's number in the file; the header is 1. */
  readonly line: number;
  /** The person's e-mail address, or the name where the file has none; empty where a plain table names nobody. */
  readonly person: string;
  readonly client: string;
  readonly project: string;
  readonly task: string;
  readonly tags: string;
  readonly text: string;
  readonly billable: boolean;
  readonly date: Day;
  /** Seconds since midnight on the wall clock of the file's zone; null where the file has no clock times. */
  readonly start: number | null;
  readonly end: { readonly date: Day; readonly time: number } | null;
  readonly seconds: number;
}

/** A row that says nothing usable, and why; it is listed, never silently left out. */
export interface UnreadableRow {
  readonly line: number;
  readonly code: 'import.date_unclear' | 'import.duration_unclear' | 'import.person_missing';
  readonly cell: string;
  /** What it lasted, where at least that can be read, so that the file's totals hold it too. */
  readonly seconds: number;
}

/** Seconds to the nearest minute; the plan lists what that changes. */
export function minutesOf(row: ImportRow): Minutes {
  return secondsToMinutes(row.seconds);
}

/** What a person, a client and an activity are mapped by. A client may have several projects that belong to different engagements. */
export function personKey(row: ImportRow): string {
  return row.person.trim().toLowerCase();
}

export function clientKey(row: ImportRow): string {
  return [row.client, row.project]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' / ');
}

export function activityKey(row: ImportRow): string {
  return row.task.trim() || row.tags.trim();
}

/**
 * What makes a row the same row in another file: person, date, start, duration, project and text, with the occurrence number (from 1)
 * for identical rows. It stays with the entry through edits. Long, so store a hash of it.
 */
export function fingerprint(source: string, row: ImportRow, occurrence: number): string {
  return JSON.stringify([source, personKey(row), row.date, row.start, row.seconds, row.project, row.text, occurrence]);
}

/** The fingerprint of every row of a file; identical rows are told apart by the order in which they come. */
export function fingerprintsOf(source: string, rows: readonly ImportRow[]): string[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const first = fingerprint(source, row, 1);
    const occurrence = (seen.get(first) ?? 0) + 1;
    seen.set(first, occurrence);
    return occurrence === 1 ? first : fingerprint(source, row, occurrence);
  });
}
