import type { ReactNode } from 'react';
import classes from './tabs.module.css';

/** The parts of one object as links; the router marks the one that is open. */
export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

export const tabClass = classes.tab;
