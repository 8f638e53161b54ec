import type { ReactNode } from 'react';
import { Kit } from '../ui/kit';
import { Wordmark } from '../ui/mark';
import classes from './sign-in-frame.module.css';

interface SignInFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What everybody sees before they are in: the mark, one question, and nothing else. */
export function SignInFrame({ title, children }: SignInFrameProps) {
  return (
    <Kit>
      <main className={classes.frame}>
        <title>{`${title} · Baton`}</title>
        <div className={classes.card}>
          <Wordmark />
          <h1 className={classes.title}>{title}</h1>
          {children}
        </div>
        <p className={classes.foot}>From the first assessment to the hand-over, one page both sides trust.</p>
      </main>
    </Kit>
  );
}
