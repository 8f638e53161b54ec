import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { TakenTimes } from '../../contract/time.js';
import type { Stretch } from '../../domain/time/stretch.js';
import { refusalOf } from '../platform/problems/database-refusals.js';
import { Refused } from '../platform/problems/refused.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';

/** Whose clock times could not be written, and which. */
interface Wanted {
  readonly memberId: Id;
  readonly stretch: Stretch;
  /** The entry that was to be changed, which is in nobody's way. */
  readonly except: Id | null;
}

/** The refusal of clock times that are taken, on its way to be told what by. */
class Overlap extends Refused {
  constructor(readonly wanted: Wanted) {
    super('time.overlap');
  }
}

/** Writes clock times; where the constraint says that they are taken, remembers which. */
export async function writeTimes<T>(wanted: Wanted, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (refusalOf(error)?.code === 'time.overlap') throw new Overlap(wanted);
    throw error;
  }
}

/**
 * The database decides whether clock times overlap, as only it sees every writer; its no ends the transaction. What is in the way
 * is then read anew and named, so that the answer is as good in a race as without one.
 */
@Injectable()
export class Overlaps {
  constructor(private readonly tenancy: Tenancy) {}

  async named<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Overlap)) throw error;
      const { stretch } = error.wanted;
      throw new Refused('time.overlap', {
        field: 'instants',
        wanted: { startedAt: instant(stretch.start), endedAt: instant(stretch.end) },
        others: await this.others(actor, error.wanted),
      });
    }
  }

  private others(actor: Actor, { memberId, stretch, except }: Wanted): Promise<TakenTimes> {
    return this.tenancy.read(actor, async (db) => {
      const rows = await db.$queryRaw<TakenRow[]>`
        SELECT * FROM app.taken_times(${memberId}::uuid, ${new Date(stretch.start)}, ${new Date(stretch.end)}, ${except}::uuid)`;
      return rows.map(({ id, client_id, client_name, text, started_at, ended_at }) => ({
        id,
        clientId: client_id,
        client: client_name,
        text,
        startedAt: started_at.toISOString(),
        endedAt: ended_at.toISOString(),
      }));
    });
  }
}

interface TakenRow {
  readonly id: Id | null;
  readonly client_id: Id | null;
  readonly client_name: string | null;
  readonly text: string | null;
  readonly started_at: Date;
  readonly ended_at: Date;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
