import classes from './dot.module.css';

interface DotProps {
  /** How far along, from 0 (not begun) to 1 (done). */
  readonly share: number;
  readonly quiet?: boolean;
}

/** How far along something is, as a small disc that fills; the words beside it say the same. */
export function Dot({ share, quiet = false }: DotProps) {
  const around = 2 * Math.PI * 2.5;
  return (
    <svg
      className={classes.dot}
      data-quiet={quiet || undefined}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      <circle className={classes.ring} cx="6" cy="6" r="5.25" />
      <circle
        className={classes.disc}
        cx="6"
        cy="6"
        r="2.5"
        strokeDasharray={`${Math.min(1, Math.max(0, share)) * around} ${around}`}
        transform="rotate(-90 6 6)"
      />
    </svg>
  );
}
