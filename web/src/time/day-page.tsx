import { addDays, day, isDay, weekOf, type Day } from '@domain/shared/day';
import { formatDate, formatWeekday } from '@domain/shared/format';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMe } from '../platform/session';
import { todayHere } from '../platform/when';
import { Page } from '../ui/page';
import { DayEntries } from './day-entries';
import { dayInWords } from './day-in-words';
import { QUICK_LINE } from './kept-lines';
import { QuickEntry } from './quick-entry';
import { UnsentList } from './unsent/unsent-list';
import classes from './time-page.module.css';

/** One day to oneself, for the phone: a line to log with, and what was logged, to be made longer or shorter in place. */
export function DayPage() {
  const { practice, date } = useParams({ from: '/p/$practice/time/day/$date' });
  const navigate = useNavigate();
  const today = todayHere();
  const shown = isDay(date) ? day(date) : today;
  const memberId = useMe().practices.find(({ practiceId }) => practiceId === practice)?.memberId;
  const words = dayInWords(shown, today);

  return (
    <Page
      title={words === 'today' ? 'Today' : words === 'yesterday' ? 'Yesterday' : formatWeekday(shown)}
      tab="Time"
      lead={formatDate(shown)}
      actions={<DaySteps practice={practice} shown={shown} />}
    >
      <QuickEntry
        practice={practice}
        keptAs={QUICK_LINE}
        day={shown > today ? today : shown}
        onLogged={(on) =>
          void navigate({ to: '/p/$practice/time/day/$date', params: { practice, date: on }, replace: true })
        }
      />
      <UnsentList practice={practice} />
      {memberId ? <DayEntries key={shown} practice={practice} memberId={memberId} day={shown} /> : null}
    </Page>
  );
}

function DaySteps({ practice, shown }: { readonly practice: string; readonly shown: Day }) {
  const at = (date: Day) => ({ to: '/p/$practice/time/day/$date', params: { practice, date } }) as const;
  return (
    <div className={classes.steps}>
      <Link
        to="/p/$practice/time"
        params={{ practice }}
        search={{ week: weekOf(shown), day: shown }}
        className={classes.import}
      >
        Week
      </Link>
      <Link {...at(addDays(shown, -1))} className={classes.step} aria-label="Day before">
        <ChevronLeft size={16} aria-hidden="true" />
      </Link>
      <Link {...at(addDays(shown, 1))} className={classes.step} aria-label="Day after">
        <ChevronRight size={16} aria-hidden="true" />
      </Link>
    </div>
  );
}
