import { Id } from '../../contract/shapes.js';
import { Refused } from '../platform/problems/refused.js';
import { readCursor } from '../platform/serve/cursor.js';
import type { Me } from '../platform/tenancy/actor.js';

/** Where a list sorted by a long name goes on: behind a row, which the database finds again by its id. */
export function after(
  me: Me,
  cursor: string | undefined,
): { cursor?: { practiceId_id: { practiceId: Id; id: Id } }; skip?: number } {
  const [id] = readCursor(cursor, 1) ?? [];
  if (id === undefined) return {};
  if (!Id.safeParse(id).success) throw new Refused('request.invalid', { field: 'cursor' });
  return { cursor: { practiceId_id: { practiceId: me.practiceId, id } }, skip: 1 };
}
