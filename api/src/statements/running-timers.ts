import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import type { MonthKey } from './statements.store.js';

/**
 * How many timers run that will put hours into a month: those that started before its end. Whoever has left the practice can
 * neither stop a timer nor keep a month open with it.
 */
export function runningTimers(db: Db, me: Me, { clientId, engagementId }: MonthKey, end: number): Promise<number> {
  return db.timer.count({
    where: {
      practiceId: me.practiceId,
      clientId,
      engagementId,
      endedAt: null,
      startedAt: { lt: new Date(end) },
      member: { endedAt: null },
    },
  });
}
