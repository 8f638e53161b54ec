import type { Day } from '../../shared/day.js';
import { minutes, type Minutes } from '../../shared/units.js';
import { accept, refuse, type Verdict } from '../../shared/verdict.js';
import type { Activity } from '../activities.js';
import { A_DAY } from '../duration.js';
import { decideHours, type Book, type HoursRefusal } from '../log-hours.js';
import { Occupied, type Stretch } from './occupied.js';
import type { RowDays } from './row-days.js';
import type { ImportRow } from './rows.js';

/** What is already there, as an import has to know it. */
export interface ImportBook {
  readonly source: string;
  /** Per engagement that rows may be mapped to. */
  readonly engagements: Readonly<Record<string, Omit<Book, 'minutesThatDay'>>>;
  /** Unvoided minutes a member already has on a day, over all clients. */
  readonly minutesOn: (memberId: string, day: Day) => number;
  /** Clock times a member already has, not marked parallel. */
  readonly busy: (memberId: string) => readonly Stretch[];
  /** Fingerprints of imports that were not undone, in stored form. */
  readonly known: ReadonlySet<string>;
  /** From a fingerprint's text to its stored form: usually a hash. */
  readonly digest: (text: string) => string;
}

export interface PlannedEntry {
  readonly line: number;
  /** From 1; a row that crosses midnight in the engagement's zone makes one entry per day. */
  readonly part: number;
  readonly parts: number;
  /** Of the row, in stored form; unique together with `part`. */
  readonly fingerprint: string;
  readonly engagementId: string;
  readonly memberId: string;
  readonly day: Day;
  readonly minutes: Minutes;
  readonly activity: Activity | null;
  readonly billable: boolean;
  readonly text: string;
  /** Milliseconds since the epoch; null where the file has no clock times or they contradict the duration. */
  readonly instants: Stretch | null;
  readonly parallel: boolean;
}

/** What a row was mapped to. */
export interface MappedRow {
  readonly row: ImportRow;
  readonly fingerprint: string;
  readonly memberId: string;
  readonly engagementId: string;
  readonly activity: Activity | null;
  readonly days: RowDays;
}

/** Keeps account, row by row, of what an import itself already put on a day and on the clock. */
export class TakenRows {
  private readonly planned = new Map<string, number>();
  private readonly occupied = new Map<string, Occupied>();

  constructor(
    private readonly book: ImportBook,
    private readonly today: Day,
  ) {}

  /** The entries a row becomes, or why it cannot: the rules of logging hours hold for every part, or none is taken. */
  take(
    mapped: MappedRow,
    engagement: Omit<Book, 'minutesThatDay'>,
    overlapsAreParallel: boolean,
  ): Verdict<PlannedEntry[], HoursRefusal | 'time.duration_too_long' | 'time.overlap'> {
    const { row, memberId, days } = mapped;
    for (const part of days.parts) {
      if (part.minutes > A_DAY) return refuse('time.duration_too_long', { minutes: part.minutes });
      const book = { ...engagement, minutesThatDay: minutes(this.minutesOn(memberId, part.day)) };
      const verdict = decideHours(part, book, this.today);
      if (!verdict.ok) return verdict;
    }
    const clock = this.clockOf(memberId);
    const parallel = days.parts.some(({ instants }) => instants !== null && clock.overlaps(instants));
    if (parallel && !overlapsAreParallel) return refuse('time.overlap');
    const entries = days.parts.map((part, at) => {
      this.planned.set(dayKey(memberId, part.day), this.minutesOn(memberId, part.day) + part.minutes);
      if (part.instants && !parallel) clock.add(part.instants);
      return {
        line: row.line,
        part: at + 1,
        parts: days.parts.length,
        fingerprint: mapped.fingerprint,
        engagementId: mapped.engagementId,
        memberId,
        ...part,
        activity: mapped.activity,
        billable: row.billable,
        text: row.text,
        parallel,
      };
    });
    return accept(entries);
  }

  private minutesOn(memberId: string, on: Day): number {
    return this.planned.get(dayKey(memberId, on)) ?? this.book.minutesOn(memberId, on);
  }

  private clockOf(memberId: string): Occupied {
    const known = this.occupied.get(memberId);
    if (known) return known;
    const clock = new Occupied(this.book.busy(memberId));
    this.occupied.set(memberId, clock);
    return clock;
  }
}

function dayKey(memberId: string, on: Day): string {
  return `${on} ${memberId}`;
}
