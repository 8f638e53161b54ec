import type { editEntry, TimeEntry } from '@contract/time';
import { dayIn, isDay, type Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { elapsedMinutes } from '@domain/time/elapsed';
import { parseDuration } from '@domain/time/duration';
import type { Stretch } from '@domain/time/stretch';
import { clockAt, offsetAt, readClockTimes } from '@domain/time/wall-clock';
import { Refusal, type Ask } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { zoneHere } from '../platform/when';

/** Day and length as fields hold them. A length of clock times belongs to the day where its author is. */
export interface TimesTyped {
  readonly day: string;
  readonly length: string;
  /** Which reading of an hour that occurs twice is meant, by its place in the list. */
  readonly reading: string;
}

/** What is sent of an entry that changes. */
export type EntryChange = NonNullable<Ask<typeof editEntry>['body']>;
type Change = Pick<EntryChange, 'day' | 'minutes' | 'instants'>;

interface TimesRead {
  readonly change: Change;
  /** What stands against them, in a sentence. */
  readonly trouble: string | null;
  /** What the clock times can mean, when they can mean several things. */
  readonly readings: readonly Stretch[];
}

const UNREADABLE: Change = { minutes: Number.NaN };
const FORMS = 'Write a duration such as 1:30, 1.5, 90m or 9-10:30.';

/** Where the clock times of an entry were typed, or would be now. */
export function zoneOf({ instants }: Pick<TimeEntry, 'instants'>): string {
  return instants?.zone ?? zoneHere();
}

export function typedTimes(entry: TimeEntry): TimesTyped {
  const { instants } = entry;
  if (!instants) return { day: entry.day, length: formatMinutes(entry.minutes), reading: '' };
  const [start, end] = [Date.parse(instants.startedAt), Date.parse(instants.endedAt)];
  return {
    day: dayIn(instants.zone, start),
    length: `${clockAt(start, instants.zone)}-${clockAt(end, instants.zone)}`,
    reading: '',
  };
}

/** What was typed as a change of the entry. What was left alone is not sent, so that a timer keeps its seconds. */
export function readTyped(typed: TimesTyped, entry: TimeEntry): TimesRead {
  const was = typedTimes(entry);
  const refused = (trouble: string): TimesRead => ({ change: UNREADABLE, trouble, readings: [] });
  if (typed.length === was.length && typed.day === was.day) return { change: {}, trouble: null, readings: [] };
  const length = parseDuration(typed.length);
  if (!length.ok) return refused(FORMS);
  const { interval, minutes } = length.value;
  if (!interval || !isDay(typed.day)) {
    const day = typed.day === was.day ? {} : { day: typed.day as Day };
    return { change: { ...day, minutes }, trouble: null, readings: [] };
  }
  const times = readClockTimes(typed.day, interval, zoneOf(entry));
  if (times.ok) return { change: changeTo(times.value, entry), trouble: null, readings: [] };
  const { code, facts } = times.refusal;
  const trouble = sentenceFor(new Refusal(422, code, '', facts));
  const readings = facts['readings'] as readonly Stretch[] | undefined;
  const picked = typed.reading === '' ? undefined : readings?.[Number(typed.reading)];
  if (picked) return { change: changeTo(picked, entry), trouble: null, readings: readings ?? [] };
  return { change: UNREADABLE, trouble, readings: readings ?? [] };
}

/** Another start and end; day and length follow from them. */
export function changeTo({ start, end }: Stretch, entry: TimeEntry): Change {
  const moment = (at: number) => new Date(at).toISOString();
  return { instants: { startedAt: moment(start), endedAt: moment(end), zone: zoneOf(entry) } };
}

/** The readings of an hour that occurs twice, for a list to choose from. */
export function readingOptions(readings: readonly Stretch[], zone: string) {
  return [
    { value: '', label: 'Say which' },
    ...readings.map(({ start, end }, at) => ({
      value: String(at),
      label: `${formatMinutes(elapsedMinutes(start, end))}: ${clockAt(start, zone)} (${offsetAt(start, zone)}) to ${clockAt(end, zone)} (${offsetAt(end, zone)})`,
    })),
  ];
}
