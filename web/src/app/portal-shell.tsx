import { Link, Outlet, useParams } from '@tanstack/react-router';
import { sentenceFor } from '../platform/problems';
import { useMe, useSession } from '../platform/session';
import { Wordmark } from '../ui/mark';
import { sayFailed } from '../ui/toast';
import { Gate } from './gate';
import classes from './portal-shell.module.css';

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
  const others = me.clients.filter((one) => one.clientId !== client);
  return (
    <>
      <header className={classes.bar}>
        <Link to="/" className={classes.mark} aria-label="Baton, start page">
          <Wordmark />
        </Link>
        <div className={classes.end}>
          {staff ? (
            <>
              <span className={classes.as}>This is what the client sees</span>
              <Link to="/p/$practice/clients/$client" params={{ practice, client }}>
                Back to the practice
              </Link>
            </>
          ) : (
            <>
              {others.map((one) => (
                <Link
                  key={one.clientId}
                  to="/portal/$practice/$client"
                  params={{ practice: one.practiceId, client: one.clientId }}
                >
                  {one.clientName}
                </Link>
              ))}
              <span className={classes.as}>{me.name || me.email}</span>
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
