import type { ReactNode } from 'react';
import { SessionProvider, useSession } from '../../web/src/platform/session';
import type { Answer, Asked } from './answering';

export const ROBIN = '00000000-0000-4000-8000-00000000000a';

/** The answer to who is signed in; of what else was asked it says nothing. */
export function asRobin({ path }: Asked): Answer | undefined {
  if (path !== '/api/session') return undefined;
  return {
    status: 200,
    body: { me: { userId: ROBIN, name: 'Robin Vale', email: 'robin@vale.example', practices: [], clients: [] } },
  };
}

/** What is behind sign-in, once Robin Vale is known to be in. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  return (
    <SessionProvider>
      <Inside>{children}</Inside>
    </SessionProvider>
  );
}

function Inside({ children }: { readonly children: ReactNode }) {
  return useSession().state.is === 'in' ? children : null;
}
