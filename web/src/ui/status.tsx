import type { ReactNode } from 'react';
import classes from './status.module.css';

export type Tone = 'plain' | 'now' | 'warn' | 'over';

/** A short state in words. Colour only repeats what the words say; a quiet row carries none. */
export function Status({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes.status} data-tone={tone}>
      {children}
    </span>
  );
}
