import type { Route } from '@contract/route';
import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { call, keyOf, isSignedOut, Refusal, type Ask } from './api';

const FRESH_MS = 20_000;
const KEPT_MS = 30 * 60_000;
const TRIES = 2;
/** A read may cross with another tab that was just given a new token; by then this one has it too. */
const CROSSED_MS = 150;

/**
 * One cache for one signed-in user: screens read from it first and refresh quietly. A new user gets a new cache, so
 * nothing of the last one can show through. A named refusal is an answer and is not asked again.
 */
export function makeCache(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        retry: (failures, error) => (isSignedOut(error) ? failures < 1 : worthAnotherTry(error) && failures < TRIES),
        retryDelay: (failures, error) => (isSignedOut(error) ? CROSSED_MS : 1_000 * 2 ** failures),
      },
      // Without a network a write fails at once and says so, instead of waiting where nobody sees it.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

function worthAnotherTry(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 0 || error.status === 503);
}

/** A read of the contract as a query. Its key starts with the route's name, so that `stale` finds it. */
export function reading<R extends Route>(route: R, ask: Ask<R>) {
  return queryOptions({
    queryKey: [route.name, keyOf(route, ask)] as const,
    queryFn: ({ signal }) => call(route, ask, signal),
  });
}

/** Says that what these routes told is out of date; what is on screen is asked again at once. */
export async function stale(cache: QueryClient, ...routes: readonly Route[]): Promise<void> {
  await Promise.all(routes.map((route) => cache.invalidateQueries({ queryKey: [route.name] })));
}
