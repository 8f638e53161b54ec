import { readPortfolio } from '@contract/clients';
import { listSearches, readBoard, startSearch } from '@contract/search';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** The searches of an engagement, newest first. */
export function useSearches(practiceId: string, engagementId: string) {
  return useQuery(reading(listSearches, { params: { practiceId, engagementId } }));
}

export function useBoard(practiceId: string, searchId: string) {
  return useQuery(reading(readBoard, { params: { practiceId, searchId } }));
}

export function useStartSearch(practiceId: string, engagementId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof startSearch>['body']) =>
      call(startSearch, { params: { practiceId, engagementId }, body }),
    onSuccess: () => stale(cache, listSearches, readPortfolio),
  });
}
