import { readPortal } from '@contract/portal';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../platform/queries';

export function usePortal(practiceId: string, clientId: string) {
  return useQuery(reading(readPortal, { params: { practiceId, clientId } }));
}
