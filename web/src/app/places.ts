import type { Me } from '@contract/identity';
import { roleInWords } from '../identity/roles';
import { lastPlace } from '../platform/last-place';

/** A practice one works at, or a client one looks in on. */
export interface Place {
  readonly to: string;
  readonly name: string;
  /** What one is there. */
  readonly as: string;
}

export function placesOf(me: Me): readonly Place[] {
  return [
    ...me.practices.map(({ practiceId, name, role }) => ({ to: `/p/${practiceId}`, name, as: roleInWords(role) })),
    ...me.clients.map(({ practiceId, practiceName, clientId, clientName, role }) => ({
      to: `/portal/${practiceId}/${clientId}`,
      name: clientName,
      as: `${roleInWords(role)}, with ${practiceName}`,
    })),
  ];
}

/** The place to start at: the only one, or the last one if it is still theirs; nothing when there is a choice to make. */
export function startOf(me: Me): Place | undefined {
  const places = placesOf(me);
  const last = lastPlace(me.userId);
  return places.length === 1 ? places[0] : places.find(({ to }) => to === last);
}
