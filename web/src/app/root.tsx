import { Outlet } from '@tanstack/react-router';
import { LiveRegion } from '../ui/live';
import { Toasts } from '../ui/toast';
import { FreshFactor } from './fresh-factor';

export function Root() {
  return (
    <>
      <Outlet />
      <FreshFactor />
      <Toasts />
      <LiveRegion />
    </>
  );
}
