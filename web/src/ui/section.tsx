import { useId, type ReactNode } from 'react';
import classes from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** A quiet remark at the right end of the heading: a count, a period. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Draws a frame, for content that is a thing of its own. */
  readonly framed?: boolean;
}

/** A named part of a screen, reachable as a landmark region. */
export function Section({ title, aside, framed = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className={classes.section} data-framed={framed || undefined} aria-labelledby={id}>
      <div className={classes.heading}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside ? <div className={classes.aside}>{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** Two parts side by side where there is room: the wider one first. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}
