import { Navigate, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sentenceFor } from '../platform/problems';
import { useSession } from '../platform/session';
import { Failure } from '../ui/failure';
import classes from './gate.module.css';

/** Stands before every signed-in screen: waits for the session, or leads to sign-in and back here afterwards. */
export function Gate({ waiting, children }: { readonly waiting: ReactNode; readonly children: ReactNode }) {
  const { state, retry } = useSession();
  const next = useLocation({ select: (location) => location.href });
  if (state.is === 'loading') return waiting;
  if (state.is === 'out') return <Navigate to="/sign-in" search={next === '/' ? {} : { next }} replace />;
  if (state.is === 'failed')
    return (
      <main className={classes.failed}>
        <Failure onRetry={retry}>{sentenceFor(state.error)}</Failure>
      </main>
    );
  return children;
}
