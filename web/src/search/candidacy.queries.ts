import { readPortfolio } from '@contract/clients';
import {
  closeCandidacy,
  editCandidate,
  readBoard,
  readCandidacy,
  reopenCandidacy,
  type CandidacyView,
} from '@contract/search';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

export interface OfPerson {
  readonly practice: string;
  readonly searchId: string;
  readonly candidacyId: string;
}

/** One person in one search, with every stay in a stage. */
export function useCandidacy({ practice, searchId, candidacyId }: OfPerson) {
  return useQuery(reading(readCandidacy, { params: { practiceId: practice, searchId, candidacyId } }));
}

/** Reads the neighbours of whoever is shown ahead of time, so that turning to them shows them at once. */
export function usePeek(practiceId: string, searchId: string, before?: string, next?: string): void {
  const cache = useQueryClient();
  useEffect(() => {
    for (const candidacyId of [next, before])
      if (candidacyId)
        void cache.prefetchQuery(reading(readCandidacy, { params: { practiceId, searchId, candidacyId } }));
  }, [before, cache, next, practiceId, searchId]);
}

/**
 * What can change about a person besides where they stand. Edits wait for each other, so that each names the version that
 * the one before left behind.
 */
export function useCandidacyChanges({ practice, searchId, candidacyId }: OfPerson) {
  const cache = useQueryClient();
  const params = { practiceId: practice, searchId, candidacyId };
  const { queryKey } = reading(readCandidacy, { params });
  const board = reading(readBoard, { params: { practiceId: practice, searchId } }).queryKey;
  const keep = (view: CandidacyView) => {
    cache.setQueryData(queryKey, view);
    cache.setQueryData(
      board,
      (shown) => shown && { ...shown, cards: shown.cards.map((card) => (card.id === candidacyId ? view.card : card)) },
    );
  };
  const keepAndCount = (view: CandidacyView) => {
    keep(view);
    void stale(cache, readBoard, readPortfolio);
  };
  const onError = () => stale(cache, readCandidacy, readBoard);
  return {
    edit: useMutation({
      scope: { id: `candidacy ${candidacyId}` },
      mutationFn: (body: Ask<typeof editCandidate>['body']) =>
        call(editCandidate, { params, body, version: cache.getQueryData(queryKey)?.card.version ?? 0 }),
      onSuccess: (view, body) => (body?.disposition ? keepAndCount(view) : keep(view)),
      onError,
    }),
    close: useMutation({
      mutationFn: (body: Ask<typeof closeCandidacy>['body']) => call(closeCandidacy, { params, body }),
      onSuccess: keepAndCount,
      onError,
    }),
    reopen: useMutation({
      mutationFn: () => call(reopenCandidacy, { params }),
      onSuccess: keepAndCount,
      onError,
    }),
  };
}
