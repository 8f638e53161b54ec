import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LiveRegion } from '../ui/live';
import { hush, Toasts } from '../ui/toast';
import { FreshFactor } from './fresh-factor';

/** The practice, the client's side, signing in: messages of one do not follow into another. */
function areaOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}

export function Root() {
  const area = useRouterState({ select: ({ location }) => areaOf(location.pathname) });
  useEffect(() => hush, [area]);
  return (
    <>
      <Outlet />
      <FreshFactor />
      <Toasts />
      <LiveRegion />
    </>
  );
}
