import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sentenceFor } from '../platform/problems';
import { useMe, useSession } from '../platform/session';
import { Wordmark } from '../ui/mark';
import { sayFailed } from '../ui/toast';
import { Gate } from './gate';
import { rememberPlace } from '../platform/last-place';
import classes from './portal-shell.module.css';
import { Who } from './who';

/** The client's frame: the mark, who is looking, the way out. Nothing here can be edited. */
export function PortalShell() {
  return (
    <Gate waiting={<div className={classes.bar} />}>
      <Inside />
    </Gate>
  );
}

function Inside() {
  const { practice, client } = useParams({ from: '/portal/$practice/$client' });
  const { leave } = useSession();
  const me = useMe();
  const staff = me.practices.some(({ practiceId }) => practiceId === practice);
  const here = `/portal/${practice}/${client}`;
  const theirs = me.clients.find((one) => one.practiceId === practice && one.clientId === client);
  useEffect(() => {
    if (theirs) rememberPlace(me.userId, here);
  }, [theirs, me.userId, here]);
  return (
    <>
      <header className={classes.bar}>
        <Link to="/" className={classes.mark} aria-label="Baton, start page">
          <Wordmark />
        </Link>
        <div className={classes.end}>
          {staff && !theirs ? (
            <>
              <span className={classes.as}>This is what the client sees</span>
              <Link to="/p/$practice/clients/$client" params={{ practice, client }}>
                Back to the practice
              </Link>
            </>
          ) : (
            <>
              <div className={classes.who}>
                <Who here={here} place={theirs?.clientName} at="head" />
              </div>
              <button
                type="button"
                className={classes.out}
                onClick={() => leave().catch((error: unknown) => sayFailed(sentenceFor(error)))}
              >
                Sign out
              </button>
            </>
          )}
        </div>
      </header>
      <main className={classes.content}>
        <Outlet />
      </main>
    </>
  );
}
