import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** Nothing here yet: one sentence that says why, and the one thing to do about it. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}
