import { Link, Outlet, useParams } from '@tanstack/react-router';
import { isRefusal, sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { tabClass, Tabs } from '../ui/tabs';
import { useEngagement } from '../engagements/engagements.queries';
import { useClient } from '../clients/clients.queries';
import classes from './client-frame.module.css';

const AT = '/p/$practice/clients/$client';

/** What all screens of one client share: its name, where the engagement stands, and its parts as tabs. */
export function ClientFrame() {
  const { practice, client: clientId } = useParams({ from: AT });
  const client = useClient(practice, clientId);
  const engagement = useEngagement(practice, client.data?.engagementId ?? null);
  if (client.isError)
    return (
      <div className={classes.frame}>
        {isRefusal(client.error, 'request.not_found') ? (
          <p>
            There is no such client here. <Link to="/">Go to Today</Link>.
          </p>
        ) : (
          <Failure onRetry={() => void client.refetch()}>{sentenceFor(client.error)}</Failure>
        )}
      </div>
    );
  const params = { practice, client: clientId };
  return (
    <div className={classes.frame}>
      <header className={classes.head}>
        <h1 className={classes.name}>{client.data?.name ?? ' '}</h1>
        {client.data ? <title>{`${client.data.name} · Baton`}</title> : null}
        <span className={classes.standing}>
          {client.data?.archived ? <Status>Archived</Status> : null}
          {engagement.data ? `${engagement.data.phaseLabel}, day ${engagement.data.phaseDays}` : ' '}
        </span>
      </header>
      <Tabs label="Parts of this client">
        <Link to={AT} params={params} activeOptions={{ exact: true }} className={tabClass}>
          Overview
        </Link>
        <Link to="/p/$practice/clients/$client/hours" params={params} className={tabClass}>
          Hours
        </Link>
        {engagement.data?.can.readSearch ? (
          <Link to="/p/$practice/clients/$client/search" params={params} className={tabClass}>
            VP search
          </Link>
        ) : null}
        <Link to="/p/$practice/clients/$client/summaries" params={params} className={tabClass}>
          Summaries
        </Link>
        <Link to="/p/$practice/clients/$client/settings" params={params} className={tabClass}>
          Settings
        </Link>
      </Tabs>
      {client.data ? <Outlet /> : <Skeleton rows={6} />}
    </div>
  );
}
