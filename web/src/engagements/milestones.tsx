import { addMilestone } from '@contract/engagements';
import type { Day } from '@domain/shared/day';
import { formatDayShort } from '@domain/shared/format';
import { Button, Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { nearby } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { say, sayFailed } from '../ui/toast';
import { useMilestoneChanges, useMilestones } from './engagements.queries';
import classes from './milestones.module.css';

interface MilestonesProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly today: Day;
  readonly mayEdit: boolean;
}

/** The dated points ahead, and those reached. Ticking one says when it was done. */
export function Milestones({ practice, engagementId, today, mayEdit }: MilestonesProps) {
  const milestones = useMilestones(practice, engagementId);
  const changes = useMilestoneChanges(practice, engagementId);
  const [adding, setAdding] = useState(false);
  if (milestones.isPending) return <Skeleton rows={2} height={40} />;
  if (milestones.isError)
    return <Failure onRetry={() => void milestones.refetch()}>{sentenceFor(milestones.error)}</Failure>;

  const mark = (item: (typeof milestones.data.items)[number], done: boolean) =>
    changes.edit.mutate(
      { milestoneId: item.id, version: item.version, body: { doneOn: done ? today : null } },
      {
        onSuccess: (changed) =>
          say(done ? `“${item.name}” is done.` : `“${item.name}” is open again.`, () =>
            changes.edit.mutate({ milestoneId: item.id, version: changed.version, body: { doneOn: item.doneOn } }),
          ),
        onError: (error) => sayFailed(`“${item.name}” was not changed. ${sentenceFor(error)}`),
      },
    );

  return (
    <Section
      title="Milestones"
      aside={
        mayEdit && !adding ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setAdding(true)}>
            Add
          </Button>
        ) : null
      }
    >
      {adding ? (
        <AddMilestone practice={practice} engagementId={engagementId} onClose={() => setAdding(false)} />
      ) : null}
      {milestones.data.items.length === 0 && !adding ? (
        <Empty>No milestones yet. The next one stands on top of what the client reads.</Empty>
      ) : null}
      <ul>
        {milestones.data.items.map((item) => (
          <li key={item.id} className={classes.line}>
            <Checkbox
              checked={item.doneOn !== null}
              disabled={!mayEdit}
              onChange={(event) => mark(item, event.currentTarget.checked)}
              label={item.name}
            />
            <span className={classes.when}>
              {item.clientSees ? <Status>Client sees this</Status> : null}
              {item.doneOn
                ? `done ${formatDayShort(item.doneOn)}`
                : `${formatDayShort(item.dueOn)} · ${nearby(item.dueOn, today)}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AddMilestone({
  practice,
  engagementId,
  onClose,
}: Pick<MilestonesProps, 'practice' | 'engagementId'> & { onClose: () => void }) {
  const changes = useMilestoneChanges(practice, engagementId);
  const { form, submit, busy, problem } = useDraft({
    initial: { name: '', dueOn: '', clientSees: false },
    schema: addMilestone.body,
    toBody: ({ name, dueOn, clientSees }) => ({ name, dueOn: dueOn as Day, clientSees }),
    send: (body) => changes.add.mutateAsync(body),
    onDone: onClose,
  });
  return (
    <Form onSubmit={submit} label="Add milestone">
      <FieldRow>
        <TextField label="Milestone" autoFocus {...form.getInputProps('name')} />
        <TextField label="Due" type="date" {...form.getInputProps('dueOn')} />
      </FieldRow>
      <Checkbox label="Client sees this" {...form.getInputProps('clientSees', { type: 'checkbox' })} />
      <FormEnd verb="Add milestone" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
