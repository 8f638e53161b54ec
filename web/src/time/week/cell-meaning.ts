import type { WeekEntry, WeekPlace } from '@contract/time';
import { formatMinutes, formatMonth } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { A_DAY, parseDuration, type DurationReading } from '@domain/time/duration';
import type { CellContent } from './cell-content';

/** What is known of a cell when something is done to it. */
export interface CellState {
  readonly entries: readonly WeekEntry[];
  /** What its one entry holds, or will once it is saved; null when there is none. */
  readonly content: CellContent | null;
  readonly lock: WeekPlace['locks'][number] | null;
  /** An entry of this cell waits on this device. */
  readonly unsent?: boolean;
}

/** What an act on a cell comes to. */
export type Meaning =
  | { readonly is: 'nothing' }
  | { readonly is: 'set'; readonly content: CellContent | null }
  /** Several entries, or one with a start and an end: its list is opened instead of a guess made. */
  | { readonly is: 'open' }
  | { readonly is: 'refused'; readonly sentence: string };

const NEW: Omit<CellContent, 'minutes'> = { billable: true, text: '', privateNote: '' };
const FORMS = 'Write 1:30, 1.5, 1,5, 1h30, 90m or 9-10:30.';
const STEP = 15;

const NOTHING: Meaning = { is: 'nothing' };
const OPEN: Meaning = { is: 'open' };

/** What a typed value means for what is there: new hours, other hours, or none. */
export function typedInto(cell: CellState, typed: string): Meaning {
  const text = typed.trim();
  if (text === '' || /^(?:0+(?:[.,:]0*)?|-)$/.test(text)) return cleared(cell);
  const stopped = stoppedBy(cell) ?? openedBy(cell);
  if (stopped) return stopped;
  const read = parseDuration(text);
  return read.ok ? setTo(cell, read.value.minutes) : refused(sentenceOfDuration(text, read.refusal));
}

/** A quarter of an hour more or less; nothing is left of the last one. */
export function stepped(cell: CellState, direction: 1 | -1): Meaning {
  const stopped = stoppedBy(cell) ?? openedBy(cell);
  if (stopped) return stopped;
  const to = (cell.content?.minutes ?? 0) + direction * STEP;
  if (to > A_DAY) return refused('A day holds 24 hours.');
  return to <= 0 ? cleared(cell) : setTo(cell, to);
}

export function cleared(cell: CellState): Meaning {
  if (cell.content === null && cell.entries.length === 0 && !cell.unsent) return NOTHING;
  return stoppedBy(cell) ?? { is: 'set', content: null };
}

/** Whether typing can begin here, or what stands against it. */
export function typingInto(cell: CellState): Meaning {
  return stoppedBy(cell) ?? openedBy(cell) ?? NOTHING;
}

/** The note of the hours in a cell, for the client and for the practice. */
export function noted(cell: CellState, note: Pick<CellContent, 'text' | 'privateNote'>): Meaning {
  const stopped = stoppedBy(cell);
  if (stopped) return stopped;
  if (!cell.content) return refused('There are no hours here yet: type them first, then N for their note.');
  return { is: 'set', content: { ...cell.content, ...note } };
}

function setTo({ content }: CellState, to: number): Meaning {
  return content?.minutes === to ? NOTHING : { is: 'set', content: { ...(content ?? NEW), minutes: minutes(to) } };
}

function stoppedBy({ entries, lock, unsent }: CellState): Meaning | undefined {
  const [entry, ...more] = entries;
  if (more.length > 0) return OPEN;
  if (unsent) return refused('These hours are not sent yet; change them under “Not sent yet”.');
  if (entry ? entry.can.edit : lock === null) return undefined;
  return refused(lock ? sentenceOfLock(lock) : 'These hours cannot be changed any more.');
}

/** Minutes that follow from a start and an end are changed with them. */
function openedBy({ entries: [entry] }: CellState): Meaning | undefined {
  return entry?.timed ? OPEN : undefined;
}

function refused(sentence: string): Meaning {
  return { is: 'refused', sentence };
}

/** Why a day takes no hours, in a sentence. */
export function sentenceOfLock({ code, month }: WeekPlace['locks'][number]): string {
  switch (code) {
    case 'time.month_closed':
      return `${month ? formatMonth(month) : 'This month'} is closed, so nothing in it can change.`;
    case 'time.day_ahead':
      return 'Hours are logged once they are worked; this day has not come yet.';
    case 'time.outside_terms':
      return 'No terms are in force on this day.';
    case 'time.engagement_closed':
      return 'This engagement is closed.';
  }
}

function sentenceOfDuration(
  typed: string,
  { code, facts }: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> },
): string {
  const readings = (facts['readings'] ?? []) as readonly DurationReading[];
  const [one, other] = readings;
  if (one && other)
    return `“${typed}” can be read in two ways: write ${one.text} for ${formatMinutes(minutes(one.minutes))}, or ${other.text} for ${formatMinutes(minutes(other.minutes))}.`;
  if (code === 'time.duration_too_long') return `“${typed}” is more than the 24 hours of a day.`;
  return `“${typed}” is not a duration. ${FORMS}`;
}
