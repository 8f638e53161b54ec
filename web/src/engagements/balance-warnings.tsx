import type { Engagement } from '@contract/engagements';
import { balanceInWords, type WarningMark } from '@domain/engagements/warnings';
import { moment } from '../platform/when';
import classes from './balance-warnings.module.css';

/** The marks that the running month has passed, in words, with when somebody was told. */
export function BalanceWarnings({ engagement }: { readonly engagement: Engagement }) {
  const { warnings, balance } = engagement;
  if (warnings.length === 0 || balance === null) return null;
  return (
    <ul className={classes.warnings} aria-label="Warnings of this month">
      {warnings.map(({ mark, used, available, warnedAt, toldClient }) => (
        <li key={mark}>
          {balanceInWords({ used, available, forecast: balance.forecast }, markOf(mark))}{' '}
          <span className={classes.facts}>
            {toldClient ? 'You and the client were told' : 'You were told'} {moment(warnedAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function markOf(mark: Engagement['warnings'][number]['mark']): WarningMark {
  return mark === 'forecast' ? mark : (Number(mark) as WarningMark);
}
