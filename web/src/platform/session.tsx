import { readSession, signOut as signOutRoute, type Me } from '@contract/identity';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
} from 'react';
import { call, isSignedOut } from './api';
import { forgetKept, keepFor } from './kept';
import { outlasting } from './outlasting';
import { makeCache } from './queries';
import { forgetZones } from './recent-zones';

type State =
  | { readonly is: 'loading' }
  /** `ended`: somebody was in until the server said otherwise. `left`: they signed out here on purpose. */
  | { readonly is: 'out'; readonly why: 'never' | 'ended' | 'left' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'in'; readonly me: Me };

export interface Session {
  readonly state: State;
  /** Takes over who signed in. Another person than before gets an empty cache. */
  readonly enter: (me: Me) => void;
  readonly leave: () => Promise<void>;
  readonly retry: () => void;
}

const SessionContext = createContext<Session | null>(null);

/** Who is signed in, and a cache that is theirs alone. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ is: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    call(readSession, {}, stop.signal).then(
      ({ me }) => setState(me ? inAs(me) : { is: 'out', why: 'never' }),
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ is: 'failed', error });
      },
    );
    return () => stop.abort();
  }, [attempt]);

  const userId = state.is === 'in' ? state.me.userId : null;
  const cache = useCacheOf(userId, setState);

  const session = useMemo<Session>(
    () => ({
      state,
      enter: (me) => setState(inAs(me)),
      leave: async () => {
        await outlasting(() =>
          call(signOutRoute, {}).catch((error: unknown) => {
            if (!isSignedOut(error)) throw error;
          }),
        );
        forgetKept();
        forgetZones();
        setState({ is: 'out', why: 'left' });
      },
      retry: () => {
        setState({ is: 'loading' });
        setAttempt((count) => count + 1);
      },
    }),
    [state],
  );

  return (
    <SessionContext value={session}>
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    </SessionContext>
  );
}

function inAs(me: Me): State {
  keepFor(me.userId);
  return { is: 'in', me };
}

/** A new user gets a new cache; the old one is emptied, so that the back button finds nothing of theirs. */
function useCacheOf(userId: string | null, setState: Dispatch<SetStateAction<State>>): QueryClient {
  const end = () => setState((before) => (before.is === 'in' ? { is: 'out', why: 'ended' } : before));
  const make = () => ({ userId, cache: makeCache(end) });
  const [kept, setKept] = useState(make);
  if (kept.userId === userId) return kept.cache;
  const fresh = make();
  kept.cache.clear();
  setKept(fresh);
  return fresh.cache;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

/** What the signed-in person is at a practice, and what it opens to them; nothing where they do not belong. */
export function useMembership(practice: string): Me['practices'][number] | undefined {
  return useMe().practices.find(({ practiceId }) => practiceId === practice);
}

/** The signed-in person, for screens that stand behind sign-in. */
export function useMe(): Me {
  const { state } = useSession();
  if (state.is !== 'in') throw new Error('useMe stands behind sign-in');
  return state.me;
}
