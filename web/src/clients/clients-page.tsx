import { Button, Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { PHASES } from '@domain/engagements/phases';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { useMembership } from '../platform/session';
import { count } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { ChoiceField } from '../ui/fields';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { ClientRows } from './client-rows';
import { usePortfolio } from './clients.queries';
import classes from './clients-page.module.css';

const NoClients = lazy(() => import('./no-clients').then((module) => ({ default: module.NoClients })));
const AddClient = lazy(() => import('./add-client').then((module) => ({ default: module.AddClient })));

/** All clients, also those put away, by phase. */
export function ClientsPage() {
  const { practice } = useParams({ from: '/p/$practice' });
  const view = useSearch({ from: '/p/$practice/clients' });
  const navigate = useNavigate({ from: '/p/$practice/clients' });
  const portfolio = usePortfolio(practice);
  const mayAdd = useMembership(practice)?.can.addClients ?? false;
  const [adding, setAdding] = useState(false);
  const all = portfolio.data?.rows ?? [];
  const rows = all.filter((row) => (view.archived || !row.archived) && (!view.phase || row.phase === view.phase));
  const away = all.filter((row) => row.archived).length;
  const phaseName = PHASES.find(({ id }) => id === view.phase)?.label;

  return (
    <Page
      title="Clients"
      lead={portfolio.data ? count(rows.length, 'client') : ' '}
      actions={mayAdd ? <Button onClick={() => setAdding(true)}>Add client</Button> : null}
    >
      <div className={classes.filters}>
        <ChoiceField
          aria-label="Phase"
          value={view.phase ?? ''}
          onChange={(event) => {
            const phase = event.currentTarget.value;
            void navigate({
              search: ({ archived }) => ({ ...(archived ? { archived } : {}), ...(phase ? { phase } : {}) }),
            });
          }}
          data={[{ value: '', label: 'Every phase' }, ...PHASES.map(({ id, label }) => ({ value: id, label }))]}
        />
        <Checkbox
          label={`Show archived${away > 0 ? ` (${away})` : ''}`}
          checked={view.archived ?? false}
          onChange={(event) => {
            const archived = event.currentTarget.checked;
            void navigate({
              search: ({ phase }) => ({
                ...(phase ? { phase } : {}),
                ...(archived ? { archived: true as const } : {}),
              }),
            });
          }}
        />
      </div>
      {portfolio.isPending ? <Skeleton rows={5} height={57} /> : null}
      {portfolio.isError ? (
        <Failure onRetry={() => void portfolio.refetch()}>{sentenceFor(portfolio.error)}</Failure>
      ) : null}
      {portfolio.data && rows.length > 0 ? (
        <ClientRows practice={practice} today={portfolio.data.today} rows={rows} />
      ) : null}
      {portfolio.data && rows.length === 0 && all.length > 0 ? (
        <Empty
          action={
            <Link to="/p/$practice/clients" params={{ practice }}>
              Show every phase
            </Link>
          }
        >
          {phaseName ? `No client is in “${phaseName}”.` : 'Every client is archived.'}
        </Empty>
      ) : null}
      {portfolio.data && all.length === 0 ? <NoClients practice={practice} onAdd={() => setAdding(true)} /> : null}
      <Suspense>{adding ? <AddClient practice={practice} onClose={() => setAdding(false)} /> : null}</Suspense>
    </Page>
  );
}
