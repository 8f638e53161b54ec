import { SummariesPage } from '../statements/summaries-page';
import { WithEngagement } from './client-parts';

export function SummariesRoute() {
  return (
    <WithEngagement>
      {({ practice, client, engagement }) => (
        <SummariesPage practice={practice} clientId={client.id} engagementId={engagement.id} />
      )}
    </WithEngagement>
  );
}
