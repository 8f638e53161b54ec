import type { Client } from '@contract/clients';
import type { Engagement } from '@contract/engagements';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useClient } from '../clients/clients.queries';
import { useEngagement } from '../engagements/engagements.queries';
import { sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import classes from './client-parts.module.css';

const StartEngagement = lazy(() =>
  import('../engagements/start-engagement').then((module) => ({ default: module.StartEngagement })),
);

export interface ClientParts {
  readonly practice: string;
  readonly client: Client;
  readonly engagement: Engagement;
}

/** Gives a client's screen its client and engagement; without an engagement there is one thing to do, and it is here. */
export function WithEngagement({ children }: { readonly children: (parts: ClientParts) => ReactNode }) {
  const { practice, client: clientId } = useParams({ from: '/p/$practice/clients/$client' });
  const client = useClient(practice, clientId);
  const engagement = useEngagement(practice, client.data?.engagementId ?? null);
  if (!client.data) return null;
  if (client.data.engagementId === null)
    return (
      <div className={classes.start}>
        <Section title="Start the engagement">
          <p className={classes.lead}>
            Phase, hours and summaries hang on an engagement. Agree on the terms, or take the usual ten hours a week.
          </p>
          <Suspense fallback={<Skeleton rows={6} />}>
            <StartEngagement practice={practice} clientId={clientId} />
          </Suspense>
        </Section>
      </div>
    );
  if (engagement.isError)
    return <Failure onRetry={() => void engagement.refetch()}>{sentenceFor(engagement.error)}</Failure>;
  if (!engagement.data) return <Skeleton rows={6} />;
  return (
    <div className={classes.parts}>{children({ practice, client: client.data, engagement: engagement.data })}</div>
  );
}
