import classes from './mark.module.css';

/** Two runners' hands, one baton each side of the exchange: ours in the accent, theirs in ink. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className={classes.ours} d="M4.5 15.5 11.5 5" />
      <path className={classes.theirs} d="M12.5 19 19.5 8.5" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className={classes.word}>
      <Mark />
      Baton
    </span>
  );
}
