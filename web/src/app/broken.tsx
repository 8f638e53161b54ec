import { Failure } from '../ui/failure';
import classes from './gate.module.css';

/** A screen that could not be drawn: most often a new version was put in place while this one was open. */
export function Broken() {
  return (
    <div className={classes.failed}>
      <Failure onRetry={() => window.location.reload()}>
        This screen could not be loaded. There may be a newer version of Baton.
      </Failure>
    </div>
  );
}
