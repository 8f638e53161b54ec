import { addDays, isDay, weekday, type Day } from '../shared/day.js';
import type { Minutes } from '../shared/units.js';
import type { Refusal } from '../shared/verdict.js';
import { findActivity, type Activity } from './activities.js';
import { findClient, type FoundClient, type NamedClient } from './client-words.js';
import { parseDuration, type ClockInterval } from './duration.js';

export type { NamedClient } from './client-words.js';

export interface QuickEntryBook {
  readonly clients: readonly NamedClient[];
  /** Today where the author is; `yesterday` and weekday names count from it. */
  readonly today: Day;
}

/** What one line was understood to say. Nothing is guessed: what is absent was not said, or could not be read. */
export interface QuickEntry {
  readonly minutes?: Minutes;
  readonly interval?: ClockInterval;
  readonly clientId?: string;
  /** The clients a word could mean, when it could mean several. */
  readonly candidates?: readonly NamedClient[];
  readonly day?: Day;
  readonly activity?: Activity;
  readonly billable: boolean;
  /** The rest of the line: the note, spelled as typed. */
  readonly text: string;
  readonly missing: readonly ('client' | 'duration')[];
  readonly refusals: readonly Refusal[];
}

const LONGEST = 2_000;
/** A date, or what looks like one: with slashes it could be read both ways. */
const WRITTEN_DAY = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)$/;
const SAID_DAYS = { today: 0, yesterday: -1, tomorrow: 1 } as const;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A line being read: words that have a meaning are taken out, what stays is the note. */
class Line {
  private readonly words: (string | undefined)[];
  readonly refusals: Refusal[] = [];

  constructor(text: string) {
    this.words = text.slice(0, LONGEST).split(/\s+/).filter(Boolean);
  }

  get left(): readonly (string | undefined)[] {
    return this.words;
  }

  get text(): string {
    return this.words.filter((word) => word !== undefined).join(' ');
  }

  take(from: number, count = 1): void {
    this.words.fill(undefined, from, from + count);
  }

  refuse(code: string, facts: Refusal['facts']): void {
    this.refusals.push({ code, facts });
  }
}

/**
 * One line is enough, in any order: `acme 45m board prep yesterday`. A duration or interval, a client (its code, `@name` or the
 * start of its name), a day (`today`, `yesterday`, `mon` for the latest past Monday, `2026-11-20`, `20.11.2026`), `#activity`, `!nb` for not
 * billable. The rest is the note. Of several durations the one said most plainly counts: a unit before an interval, an interval
 * before `1:30` or `1.5`, these before a bare number; a client's whole word before a beginning; the others stay in the note.
 */
export function readQuickEntry(text: string, book: QuickEntryBook): QuickEntry {
  const line = new Line(text);
  const billable = takeBillable(line);
  const activity = takeActivity(line);
  const day = takeDay(line, book.today);
  const named = takeNamedClient(line, book.clients);
  const duration = takeDuration(line);
  const client = named ?? takeClient(line, book.clients);
  const clientId = client?.found.length === 1 ? client.found[0]?.id : undefined;
  return {
    ...duration,
    ...(clientId !== undefined && { clientId }),
    ...(client && client.found.length > 1 && { candidates: client.found }),
    ...(day && { day }),
    ...(activity && { activity }),
    billable,
    text: line.text,
    missing: [...(clientId === undefined ? ['client' as const] : []), ...(duration ? [] : ['duration' as const])],
    refusals: line.refusals,
  };
}

function takeBillable(line: Line): boolean {
  const at = line.left.findIndex((word) => word?.toLowerCase() === '!nb');
  if (at >= 0) line.take(at);
  return at < 0;
}

