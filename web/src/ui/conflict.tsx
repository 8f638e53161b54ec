import { Button } from '@mantine/core';
import classes from './conflict.module.css';

interface ConflictProps {
  /** What somebody else stored, by the label of its field. */
  readonly theirs: readonly { readonly label: string; readonly value: string }[];
  readonly onTake: () => void;
  readonly onKeep: () => void;
}

/** Two people changed the same fields: shows the other version, and leaves the choice to whoever is typing. */
export function Conflict({ theirs, onTake, onKeep }: ConflictProps) {
  if (theirs.length === 0) return null;
  return (
    <div role="alert" className={classes.conflict}>
      <p>Somebody changed this meanwhile. What you typed is still here; theirs is:</p>
      <dl className={classes.theirs}>
        {theirs.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || 'Empty'}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.ways}>
        <Button variant="default" size="compact-sm" onClick={onTake}>
          Take theirs
        </Button>
        <Button variant="default" size="compact-sm" onClick={onKeep}>
          Keep mine
        </Button>
      </div>
    </div>
  );
}
