import type { PortalHome } from '@contract/portal';
import { formatDate, formatDay } from '@domain/shared/format';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Go } from '../platform/go';
import { phaseSteps } from '../platform/phase-steps';
import { isRefusal, sentenceFor } from '../platform/problems';
import { useMe } from '../platform/session';
import { moment, nearby } from '../platform/when';
import { Failure, Refused } from '../ui/failure';
import { HoursMeter } from '../ui/meter';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { PhaseStrip } from '../ui/strip';
import { Timeline } from '../ui/timeline';
import { usePortal } from './portal.queries';
import { SearchCounts } from './search-counts';
import { Summaries } from './summaries';
import classes from './portal-page.module.css';

/** The board's page is small and comes with the portal's. */
export { BoardPage } from './board-page';

/** Most clients are asked for nothing, so the answering is loaded when something is asked. */
const Asks = lazy(() => import('./asks').then((part) => ({ default: part.Asks })));

/** What the client reads in three seconds: which phase, how many hours are left and until when; then everything else shared. */
export function PortalPage() {
  const { practice, client } = useParams({ from: '/portal/$practice/$client' });
  const portal = usePortal(practice, client);
  const me = useMe();
  const board = me.clients.some((one) => one.clientId === client && one.role === 'board');
  if (board) return <Go to={`/portal/${practice}/${client}/board`} />;
  if (portal.isPending) return <Skeleton rows={5} height={64} />;
  if (portal.isError)
    return isRefusal(portal.error, 'request.not_found') || isRefusal(portal.error, 'request.forbidden') ? (
      <Refused title="There is nothing here for you">
        The address may be old, or your invitation was for another company.
      </Refused>
    ) : (
      <Failure onRetry={() => void portal.refetch()}>{sentenceFor(portal.error)}</Failure>
    );
  return <Home practice={practice} client={client} home={portal.data} />;
}

interface HomeProps {
  readonly practice: string;
  readonly client: string;
  readonly home: PortalHome;
}

function Home({ practice, client, home }: HomeProps) {
  const { engagement } = home;
  return (
    <>
      <header className={classes.head}>
        <title>{`${home.clientName} · Baton`}</title>
        <h1 className={classes.name}>{home.clientName}</h1>
        <p className={classes.asOf}>
          with {home.practiceName} · as of {moment(home.asOf)}
        </p>
      </header>
      {engagement ? <Standing engagement={engagement} /> : <p>No engagement is running.</p>}
      {engagement && engagement.asked.length > 0 ? (
        <Suspense fallback={<Skeleton rows={1} height={160} />}>
          <Asks practice={practice} client={client} asked={engagement.asked} />
        </Suspense>
      ) : null}
      <Summaries practice={practice} client={client} statements={home.statements} />
      {engagement?.search ? <SearchCounts search={engagement.search} /> : null}
      {engagement && engagement.timeline.length > 0 ? <HowItCameHere engagement={engagement} /> : null}
    </>
  );
}

type Engagement = NonNullable<PortalHome['engagement']>;

function Standing({ engagement }: { readonly engagement: Engagement }) {
  const { hours, nextMilestone, timeline, today } = engagement;
  return (
    <>
      <section aria-label="Phase" className={classes.phase}>
        <PhaseStrip label="Phases of the engagement" steps={phaseSteps(engagement.phase, timeline, today)} />
        {engagement.note ? <p className={classes.note}>{engagement.note}</p> : null}
      </section>
      <div className={classes.first}>
        {hours ? (
          <section aria-label="Hours">
            <h2 className={classes.small}>Hours this month</h2>
            <HoursMeter
              size="large"
              used={hours.used}
              available={hours.available}
              until={`until ${formatDate(hours.resetsOn)}`}
            />
            {hours.provisional ? (
              <p className={classes.note}>An earlier month is still open, so this may change a little.</p>
            ) : null}
          </section>
        ) : null}
        <section aria-label="Next milestone">
          <h2 className={classes.small}>Next milestone</h2>
          {nextMilestone ? (
            <>
              <p className={classes.milestone}>{nextMilestone.name}</p>
              <p className={classes.note}>
                {formatDay(nextMilestone.dueOn)} · {nearby(nextMilestone.dueOn, today)}
              </p>
            </>
          ) : (
            <p className={classes.note}>None is dated yet.</p>
          )}
        </section>
      </div>
    </>
  );
}

function HowItCameHere({ engagement }: { readonly engagement: Engagement }) {
  // They come in the order in which they were made, which tells those of one day apart.
  const moves = engagement.timeline.toReversed().toSorted((a, b) => b.on.localeCompare(a.on));
  return (
    <Section title="How we came here">
      <Timeline
        items={moves.map((move, index) => ({
          key: String(moves.length - index),
          when: formatDate(move.on),
          title: move.label,
          current: index === 0,
          children: (
            <>
              {move.sentence ? <p>{move.sentence}</p> : null}
              {move.reason ? <p>{move.reason}</p> : null}
            </>
          ),
        }))}
      />
    </Section>
  );
}
