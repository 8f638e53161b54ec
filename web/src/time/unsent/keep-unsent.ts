import { EntryDraft } from '@contract/time';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import type { input } from 'zod';
import { say } from '../../ui/toast';
import { isForNow } from './send-unsent';
import { dropUnsent, keepUnsent, type UnsentOwner } from './unsent-store';

interface HoursToKeep {
  readonly engagementId: string;
  readonly clientName: string;
  readonly body: input<typeof EntryDraft>;
}

/**
 * Keeps hours on the device whose sending failed for now, under the id they were sent with: should they have arrived
 * without an answer, sending them again changes nothing.
 * @throws the failure itself when it was an answer, and when the device keeps nothing.
 */
export function keepForLater(
  owner: UnsentOwner,
  { engagementId, clientName, body }: HoursToKeep,
  failure: unknown,
): void {
  if (!isForNow(failure)) throw failure;
  const { id } = body;
  try {
    keepUnsent(owner, { id, engagementId, clientName, body: EntryDraft.parse(body), refused: null });
  } catch {
    throw failure;
  }
  say(`${formatMinutes(minutes(body.minutes))} for ${clientName} is not sent yet. It is kept on this device.`, () =>
    dropUnsent(owner, id),
  );
}
