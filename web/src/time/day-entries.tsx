import type { TimeEntry } from '@contract/time';
import { weekOf, type Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { activityWithCode } from './activity-options';
import type { EntryAct } from './entry-dialogs';
import { EntryStepper } from './entry-stepper';
import { useEntries, useWeek } from './time.queries';
import classes from './day-entries.module.css';

const EntryDialogs = lazy(() => import('./entry-dialogs').then((module) => ({ default: module.EntryDialogs })));

interface DayEntriesProps {
  readonly practice: string;
  readonly memberId: string;
  readonly day: Day;
}

/** One's entries of a day as cards with buttons large enough for a thumb. */
export function DayEntries({ practice, memberId, day }: DayEntriesProps) {
  const entries = useEntries(practice, { from: day, to: day, memberId });
  const places = useWeek(practice, weekOf(day)).data?.places ?? [];
  const [act, setAct] = useState<EntryAct | null>(null);
  const items = entries.data?.pages.flatMap((page) => page.items).filter(({ voided }) => voided === null) ?? [];
  const sum = minutes(items.reduce((total, entry) => total + entry.minutes, 0));
  const clientOf = ({ clientId }: TimeEntry) => places.find((place) => place.clientId === clientId)?.clientName ?? '';

  return (
    <Section
      title="Entries"
      aside={items.length > 0 ? `${count(items.length, 'entry', 'entries')}, ${formatMinutes(sum)}` : null}
    >
      {entries.isPending ? <Skeleton rows={3} height={96} /> : null}
      {entries.isError ? <Failure onRetry={() => void entries.refetch()}>{sentenceFor(entries.error)}</Failure> : null}
      {entries.isSuccess && items.length === 0 ? <Empty>No hours on this day yet.</Empty> : null}
      <ul className={classes.list}>
        {items.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <div className={classes.what}>
              <strong>{clientOf(entry)}</strong>
              <span className={classes.more}>
                {[activityWithCode(entry.activity), entry.text, entry.billable ? '' : 'not billable']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <EntryStepper practice={practice} entry={entry} name={clientOf(entry)} />
            <div className={classes.acts}>
              {entry.can.edit ? (
                <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAct({ is: 'edit', entry })}>
                  Edit<span className="visually-hidden"> {clientOf(entry)}</span>
                </Button>
              ) : null}
              {entry.can.remove ? (
                <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAct({ is: 'void', entry })}>
                  Void<span className="visually-hidden"> {clientOf(entry)}</span>
                </Button>
              ) : null}
              {entry.monthClosed ? <Status>Month closed</Status> : null}
            </div>
          </li>
        ))}
      </ul>
      {act ? (
        <Suspense>
          <EntryDialogs practice={practice} act={act} onClose={() => setAct(null)} />
        </Suspense>
      ) : null}
    </Section>
  );
}
