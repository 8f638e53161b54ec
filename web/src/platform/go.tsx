import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * Leads on to an address of this web, once and without a trace in the history. The router's own component navigates
 * again whenever it is drawn, which never ends when drawing depends on where one is.
 */
export function Go({ to }: { readonly to: string }) {
  const router = useRouter();
  const gone = useRef(false);
  useEffect(() => {
    if (gone.current) return;
    gone.current = true;
    router.history.replace(to);
  }, [router, to]);
  return null;
}
