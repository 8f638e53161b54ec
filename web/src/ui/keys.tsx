import { Fragment } from 'react';
import classes from './keys.module.css';

/** Keys as they stand on the keyboard: `['Ctrl', 'K']`. */
export function Keys({ of }: { readonly of: readonly string[] }) {
  return (
    <span className={classes.keys}>
      {of.map((key, index) => (
        <Fragment key={key}>
          {index > 0 ? <span className="visually-hidden"> and </span> : null}
          <kbd className={classes.key}>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
