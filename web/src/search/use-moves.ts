import { readPortfolio } from '@contract/clients';
import { moveCandidate, readBoard, readCandidacy, type CandidacyCard } from '@contract/search';
import { useMutation, useMutationState, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { reading, stale } from '../platform/queries';
import { announce } from '../ui/live';
import { say, sayFailed } from '../ui/toast';
import { inStage, onBoard, placeOf, withMove, type Move, type Place } from './board-order';

interface Sent extends Move {
  readonly name: string;
  /** Takes the message about the move away again. */
  readonly unsay: () => void;
}

export interface Moves {
  /** The board with every move in it that the server has not answered yet. */
  readonly cards: readonly CandidacyCard[];
  readonly move: (id: string, to: Place) => void;
}

/**
 * Moves show at once and reach the server one after the other. What the cache holds is always the server's word; moves on
 * their way are laid over it, so one that is refused falls back by itself and takes no other with it.
 */
export function useMoves(practiceId: string, searchId: string, known: readonly CandidacyCard[]): Moves {
  const cache = useQueryClient();
  const { mutate } = useMoving(practiceId, searchId);
  const pending = useMutationState({
    filters: { mutationKey: keyOf(searchId), status: 'pending' },
    select: ({ state }) => state.variables as Sent | undefined,
  });

  const move = useCallback(
    (id: string, to: Place) => {
      const { cards, stageName } = boardNow(cache, practiceId, searchId);
      const before = cards.find((card) => card.id === id);
      const from = placeOf(cards, id);
      if (!before || !from || (from.stageId === to.stageId && from.after === to.after)) return;
      const { name } = before;

      const takeBack = () => {
        const now = boardNow(cache, practiceId, searchId);
        const here = placeOf(now.cards, id);
        if (here?.stageId !== to.stageId) {
          sayFailed(`${name} has moved on since. Take the later move back first, or move ${name} by hand.`);
          return;
        }
        const told = `${name} is back in ${stageName(from.stageId)}.`;
        announce(told);
        const undoes = from.stageId !== to.stageId;
        mutate({ id, name, from: here, to: from, undoes, ...(undoes ? { before } : {}), unsay: say(told) });
      };

      const there = inStage(withMove(cards, { id, from, to, undoes: false }), to.stageId);
      const place = `${there.findIndex((card) => card.id === id) + 1} of ${there.length}`;
      const moved = from.stageId !== to.stageId;
      announce(
        moved
          ? `${name} moved to ${stageName(to.stageId)}, ${place}.`
          : `${name} is ${place} in ${stageName(to.stageId)}.`,
      );
      const unsay = say(
        moved ? `${name} moved to ${stageName(to.stageId)}.` : `${name} is now ${place} in ${stageName(to.stageId)}.`,
        takeBack,
      );
      mutate({ id, name, from, to, undoes: false, unsay });
    },
    [cache, mutate, practiceId, searchId],
  );

  return { cards: withAll(onBoard(known), pending), move };
}

function useMoving(practiceId: string, searchId: string) {
  const cache = useQueryClient();
  const { queryKey } = reading(readBoard, { params: { practiceId, searchId } });
  return useMutation({
    mutationKey: keyOf(searchId),
    scope: { id: `moves ${searchId}` },
    onMutate: () => cache.cancelQueries({ queryKey }),
    mutationFn: ({ id, from, to, undoes }: Sent) =>
      call(moveCandidate, {
        params: { practiceId, searchId, candidacyId: id },
        body: { fromStageId: from.stageId, toStageId: to.stageId, after: to.after, undoes },
      }),
    onSuccess: (board) => {
      cache.setQueryData(queryKey, board);
      void stale(cache, readCandidacy, readPortfolio);
    },
    onError: (error, { name, unsay }) => {
      const told = `${name} was not moved. ${sentenceFor(error)}`;
      unsay();
      announce(told);
      sayFailed(told);
      void stale(cache, readBoard, readCandidacy);
    },
  });
}

function keyOf(searchId: string) {
  return ['moveCandidate', searchId] as const;
}

function withAll(cards: readonly CandidacyCard[], moves: readonly (Move | undefined)[]): readonly CandidacyCard[] {
  return moves.reduce<readonly CandidacyCard[]>((board, move) => (move ? withMove(board, move) : board), cards);
}

/** The board at this very moment, moves on their way included. */
function boardNow(cache: QueryClient, practiceId: string, searchId: string) {
  const board = cache.getQueryData(reading(readBoard, { params: { practiceId, searchId } }).queryKey);
  const pending = cache
    .getMutationCache()
    .findAll({ mutationKey: keyOf(searchId), status: 'pending' })
    .map(({ state }) => state.variables as Sent | undefined);
  return {
    cards: withAll(onBoard(board?.cards ?? []), pending),
    stageName: (id: string) => board?.search.stages.find((stage) => stage.id === id)?.name ?? '',
  };
}
