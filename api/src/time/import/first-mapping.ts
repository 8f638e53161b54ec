import type { ImportMapping } from '../../../contract/time.js';
import { isActivity } from '../../../domain/time/activities.js';
import { keysOf, suggestMapping, type ImportKey } from '../../../domain/time/import/mapping.js';
import type { ImportRow } from '../../../domain/time/import/rows.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Meanings } from './import.store.js';
import type { ImportEngagement, ImportMember } from './plan.store.js';

/** Who and what a name can mean, and what names meant before. */
export interface Meant {
  readonly me: Me;
  readonly members: readonly ImportMember[];
  readonly engagements: readonly ImportEngagement[];
  readonly meanings: Meanings;
}

/**
 * What the names of a file meant last time; where that is not known or no longer there, what they most likely mean. Rows that name
 * nobody are the importing person's own.
 */
export function firstMapping(rows: readonly ImportRow[], { me, members, engagements, meanings }: Meant): ImportMapping {
  const keys = keysOf(rows);
  const hasNobody = keys.people.some(({ key }) => key === '');
  const clients = engagements.map(({ clientId: id, clientName, clientCode }) => ({ id, clientName, clientCode }));
  const suggested = suggestMapping(keys, { members, engagements: clients });
  const isMember = (id: string): id is string => members.some((member) => member.id === id);
  const isClient = (id: string): id is string => clients.some((client) => client.id === id);
  return {
    people: {
      ...(hasNobody ? { '': me.memberId } : {}),
      ...suggested.people,
      ...remembered(keys.people, meanings.people, isMember),
    },
    clients: { ...suggested.engagements, ...remembered(keys.clients, meanings.clients, isClient) },
    activities: { ...suggested.activities, ...remembered(keys.activities, meanings.activities, isActivity) },
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
