import { isMonth } from '@domain/shared/month';
import { useParams } from '@tanstack/react-router';
import { SummaryPage } from '../statements/summary-page';
import { WithEngagement } from './client-parts';
import { Lost } from './lost';

export function SummaryRoute() {
  const { month } = useParams({ from: '/p/$practice/clients/$client/summaries/$month' });
  if (!isMonth(month)) return <Lost />;
  return (
    <WithEngagement>
      {({ practice, client, engagement }) => (
        <SummaryPage
          key={month}
          practice={practice}
          clientId={client.id}
          clientName={client.name}
          engagementId={engagement.id}
          month={month}
        />
      )}
    </WithEngagement>
  );
}
