import { roundHalfUp } from '../shared/rounded.js';
import { minutes, type Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';

/** The most a day can hold, in minutes. */
export const A_DAY = 1440;

/** Clock times as typed, `HH:MM`, in the author's zone; `overnight` when the end lies on the next day. */
export interface ClockInterval {
  readonly start: string;
  readonly end: string;
  readonly overnight: boolean;
}

export interface ParsedDuration {
  readonly minutes: Minutes;
  /** Present when clock times were typed. Minutes are then what the clock shows; a change of summer time may differ. */
  readonly interval?: ClockInterval;
}

export type DurationRefusal =
  'time.duration_unclear' | 'time.duration_ambiguous' | 'time.duration_zero' | 'time.duration_too_long';

/** One way to read an ambiguous duration, written so that typing `text` would mean it. */
export interface DurationReading {
  readonly text: string;
  readonly minutes: Minutes;
}

const LONGEST = 30;

/**
 * How long something took, in whole minutes from 1 to 1440: `1.5` `1,5` `1:30` `1h30` `90m` `.75` `9-10:30` `22-1:30`.
 * A bare number is hours up to 24; above that it could be hours or minutes and is refused with both readings (`facts.readings`).
 * So is an interval such as `9-5`, which would pass midnight although the afternoon may be meant.
 */
export function parseDuration(text: string): Verdict<ParsedDuration, DurationRefusal> {
  const typed = text.trim().toLowerCase();
  if (typed.length > LONGEST) return refuse('time.duration_unclear');
  return readInterval(typed) ?? readUnits(typed) ?? readClock(typed) ?? readNumber(typed) ?? unclear();
}

function unclear(): Verdict<never, DurationRefusal> {
  return refuse('time.duration_unclear');
}

function lasting(amount: number, interval?: ClockInterval): Verdict<ParsedDuration, DurationRefusal> {
  if (amount < 1) return refuse('time.duration_zero');
  if (amount > A_DAY) return refuse('time.duration_too_long', { minutes: amount });
  return accept({ minutes: minutes(amount), ...(interval && { interval }) });
}

/** `1h30`, `1h 30m`, `1.5h`, `90m`, `45 min`, `2 hours` */
function readUnits(typed: string): Verdict<ParsedDuration, DurationRefusal> | undefined {
  const hours = /^(\d*(?:[.,]\d+)?) ?(?:hours?|hrs?|h)(?: ?(\d{1,2}) ?(?:minutes?|mins?|m)?)?$/.exec(typed);
  if (hours?.[1]) {
    if (hours[2] === undefined) return lasting(decimalMinutes(hours[1]));
    if (/[.,]/.test(hours[1]) || Number(hours[2]) > 59) return unclear();
    return lasting(Number(hours[1]) * 60 + Number(hours[2]));
  }
  const only = /^(\d+) ?(?:minutes?|mins?|m)$/.exec(typed);
  return only ? lasting(Number(only[1])) : undefined;
}

/** `1:30`, `:45` */
function readClock(typed: string): Verdict<ParsedDuration, DurationRefusal> | undefined {
  const match = /^(\d*):([0-5]\d)$/.exec(typed);
  return match ? lasting(Number(match[1]) * 60 + Number(match[2])) : undefined;
}

/** `2`, `1.5`, `1,5`, `.75` */
function readNumber(typed: string): Verdict<ParsedDuration, DurationRefusal> | undefined {
  if (!/^(?:\d+(?:[.,]\d+)?|[.,]\d+)$/.test(typed)) return undefined;
  const asHours = decimalMinutes(typed);
  if (asHours <= A_DAY) return lasting(asHours);
  const asMinutes = Math.round(asHours / 60);
  return refuse('time.duration_ambiguous', {
    text: typed,
    readings: [
      { text: `${asMinutes}m`, minutes: asMinutes },
      { text: `${typed}h`, minutes: asHours },
    ],
  });
}

/** Hours written as a decimal, to the nearest minute: `1.5` and `1,5` are 90, `.75` is 45. */
function decimalMinutes(typed: string): number {
  const [whole = '', part = ''] = typed.split(/[.,]/);
  return roundHalfUp(BigInt(whole + part) * 60n, 10n ** BigInt(part.length));
}

/** `9-10:30`, `22-1:30`, `9.15-13.45`, `9am-1:30pm` */
function readInterval(typed: string): Verdict<ParsedDuration, DurationRefusal> | undefined {
  const sides = typed.split(/ ?[-\u2013\u2014] ?/);
  const [from, until, ...more] = sides;
  if (!from || !until || more.length > 0) return undefined;
  const [start, end] = [readTime(from), readTime(until)];
  if (!start || !end || start.at === A_DAY) return unclear();
  const span = end.at - start.at;
  if (span === 0) return refuse('time.duration_zero');
  if (span > 0) return lasting(span, interval(start.at, end.at, end.at === A_DAY));
  const tonight = end.at + A_DAY / 2;
  if (start.hasHalf || end.hasHalf || tonight <= start.at)
    return lasting(span + A_DAY, interval(start.at, end.at, true));
  return refuse('time.duration_ambiguous', {
    text: typed,
    readings: [
      { text: `${clock(start.at)}-${clock(tonight)}`, minutes: tonight - start.at },
      { text: `${Math.floor((span + A_DAY) / 60)}h${pad((span + A_DAY) % 60)}`, minutes: span + A_DAY },
    ],
  });
}

function interval(start: number, end: number, overnight: boolean): ClockInterval {
  return { start: clock(start), end: clock(end), overnight };
}

function clock(at: number): string {
  return `${pad(Math.floor((at % A_DAY) / 60))}:${pad(at % 60)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Minutes since midnight, and whether am or pm was said. `24:00` ends a day. */
function readTime(typed: string): { at: number; hasHalf: boolean } | undefined {
  const match = /^(\d{1,2})(?:[:.h]([0-5]\d))? ?(am|pm)?$/.exec(typed);
  if (!match) return undefined;
  const half = match[3];
  let hour = Number(match[1]);
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  const at = hour * 60 + Number(match[2] ?? 0);
  return at <= A_DAY ? { at, hasHalf: half !== undefined } : undefined;
}
