import { dayIn, type Day } from '@domain/shared/day';
import { formatDayShort, formatMinutes, formatWeekday } from '@domain/shared/format';
import { elapsedMinutes } from '@domain/time/elapsed';
import { splitAtMidnight } from '@domain/time/midnight';
import type { Stretch } from '@domain/time/stretch';
import { clockAt, offsetAt } from '@domain/time/wall-clock';
import { Refusal } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { zoneHere } from '../platform/when';
import type { LineTimes } from './line-times';
import classes from './reading-line.module.css';

interface ReadingTimesProps extends LineTimes {
  /** Where the client is. */
  readonly zone: string;
  readonly picked: Stretch | null;
  readonly onPick: (stretch: Stretch) => void;
}

/** The clock times of a line: when, which of two when an hour occurs twice, and on which days where the client is. */
export function ReadingTimes({ on, times, zone, picked, onPick }: ReadingTimesProps) {
  if (!times) return null;
  if (times.ok) return <WhenThere stretch={times.value} on={on} zone={zone} />;
  const { code, facts } = times.refusal;
  const readings = facts['readings'] as readonly Stretch[] | undefined;
  if (!readings) {
    return <span className={classes.open}>{sentenceFor(new Refusal(422, code as never, '', facts))}</span>;
  }
  return (
    <>
      <span className={picked ? classes.quiet : classes.open} role="group" aria-label="Which of them">
        {picked ? null : 'The clocks showed this hour twice. '}
        {readings.map((reading) => (
          <button
            key={`${reading.start} ${reading.end}`}
            type="button"
            className={classes.word}
            aria-pressed={picked?.start === reading.start && picked.end === reading.end}
            onClick={() => onPick(reading)}
          >
            {spanOf(reading)}
          </button>
        ))}
      </span>
      {picked ? <WhenThere stretch={picked} on={on} zone={zone} /> : null}
    </>
  );
}

function WhenThere({ stretch, on, zone }: { readonly stretch: Stretch; readonly on: Day; readonly zone: string }) {
  const parts = splitAtMidnight(stretch.start, stretch.end, zone);
  const differs = dayIn(zone, stretch.start) !== on;
  return (
    <>
      <span>
        {clockAt(stretch.start, zoneHere())}–{clockAt(stretch.end, zoneHere())}
      </span>
      {parts.length > 1 ? (
        <span>
          {parts.map(({ day, minutes }) => `${formatMinutes(minutes)} on ${dayOf(day)}`).join(' and ')} for the client
        </span>
      ) : differs ? (
        <span>{dayOf(dayIn(zone, stretch.start))} for the client</span>
      ) : null}
    </>
  );
}

function dayOf(day: Day): string {
  return `${formatWeekday(day)} ${formatDayShort(day)}`;
}

/** `1:00, 02:30 (+02:00) to 02:30 (+01:00)` */
function spanOf({ start, end }: Stretch): string {
  const told = (at: number) => `${clockAt(at, zoneHere())} (${offsetAt(at, zoneHere())})`;
  return `${formatMinutes(elapsedMinutes(start, end))}, ${told(start)} to ${told(end)}`;
}
