import { dayIn, type Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { elapsedMinutes } from '@domain/time/elapsed';
import type { QuickEntry as Reading } from '@domain/time/quick-entry';
import type { Stretch } from '@domain/time/stretch';
import { useMe } from '../platform/session';
import { newId } from '../platform/new-id';
import { todayHere, zoneHere } from '../platform/when';
import { say } from '../ui/toast';
import { dayInWords } from './day-in-words';
import { useLogHours, useVoidEntry } from './time.queries';
import { keepForLater } from './unsent/keep-unsent';

interface LineToLog {
  readonly place: { readonly engagementId: string; readonly clientName: string; readonly zone: string };
  readonly reading: Reading;
  readonly day: Day;
  /** When it was, for a line with clock times; these say day and length where the client is. */
  readonly times?: Stretch | null;
  /** The clock times may lie beside others. */
  readonly parallel?: boolean;
}

/**
 * Logs a line that was understood, and says so with a way back; answers the day it went to. Where no answer comes back the
 * hours are kept on this device and sent later. Raises the refusal when the answer is no.
 */
export function useLogLine(practiceId: string): (line: LineToLog) => Promise<Day> {
  const log = useLogHours(practiceId);
  const undo = useVoidEntry(practiceId);
  const { userId } = useMe();
  return async ({ place, reading, day, times = null, parallel = false }) => {
    const { engagementId, clientName } = place;
    const body = {
      id: newId(),
      activity: reading.activity ?? null,
      billable: reading.billable,
      text: reading.text,
      parallel,
      ...(times ? clocked(times, place.zone) : { day, minutes: reading.minutes ?? minutes(0) }),
    };
    const entry = await log.mutateAsync({ engagementId, body }).catch((error: unknown) => {
      keepForLater({ userId, practiceId }, { engagementId, clientName, body }, error);
      return null;
    });
    if (entry === null) return body.day;
    const parts = [entry, ...entry.later];
    const sum = minutes(parts.reduce((total, part) => total + part.minutes, 0));
    const when = dayInWords(entry.day, todayHere());
    say(`Logged ${formatMinutes(sum)} for ${place.clientName}.${when === 'today' ? '' : ` That was ${when}.`}`, () =>
      parts.forEach((part) => undo.mutate({ entry: part, reason: 'undone by author' })),
    );
    return entry.day;
  };
}

function clocked({ start, end }: Stretch, zone: string) {
  return {
    day: dayIn(zone, start),
    minutes: elapsedMinutes(start, end),
    instants: { startedAt: new Date(start).toISOString(), endedAt: new Date(end).toISOString(), zone: zoneHere() },
  };
}
