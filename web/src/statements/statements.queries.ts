import { readPortfolio } from '@contract/clients';
import { listMonths, readEngagement } from '@contract/engagements';
import {
  answerQuestion,
  closeMonth,
  publishStatement,
  readSummary,
  reopenMonth,
  writeWords,
  type SummaryView,
  type Words,
} from '@contract/statements';
import { listTime } from '@contract/time';
import type { Month } from '@domain/shared/month';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** The contract months of an engagement, newest first. */
export function useMonths(practiceId: string, engagementId: string) {
  return useQuery(reading(listMonths, { params: { practiceId, engagementId } }));
}

export function useSummary(practiceId: string, engagementId: string, month: Month) {
  return useQuery(reading(readSummary, { params: { practiceId, engagementId, month } }));
}

/** Answers what a sponsor asked about a published version. */
export function useAnswerQuestion(params: Ask<typeof answerQuestion>['params']) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof answerQuestion>['body']) => call(answerQuestion, { params, body }),
    onSettled: () => stale(cache, readSummary),
  });
}

/** Writing the words, closing the month and publishing; each answers with the summary as it stands then. */
export function useSummaryChanges(practiceId: string, engagementId: string, month: Month) {
  const cache = useQueryClient();
  const params = { practiceId, engagementId, month };
  const keep = (view: SummaryView) => cache.setQueryData(reading(readSummary, { params }).queryKey, view);
  return {
    write: useMutation({
      mutationFn: ({ words, version }: { readonly words: Words; readonly version: number }) =>
        call(writeWords, { params, body: words, version }),
      onSuccess: keep,
      onError: () => stale(cache, readSummary),
    }),
    close: useMutation({
      mutationFn: () => call(closeMonth, { params }),
      onSuccess: async (view) => {
        keep(view);
        await stale(cache, listMonths, readPortfolio, readEngagement, listTime);
      },
    }),
    reopen: useMutation({
      mutationFn: (reason: string) => call(reopenMonth, { params, body: { reason } }),
      onSuccess: async (view) => {
        keep(view);
        await stale(cache, listMonths, readPortfolio, readEngagement, listTime);
      },
    }),
    publish: useMutation({
      mutationFn: (wordsVersion: number) => call(publishStatement, { params, body: { wordsVersion } }),
      onSuccess: async (view) => {
        keep(view);
        await stale(cache, listMonths, readPortfolio);
      },
    }),
  };
}
