import { answerOverage, readPortal } from '@contract/portal';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { stale } from '../platform/queries';

/** Answers a request for hours beyond the allowance; whatever came of it, the page is read again. */
export function useAnswer(practiceId: string, clientId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ requestId, body }: { requestId: string; body: Ask<typeof answerOverage>['body'] }) =>
      call(answerOverage, { params: { practiceId, clientId, requestId }, body }),
    onSettled: () => stale(cache, readPortal),
  });
}
