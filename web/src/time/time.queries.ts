import { readEngagement, listMonths } from '@contract/engagements';
import { readPortfolio } from '@contract/clients';
import { editEntry, listLoggable, listTime, logHours, readWeek, voidEntry, type TimeEntry } from '@contract/time';
import type { Day, Week } from '@domain/shared/day';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { addressOf, call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** Whatever shows hours is out of date once an hour was logged, changed or voided. */
export function staleHours(cache: QueryClient): Promise<void> {
  return stale(cache, readWeek, listTime, listLoggable, readPortfolio, readEngagement, listMonths);
}

export function useLoggable(practiceId: string, wanted = true) {
  return useQuery({ ...reading(listLoggable, { params: { practiceId } }), enabled: wanted });
}

export function useWeek(practiceId: string, week: Week) {
  return useQuery({
    ...reading(readWeek, { params: { practiceId, week } }),
    placeholderData: (before) => before,
  });
}

export interface EntriesWanted {
  readonly from: Day;
  readonly to: Day;
  readonly engagementId?: string;
  readonly memberId?: string;
}

/** Entries from a day to a day, newest first, a part at a time. */
export function useEntries(practiceId: string, wanted: EntriesWanted) {
  const ask = { params: { practiceId }, query: { ...wanted } };
  return useInfiniteQuery({
    queryKey: [listTime.name, addressOf(listTime, ask)],
    queryFn: ({ pageParam, signal }) =>
      call(listTime, { ...ask, query: { ...ask.query, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
}

export interface HoursToLog {
  readonly engagementId: string;
  readonly body: Ask<typeof logHours>['body'];
}

export function useLogHours(practiceId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ engagementId, body }: HoursToLog) => call(logHours, { params: { practiceId, engagementId }, body }),
    onSuccess: () => staleHours(cache),
  });
}

export function useEditEntry(practiceId: string, entry: TimeEntry) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof editEntry>['body']) =>
      call(editEntry, { params: { practiceId, entryId: entry.id }, body, version: entry.version }),
    onSettled: () => staleHours(cache),
  });
}

export function useVoidEntry(practiceId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ entry, reason }: { readonly entry: Pick<TimeEntry, 'id' | 'version'>; readonly reason: string }) =>
      call(voidEntry, { params: { practiceId, entryId: entry.id }, body: { reason }, version: entry.version }),
    onSettled: () => staleHours(cache),
  });
}
