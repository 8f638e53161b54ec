import {
  editMember,
  editMe,
  editMembership,
  endSession,
  inviteMember,
  listInvitations,
  listMembers,
  listSessions,
  readSession,
  removeMember,
  withdrawInvitation,
  type MemberRow,
} from '@contract/identity';
import { readPortfolio } from '@contract/clients';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

export function useSessions() {
  return useQuery(reading(listSessions, {}));
}

export function useEndSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => call(endSession, { params: { sessionId } }),
    onSuccess: (list) => cache.setQueryData(reading(listSessions, {}).queryKey, list),
  });
}

export function useEditMe() {
  return useMutation({ mutationFn: (body: Ask<typeof editMe>['body']) => call(editMe, { body }) });
}

/** Moves one's own membership to another zone, and tells who one is since. */
export function useMoveTo(practiceId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (zone: string) => {
      await call(editMembership, { params: { practiceId }, body: { zone } });
      return (await call(readSession, {})).me;
    },
    onSuccess: () => stale(cache, readPortfolio, listMembers),
  });
}

export function useMembers(practiceId: string) {
  return useQuery(reading(listMembers, { params: { practiceId } }));
}

export function useInvitations(practiceId: string) {
  return useQuery(reading(listInvitations, { params: { practiceId } }));
}

export function useMemberChanges(practiceId: string) {
  const cache = useQueryClient();
  const onSuccess = () => stale(cache, listMembers, listInvitations);
  return {
    edit: useMutation({
      mutationFn: ({ member, body }: { readonly member: MemberRow; readonly body: Ask<typeof editMember>['body'] }) =>
        call(editMember, { params: { practiceId, memberId: member.id }, body, version: member.version }),
      onSettled: onSuccess,
    }),
    remove: useMutation({
      mutationFn: (member: MemberRow) =>
        call(removeMember, { params: { practiceId, memberId: member.id }, version: member.version }),
      onSettled: onSuccess,
    }),
    invite: useMutation({
      mutationFn: (body: Ask<typeof inviteMember>['body']) => call(inviteMember, { params: { practiceId }, body }),
      onSuccess,
    }),
    withdraw: useMutation({
      mutationFn: (invitationId: string) => call(withdrawInvitation, { params: { practiceId, invitationId } }),
      onSuccess,
    }),
  };
}
