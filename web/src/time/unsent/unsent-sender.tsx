import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../../platform/session';
import { count } from '../../platform/when';
import { say } from '../../ui/toast';
import { staleHours } from '../time.queries';
import { sendUnsent } from './send-unsent';
import { useUnsent } from './use-unsent';

/** The network can be there and the server not; nothing tells when it is back. */
const AGAIN_MS = 20_000;

/** Sends what waits when the app opens, when the network is back, and now and then. Draws nothing. */
export function UnsentSender({ practice }: { readonly practice: string }) {
  const cache = useQueryClient();
  const { userId } = useMe();
  const { waiting } = useUnsent(practice);
  const some = waiting.some(({ refused }) => refused === null);

  useEffect(() => {
    if (!some) return;
    const send = async () => {
      const sent = await sendUnsent({ userId, practiceId: practice });
      if (sent === 0) return;
      say(`Sent ${count(sent, 'entry', 'entries')} that waited on this device.`);
      await staleHours(cache);
    };
    const now = () => void send();
    now();
    window.addEventListener('online', now);
    const again = setInterval(now, AGAIN_MS);
    return () => {
      window.removeEventListener('online', now);
      clearInterval(again);
    };
  }, [cache, practice, some, userId]);

  return null;
}
