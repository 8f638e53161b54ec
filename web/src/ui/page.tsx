import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: ReactNode;
  /** The name of the browser tab; the title itself when it is plain text. */
  readonly tab?: string;
  /** What the page belongs to, above the title. */
  readonly over?: ReactNode;
  /** One line under the title that says how things stand. */
  readonly lead?: ReactNode;
  /** At most one primary button among them. */
  readonly actions?: ReactNode;
  readonly tabs?: ReactNode;
  readonly width?: 'full' | 'text';
  readonly children: ReactNode;
}

/** A screen's frame: one h1, one line of standing, its actions, its content. */
export function Page({ title, tab, over, lead, actions, tabs, width = 'full', children }: PageProps) {
  const tabName = tab ?? (typeof title === 'string' ? title : undefined);
  return (
    <div className={classes.page} data-width={width}>
      {tabName ? <title>{`${tabName} · Baton`}</title> : null}
      <header className={classes.header}>
        <div className={classes.names}>
          {over ? <div className={classes.over}>{over}</div> : null}
          <h1 className={classes.title}>{title}</h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {tabs}
      <div className={classes.content}>{children}</div>
    </div>
  );
}
