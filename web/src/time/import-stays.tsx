import type { ImportUndoing } from '@contract/time';
import { formatMinutes, formatMonth } from '@domain/shared/format';
import { count } from '../platform/when';
import classes from './import-stays.module.css';

/** Hours that undoing leaves, month by month, with the reason. */
export function ImportStays({ stays }: { readonly stays: ImportUndoing['stays'] }) {
  if (stays.length === 0) return null;
  return (
    <div className={classes.stays}>
      <p>These stay:</p>
      <ul>
        {stays.map((stay) => (
          <li key={`${stay.clientId} ${stay.month}`}>
            {stay.clientName}, {formatMonth(stay.month)}: {count(stay.entries, 'entry', 'entries')},{' '}
            {formatMinutes(stay.minutes)}
            <span className={classes.why}>{stay.sentence}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
