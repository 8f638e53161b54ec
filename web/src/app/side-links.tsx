import { Link } from '@tanstack/react-router';
import { Clock, House, Settings } from 'lucide-react';
import { PHASE_IDS } from '@domain/engagements/phases';
import { usePortfolio } from '../clients/clients.queries';
import { useMembership } from '../platform/session';
import { Dot } from '../ui/dot';
import { SkeletonText } from '../ui/skeleton';
import classes from './shell.module.css';
import { Who } from './who';

/** Where this person can go in the practice, and at the foot where else they belong. */
export function SideLinks({ practice }: { readonly practice: string }) {
  const membership = useMembership(practice);
  const can = membership?.can;
  return (
    <>
      <ul className={classes.links}>
        <li>
          <Link to="/p/$practice" params={{ practice }} activeOptions={{ exact: true }} className={classes.link}>
            <House size={15} aria-hidden="true" /> {can?.readClients ? 'Today' : 'Summaries'}
          </Link>
        </li>
        {can?.logTime ? (
          <li>
            <Link to="/p/$practice/time" params={{ practice }} className={classes.link}>
              <Clock size={15} aria-hidden="true" /> Time
            </Link>
          </li>
        ) : null}
      </ul>
      {can?.readClients ? <ClientLinks practice={practice} /> : null}
      <div className={classes.sideEnd}>
        <Link to="/p/$practice/settings" params={{ practice }} className={classes.link}>
          <Settings size={15} aria-hidden="true" /> Settings
        </Link>
        <div className={classes.foot}>
          <Who here={`/p/${practice}`} place={membership?.name} />
        </div>
      </div>
    </>
  );
}

function ClientLinks({ practice }: { readonly practice: string }) {
  const portfolio = usePortfolio(practice);
  const running = portfolio.data?.rows.filter((row) => !row.archived) ?? [];
  return (
    <>
      <Link
        to="/p/$practice/clients"
        params={{ practice }}
        activeOptions={{ exact: true, includeSearch: false }}
        className={classes.sideHead}
      >
        Clients
      </Link>
      <ul className={classes.links}>
        {portfolio.isPending ? <SideSkeleton /> : null}
        {running.map((row) => (
          <li key={row.clientId}>
            <Link
              to="/p/$practice/clients/$client"
              params={{ practice, client: row.clientId }}
              className={classes.link}
              title={row.phaseLabel ? `${row.name}: ${row.phaseLabel}` : row.name}
            >
              <Dot
                share={row.phase ? (PHASE_IDS.indexOf(row.phase) + 1) / PHASE_IDS.length : 0}
                quiet={row.phase === 'closed' || row.phase === null}
              />
              <span className={classes.clip}>{row.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function SideSkeleton() {
  return [88, 112, 96, 72].map((width) => (
    <li key={width} className={classes.link}>
      <SkeletonText width={width} />
    </li>
  ));
}
