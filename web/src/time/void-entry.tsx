import { voidEntry, type TimeEntry } from '@contract/time';
import { formatDate, formatMinutes } from '@domain/shared/format';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useVoidEntry } from './time.queries';

interface VoidEntryProps {
  readonly practice: string;
  readonly entry: TimeEntry | null;
  readonly onClose: () => void;
}

export function VoidEntry({ practice, entry, onClose }: VoidEntryProps) {
  return (
    <Dialog title="Void this entry?" open={entry !== null} onClose={onClose}>
      {entry ? <VoidForm practice={practice} entry={entry} onClose={onClose} /> : null}
    </Dialog>
  );
}

/** Hours are never deleted: they are voided, with a reason that stays. */
function VoidForm({ practice, entry, onClose }: VoidEntryProps & { readonly entry: TimeEntry }) {
  const voiding = useVoidEntry(practice);
  const { form, submit, busy, problem } = useDraft({
    initial: { reason: '' },
    schema: voidEntry.body,
    toBody: (values) => values,
    send: ({ reason }) => voiding.mutateAsync({ entry, reason }),
    onDone: () => {
      say(`${formatMinutes(entry.minutes)} on ${formatDate(entry.day)} no longer counts.`);
      onClose();
    },
  });
  return (
    <Form onSubmit={submit} label="Void this entry">
      <p>
        {formatMinutes(entry.minutes)} on {formatDate(entry.day)}
        {entry.text ? `, “${entry.text}”` : ''}. It stays in the list, crossed out, and counts nowhere.
      </p>
      <TextField label="Reason" autoFocus {...form.getInputProps('reason')} />
      <FormEnd verb="Void entry" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
