import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import classes from './meter.module.css';

interface HoursMeterProps {
  readonly used: number;
  readonly available: number;
  /** `line` sits in a table row; `large` opens a page. */
  readonly size?: 'line' | 'large';
  /** What comes after the figure left, such as "until 1 Dec". */
  readonly until?: string;
}

/** What is left of an allowance in words, in minutes: 510 is `8:30 left`, -50 is `0:50 over`. */
export function leftInWords(left: number): string {
  return left < 0 ? `${formatMinutes(minutes(-left))} over` : `${formatMinutes(minutes(left))} left`;
}

/** How near the limit: quiet until 80 %, a warning until the limit, then over. */
export function nearness(used: number, available: number): 'quiet' | 'warn' | 'over' {
  if (available > 0 && used > available) return 'over';
  if (available <= 0) return used > 0 ? 'over' : 'quiet';
  return used >= available * 0.8 ? 'warn' : 'quiet';
}

/** Used, available and left, said in words; the bar repeats them for the eye. */
export function HoursMeter({ used, available, size = 'line', until }: HoursMeterProps) {
  const tone = nearness(used, available);
  const share = available > 0 ? Math.min(1, Math.max(0, used / available)) : used > 0 ? 1 : 0;
  return (
    <div className={classes.meter} data-size={size} data-tone={tone}>
      <div className={classes.words}>
        {size === 'large' ? (
          <>
            <strong className={classes.left}>{leftInWords(available - used)}</strong>
            {until ? <span className={classes.until}>{until}</span> : null}
          </>
        ) : null}
        <span className={classes.used}>
          {formatMinutes(minutes(used))} of {formatMinutes(minutes(available))}
          {size === 'large' ? ' used' : null}
        </span>
      </div>
      <div className={classes.track} aria-hidden="true">
        <div className={classes.bar} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
