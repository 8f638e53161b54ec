import type { WeekPlace } from '@contract/time';
import type { Activity } from '@domain/time/activities';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ChoiceField } from '../../ui/fields';
import { activityOptions } from '../activity-options';
import { rowKey, type RowIdentity } from './row-identity';
import classes from './add-row.module.css';

interface AddRowProps {
  readonly places: readonly WeekPlace[];
  readonly onAdd: (row: { readonly key: string; readonly identity: RowIdentity }) => void;
  readonly onClose: () => void;
}

/** A client and what the time is for: both lists answer to the first letters typed. */
export function AddRow({ places, onAdd, onClose }: AddRowProps) {
  const open = places.filter(({ locks }) => locks.length < 7);
  const [engagementId, setEngagement] = useState(open[0]?.engagementId ?? '');
  const [activity, setActivity] = useState('');
  const first = useRef<HTMLSelectElement>(null);
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  useEffect(() => first.current?.focus(), []);

  return (
    <form
      className={classes.form}
      aria-label="Add a row"
      onSubmit={(event) => {
        event.preventDefault();
        const identity = { engagementId, activity: (activity || null) as Activity | null };
        if (engagementId) onAdd({ key: rowKey(identity), identity });
      }}
    >
      <ChoiceField
        ref={first}
        label="Client"
        data={open.map((place) => ({ value: place.engagementId, label: place.clientName }))}
        value={engagementId}
        onChange={(event) => setEngagement(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <ChoiceField
        label="Activity"
        data={activityOptions()}
        value={activity}
        onChange={(event) => setActivity(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <Button type="submit" disabled={engagementId === ''}>
        Add row
      </Button>
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
    </form>
  );
}
