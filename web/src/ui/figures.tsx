import type { ReactNode } from 'react';
import classes from './figures.module.css';

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  /** What the value is of, since when, or what it means. */
  readonly note?: ReactNode;
  readonly tone?: 'over' | 'warn';
  /** The figure opens into what it is made of. */
  readonly opens?: { readonly open: boolean; readonly onToggle: () => void; readonly controls: string };
}

/** A row of named numbers, each with what it is measured against. */
export function Figures({ items }: { readonly items: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {items.map((item) => (
        <div key={item.label} className={classes.figure}>
          <dt>{item.label}</dt>
          <dd className={classes.value} data-tone={item.tone}>
            {item.opens ? (
              <button
                type="button"
                className={classes.opener}
                aria-expanded={item.opens.open}
                aria-controls={item.opens.open ? item.opens.controls : undefined}
                onClick={item.opens.onToggle}
              >
                {item.value}
              </button>
            ) : (
              item.value
            )}
          </dd>
          {item.note ? <dd className={classes.note}>{item.note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
