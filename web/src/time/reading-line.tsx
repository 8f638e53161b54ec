import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import type { QuickEntry } from '@domain/time/quick-entry';
import type { ReactNode } from 'react';
import { sentenceFor } from '../platform/problems';
import { Refusal } from '../platform/api';
import { leftInWords } from '../ui/meter';
import { activityWithCode } from './activity-options';
import { dayInWords } from './day-in-words';
import classes from './reading-line.module.css';

interface ReadingLineProps {
  readonly line: string;
  readonly reading: QuickEntry;
  readonly day: Day;
  readonly today: Day;
  readonly place?: { readonly clientName: string; readonly left: number | null };
  /** What its clock times were understood to mean. */
  readonly clock?: ReactNode;
  /** Adds a word to the line, to answer what is still open. */
  readonly onWord: (word: string) => void;
}

/** What one line was understood to say, and what it does not say yet. */
export function ReadingLine({ line, reading, day, today, place, clock, onWord }: ReadingLineProps) {
  if (line.trim() === '')
    return (
      <p className={classes.quiet}>
        A length, a client, and what it was for. Also: a day, #activity, !nb for not billable.
      </p>
    );
  const unclear = reading.refusals[0];
  return (
    <p className={classes.line}>
      {reading.minutes === undefined ? (
        <span className={classes.open}>How long?</span>
      ) : (
        <strong>{formatMinutes(reading.minutes)}</strong>
      )}
      {place ? (
        <span>{place.clientName}</span>
      ) : reading.candidates ? (
        <span className={classes.open}>
          Which one?{' '}
          {reading.candidates.slice(0, 4).map((client) => (
            <button key={client.id} type="button" className={classes.word} onClick={() => onWord(`@${client.code}`)}>
              {client.name}
            </button>
          ))}
        </span>
      ) : (
        <span className={classes.open}>Which client?</span>
      )}
      <span>{dayInWords(day, today)}</span>
      {clock}
      {reading.activity ? <span>{activityWithCode(reading.activity)}</span> : null}
      {reading.text ? <span>“{reading.text}”</span> : null}
      {reading.billable ? null : <span>not billable</span>}
      {unclear ? <span className={classes.open}>{sentenceOfRefusal(unclear)}</span> : null}
      {place && place.left !== null && reading.minutes !== undefined && reading.billable ? (
        <span className={classes.quiet}>then {leftInWords(place.left - reading.minutes)}</span>
      ) : null}
    </p>
  );
}

const SENTENCES: Record<string, string> = {
  'time.activity_unknown': 'No such activity. Try #c5, #v2, #search, #pairing or #admin.',
  'time.client_unknown': 'No client of that name.',
  'time.day_unclear': 'Write the day as 2026-11-20; this date does not exist or has two readings.',
  'time.duration_zero': 'At least one minute.',
  'time.duration_too_long': 'A day holds 24 hours.',
};

function sentenceOfRefusal({ code, facts }: QuickEntry['refusals'][number]): string {
  const readings = facts['readings'] as readonly { readonly text: string }[] | undefined;
  if (readings?.[0] && readings[1]) return `Did you mean ${readings[0].text} or ${readings[1].text}?`;
  return SENTENCES[code] ?? sentenceFor(new Refusal(422, code as never, '', facts));
}
