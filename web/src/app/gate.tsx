import { useRouter } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Go } from '../platform/go';
import { sentenceFor } from '../platform/problems';
import { useSession } from '../platform/session';
import { Failure } from '../ui/failure';
import classes from './gate.module.css';

/** Stands before every signed-in screen: waits for the session, or leads to sign-in and back here afterwards. */
export function Gate({ waiting, children }: { readonly waiting: ReactNode; readonly children: ReactNode }) {
  const { state, retry } = useSession();
  if (state.is === 'loading') return waiting;
  if (state.is === 'out') return <SignInFirst back={state.why !== 'left'} />;
  if (state.is === 'failed')
    return (
      <main className={classes.failed}>
        <Failure onRetry={retry}>{sentenceFor(state.error)}</Failure>
      </main>
    );
  return children;
}

function SignInFirst({ back }: { readonly back: boolean }) {
  const router = useRouter();
  const [to] = useState(() => {
    const next = router.latestLocation.href;
    return next === '/' || !back ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
  });
  return <Go to={to} />;
}