function takeActivity(line: Line): Activity | undefined {
  const at = line.left.findIndex((word) => word !== undefined && /^#[a-z]/i.test(word));
  if (at < 0) return undefined;
  const word = (line.left[at] ?? '').slice(1);
  const found = findActivity(word);
  if (!found) line.refuse('time.activity_unknown', { field: 'activity', text: word });
  line.take(at);
  return found;
}

function takeDay(line: Line, today: Day): Day | undefined {
  const words = line.left.map((word) => word?.toLowerCase());
  const written = words.findIndex((word) => word !== undefined && WRITTEN_DAY.test(word));
  if (written >= 0) return takeWrittenDay(line, written, today);
  const said = words.findIndex((word) => word !== undefined && Object.hasOwn(SAID_DAYS, word));
  if (said >= 0) {
    line.take(said);
    const day = addDays(today, SAID_DAYS[words[said] as keyof typeof SAID_DAYS]);
    if (day <= today) return day;
    line.refuse('time.day_ahead', { field: 'day', day });
    return undefined;
  }
  const named = words.findIndex((word) => weekdayNumber(word) > 0);
  if (named < 0) return undefined;
  line.take(named);
  return addDays(today, -((weekday(today) - weekdayNumber(words[named]) + 6) % 7) - 1);
}

function takeWrittenDay(line: Line, at: number, today: Day): Day | undefined {
  const word = dayFirst(line.left[at] ?? '');
  line.take(at);
  if (!isDay(word)) line.refuse('time.day_unclear', { field: 'day', text: word });
  else if (word > today) line.refuse('time.day_ahead', { field: 'day', day: word });
  else return word;
  return undefined;
}

/** `20.11.2026` as `2026-11-20`: with dots the day comes first wherever dates are written so. */
function dayFirst(word: string): string {
  const [, date = '', month = '', year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word) ?? [];
  return year === undefined ? word : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

function weekdayNumber(word: string | undefined): number {
  if (word === undefined || word.length < 3) return 0;
  return WEEKDAYS.findIndex((name) => name === word || name.slice(0, 3) === word) + 1;
}

const PLAINNESS: readonly RegExp[] = [/^[\d.,]+ ?(?:h|m)/i, /^\d[\d:.apmh]* ?[-\u2013\u2014] ?\d/i, /[:.,]/, /^\d+$/];

/** `from 9 to 10:30`, with or without its first word, is the interval `9-10:30`. */
const FROM_TO = /^(?:from )?(\d[\d:.apmh]*) (?:to|until) (\d[\d:.apmh]*)$/i;

function takeDuration(line: Line): Pick<QuickEntry, 'minutes' | 'interval'> | undefined {
  const found = durationsIn(line.left).sort((a, b) => a.plainness - b.plainness || a.at - b.at || b.count - a.count)[0];
  if (!found) return undefined;
  line.take(found.at, found.count);
  if (found.verdict.ok) return found.verdict.value;
  line.refuse(found.verdict.refusal.code, { ...found.verdict.refusal.facts, field: 'minutes', text: found.text });
  return undefined;
}

/** Every run of up to four words that reads as a duration, or would if it were not ambiguous, empty or too long. */
function durationsIn(words: readonly (string | undefined)[]) {
  return words.flatMap((_, at) =>
    [4, 3, 2, 1].flatMap((count) => {
      const run = words.slice(at, at + count);
      const text = run.join(' ').replace(FROM_TO, '$1-$2');
      if (run.length < count || run.includes(undefined) || !/^[\d.,:]/.test(text)) return [];
      const verdict = parseDuration(text);
      if (!verdict.ok && verdict.refusal.code === 'time.duration_unclear') return [];
      const plainness = PLAINNESS.findIndex((form) => form.test(text));
      return [{ at, count, text, verdict, plainness: plainness < 0 ? PLAINNESS.length : plainness }];
    }),
  );
}

function takeNamedClient(line: Line, clients: readonly NamedClient[]): FoundClient | undefined {
  const at = line.left.findIndex((word) => word !== undefined && /^@./.test(word));
  if (at < 0) return undefined;
  const words = [(line.left[at] ?? '').slice(1), ...line.left.slice(at + 1)];
  const found = findClient(words, clients, { only: 0 });
  line.take(at, found?.count ?? 1);
  if (!found) line.refuse('time.client_unknown', { field: 'client', text: words[0] });
  return found ?? { at, count: 1, found: [] };
}

function takeClient(line: Line, clients: readonly NamedClient[]): FoundClient | undefined {
  const found = findClient(line.left, clients);
  if (found) line.take(found.at, found.count);
  return found;
}
