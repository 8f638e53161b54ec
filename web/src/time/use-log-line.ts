import type { TimeEntry } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import type { QuickEntry as Reading } from '@domain/time/quick-entry';
import { newId } from '../platform/new-id';
import { todayHere } from '../platform/when';
import { say } from '../ui/toast';
import { dayInWords } from './day-in-words';
import { useLogHours, useVoidEntry } from './time.queries';

interface LineToLog {
  readonly place: { readonly engagementId: string; readonly clientName: string };
  readonly reading: Reading;
  readonly day: Day;
}

/** Logs a line that was understood, and says so with a way back. Raises the refusal when the answer is no. */
export function useLogLine(practiceId: string): (line: LineToLog) => Promise<TimeEntry> {
  const log = useLogHours(practiceId);
  const undo = useVoidEntry(practiceId);
  return async ({ place, reading, day }) => {
    const entry = await log.mutateAsync({
      engagementId: place.engagementId,
      body: {
        id: newId(),
        day,
        minutes: reading.minutes ?? minutes(0),
        activity: reading.activity ?? null,
        billable: reading.billable,
        text: reading.text,
      },
    });
    const when = dayInWords(entry.day, todayHere());
    say(
      `Logged ${formatMinutes(entry.minutes)} for ${place.clientName}.${when === 'today' ? '' : ` That was ${when}.`}`,
      () => undo.mutate({ entry, reason: 'undone by author' }),
    );
    return entry;
  };
}
