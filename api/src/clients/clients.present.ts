import type { Client } from '../../contract/clients.js';
import { TEAM_SIZE_ADVICE, teamSizeAdvice } from '../../domain/clients/team-size.js';
import { scopeOf } from '../../domain/identity/permissions.js';
import { dayOrNull } from '../platform/database/dates.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { StoredClient } from './clients.store.js';

/** A client as staff read it. The portal has a presenter of its own. */
export function presentClient(client: StoredClient, me: Me): Client {
  const archived = client.archivedAt !== null;
  return {
    id: client.id,
    name: client.name,
    code: client.code,
    legalName: client.legalName,
    address: client.address,
    purchaseOrder: client.purchaseOrder,
    engineers: client.engineers,
    teamSize: teamSizeOf(client.engineers),
    nextStep: client.nextStep,
    nextStepOn: dayOrNull(client.nextStepOn),
    archived,
    engagementId: presentOne(client.engagements)?.id ?? null,
    version: client.version,
    can: {
      edit: !archived && scopeOf(me.role, 'clients.edit') !== null,
      archive: scopeOf(me.role, 'clients.archive') !== null,
      viewPortal: scopeOf(me.role, 'portal.read') !== null,
    },
  };
}

/** The engagement one means when speaking of a client: the running one, or else the latest. */
export function presentOne<T extends { readonly phase: string; readonly startsOn: Date }>(
  engagements: readonly T[],
): T | null {
  const [first] = [...engagements].sort(
    (a, b) =>
      Number(a.phase === 'closed') - Number(b.phase === 'closed') || b.startsOn.getTime() - a.startsOn.getTime(),
  );
  return first ?? null;
}

function teamSizeOf(engineers: number | null): Client['teamSize'] {
  if (engineers === null) return null;
  const advice = teamSizeAdvice(engineers);
  return {
    band: advice[0] ?? '',
    sentence: advice.map((one) => `${TEAM_SIZE_ADVICE[one]}.`).join(' '),
  };
}
