import { formatDay, formatMinutes } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Go } from '../platform/go';
import { sentenceFor } from '../platform/problems';
import { useMembership } from '../platform/session';
import { count, moment, todayHere } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { Page } from '../ui/page';
import { Columns, Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { ClientRows } from './client-rows';
import { usePortfolio } from './clients.queries';
import { NeedsYou } from './needs-you';

const NoClients = lazy(() => import('./no-clients').then((module) => ({ default: module.NoClients })));
const AddClient = lazy(() => import('./add-client').then((module) => ({ default: module.AddClient })));
const StackedBars = lazy(() => import('../ui/bars').then((module) => ({ default: module.StackedBars })));

const CHART_HEIGHT = 212;

type Portfolio = NonNullable<ReturnType<typeof usePortfolio>['data']>;

/** Every client at a glance, what waits for the reader, and where the last eight weeks went. */
export function TodayPage() {
  const { practice } = useParams({ from: '/p/$practice' });
  const mayReadClients = useMembership(practice)?.can.readClients;
  return mayReadClients ? <Today practice={practice} /> : <Go to={`/p/${practice}/statements`} />;
}

function Today({ practice }: { readonly practice: string }) {
  const portfolio = usePortfolio(practice);
  const mayAdd = useMembership(practice)?.can.addClients ?? false;
  const [adding, setAdding] = useState(false);
  const today = portfolio.data?.today ?? todayHere();

  return (
    <Page
      title="Today"
      lead={portfolio.data ? standing(portfolio.data) : formatDay(today)}
      actions={mayAdd ? <Button onClick={() => setAdding(true)}>Add client</Button> : null}
    >
      {portfolio.isPending ? <Skeleton rows={5} height={57} /> : null}
      {portfolio.isError ? (
        <Failure onRetry={() => void portfolio.refetch()}>{sentenceFor(portfolio.error)}</Failure>
      ) : null}
      {portfolio.data ? <Glance practice={practice} portfolio={portfolio.data} onAdd={() => setAdding(true)} /> : null}
      <Suspense>{adding ? <AddClient practice={practice} onClose={() => setAdding(false)} /> : null}</Suspense>
    </Page>
  );
}

function standing({ today, rows }: Portfolio): string {
  const waiting = rows.filter((row) => row.exceptions.length > 0).length;
  const day = formatDay(today);
  if (rows.length === 0) return day;
  return waiting === 0
    ? `${day} · all quiet`
    : `${day} · ${count(waiting, 'client')} ${waiting === 1 ? 'needs' : 'need'} you`;
}

interface GlanceProps {
  readonly practice: string;
  readonly portfolio: Portfolio;
  readonly onAdd: () => void;
}

function Glance({ practice, portfolio, onAdd }: GlanceProps) {
  const rows = portfolio.rows.filter((row) => !row.archived);
  if (rows.length === 0) return <NoClients practice={practice} onAdd={onAdd} />;
  const worked = rows.filter((row) => portfolio.weeks.some((week) => (week.minutesByClient[row.clientId] ?? 0) > 0));
  return (
    <>
      <Section title="Clients" aside={<Promised portfolio={portfolio} />}>
        <ClientRows practice={practice} today={portfolio.today} rows={rows} />
      </Section>
      <Columns>
        <Section title="Hours by client, last 8 weeks" aside={`as of ${moment(portfolio.asOf)}`}>
          {worked.length === 0 ? (
            <Empty>Nothing was logged in these weeks.</Empty>
          ) : (
            <Suspense fallback={<div style={{ height: CHART_HEIGHT }} />}>
              <StackedBars
                title="Hours by client and week"
                series={worked.map((row) => ({ key: row.clientId, name: row.name }))}
                columns={portfolio.weeks.map((week) => ({
                  key: week.week,
                  label: week.week.replace(/^\d+-/, ''),
                  minutes: week.minutesByClient,
                }))}
              />
            </Suspense>
          )}
        </Section>
        <Section title="Needs you">
          <NeedsYou practice={practice} rows={rows} />
        </Section>
      </Columns>
    </>
  );
}

function Promised({ portfolio }: { readonly portfolio: Portfolio }) {
  const { promisedWeekly, capacityWeekly } = portfolio;
  if (promisedWeekly === 0) return null;
  const promised = `${formatMinutes(promisedWeekly)} a week promised`;
  return capacityWeekly === null ? promised : `${promised} of ${formatMinutes(capacityWeekly)} you have`;
}
