import type { CandidacyCard } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { formatDayShort } from '@domain/shared/format';
import classes from './next-step-day.module.css';

/** When the next step is due, behind its words; a past day says so. */
export function NextStepDay({ card, today }: { readonly card: CandidacyCard; readonly today: Day }) {
  if (!card.nextStepOn) return null;
  const late = card.nextStepOn < today;
  const when = card.nextStepOn === today ? 'today' : formatDayShort(card.nextStepOn);
  return (
    <span className={classes.when} data-late={late || undefined}>
      {late ? `, overdue since ${when}` : `, ${when}`}
    </span>
  );
}
