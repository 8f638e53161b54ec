import { logHours } from '@contract/time';
import { call, Refusal } from '../../platform/api';
import { sentenceFor } from '../../platform/problems';
import { changeUnsent, dropUnsent, unsentOf, type Unsent, type UnsentOwner } from './unsent-store';

/** No answer, or one that says nothing about the hours: they can be sent again as they are. */
export function isForNow(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 0 || error.status === 429 || error.status >= 500);
}

/**
 * Sends what waits, one after the other, and answers how many arrived. Of several tabs only one sends at a time. What is
 * refused by name stays, with the sentence; where the server is not heard, the rest waits too.
 */
export function sendUnsent(owner: UnsentOwner): Promise<number> {
  return alone(`unsent:${owner.userId}:${owner.practiceId}`, () => sendAll(owner));
}

async function sendAll(owner: UnsentOwner): Promise<number> {
  let sent = 0;
  for (let next = firstWaiting(owner); next; next = firstWaiting(owner)) {
    try {
      const { id, engagementId, body } = next;
      await call(logHours, { params: { practiceId: owner.practiceId, engagementId }, body });
      dropUnsent(owner, id);
      sent += 1;
    } catch (error) {
      if (isForNow(error) || (error instanceof Refusal && error.status === 401)) return sent;
      changeUnsent(owner, next.id, { refused: sentenceFor(error) });
    }
  }
  return sent;
}

function firstWaiting(owner: UnsentOwner): Unsent | undefined {
  return unsentOf(owner).find(({ refused }) => refused === null);
}

/** Where the browser knows no locks, the ids see to it that what two tabs send is stored once. */
async function alone(name: string, work: () => Promise<number>): Promise<number> {
  const locks = 'locks' in navigator ? navigator.locks : undefined;
  return locks ? locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : 0)) : work();
}
