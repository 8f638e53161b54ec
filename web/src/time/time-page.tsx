import { addDays, mondayOf, weekOf, type Day, type Week } from '@domain/shared/day';
import { formatDay, formatDays, formatMinutes } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMe } from '../platform/session';
import { sentenceFor } from '../platform/problems';
import { todayHere } from '../platform/when';
import { Failure } from '../ui/failure';
import { leftInWords } from '../ui/meter';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { EntryList } from './entry-list';
import { QUICK_LINE } from './kept-lines';
import { QuickEntry } from './quick-entry';
import { useLoggable, useWeek } from './time.queries';
import { useChosenDay } from './use-chosen-day';
import { UnsentList } from './unsent/unsent-list';
import { WeekGrid } from './week/week-grid';
import classes from './time-page.module.css';

/** One's own week: a line to log with, the hours by client and day, and the entries of the chosen day. */
export function TimePage() {
  const { practice } = useParams({ from: '/p/$practice' });
  const view = useSearch({ from: '/p/$practice/time' });
  const navigate = useNavigate({ from: '/p/$practice/time' });
  const choose = useChosenDay();
  const today = todayHere();
  const shown = view.week ?? weekOf(view.day ?? today);
  const monday = mondayOf(shown);
  const chosen = view.day ?? (weekOf(today) === shown ? today : monday);
  const week = useWeek(practice, shown);
  const loggable = useLoggable(practice);
  const memberId = useMe().practices.find(({ practiceId }) => practiceId === practice)?.memberId;
  const names = new Map(loggable.data?.items.map(({ clientId, clientName }) => [clientId, clientName]));
  for (const row of week.data?.rows ?? []) names.set(row.clientId, row.clientName);

  const left = (engagementId: string) => {
    const place = loggable.data?.items.find((one) => one.engagementId === engagementId);
    return place && place.left !== null ? leftInWords(place.left) : undefined;
  };

  return (
    <Page
      title={`Week ${Number(shown.slice(6))}`}
      tab="Time"
      lead={
        <>
          {formatDays(monday, addDays(monday, 6))}
          {week.data ? ` · ${formatMinutes(week.data.total)}` : null}
        </>
      }
      actions={<WeekSteps practice={practice} shown={shown} monday={monday} current={weekOf(today)} />}
    >
      <QuickEntry
        keptAs={QUICK_LINE}
        practice={practice}
        day={chosen > today ? today : chosen}
        onLogged={(day) => void navigate({ search: { week: weekOf(day), day }, replace: true, resetScroll: false })}
      />
      <UnsentList practice={practice} />
      {week.isPending ? <Skeleton rows={4} height={49} /> : null}
      {week.isError ? <Failure onRetry={() => void week.refetch()}>{sentenceFor(week.error)}</Failure> : null}
      {week.data && memberId ? (
        <WeekGrid practice={practice} memberId={memberId} week={week.data} chosen={chosen} onDay={choose} left={left} />
      ) : null}
      {week.data?.rows.length === 0 ? null : (
        <EntryList
          practice={practice}
          title={formatDay(chosen)}
          names={names}
          from={chosen}
          to={chosen}
          {...(memberId ? { memberId } : {})}
        />
      )}
    </Page>
  );
}

interface WeekStepsProps {
  readonly practice: string;
  readonly shown: Week;
  readonly monday: Day;
  readonly current: Week;
}

function WeekSteps({ practice, shown, monday, current }: WeekStepsProps) {
  return (
    <div className={classes.steps}>
      <Link to="/p/$practice/time/import" params={{ practice }} className={classes.import}>
        Import
      </Link>
      <Link
        to="/p/$practice/time"
        params={{ practice }}
        search={{ week: weekOf(addDays(monday, -7)) }}
        className={classes.step}
        aria-label="Week before"
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </Link>
      {shown === current ? null : (
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/p/$practice/time" params={{ practice }} {...props} />}
        >
          This week
        </Button>
      )}
      <Link
        to="/p/$practice/time"
        params={{ practice }}
        search={{ week: weekOf(addDays(monday, 7)) }}
        className={classes.step}
        aria-label="Week after"
      >
        <ChevronRight size={16} aria-hidden="true" />
      </Link>
    </div>
  );
}
