import type { ReactNode } from 'react';
import classes from './timeline.module.css';

export interface TimelineItem {
  readonly key: string;
  readonly when: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** The item that holds now. */
  readonly current?: boolean;
}

/** What happened, newest first, each with its date at the left. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <ol className={classes.timeline}>
      {items.map((item) => (
        <li key={item.key} className={classes.item} data-current={item.current || undefined}>
          <div className={classes.when}>{item.when}</div>
          <div className={classes.what}>
            <div className={classes.title}>{item.title}</div>
            {item.children ? <div className={classes.more}>{item.children}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
