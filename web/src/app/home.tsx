import { Link } from '@tanstack/react-router';
import { FoundPractice } from '../identity/found-practice';
import { Introduce } from '../identity/introduce';
import { SignInFrame } from '../identity/sign-in-frame';
import { Go } from '../platform/go';
import { useMe } from '../platform/session';
import { Gate } from './gate';
import classes from './home.module.css';
import { placesOf, startOf } from './places';

/** The start: the one place somebody has, or where they were last; a choice between several; or founding a practice. */
export function Home() {
  return (
    <Gate waiting={null}>
      <Start />
    </Gate>
  );
}

function Start() {
  const me = useMe();
  const places = placesOf(me);
  const start = startOf(me);
  if (me.name === '' && me.practices.length > 0) return <Introduce />;
  if (start) return <Go to={start.to} />;
  if (places.length === 0) return <FoundPractice />;
  return (
    <SignInFrame title="Where to?">
      <ul className={classes.places}>
        {places.map(({ to, name, as }) => (
          <li key={to}>
            <Link to={to} className={classes.place}>
              <span className={classes.name}>{name}</span>
              <span className={classes.as}>{as}</span>
            </Link>
          </li>
        ))}
      </ul>
    </SignInFrame>
  );
}
