import type { ReactNode } from 'react';
import classes from './figures.module.css';

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  /** What the value is of, since when, or what it means. */
  readonly note?: ReactNode;
  readonly tone?: 'over' | 'warn';
}

/** A row of named numbers, each with what it is measured against. */
export function Figures({ items }: { readonly items: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {items.map((item) => (
        <div key={item.label} className={classes.figure}>
          <dt>{item.label}</dt>
          <dd className={classes.value} data-tone={item.tone}>
            {item.value}
          </dd>
          {item.note ? <dd className={classes.note}>{item.note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
