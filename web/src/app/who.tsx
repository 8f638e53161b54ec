import { lazy, Suspense } from 'react';
import { useMe } from '../platform/session';
import classes from './who.module.css';

const PlacesMenu = lazy(() => import('./places-menu').then((module) => ({ default: module.PlacesMenu })));

interface WhoProps {
  /** The address of the place that is open. */
  readonly here: string;
  readonly place: string | undefined;
  /** Whether it stands at the foot of a sidebar or in the head of a page. */
  readonly at?: 'foot' | 'head';
}

/** Who is looking and where. With more places than this one it opens them all; few people load what that needs. */
export function Who({ here, place, at = 'foot' }: WhoProps) {
  const me = useMe();
  const who = (
    <span className={classes.who}>
      <span className={classes.name}>{me.name || me.email}</span>
      <span className={classes.place} title={place}>
        {place}
      </span>
    </span>
  );
  if (me.practices.length + me.clients.length < 2) return who;
  return (
    <Suspense fallback={who}>
      <PlacesMenu here={here} at={at}>
        {who}
      </PlacesMenu>
    </Suspense>
  );
}
