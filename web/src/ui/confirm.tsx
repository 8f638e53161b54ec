import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog, DialogActions } from './dialog';

interface ConfirmProps {
  /** The question, naming the object: "Publish the November summary?" */
  readonly title: string;
  readonly open: boolean;
  /** The deed as a verb: "Publish to Acme Robotics". */
  readonly verb: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asked only before what cannot be taken back or leaves the house. */
export function Confirm({ title, open, verb, busy = false, onConfirm, onClose, children }: ConfirmProps) {
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <div>{children}</div>
      <DialogActions>
        <Button onClick={onConfirm} loading={busy}>
          {verb}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </DialogActions>
    </Dialog>
  );
}
