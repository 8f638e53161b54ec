import type { TimeEntry } from '@contract/time';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { A_DAY } from '@domain/time/duration';
import { useEffect, useRef, useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { announce } from '../ui/live';
import { sayFailed } from '../ui/toast';
import { useEditEntry } from './time.queries';
import classes from './entry-stepper.module.css';

const STEP = 15;
/** Taps that follow each other are one change. */
const PAUSE_MS = 600;

interface EntryStepperProps {
  readonly practice: string;
  readonly entry: TimeEntry;
  readonly name: string;
}

/** A quarter of an hour more or less by thumb. The figure follows at once; what is refused goes back, with the reason. */
export function EntryStepper({ practice, entry, name }: EntryStepperProps) {
  const edit = useEditEntry(practice, entry);
  const [wanted, setWanted] = useState<number | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = wanted ?? entry.minutes;
  const fixed = !entry.can.edit || entry.instants !== null;
  useEffect(() => () => clearTimeout(waiting.current), []);

  const save = async (to: number) => {
    try {
      await edit.mutateAsync({ minutes: to });
      announce(`${formatMinutes(minutes(to))} for ${name}`);
    } catch (error) {
      sayFailed(`${formatMinutes(minutes(to))} for ${name} was not saved. ${sentenceFor(error)}`);
    }
    setWanted(null);
  };

  const step = (by: number) => {
    const to = Math.min(A_DAY, shown + by);
    if (to < 1) return;
    setWanted(to);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void save(to), PAUSE_MS);
  };

  return (
    <div className={classes.stepper}>
      {fixed ? null : (
        <button
          type="button"
          className={classes.step}
          aria-label={`15 minutes less for ${name}`}
          disabled={edit.isPending || shown <= STEP}
          onClick={() => step(-STEP)}
        >
          −15
        </button>
      )}
      <span className={classes.hours}>
        {wanted === null ? null : <span className={classes.unsaved} title="Not saved yet" />}
        {formatMinutes(minutes(shown))}
      </span>
      {fixed ? null : (
        <button
          type="button"
          className={classes.step}
          aria-label={`15 minutes more for ${name}`}
          disabled={edit.isPending || shown >= A_DAY}
          onClick={() => step(STEP)}
        >
          +15
        </button>
      )}
    </div>
  );
}
