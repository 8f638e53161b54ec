import type { TimeEntry } from '@contract/time';
import { formatDayShort, formatMinutes, formatWeekday } from '@domain/shared/format';
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
import { DataTable, type Column } from '../ui/table';
import { activityName, activityWithCode } from './activity-options';
import type { EntryAct } from './entry-dialogs';
import { timesInWords } from './times-in-words';
import { useEntries, type EntriesWanted } from './time.queries';
import classes from './entry-list.module.css';

const EntryDialogs = lazy(() => import('./entry-dialogs').then((module) => ({ default: module.EntryDialogs })));

interface EntryListProps extends EntriesWanted {
  readonly practice: string;
  /** What a row is called besides its text: over all clients the client, within one client the member. */
  readonly names?: ReadonlyMap<string, string>;
  readonly title?: string;
  /** Leaves the others out. */
  readonly only?: (entry: TimeEntry) => boolean;
}

/** Entries under their days, with the day's sum; each can be changed or voided while its month is open, and corrected after. */
export function EntryList({ practice, names, title = 'Entries', only = () => true, ...wanted }: EntryListProps) {
  const entries = useEntries(practice, wanted);
  const [act, setAct] = useState<EntryAct | null>(null);
  const items = entries.data?.pages.flatMap((page) => page.items).filter(only) ?? [];
  const standing = items.filter((entry) => entry.voided === null);
  const sum = standing.reduce((total, entry) => total + entry.minutes, 0);
  const severalDays = wanted.from !== wanted.to;
  const severalPeople = new Set(items.map(({ memberId }) => memberId)).size > 1;

  const day: Column<TimeEntry> = {
    key: 'day',
    head: 'Day',
    width: '84px',
    nowrap: true,
    cell: (entry) => `${formatWeekday(entry.day)} ${formatDayShort(entry.day)}`,
  };
  const columns: Column<TimeEntry>[] = [
    ...(severalDays ? [day] : []),
    {
      key: 'what',
      head: names ? 'Client' : 'Note',
      phone: 'name',
      cell: (entry) => (
        <>
          <span className={classes.what} data-voided={entry.voided !== null || undefined}>
            {names?.get(entry.clientId) ?? (entry.text || 'No note')}
          </span>
          {names && entry.text ? <span className={classes.text}>{entry.text}</span> : null}
          {entry.voided ? <Status>Voided: {entry.voided.reason}</Status> : null}
        </>
      ),
    },
    {
      key: 'activity',
      head: 'Activity',
      width: severalDays ? '34%' : '26%',
      cell: (entry) => (
        <span className={classes.activity} data-missing={entry.activity === null || undefined}>
          <span className={classes.name} title={activityName(entry.activity)}>
            {activityWithCode(entry.activity)}
          </span>
          {[timesInWords(entry), entry.billable ? '' : 'not billable', severalPeople ? entry.memberName : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      ),
    },
    {
      key: 'minutes',
      head: 'Hours',
      align: 'end',
      width: '72px',
      phone: 'aside',
      cell: (entry) => <span data-voided={entry.voided !== null || undefined}>{formatMinutes(entry.minutes)}</span>,
    },
    {
      key: 'acts',
      head: <span className="visually-hidden">Actions</span>,
      align: 'end',
      width: '118px',
      cell: (entry) => (
        <span className={classes.acts}>
          {entry.can.edit ? (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAct({ is: 'edit', entry })}>
              Edit<span className="visually-hidden"> {entry.text}</span>
            </Button>
          ) : null}
          {entry.can.remove ? (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAct({ is: 'void', entry })}>
              Void<span className="visually-hidden"> {entry.text}</span>
            </Button>
          ) : null}
          {entry.can.correct ? (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAct({ is: 'correct', entry })}>
              Correct…<span className="visually-hidden"> {entry.text}</span>
            </Button>
          ) : entry.monthClosed ? (
            <Status>Closed</Status>
          ) : null}
        </span>
      ),
    },
  ];

  return (
    <Section
      title={title}
      aside={items.length > 0 ? `${count(standing.length, 'entry', 'entries')}, ${formatMinutes(minutes(sum))}` : null}
    >
      {entries.isPending ? <Skeleton rows={4} height={40} /> : null}
      {entries.isError ? <Failure onRetry={() => void entries.refetch()}>{sentenceFor(entries.error)}</Failure> : null}
      {entries.isSuccess && items.length === 0 ? <Empty>No hours here yet.</Empty> : null}
      {items.length > 0 ? (
        <DataTable
          caption={title}
          columns={columns}
          rows={items}
          rowKey={(entry) => entry.id}
          quiet={(entry) => entry.voided !== null}
        />
      ) : null}
      {entries.hasNextPage ? (
        <Button
          variant="default"
          mt={12}
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          Show earlier entries
        </Button>
      ) : null}
      {act ? (
        <Suspense>
          <EntryDialogs practice={practice} act={act} onClose={() => setAct(null)} />
        </Suspense>
      ) : null}
    </Section>
  );
}
