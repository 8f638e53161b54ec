import { formatDay, formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { count } from '../../platform/when';
import { Section } from '../../ui/section';
import { say } from '../../ui/toast';
import { activityWithCode } from '../activity-options';
import { dropUnsent, keepUnsent, type Unsent } from './unsent-store';
import { useUnsent } from './use-unsent';
import classes from './unsent-list.module.css';

const EditUnsent = lazy(() => import('./edit-unsent').then((module) => ({ default: module.EditUnsent })));

/** Hours that are on this device only, and why. Absent while there are none. */
export function UnsentList({ practice }: { readonly practice: string }) {
  const { owner, waiting } = useUnsent(practice);
  const [editing, setEditing] = useState<Unsent | null>(null);
  if (waiting.length === 0) return null;

  const discard = (entry: Unsent) => {
    dropUnsent(owner, entry.id);
    say(`Discarded ${formatMinutes(minutes(entry.body.minutes))} for ${entry.clientName}.`, () =>
      keepUnsent(owner, entry),
    );
  };

  return (
    <Section title="Not sent yet" aside={count(waiting.length, 'entry', 'entries')}>
      <p className={classes.lead}>Kept on this device for you alone, and sent by itself once Baton can be reached.</p>
      <ul className={classes.list}>
        {waiting.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <div className={classes.what}>
              <span className={classes.dot} data-refused={entry.refused !== null || undefined} />
              <strong>{formatMinutes(minutes(entry.body.minutes))}</strong> {entry.clientName}
              <span className={classes.more}>
                {[formatDay(entry.body.day), activityWithCode(entry.body.activity ?? null), entry.body.text]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {entry.refused ? (
                <p role="alert" className={classes.refused}>
                  {entry.refused}
                </p>
              ) : null}
            </div>
            <div className={classes.acts}>
              <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setEditing(entry)}>
                Edit<span className="visually-hidden"> {entry.clientName}</span>
              </Button>
              <Button variant="subtle" color="gray" size="compact-xs" onClick={() => discard(entry)}>
                Discard<span className="visually-hidden"> {entry.clientName}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {editing ? (
        <Suspense>
          <EditUnsent owner={owner} entry={editing} onClose={() => setEditing(null)} />
        </Suspense>
      ) : null}
    </Section>
  );
}
