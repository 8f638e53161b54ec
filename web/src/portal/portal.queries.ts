import { acceptStatement, askAboutStatement, readBoardPage, readPortal } from '@contract/portal';
import type { Month } from '@domain/shared/month';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

export function usePortal(practiceId: string, clientId: string) {
  return useQuery(reading(readPortal, { params: { practiceId, clientId } }));
}

/** What a sponsor may do about a published summary. */
export function useStatementActs(practiceId: string, clientId: string, statementId: string) {
  const cache = useQueryClient();
  const params = { practiceId, clientId, statementId };
  const onSettled = () => stale(cache, readPortal);
  return {
    accept: useMutation({ mutationFn: () => call(acceptStatement, { params }), onSettled }),
    ask: useMutation({
      mutationFn: (body: Ask<typeof askAboutStatement>['body']) => call(askAboutStatement, { params, body }),
      onSettled,
    }),
  };
}

export function useBoardPage(practiceId: string, clientId: string, month: Month | undefined) {
  return useQuery(reading(readBoardPage, { params: { practiceId, clientId }, query: month ? { month } : {} }));
}
