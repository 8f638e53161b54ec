import { startTimer } from '@contract/timer';
import type { Activity } from '@domain/time/activities';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { moment } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { ChoiceField, TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Skeleton } from '../ui/skeleton';
import { say } from '../ui/toast';
import { activityOptions } from './activity-options';
import { useLoggable } from './time.queries';
import { useTimerActs, type Running } from './timer.queries';

interface StartTimerProps {
  readonly practice: string;
  /** What runs now, and is stopped and kept as the other starts. */
  readonly running: Running | null;
  readonly onClose: () => void;
}

export function StartTimer(props: StartTimerProps) {
  const loggable = useLoggable(props.practice);
  if (loggable.isPending) return <Skeleton rows={3} height={56} />;
  if (loggable.isError) {
    return <Failure onRetry={() => void loggable.refetch()}>{sentenceFor(loggable.error)}</Failure>;
  }
  const places = loggable.data.items;
  if (places.length === 0) return <Empty>No engagement runs yet; a timer needs one.</Empty>;
  // Whoever switches wants another client than the one that runs.
  const first = places.find(({ engagementId }) => engagementId !== props.running?.timer.engagementId) ?? places[0];
  return <StartForm {...props} places={places} first={first?.engagementId ?? ''} />;
}

interface StartFormProps extends StartTimerProps {
  readonly places: readonly { readonly engagementId: string; readonly clientName: string }[];
  readonly first: string;
}

function StartForm({ practice, running, onClose, places, first }: StartFormProps) {
  const { start } = useTimerActs(practice);
  const { form, submit, busy, problem } = useDraft({
    initial: { engagementId: first, activity: '', text: '' },
    schema: startTimer.body.pick({ engagementId: true, activity: true, text: true, insteadOf: true }),
    toBody: ({ activity, ...rest }) => ({
      ...rest,
      activity: (activity || null) as Activity | null,
      insteadOf: running?.timer.id ?? null,
    }),
    send: (body) => start.mutateAsync(body),
    onDone: () => {
      if (running) say(`What ran for ${running.timer.clientName ?? 'a former client'} was kept.`);
      onClose();
    },
  });
  const engagements = places.map(({ engagementId, clientName }) => ({ value: engagementId, label: clientName }));
  return (
    <Form onSubmit={submit} label="Start a timer">
      <ChoiceField label="Client" data={engagements} {...form.getInputProps('engagementId')} />
      <TextField label="Note" description="The client can read this" data-autofocus {...form.getInputProps('text')} />
      <ChoiceField label="Activity" data={activityOptions()} {...form.getInputProps('activity')} />
      {running ? (
        <p>
          Stops and keeps the timer for {running.timer.clientName ?? 'a former client'}, which runs since{' '}
          {moment(running.timer.startedAt)}.
        </p>
      ) : null}
      <FormEnd verb={running ? 'Stop and start' : 'Start'} busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
