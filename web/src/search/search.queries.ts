import { readPortfolio } from '@contract/clients';
import { readPhase } from '@contract/engagements';
import {
  addCandidate,
  approveScorecard,
  closeSearch,
  editSearch,
  listSearches,
  readBoard,
  reopenSearch,
  startSearch,
  writeScorecard,
  type SearchView,
} from '@contract/search';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
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

/** The search itself: its title, target and brief, what the client sees, and the scorecard with its approvals. */
export function useSearchChanges(practiceId: string, searchId: string) {
  const cache = useQueryClient();
  const params = { practiceId, searchId };
  const keep = (search: SearchView) => {
    keepSearch(cache, practiceId, search);
    void stale(cache, listSearches, readPhase);
  };
  return {
    edit: useMutation({
      scope: { id: `search ${searchId}` },
      mutationFn: (body: Ask<typeof editSearch>['body']) =>
        call(editSearch, { params, body, version: searchIn(cache, practiceId, searchId)?.version ?? 0 }),
      onSuccess: keep,
      onError: () => stale(cache, readBoard),
    }),
    write: useMutation({
      mutationFn: (body: Ask<typeof writeScorecard>['body']) => call(writeScorecard, { params, body }),
      onSuccess: keep,
    }),
    close: useMutation({
      mutationFn: (body: Ask<typeof closeSearch>['body']) => call(closeSearch, { params, body }),
      onSuccess: () => stale(cache, readBoard, listSearches, readPhase, readPortfolio),
      onError: () => stale(cache, readBoard),
    }),
    reopen: useMutation({
      mutationFn: () => call(reopenSearch, { params }),
      onSuccess: () => stale(cache, readBoard, listSearches, readPhase, readPortfolio),
    }),
    approve: useMutation({
      mutationFn: ({
        scorecardId,
        approvalId,
        body,
      }: {
        scorecardId: string;
        approvalId: string;
        body: Ask<typeof approveScorecard>['body'];
      }) => call(approveScorecard, { params: { ...params, scorecardId, approvalId }, body }),
      onSuccess: keep,
      onError: () => stale(cache, readBoard),
    }),
  };
}

export function useAddCandidate(practiceId: string, searchId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof addCandidate>['body']) =>
      call(addCandidate, { params: { practiceId, searchId }, body }),
    onSuccess: () => stale(cache, readBoard, readPortfolio),
  });
}

function boardKey(practiceId: string, searchId: string) {
  return reading(readBoard, { params: { practiceId, searchId } }).queryKey;
}

function searchIn(cache: QueryClient, practiceId: string, searchId: string): SearchView | undefined {
  return cache.getQueryData(boardKey(practiceId, searchId))?.search;
}

function keepSearch(cache: QueryClient, practiceId: string, search: SearchView): void {
  cache.setQueryData(boardKey(practiceId, search.id), (board) => board && { ...board, search });
}
