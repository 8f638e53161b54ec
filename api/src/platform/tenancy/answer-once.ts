import type { Me, OnceKey } from './actor.js';
import { Refused } from '../problems/refused.js';
import type { Db } from './tenancy.js';

/**
 * Carries a request out once. The key's row is written in the same transaction as the work, so a crash leaves neither;
 * a twin that arrives meanwhile waits on the row and then gets the same answer.
 */
export async function answerOnce<T>(db: Db, me: Me, once: OnceKey | null, work: () => Promise<T>): Promise<T> {
  if (!once) return work();
  const ours = await db.$executeRaw`
    INSERT INTO idempotency_key (practice_id, user_id, key, route, body_hash)
    VALUES (${me.practiceId}::uuid, ${me.userId}::uuid, ${once.key}, ${once.route}, ${once.bodyHash}) ON CONFLICT DO NOTHING`;
  const where = { practiceId_userId_key: { practiceId: me.practiceId, userId: me.userId, key: once.key } };
  if (ours === 0) {
    const earlier = await db.idempotencyKey.findUniqueOrThrow({ where });
    const same = earlier.route === once.route && Buffer.from(earlier.bodyHash).equals(once.bodyHash);
    if (!same) throw new Refused('request.key_reused');
    return earlier.answer as T;
  }
  const answer = await work();
  await db.$executeRaw`
    UPDATE idempotency_key SET answer = ${JSON.stringify(answer)}::jsonb
    WHERE practice_id = ${me.practiceId}::uuid AND user_id = ${me.userId}::uuid AND key = ${once.key}`;
  return answer;
}
