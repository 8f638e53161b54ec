import { readPortfolio } from '@contract/clients';
import { listMonths, readEngagement } from '@contract/engagements';
import { correctEntry, listCorrections, readSummary } from '@contract/statements';
import { listLoggable } from '@contract/time';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** What an entry counts, and every correction it has had. */
export function useCorrections(practiceId: string, entryId: string) {
  return useQuery(reading(listCorrections, { params: { practiceId, entryId } }));
}

export function useCorrectEntry(practiceId: string, entryId: string) {
  const cache = useQueryClient();
  const params = { practiceId, entryId };
  return useMutation({
    mutationFn: (body: Ask<typeof correctEntry>['body']) => call(correctEntry, { params, body }),
    onSuccess: async (view) => {
      cache.setQueryData(reading(listCorrections, { params }).queryKey, view);
      await stale(cache, listMonths, readSummary, readEngagement, readPortfolio, listLoggable);
    },
  });
}
