import { reopenMonth } from '@contract/statements';
import { formatMonth } from '@domain/shared/format';
import type { Month } from '@domain/shared/month';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useSummaryChanges } from './statements.queries';

interface ReopenMonthProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly month: Month;
  readonly published: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ReopenMonth(props: ReopenMonthProps) {
  return (
    <Dialog title={`Open ${formatMonth(props.month)} again?`} open={props.open} onClose={props.onClose}>
      <ReopenForm {...props} />
    </Dialog>
  );
}

/** Nothing is taken away: the month closes as the next revision, and the client reads why. */
function ReopenForm({ practice, engagementId, month, published, onClose }: ReopenMonthProps) {
  const { reopen } = useSummaryChanges(practice, engagementId, month);
  const { form, submit, busy, problem } = useDraft({
    initial: { reason: '' },
    schema: reopenMonth.body,
    toBody: (values) => values,
    send: ({ reason }) => reopen.mutateAsync(reason),
    onDone: () => {
      say(`${formatMonth(month)} is open again.`);
      onClose();
    },
    fieldOf: { 'statements.reason_needed': 'reason' },
  });
  return (
    <Form onSubmit={submit} label="Open the month again">
      <p>
        Hours in it can be changed until it is closed again.{' '}
        {published
          ? 'What was published stays and can be downloaded; the next version is marked as revised and has to be accepted anew.'
          : 'Its first closure stays on record.'}
      </p>
      <TextField label="Reason" description="The client can read this" autoFocus {...form.getInputProps('reason')} />
      <FormEnd verb={`Open ${formatMonth(month)} again`} busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
