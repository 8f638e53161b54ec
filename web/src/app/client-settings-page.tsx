import { useParams } from '@tanstack/react-router';
import { ArchiveClient } from '../clients/archive-client';
import { useClient } from '../clients/clients.queries';
import { CompanyForm } from '../clients/company-form';
import { PortalPeople } from '../clients/portal-people';
import { useEngagement } from '../engagements/engagements.queries';
import { HoursVisibility } from '../engagements/hours-visibility';
import { TermsSection } from '../engagements/terms-section';
import { Columns, Section } from '../ui/section';
import classes from './client-parts.module.css';

/** The company, its terms, who at the client may look in, and what they see of the hours. */
export function ClientSettingsPage() {
  const { practice, client: clientId } = useParams({ from: '/p/$practice/clients/$client' });
  const client = useClient(practice, clientId);
  const engagement = useEngagement(practice, client.data?.engagementId ?? null);
  if (!client.data) return null;
  return (
    <Columns>
      <div className={classes.stack}>
        {engagement.data ? <TermsSection practice={practice} engagement={engagement.data} /> : null}
        <Section title="Company">
          <CompanyForm practice={practice} client={client.data} />
        </Section>
      </div>
      <div className={classes.stack}>
        <PortalPeople practice={practice} client={client.data} />
        {engagement.data ? <HoursVisibility practice={practice} engagement={engagement.data} /> : null}
        {client.data.can.archive ? <ArchiveClient practice={practice} client={client.data} /> : null}
      </div>
    </Columns>
  );
}
