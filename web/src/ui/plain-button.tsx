import type { ButtonHTMLAttributes } from 'react';
import classes from './plain-button.module.css';

/** A quiet button that needs no component kit: for errors and for the portal. */
export function PlainButton(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={classes.button} {...props} />;
}
