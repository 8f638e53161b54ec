import {
  addContact,
  archiveClient,
  createClient,
  editClient,
  editContact,
  listClients,
  listContacts,
  readClient,
  readPortfolio,
  removeContact,
  unarchiveClient,
  type Client,
} from '@contract/clients';
import {
  inviteClientUser,
  listClientUsers,
  listMembers,
  removeClientUser,
  withdrawClientInvitation,
} from '@contract/identity';
import { listLoggable } from '@contract/time';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Ask } from '../platform/api';
import { reading, stale } from '../platform/queries';

/** Every client with phase, hours left, next step and exceptions. */
export function usePortfolio(practiceId: string, wanted = true) {
  return useQuery({ ...reading(readPortfolio, { params: { practiceId } }), enabled: wanted });
}

/** Who can open a client to somebody who has none yet. */
export function useOwners(practiceId: string) {
  const members = useQuery(reading(listMembers, { params: { practiceId } }));
  return members.data?.items.filter(({ role, ended }) => role === 'owner' && !ended) ?? [];
}

export function useArchivedClients(practiceId: string, wanted: boolean) {
  return useQuery({
    ...reading(listClients, { params: { practiceId }, query: { archived: 'true' } }),
    enabled: wanted,
  });
}

export function useClient(practiceId: string, clientId: string) {
  return useQuery(reading(readClient, { params: { practiceId, clientId } }));
}

export function useCreateClient(practiceId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Ask<typeof createClient>['body']) => call(createClient, { params: { practiceId }, body }),
    onSuccess: () => stale(cache, readPortfolio, listClients),
  });
}

export function useEditClient(practiceId: string, client: Client) {
  const cache = useQueryClient();
  const params = { practiceId, clientId: client.id };
  return useMutation({
    mutationFn: (body: Ask<typeof editClient>['body']) => call(editClient, { params, body, version: client.version }),
    onSuccess: async (changed) => {
      cache.setQueryData(reading(readClient, { params }).queryKey, changed);
      await stale(cache, readPortfolio, listClients, listLoggable);
    },
    onError: () => stale(cache, readClient),
  });
}

/** Puts a client away, or brings it back. */
export function useArchiving(practiceId: string, clientId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (away: boolean) => call(away ? archiveClient : unarchiveClient, { params: { practiceId, clientId } }),
    onSuccess: () => stale(cache, readClient, readPortfolio, listClients, listLoggable),
  });
}

export function useContacts(practiceId: string, clientId: string) {
  return useQuery(reading(listContacts, { params: { practiceId, clientId } }));
}

export function useContactChanges(practiceId: string, clientId: string) {
  const cache = useQueryClient();
  const params = { practiceId, clientId };
  const onSuccess = () => stale(cache, listContacts);
  return {
    add: useMutation({
      mutationFn: (body: Ask<typeof addContact>['body']) => call(addContact, { params, body }),
      onSuccess,
    }),
    edit: useMutation({
      mutationFn: ({
        contactId,
        version,
        body,
      }: {
        contactId: string;
        version: number;
        body: Ask<typeof editContact>['body'];
      }) => call(editContact, { params: { ...params, contactId }, body, version }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: ({ contactId, version }: { contactId: string; version: number }) =>
        call(removeContact, { params: { ...params, contactId }, version }),
      onSuccess,
    }),
  };
}

export function useClientUsers(practiceId: string, clientId: string) {
  return useQuery(reading(listClientUsers, { params: { practiceId, clientId } }));
}

export function useClientUserChanges(practiceId: string, clientId: string) {
  const cache = useQueryClient();
  const params = { practiceId, clientId };
  const onSuccess = () => stale(cache, listClientUsers);
  return {
    invite: useMutation({
      mutationFn: (body: Ask<typeof inviteClientUser>['body']) => call(inviteClientUser, { params, body }),
      onSuccess,
    }),
    withdraw: useMutation({
      mutationFn: (invitationId: string) => call(withdrawClientInvitation, { params: { ...params, invitationId } }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: ({ clientUserId, version }: { clientUserId: string; version: number }) =>
        call(removeClientUser, { params: { ...params, clientUserId }, version }),
      onSuccess,
    }),
  };
}
