import type { Week } from '@domain/shared/day';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { rowKey, type RowIdentity } from './row-identity';

const NONE: readonly RowIdentity[] = [];

/**
 * Rows that were added to a week and may hold no hours yet. They live in the cache of the signed-in user, so that going
 * to another week and back keeps them, and nobody else sees them.
 */
export function useAddedRows(practiceId: string, week: Week) {
  const cache = useQueryClient();
  const queryKey = ['added rows', practiceId, week];
  const { data = NONE } = useQuery({ queryKey, queryFn: () => NONE, staleTime: Infinity, gcTime: Infinity });
  const add = (rows: readonly RowIdentity[]) =>
    cache.setQueryData<readonly RowIdentity[]>(queryKey, (before = NONE) => {
      const known = new Set(before.map(rowKey));
      const fresh = rows.filter((row) => !known.has(rowKey(row)));
      return fresh.length === 0 ? before : [...before, ...fresh];
    });
  return { added: data, add };
}
