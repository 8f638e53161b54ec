import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { useMe, useSession } from '../platform/session';
import { count } from '../platform/when';
import { sendUnsent } from '../time/unsent/send-unsent';
import { dropUnsent, practicesWaiting, unsentOf, type UnsentOwner } from '../time/unsent/unsent-store';
import { Dialog, DialogActions } from '../ui/dialog';
import { sayFailed } from '../ui/toast';

/** Signs out. Hours that are not sent yet are sent first; where they cannot be, one is asked what becomes of them. */
export function SignOut() {
  const { userId } = useMe();
  const { leave } = useSession();
  const [left, setLeft] = useState(0);
  const [busy, setBusy] = useState(false);
  const owners = () => practicesWaiting(userId).map((practiceId): UnsentOwner => ({ userId, practiceId }));

  const go = () => leave().catch((error: unknown) => sayFailed(sentenceFor(error)));

  const ask = async () => {
    setBusy(true);
    for (const owner of owners()) await sendUnsent(owner);
    const waiting = owners().flatMap(unsentOf).length;
    if (waiting === 0) await go();
    else setLeft(waiting);
    setBusy(false);
  };

  const discard = async () => {
    for (const owner of owners()) for (const { id } of unsentOf(owner)) dropUnsent(owner, id);
    await go();
  };

  return (
    <>
      <Button variant="default" loading={busy} onClick={() => void ask()}>
        Sign out
      </Button>
      <Dialog
        title={`Sign out with ${count(left, 'entry', 'entries')} not sent yet?`}
        open={left > 0}
        onClose={() => setLeft(0)}
      >
        <p>
          They are on this device only, and could not be sent now. Kept, they stay here for you alone and are sent once
          you sign in here again.
        </p>
        <DialogActions>
          <Button onClick={() => void go()}>Sign out and keep them</Button>
          <Button variant="default" onClick={() => void discard()}>
            Discard them and sign out
          </Button>
          <Button variant="default" onClick={() => setLeft(0)}>
            Stay
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
