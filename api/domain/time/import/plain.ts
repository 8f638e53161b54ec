import { addDays, type Day } from '../../shared/day.js';
import { parseDuration, type ClockInterval } from '../duration.js';
import { readDate, readDecimalHours, readElapsed, readTime } from './cells.js';
import { secondsBetween, type WallTime } from './clock-times.js';
import { layout, type CellOf } from './layout.js';

const A_DAY_OF_SECONDS = 86_400;

/** What a plain table can say, by the name to give each column; the others are what people call it too. */
export const PLAIN_COLUMNS = {
  date: ['date', 'day', 'work date', 'start date'],
  person: ['email', 'e-mail', 'person', 'user', 'member'],
  client: ['client', 'customer', 'company', 'account'],
  project: ['project', 'engagement'],
  task: ['activity', 'task', 'category'],
  tags: ['tags', 'tag'],
  text: ['text', 'description', 'notes', 'note', 'comment', 'subject'],
  billable: ['billable', 'billable?'],
  start: ['start', 'start time', 'from', 'begin'],
  end: ['end', 'end time', 'to', 'until', 'stop'],
  duration: ['duration', 'time spent', 'length'],
  hours: ['hours', 'duration (h)', 'hours (decimal)'],
  minutes: ['minutes', 'min', 'duration (min)', 'duration (minutes)'],
} as const;

type PlainColumn = keyof typeof PLAIN_COLUMNS;

/** How long a row lasted, and when, where the table says it. */
interface Span {
  readonly seconds: number;
  readonly start: number | null;
  readonly end: WallTime | null;
}

/**
 * A table made by hand or by another tool. A duration may be written in every way that quick entry understands; start and end do
 * instead. A row that names nobody is the importing person's own, and one that does not say otherwise is billable.
 */
export const plain = layout<PlainColumn>({
  columns: PLAIN_COLUMNS,
  needs: [
    { name: 'Date', oneOf: ['date'] },
    { name: 'Client', oneOf: ['client', 'project'] },
    { name: 'Duration', oneOf: ['duration', 'hours', 'minutes', 'end'] },
  ],
  signatures: [],
  dates: ['date'],
  read(cell, { line, order, zone }) {
    const date = readDate(cell('date'), order);
    const span = spanOf(cell, date, zone);
    if (!span) {
      const written = cell('duration') || cell('hours') || cell('minutes') || cell('end');
      return { line, code: 'import.duration_unclear', cell: written, seconds: 0 };
    }
    if (!date) return { line, code: 'import.date_unclear', cell: cell('date'), seconds: span.seconds };
    return {
      line,
      person: cell('person'),
      client: cell('client'),
      project: cell('project'),
      task: cell('task'),
      tags: cell('tags'),
      text: cell('text'),
      billable: !/^(no|n|false|0|non-billable|not billable)$/i.test(cell('billable')),
      date,
      ...span,
    };
  },
});

function spanOf(cell: CellOf<PlainColumn>, date: Day | null, zone: string): Span | null {
  const typed = intervalIn(cell('duration'));
  const start = readTime(cell('start') || (typed?.start ?? ''));
  const end = endOf(readTime(cell('end') || (typed?.end ?? '')), start, date);
  const isWritten = [cell('duration'), cell('hours'), cell('minutes')].some(Boolean) && !typed;
  if (isWritten) {
    const seconds = writtenSeconds(cell);
    return seconds === null ? null : { seconds, start, end };
  }
  if (!date || start === null || !end) return null;
  return { seconds: secondsBetween({ date, time: start }, end, zone), start, end };
}

/** `9-10:30` says when and not only how long; how long follows from the zone. */
function intervalIn(typed: string): ClockInterval | undefined {
  if (!/\d.*[-\u2013\u2014].*\d/.test(typed)) return undefined;
  const verdict = parseDuration(typed);
  return verdict.ok ? verdict.value.interval : undefined;
}

/** An end that does not lie after its start is on the next day. */
function endOf(end: number | null, start: number | null, date: Day | null): WallTime | null {
  if (end === null || date === null) return null;
  return { date: start !== null && end < start ? addDays(date, 1) : date, time: end };
}

function writtenSeconds(cell: CellOf<PlainColumn>): number | null {
  if (cell('duration')) return durationSeconds(cell('duration'));
  if (cell('hours')) return readDecimalHours(cell('hours')) ?? durationSeconds(cell('hours'));
  const wholeMinutes = /^\d{1,6}$/.exec(cell('minutes'));
  return wholeMinutes ? Number(wholeMinutes[0]) * 60 : durationSeconds(cell('minutes'));
}

/** The forms of quick entry, to the second where the table is that exact. What no day can hold is read too, and refused with its time. */
function durationSeconds(typed: string): number | null {
  const exact = readElapsed(typed);
  if (exact !== null) return exact;
  const decimal = readDecimalHours(typed);
  if (decimal !== null && decimal <= A_DAY_OF_SECONDS) return decimal;
  const verdict = parseDuration(typed);
  if (verdict.ok) return verdict.value.minutes * 60;
  if (verdict.refusal.code === 'time.duration_zero') return 0;
  const { minutes } = verdict.refusal.facts;
  return verdict.refusal.code === 'time.duration_too_long' && typeof minutes === 'number' ? minutes * 60 : null;
}
