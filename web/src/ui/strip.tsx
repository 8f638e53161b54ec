import type { ReactNode } from 'react';
import classes from './strip.module.css';

export interface StripStep {
  readonly key: string;
  readonly label: string;
  readonly state: 'past' | 'current' | 'ahead' | 'skipped';
  /** What stands under the label: `41 d`, `since 3 Nov`. */
  readonly note?: ReactNode;
}

const WORDS = { past: 'done', current: 'now', ahead: 'ahead', skipped: 'not needed' } as const;

/** The legs of the relay in order: run, running (the accent), ahead. Every leg is named; the present one says for how long. */
export function PhaseStrip({ label, steps }: { readonly label: string; readonly steps: readonly StripStep[] }) {
  return (
    <ol className={classes.strip} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={classes.step}
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className={classes.leg} aria-hidden="true" />
          <span className={classes.label}>{step.label}</span>
          <span className="visually-hidden">, {WORDS[step.state]}</span>
          {step.note ? <span className={classes.note}>{step.note}</span> : null}
        </li>
      ))}
    </ol>
  );
}

interface PhaseTicksProps {
  readonly label: string;
  readonly steps: readonly Pick<StripStep, 'key' | 'state'>[];
  /** Beside the name: days in the phase. */
  readonly note?: ReactNode;
}

/** The same relay for a table row: the present leg named, the others as ticks. */
export function PhaseTicks({ label, steps, note }: PhaseTicksProps) {
  return (
    <div className={classes.small}>
      <div className={classes.smallWords}>
        <span>{label}</span>
        {note ? <span className={classes.note}>{note}</span> : null}
      </div>
      <div className={classes.ticks} aria-hidden="true">
        {steps.map((step) => (
          <span key={step.key} className={classes.tick} data-state={step.state} />
        ))}
      </div>
    </div>
  );
}
