import { useState } from 'react';
import { Dialog } from '../ui/dialog';
import { RunningTimer } from './running-timer';
import { StartTimer } from './start-timer';
import type { Running } from './timer.queries';

interface TimerDialogProps {
  readonly practice: string;
  readonly running: Running | null;
  /** Why the timer could not be stopped, when that was tried. */
  readonly refusal: unknown;
  readonly onClose: () => void;
}

/** What runs, to be changed, stopped or discarded; or what to start, also in its place. */
export function TimerDialog({ practice, running, refusal, onClose }: TimerDialogProps) {
  const [starting, setStarting] = useState(running === null);
  if (starting) {
    return (
      <Dialog title={running ? 'Switch the timer' : 'Start a timer'} open onClose={onClose}>
        <StartTimer practice={practice} running={running} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Timer" open onClose={onClose}>
      {running ? (
        <RunningTimer
          key={running.timer.id}
          practice={practice}
          running={running}
          refusal={refusal}
          onSwitch={() => setStarting(true)}
          onClose={onClose}
        />
      ) : (
        <p>This timer runs no more.</p>
      )}
    </Dialog>
  );
}
