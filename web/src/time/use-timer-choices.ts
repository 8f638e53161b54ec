import type { Timer } from '@contract/timer';
import { readQuickEntry } from '@domain/time/quick-entry';
import { useMemo } from 'react';
import { sentenceFor } from '../platform/problems';
import { useMembership } from '../platform/session';
import { todayHere } from '../platform/when';
import { say, sayFailed } from '../ui/toast';
import { useLoggable } from './time.queries';
import { useTimer, useTimerActs } from './timer.queries';

interface TimerChoice {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly run: () => void;
}

interface TimerChoices {
  /** To start or open it, and to stop it; found by name. */
  readonly named: readonly TimerChoice[];
  /** For a line that names a client and no length: a timer for just that. */
  readonly forLine: TimerChoice | null;
}

/** What the palette offers for the timer. */
export function useTimerChoices(practice: string, text: string, onTimer: () => void): TimerChoices {
  const may = useMembership(practice)?.can.logTime ?? false;
  const running = useTimer(practice, may)?.timer;
  const loggable = useLoggable(practice, may);
  const { start, stop } = useTimerActs(practice);
  return useMemo(() => {
    const places = loggable.data?.items ?? [];
    const clients = places.map(({ clientId: id, clientCode: code, clientName: name }) => ({ id, code, name }));
    const reading = readQuickEntry(text, { clients, today: todayHere() });
    const place = places.find(({ clientId }) => clientId === reading.clientId);
    const reads = place !== undefined && reading.minutes === undefined && reading.refusals.length === 0;
    const insteadOf = running?.id ?? null;

    const startFor = (engagementId: string, clientName: string) =>
      start
        .mutateAsync({
          engagementId,
          activity: reading.activity ?? null,
          billable: reading.billable,
          text: reading.text,
          insteadOf,
        })
        .then(
          () => void say(`The timer for ${clientName} runs.`),
          (error: unknown) => sayFailed(sentenceFor(error)),
        );
    const stopIt = (timer: Timer) =>
      stop.mutateAsync({ timer }).then(
        () => void say('The timer was stopped and its hours kept.'),
        (error: unknown) => sayFailed(`The timer keeps running. ${sentenceFor(error)}`),
      );

    const open = {
      key: 'timer',
      title: running ? 'Open the timer' : 'Start a timer',
      hint: running ? '' : 'T',
      run: onTimer,
    };
    return {
      named: running
        ? [{ key: 'timer-stop', title: 'Stop the timer', hint: 'T', run: () => void stopIt(running) }, open]
        : [open],
      forLine: reads
        ? {
            key: 'timer-for',
            title: `${running ? 'Switch the timer to' : 'Start a timer for'} ${place.clientName}`,
            hint: reading.text,
            run: () => void startFor(place.engagementId, place.clientName),
          }
        : null,
    };
  }, [loggable.data, onTimer, running, start, stop, text]);
}
