import { readMonthOfStatements } from '@contract/bookkeeping';
import type { Month } from '@domain/shared/month';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../platform/queries';

/** The latest summaries of a month over all clients; of the latest month unless told. */
export function useMonthOfStatements(practiceId: string, month: Month | undefined) {
  return useQuery(reading(readMonthOfStatements, { params: { practiceId }, query: month ? { month } : {} }));
}
