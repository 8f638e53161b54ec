import { elapsedMinutes } from '@domain/time/elapsed';
import { readQuickEntry } from '@domain/time/quick-entry';
import { todayHere } from '../platform/when';
import { timesOfLine } from './line-times';
import { ReadingLine } from './reading-line';
import { useLoggable } from './time.queries';

interface LineReadingProps {
  readonly practice: string;
  readonly line: string;
  /** Adds a word to the line, to answer what is still open. */
  readonly onWord: (word: string) => void;
}

/** What a line says of hours, wherever it is typed; nothing as long as it names no length. */
export function LineReading({ practice, line, onWord }: LineReadingProps) {
  const places = useLoggable(practice).data?.items ?? [];
  const today = todayHere();
  const clients = places.map(({ clientId, clientCode, clientName }) => ({
    id: clientId,
    code: clientCode,
    name: clientName,
  }));
  const reading = readQuickEntry(line, { clients, today });
  const place = places.find(({ clientId }) => clientId === reading.clientId);
  const unclear = reading.refusals.length > 0;
  if (reading.minutes === undefined && !unclear) return null;
  const { on, times } = timesOfLine(reading, reading.interval ? today : (place?.today ?? today));
  const stretch = times?.ok ? times.value : null;
  const understood = stretch ? { ...reading, minutes: elapsedMinutes(stretch.start, stretch.end) } : reading;
  return (
    <ReadingLine
      line={line}
      reading={understood}
      day={on}
      today={today}
      {...(place ? { place } : {})}
      onWord={onWord}
    />
  );
}
