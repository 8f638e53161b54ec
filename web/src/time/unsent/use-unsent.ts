import { useSyncExternalStore } from 'react';
import { useMe } from '../../platform/session';
import { unsentOf, watchUnsent, type Unsent, type UnsentOwner } from './unsent-store';

/** The signed-in user's hours that wait on this device for a practice. */
export function useUnsent(practiceId: string): { readonly owner: UnsentOwner; readonly waiting: readonly Unsent[] } {
  const { userId } = useMe();
  const owner = { userId, practiceId };
  return { owner, waiting: useSyncExternalStore(watchUnsent, () => unsentOf(owner)) };
}
