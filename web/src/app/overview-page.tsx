import { formatDate } from '@domain/shared/format';
import { Link } from '@tanstack/react-router';
import { Contacts } from '../clients/contacts';
import { NextStep } from '../clients/next-step';
import { TeamSize } from '../clients/team-size';
import { Milestones } from '../engagements/milestones';
import { PhaseSection } from '../engagements/phase-section';
import { PhaseTimeline } from '../engagements/phase-timeline';
import { HoursMeter } from '../ui/meter';
import { Columns, Section } from '../ui/section';
import { WithEngagement, type ClientParts } from './client-parts';
import classes from './client-parts.module.css';

export function OverviewPage() {
  return <WithEngagement>{(parts) => <Overview {...parts} />}</WithEngagement>;
}

/** Where one client stands: phase, hours, what comes next, and how it came here. */
function Overview({ practice, client, engagement }: ClientParts) {
  const { balance, phase, today } = engagement;
  return (
    <>
      <PhaseSection practice={practice} engagementId={engagement.id} today={today} />
      <Columns>
        <div className={classes.stack}>
          <NextStep key={client.id} practice={practice} client={client} today={today} />
          <Milestones practice={practice} engagementId={engagement.id} today={today} mayEdit={engagement.can.edit} />
          <PhaseTimeline practice={practice} engagementId={engagement.id} />
        </div>
        <div className={classes.stack}>
          <Section
            title="Hours this month"
            aside={
              <Link to="/p/$practice/clients/$client/hours" params={{ practice, client: client.id }}>
                Ledger
              </Link>
            }
          >
            {phase === 'closed' ? (
              <p>The engagement is closed; its hours are under Ledger.</p>
            ) : balance ? (
              <HoursMeter
                size="large"
                used={balance.used}
                available={balance.available}
                until={`until ${formatDate(balance.resetsOn)}`}
              />
            ) : (
              <p>No terms are in force today.</p>
            )}
          </Section>
          <Contacts practice={practice} client={client} />
          {phase === 'closed' ? null : <TeamSize client={client} />}
        </div>
      </Columns>
    </>
  );
}
