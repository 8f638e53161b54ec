import { readClient, readPortfolio } from '@contract/clients';
import {
  addMilestone,
  createEngagement,
  editEngagement,
  editMilestone,
  listMilestones,
  listMonths,
  movePhase,
  readEngagement,
  readPhase,
  recordEvidence,
  setTerms,
  withdrawEvidence,
  type Engagement,
  type PhaseView,
} from '@contract/engagements';
import { listLoggable } from '@contract/time';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** One engagement; waits while its id is not known yet. */
export function useEngagement(practiceId: string, engagementId: string | null) {
  const params = { practiceId, engagementId: engagementId ?? '' };
  return useQuery({ ...reading(readEngagement, { params }), enabled: engagementId !== null });
}

export function usePhase(practiceId: string, engagementId: string) {
  return useQuery(reading(readPhase, { params: { practiceId, engagementId } }));
}

export function useMonths(practiceId: string, engagementId: string) {
  return useQuery(reading(listMonths, { params: { practiceId, engagementId } }));
}

export function useMilestones(practiceId: string, engagementId: string) {
  return useQuery(reading(listMilestones, { params: { practiceId, engagementId } }));
}

export function useStartEngagement(practiceId: string, clientId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof createEngagement>['body']) =>
      call(createEngagement, { params: { practiceId, clientId }, body }),
    onSuccess: (engagement) => {
      cache.setQueryData(
        reading(readEngagement, { params: { practiceId, engagementId: engagement.id } }).queryKey,
        engagement,
      );
      return stale(cache, readClient, readPortfolio, listLoggable);
    },
  });
}

export function useEngagementChanges(practiceId: string, engagement: Engagement) {
  const cache = useQueryClient();
  const params = { practiceId, engagementId: engagement.id };
  const keep = (changed: Engagement) => {
    cache.setQueryData(reading(readEngagement, { params }).queryKey, changed);
    return stale(cache, readPortfolio, listMonths, readPhase, listLoggable);
  };
  return {
    edit: useMutation({
      mutationFn: (body: Ask<typeof editEngagement>['body']) =>
        call(editEngagement, { params, body, version: engagement.version }),
      onSuccess: keep,
      onError: () => stale(cache, readEngagement),
    }),
    setTerms: useMutation({
      mutationFn: (body: Ask<typeof setTerms>['body']) => call(setTerms, { params, body }),
      onSuccess: keep,
    }),
  };
}

/** Moves of the phase and the evidence recorded by hand; each answers with the phase as it stands then. */
export function usePhaseChanges(practiceId: string, engagementId: string) {
  const cache = useQueryClient();
  const params = { practiceId, engagementId };
  const keep = (view: PhaseView) => {
    cache.setQueryData(reading(readPhase, { params }).queryKey, view);
    return stale(cache, readEngagement, readPortfolio, readPhase);
  };
  return {
    move: useMutation({
      mutationFn: (body: Ask<typeof movePhase>['body']) => call(movePhase, { params, body }),
      onSuccess: keep,
      onError: () => stale(cache, readPhase),
    }),
    record: useMutation({
      mutationFn: (body: Ask<typeof recordEvidence>['body']) => call(recordEvidence, { params, body }),
      onSuccess: keep,
    }),
    withdraw: useMutation({
      mutationFn: (evidenceId: string) => call(withdrawEvidence, { params: { ...params, evidenceId } }),
      onSuccess: keep,
    }),
  };
}

export function useMilestoneChanges(practiceId: string, engagementId: string) {
  const cache = useQueryClient();
  const params = { practiceId, engagementId };
  const onSuccess = () => stale(cache, listMilestones, readPhase);
  return {
    add: useMutation({
      mutationFn: (body: Ask<typeof addMilestone>['body']) => call(addMilestone, { params, body }),
      onSuccess,
    }),
    edit: useMutation({
      mutationFn: ({
        milestoneId,
        version,
        body,
      }: {
        milestoneId: string;
        version: number;
        body: Ask<typeof editMilestone>['body'];
      }) => call(editMilestone, { params: { ...params, milestoneId }, body, version }),
      onSuccess,
    }),
  };
}
