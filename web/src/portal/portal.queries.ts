import { answerOverage, readPortal } from '@contract/portal';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

export function usePortal(practiceId: string, clientId: string) {
  return useQuery(reading(readPortal, { params: { practiceId, clientId } }));
}

/** Answers a request for hours beyond the allowance; whatever came of it, the page is read again. */
export function useAnswer(practiceId: string, clientId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ requestId, body }: { requestId: string; body: Ask<typeof answerOverage>['body'] }) =>
      call(answerOverage, { params: { practiceId, clientId, requestId }, body }),
    onSettled: () => stale(cache, readPortal),
  });
}
