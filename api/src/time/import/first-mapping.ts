import type { ImportMapping } from '../../../contract/time.js';
import { isActivity } from '../../../domain/time/activities.js';
import { keysOf, suggestMapping, type ImportKey } from '../../../domain/time/import/mapping.js';
import type { ImportRow } from '../../../domain/time/import/rows.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { ImportEngagement, ImportMember, Meanings } from './import.store.js';

/**
 * What the names of a file meant last time; where that is not known or no longer there, what they most likely mean. Rows that name
 * nobody are the importing person's own.
 */
export function firstMapping(
  rows: readonly ImportRow[],
  { memberId }: Me,
  members: readonly ImportMember[],
  engagements: readonly ImportEngagement[],
  meant: Meanings,
): ImportMapping {
  const keys = keysOf(rows);
  const hasNobody = keys.people.some(({ key }) => key === '');
  const clients = engagements.map(({ clientId: id, clientName, clientCode }) => ({ id, clientName, clientCode }));
  const suggested = suggestMapping(keys, { members, engagements: clients });
  const isMember = (id: string): id is string => members.some((member) => member.id === id);
  const isClient = (id: string): id is string => clients.some((client) => client.id === id);
  return {
    people: {
      ...(hasNobody ? { '': memberId } : {}),
      ...suggested.people,
      ...remembered(keys.people, meant.people, isMember),
    },
    clients: { ...suggested.engagements, ...remembered(keys.clients, meant.clients, isClient) },
    activities: { ...suggested.activities, ...remembered(keys.activities, meant.activities, isActivity) },
  };
}

function remembered<T extends string>(
  names: readonly ImportKey[],
  meant: ReadonlyMap<string, string>,
  isThere: (meaning: string) => meaning is T,
): Record<string, T | null> {
  const decided = new Map<string, T | null>();
  for (const { key } of names) {
    const meaning = meant.get(key);
    if (meaning === '') decided.set(key, null);
    else if (meaning !== undefined && isThere(meaning)) decided.set(key, meaning);
  }
  return Object.fromEntries(decided);
}
