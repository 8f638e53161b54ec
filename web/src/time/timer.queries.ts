import { discardTimer, editTimer, readTimer, startTimer, stopTimer, TimerState, type Timer } from '@contract/timer';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { newId } from '../platform/new-id';
import { isRefusal } from '../platform/problems';
import { reading } from '../platform/queries';
import { zoneHere } from '../platform/when';
import { staleHours } from './time.queries';

/** How soon a device sees what another one started or stopped. */
const SEEN_AFTER_MS = 15_000;

/** What runs, and how far this device's clock is from the server's, by which the time it ran is counted. */
export interface Running {
  readonly timer: Timer;
  readonly ahead: number;
}

export function useTimer(practiceId: string, wanted = true): Running | null {
  const state = useQuery({
    ...reading(readTimer, { params: { practiceId } }),
    refetchInterval: SEEN_AFTER_MS,
    refetchOnWindowFocus: 'always',
    enabled: wanted,
  });
  const { timer, asOf } = state.data ?? { timer: null, asOf: '' };
  return timer && { timer, ahead: Date.parse(asOf) - state.dataUpdatedAt };
}

export type TimerFor = Pick<
  Ask<typeof startTimer>['body'],
  'engagementId' | 'activity' | 'billable' | 'text' | 'insteadOf'
>;
export type TimerStop = Pick<Ask<typeof stopTimer>['body'], 'keep' | 'parallel'> & { readonly stoppedAt?: string };

export function useTimerActs(practiceId: string) {
  const cache = useQueryClient();
  const params = { practiceId };
  const settled = {
    onSuccess: (state: TimerState) => {
      keep(cache, practiceId, state);
      void staleHours(cache);
    },
    // Another device was faster: its answer tells what runs by now.
    onError: (error: unknown) => {
      if (isRefusal(error, 'time.timer_other')) keep(cache, practiceId, TimerState.parse(error.facts));
    },
  };
  return {
    start: useMutation({
      mutationFn: (what: TimerFor) => {
        const at = new Date().toISOString();
        const body = { ...what, id: newId(), zone: zoneHere(), startedAt: at, sentAt: at };
        return call(startTimer, { params, body });
      },
      ...settled,
    }),
    edit: useMutation({
      mutationFn: ({ timer, ...body }: Ask<typeof editTimer>['body'] & { readonly timer: Timer }) =>
        call(editTimer, { params: { practiceId, timerId: timer.id }, body, version: timer.version }),
      ...settled,
    }),
    stop: useMutation({
      mutationFn: ({ timer, ...how }: TimerStop & { readonly timer: Timer }) => {
        const sentAt = new Date().toISOString();
        return call(stopTimer, {
          params: { practiceId, timerId: timer.id },
          body: { stoppedAt: sentAt, ...how, sentAt },
        });
      },
      ...settled,
    }),
    discard: useMutation({
      mutationFn: ({ timer, reason }: { readonly timer: Timer; readonly reason: string }) =>
        call(discardTimer, { params: { practiceId, timerId: timer.id }, body: { reason } }),
      ...settled,
    }),
  };
}

function keep(cache: QueryClient, practiceId: string, { timer, asOf }: TimerState): void {
  cache.setQueryData(reading(readTimer, { params: { practiceId } }).queryKey, { timer, asOf });
}
