import { Outlet } from '@tanstack/react-router';
import { LiveRegion } from '../ui/live';
import { Toasts } from '../ui/toast';

export function Root() {
  return (
    <>
      <Outlet />
      <Toasts />
      <LiveRegion />
    </>
  );
}
