import { scopeOf } from '@domain/identity/permissions';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { looksForgotten } from '@domain/time/timer';
import { ActionIcon } from '@mantine/core';
import { Square, Timer as TimerIcon } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useKeys } from '../platform/keys';
import { useMe } from '../platform/session';
import { zoneHere } from '../platform/when';
import { say } from '../ui/toast';
import { ElapsedTime, useServerNow } from './elapsed-time';
import { useTimer, useTimerActs, type Running } from './timer.queries';
import classes from './timer-bar.module.css';

const TimerDialog = lazy(() => import('./timer-dialog').then((module) => ({ default: module.TimerDialog })));

interface TimerBarProps {
  readonly practice: string;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The timer, for those who log hours. */
export function TimerBar(props: TimerBarProps) {
  const role = useMe().practices.find(({ practiceId }) => practiceId === props.practice)?.role;
  return role && scopeOf(role, 'time.log') !== null ? <Bar {...props} /> : null;
}

/** What runs, on every screen, with one press to stop it; what it is for opens beside. */
function Bar({ practice, open, onOpen, onClose }: TimerBarProps) {
  const running = useTimer(practice);
  const { stop } = useTimerActs(practice);
  const [refusal, setRefusal] = useState<unknown>(null);

  const press = useMemo(() => {
    const ended = (entries: readonly { readonly minutes: number }[], name: string) =>
      say(`Kept ${formatMinutes(minutes(entries.reduce((sum, entry) => sum + entry.minutes, 0)))} for ${name}.`);
    return async () => {
      if (!running) return onOpen();
      const { timer } = running;
      try {
        const { entries } = await stop.mutateAsync({ timer });
        ended(entries, timer.clientName ?? 'a former client');
      } catch (error) {
        setRefusal(error);
        onOpen();
      }
    };
  }, [onOpen, running, stop]);
  useKeys(useMemo(() => ({ t: () => void press() }), [press]));

  return (
    <>
      {running ? (
        <Runs
          key={running.timer.id}
          running={running}
          busy={stop.isPending}
          onOpen={onOpen}
          onStop={() => void press()}
        />
      ) : (
        <ActionIcon className={classes.start} aria-label="Start a timer" title="Start a timer (T)" onClick={onOpen}>
          <TimerIcon size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      {open ? (
        <Suspense>
          <TimerDialog
            practice={practice}
            running={running}
            refusal={refusal}
            onClose={() => {
              setRefusal(null);
              onClose();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

interface RunsProps {
  readonly running: Running;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onStop: () => void;
}

function Runs({ running, busy, onOpen, onStop }: RunsProps) {
  const { timer, ahead } = running;
  const now = useServerNow(ahead);
  const forgotten = looksForgotten(Date.parse(timer.startedAt), now, zoneHere()) !== null;
  return (
    <div className={classes.runs} data-timer data-forgotten={forgotten || undefined}>
      <button type="button" className={classes.what} onClick={onOpen}>
        <span className={classes.time}>
          <ElapsedTime {...running} />
        </span>
        <span className={classes.name}>
          {forgotten ? 'Still working? ' : null}
          {timer.clientName ?? 'A former client'}
          {timer.text ? <span className={classes.text}> · {timer.text}</span> : null}
        </span>
      </button>
      <button type="button" className={classes.stop} disabled={busy} title="Stop the timer (T)" onClick={onStop}>
        <Square size={11} fill="currentColor" aria-hidden="true" /> Stop
        <span className="visually-hidden"> the timer</span>
      </button>
    </div>
  );
}
