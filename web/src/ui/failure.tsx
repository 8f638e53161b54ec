import { CircleAlert, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './failure.module.css';
import { PlainButton } from './plain-button';

interface FailureProps {
  /** What could not be done, as a sentence. */
  readonly children: ReactNode;
  readonly onRetry?: () => void;
}

/** Something went wrong on the way: what failed, and a way to try again. */
export function Failure({ children, onRetry }: FailureProps) {
  return (
    <div className={classes.failure} role="alert">
      <CircleAlert size={16} aria-hidden="true" className={classes.icon} />
      <p>{children}</p>
      {onRetry ? <PlainButton onClick={onRetry}>Try again</PlainButton> : null}
    </div>
  );
}

/** A named no: why, and where to go instead. Nothing is broken, so it is not red. */
export function Refused({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.refused} role="status">
      <Lock size={16} aria-hidden="true" className={classes.icon} />
      <div>
        <p className={classes.title}>{title}</p>
        <p>{children}</p>
        {action}
      </div>
    </div>
  );
}
