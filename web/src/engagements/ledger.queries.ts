import { readPortfolio } from '@contract/clients';
import { listMonths, readEngagement } from '@contract/engagements';
import {
  adjustMonth,
  askOverage,
  listAdjustments,
  listOverage,
  withdrawAdjustment,
  withdrawOverage,
  type MonthAdjustments,
  type MonthOverage,
} from '@contract/ledger';
import { readSummary } from '@contract/statements';
import type { Month } from '@domain/shared/month';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** A contract month of an engagement, as addresses name it. */
export interface MonthAt {
  readonly practiceId: string;
  readonly engagementId: string;
  readonly month: Month;
}

export function useAdjustments(params: MonthAt) {
  return useQuery(reading(listAdjustments, { params }));
}

export function useOverage(params: MonthAt) {
  return useQuery(reading(listOverage, { params }));
}

/** What is agreed about a month changes its balance, wherever that is shown. */
function useStaleMonth() {
  const cache = useQueryClient();
  return () => stale(cache, listMonths, readEngagement, readPortfolio, readSummary);
}

export function useAdjustmentChanges(params: MonthAt) {
  const cache = useQueryClient();
  const staleMonth = useStaleMonth();
  const onSuccess = (read: MonthAdjustments) => {
    cache.setQueryData(reading(listAdjustments, { params }).queryKey, read);
    return staleMonth();
  };
  return {
    adjust: useMutation({
      mutationFn: (body: Ask<typeof adjustMonth>['body']) => call(adjustMonth, { params, body }),
      onSuccess,
    }),
    withdraw: useMutation({
      mutationFn: (adjustmentId: string) => call(withdrawAdjustment, { params: { ...params, adjustmentId } }),
      onSuccess,
      onError: () => stale(cache, listAdjustments),
    }),
  };
}

export function useOverageChanges(params: MonthAt) {
  const cache = useQueryClient();
  const staleMonth = useStaleMonth();
  const onSuccess = (read: MonthOverage) => {
    cache.setQueryData(reading(listOverage, { params }).queryKey, read);
    return staleMonth();
  };
  return {
    ask: useMutation({
      mutationFn: (body: Ask<typeof askOverage>['body']) => call(askOverage, { params, body }),
      onSuccess,
    }),
    withdraw: useMutation({
      mutationFn: (requestId: string) => call(withdrawOverage, { params: { ...params, requestId } }),
      onSuccess,
      onError: () => stale(cache, listOverage),
    }),
  };
}
