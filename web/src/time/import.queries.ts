import { listClients } from '@contract/clients';
import { listMembers } from '@contract/identity';
import {
  enterImport,
  followImport,
  foreseeUndoing,
  listImports,
  mapImport,
  readImport,
  rereadImport,
  stageImport,
  undoImport,
  type ImportSummary,
  type ImportView,
} from '@contract/time';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { addressOf, call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';
import { staleHours } from './time.queries';

/** How often the screen asks how far a worker is. */
const ASKED_EVERY_MS = 700;

/** The people and clients that names in a file can mean. */
export function useMeanings(practiceId: string) {
  const members = useQuery(reading(listMembers, { params: { practiceId } }));
  const clients = useQuery(reading(listClients, { params: { practiceId }, query: { limit: 200 } }));
  return { members: members.data?.items ?? [], clients: clients.data?.items ?? [] };
}

/** A worker is logging or voiding the hours of a file. */
export function isAtWork(file: Pick<ImportSummary, 'state'> | undefined): boolean {
  return file?.state === 'entering' || file?.state === 'undoing';
}

/** What becomes of a file, asked again and again while a worker is at it; when that is done, hours have changed. */
export function useFollowedImport(practiceId: string, importId: string) {
  const cache = useQueryClient();
  const followed = useQuery({
    ...reading(followImport, { params: { practiceId, importId } }),
    refetchInterval: ({ state }) => (isAtWork(state.data) ? ASKED_EVERY_MS : false),
  });
  const state = followed.data?.state;
  useEffect(() => {
    if (state === 'entered' || state === 'undone') void stale(cache, listImports).then(() => staleHours(cache));
  }, [cache, state]);
  return followed;
}

export function useImport(practiceId: string, importId: string) {
  return useQuery(reading(readImport, { params: { practiceId, importId } }));
}

/** The caller's files, newest first, a part at a time. */
export function useImports(practiceId: string) {
  const ask = { params: { practiceId }, query: { limit: 10 } };
  return useInfiniteQuery({
    queryKey: [listImports.name, addressOf(listImports, ask)],
    queryFn: ({ pageParam, signal }) =>
      call(listImports, { ...ask, query: { ...ask.query, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
}

/** What undoing would void; asked when somebody is about to. */
export function useForeseenUndoing(practiceId: string, importId: string) {
  return useQuery({ ...reading(foreseeUndoing, { params: { practiceId, importId } }), staleTime: 0 });
}

export function useUndoImport(practiceId: string, importId: string) {
  const cache = useQueryClient();
  const params = { practiceId, importId };
  return useMutation({
    mutationFn: () => call(undoImport, { params }),
    onSuccess: (file) => keepFollowed(cache, practiceId, file),
  });
}

export function useStageImport(practiceId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof stageImport>['body']) => call(stageImport, { params: { practiceId }, body }),
    onSuccess: (view) => {
      keepImport(cache, practiceId, view);
      return stale(cache, listImports);
    },
  });
}

export function useImportChanges(practiceId: string, view: ImportView) {
  const cache = useQueryClient();
  const params = { practiceId, importId: view.id };
  return {
    reread: useMutation({
      mutationFn: (how: Ask<typeof rereadImport>['body']) =>
        call(rereadImport, { params, body: how, version: view.version }),
      onSuccess: (changed) => keepImport(cache, practiceId, changed),
    }),
    map: useMutation({
      mutationFn: (mapping: Ask<typeof mapImport>['body']) =>
        call(mapImport, { params, body: mapping, version: view.version }),
      onSuccess: (changed) => keepImport(cache, practiceId, changed),
      onError: () => stale(cache, readImport),
    }),
    enter: useMutation({
      mutationFn: () => call(enterImport, { params }),
      onSuccess: (file) => keepFollowed(cache, practiceId, file),
    }),
  };
}

function keepImport(cache: QueryClient, practiceId: string, view: ImportView): void {
  cache.setQueryData(reading(readImport, { params: { practiceId, importId: view.id } }).queryKey, view);
}

function keepFollowed(cache: QueryClient, practiceId: string, file: ImportSummary): void {
  cache.setQueryData(reading(followImport, { params: { practiceId, importId: file.id } }).queryKey, file);
}
